"""A form that nobody laid out is learnt, filled beyond its size, and reads back as what was written."""

from __future__ import annotations

import pytest

from kxdesk.domain.policy import Policy
from kxdesk.domain.printed import as_printed
from kxdesk.system.resources import resource
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.learn.propose import propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.template import Template
from tests.workbook.learn.drawn.habit import Habit
from tests.workbook.learn.drawn.policy import draw_form
from tests.workbook.learn.pen import drawn
from tests.workbook.policies import activity, issue, policy

VOCABULARY = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))


def written() -> Policy:
    """Three issues of one area, five activities each, five tracks each."""
    plan = tuple(activity(str(at), tracks=5) for at in range(1, 6))
    return policy(*(issue(number=str(at), activities=plan) for at in range(1, 4)))


# Forms whose issues can be told apart when they are read: number and title are asked.
@pytest.mark.parametrize("seed", [7000, 7003, 7007, 7012, 7014, 7016])
def test_what_a_learnt_form_is_filled_with_reads_back(seed: int) -> None:
    data, _ = drawn(lambda form: draw_form(form, Habit(seed)))
    text = layout_text(
        propose(data, VOCABULARY), form="様式", template="t.xlsx", comments=Comments("", lambda _guess: "")
    )
    layout = parse_layout(text)
    said = as_printed(written(), form_of(layout))
    out = fill(Template.open(data), layout, written())
    found = read_policy(read_workbook(open_package(out.data)), layout).policy
    assert [one.title for one in found.issues] == [one.title for one in said.issues]
    for back, before in zip(found.issues, said.issues, strict=True):
        assert [(a.title, a.description, a.tracks) for a in back.activities] == [
            (a.title, a.description, a.tracks) for a in before.activities
        ]
        assert (back.content, back.background, back.approach) == (
            before.content,
            before.background,
            before.approach,
        )
