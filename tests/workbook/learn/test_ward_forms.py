"""Forms drawn by other hands are learnt too: nearly every field is found, nothing wrong is called sure."""

from __future__ import annotations

import pytest

from kxdesk.system.resources import resource
from kxdesk.workbook.addresses import address
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.learn.propose import Proposal, propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text

from . import wards_a, wards_b, wards_c, wards_d, wards_e, wards_f
from .pen import Form, drawn

VOCABULARY = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
FORMS = (*wards_a.FORMS, *wards_b.FORMS, *wards_c.FORMS, *wards_d.FORMS, *wards_e.FORMS, *wards_f.FORMS)
PRINTED = {"policy.fiscal_year", "policy.retrospective_fiscal_year"}
REFUSED = {
    "halves_of_a_year": {"half-years"},
    "twelve_months": {"months"},
    "quarters_down": {"quarters-down"},
}


def placed(proposal: Proposal) -> dict[tuple[str, str, str], bool]:
    """(field, sheet, cell) → whether that was claimed as sure."""
    found = {
        (field, sheet.name, address(*guess.at)): guess.sure
        for sheet in proposal.sheets
        for guess in sheet.placed()
        for field in guess.fields
    }
    for sheet in proposal.sheets:
        if sheet.block:
            grid = sheet.block.headings
            found["milestone.text", sheet.name, address(grid.first, grid.columns[0])] = True
    return found


def missed(form: Form, found: dict[tuple[str, str, str], bool]) -> list[tuple[str, str, str]]:
    return [entry for entry in form.truth if entry not in found]


@pytest.mark.parametrize("draw", FORMS, ids=lambda draw: draw.__name__)
def test_nothing_wrong_is_sure(draw) -> None:
    data, form = drawn(draw)
    proposal = propose(data, VOCABULARY)
    found = placed(proposal)
    known = {*form.truth, *form.also}
    assert [
        place for place, sure in found.items() if sure and place not in known and place[0] not in PRINTED
    ] == []
    assert len(missed(form, found)) <= 1
    assert {entry.code for entry in proposal.refusals} == REFUSED.get(draw.__name__, set())
    text = layout_text(proposal, form="様式", template="t.xlsx", comments=Comments("", lambda _guess: ""))
    assert parse_layout(text).asked >= {field for field, _, _ in form.truth if (field, _, _) in found} - {
        "milestone.text"
    }


def test_nearly_every_field_is_found() -> None:
    forms = [(form, placed(propose(data, VOCABULARY))) for data, form in map(drawn, FORMS)]
    lost = [entry for form, found in forms for entry in missed(form, found)]
    assert len(lost) <= 0.02 * sum(len(form.truth) for form, _ in forms)
