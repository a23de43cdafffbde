"""A form nobody has seen is laid out by its words, and nothing wrong is claimed as sure."""

from __future__ import annotations

import pytest

from kxdesk.domain.things import Kind
from kxdesk.system.resources import resource
from kxdesk.workbook.addresses import address
from kxdesk.workbook.layout_file import load_layout, parse_layout
from kxdesk.workbook.learn.propose import Proposal, propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text

from .forms import FORMS, Drawn, drawn

VOCABULARY = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
PRINTED = {"policy.fiscal_year", "policy.retrospective_fiscal_year"}


def placed(proposal: Proposal) -> dict[str, set[tuple[str, str, bool]]]:
    """Field → where it was put, and whether that was claimed as sure."""
    found: dict[str, set[tuple[str, str, bool]]] = {}
    for sheet in proposal.sheets:
        for guess in sheet.placed():
            for field in guess.fields:
                found.setdefault(field, set()).add((sheet.name, address(*guess.at), guess.sure))
    return found


def score(proposal: Proposal, truth: Drawn) -> tuple[int, list[str], list[str]]:
    """Fields right, fields missed or misplaced, and wrong claims that were called sure."""
    found = placed(proposal)
    right, missed, wrong = 0, [], []
    for field, place in truth.truth.items():
        if any(entry[:2] == place for entry in found.get(field, ())):
            right += 1
        else:
            missed.append(field)
    boxes = {place: field for field, place in truth.truth.items()}
    for field, places in found.items():
        for sheet, cell, sure in places:
            if field in PRINTED or not sure:
                continue
            held = boxes.get((sheet, cell))
            known = truth.truth.get(field) == (sheet, cell) or (field, sheet, cell) in truth.also
            if held != field and not known:
                wrong.append(f"{field} in {sheet}!{cell}")
    return right, missed, wrong


@pytest.mark.parametrize("draw", FORMS, ids=lambda draw: draw.__name__)
def test_a_form_of_another_habit(draw) -> None:
    data, truth = drawn(draw)
    proposal = propose(data, VOCABULARY)
    _, missed, wrong = score(proposal, truth)
    assert missed == []
    assert wrong == []
    assert {entry.code for entry in proposal.refusals} == truth.refused


@pytest.mark.parametrize("form", ["R7", "R6"])
def test_the_shipped_forms_come_out_as_a_person_laid_them_out(form: str) -> None:
    by_hand = load_layout(resource("forms", form, "layout.toml"))
    data = resource("forms", form, "template.xlsx").read_bytes()
    comments = Comments("", lambda _guess: "")
    text = layout_text(propose(data, VOCABULARY), form=form, template="template.xlsx", comments=comments)
    learnt = parse_layout(text)
    for hand, own in zip(by_hand.sheets, learnt.sheets, strict=True):
        assert (hand.name, hand.role, hand.keys, hand.matrix) == (own.name, own.role, own.keys, own.matrix)
        assert _boxes(hand) == _boxes(own)
        # Columns of indicators are named by a person: their sheet is recognised and no more.
        listed = [(x.of, x.by, x.sections) for x in hand.lists if x.of is not Kind.INDICATOR]
        assert listed == [(x.of, x.by, x.sections) for x in own.lists]


def _boxes(sheet) -> set[tuple[object, ...]]:
    boxes = [*sheet.boxes, *(sheet.block.boxes if sheet.block else ())]
    return {(tuple(s.field for s in box.slots), box.relation, box.row, box.column) for box in boxes}


def test_a_box_kxdesk_does_not_know_is_named_and_left_alone() -> None:
    data, _ = drawn(next(draw for draw in FORMS if draw.__name__ == "strangers"))
    proposal = propose(data, VOCABULARY)
    unknown = {entry.label for sheet in proposal.sheets for entry in sheet.unknown}
    assert unknown == {"SDGsとの関係", "内線", "予算額（千円）", "法令根拠"}
