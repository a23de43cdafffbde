"""What is filled into a form as it was learnt, uncorrected, is read from it again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kxdesk.domain.printed import as_printed
from kxdesk.system.resources import resource
from kxdesk.usecases.read_workbook import read_own
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.learn.propose import propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text
from kxdesk.workbook.template import Template
from tests.usecases.test_export_workbook import check_reads_back, with_ids
from tests.workbook.learn import wards_a, wards_b, wards_c, wards_d, wards_e, wards_f
from tests.workbook.learn.pen import drawn
from tests.workbook.policies import large_policy

VOCABULARY = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
FORMS = (*wards_a.FORMS, *wards_b.FORMS, *wards_c.FORMS, *wards_d.FORMS, *wards_e.FORMS, *wards_f.FORMS)


def learnt(data: bytes) -> Layout:
    text = layout_text(
        propose(data, VOCABULARY), form="様式", template="t.xlsx", comments=Comments("", lambda _guess: "")
    )
    return parse_layout(text)


@pytest.mark.parametrize("draw", FORMS, ids=lambda draw: draw.__name__)
def test_a_learnt_form_reads_back(draw) -> None:
    data, _ = drawn(draw)
    layout = learnt(data)
    # The years that a form prints are those of its own year.
    policy = replace(large_policy(5, 4, 3), fiscal_year="2026", retrospective_fiscal_year="2025")
    policy = with_ids(policy)
    filled = fill(Template.open(data), layout, policy)
    check_reads_back(read_own(filled.data, layout), as_printed(policy, form_of(layout)))
