"""What a person says of a form goes before every guess, whatever the habit the form was made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.system.resources import resource
from kxdesk.workbook.addresses import address, position
from kxdesk.workbook.layout import Relation, Role
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.learn import correct
from kxdesk.workbook.learn.draft import Draft, begin, with_sheet
from kxdesk.workbook.learn.guess import Reason
from kxdesk.workbook.learn.standing import Standing, entries, placed_at, questions
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text

from . import forms
from .forms import FORMS, drawn

VOCABULARY = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
SHIPPED = ("R7", "R6")
IN_BLOCK = ("activity.", "track.")


def shipped(name: str) -> Draft:
    return begin((resource("forms") / name / "template.xlsx").read_bytes(), VOCABULARY)


def emptied(draft: Draft) -> Draft:
    """As if nothing had been recognised but the sheets, their blocks and their lists."""
    for sheet in draft.proposal.sheets:
        block = sheet.block and replace(sheet.block, guesses=(), label=None)
        draft = with_sheet(draft, replace(sheet, guesses=(), doubts=(), block=block))
    return draft


def written(draft: Draft) -> None:
    """What was corrected can be written and read again."""
    comments = Comments("", lambda guess: guess.reason)
    parse_layout(layout_text(draft.proposal, form="X", template="x.xlsx", comments=comments))


@pytest.mark.parametrize("draw", FORMS, ids=lambda draw: draw.__name__)
def test_every_box_of_every_habit_can_be_pointed_at(draw: Callable[[forms.Draft], None]) -> None:
    """From nothing to everything: each field is where it was pointed at, said by a person."""
    data, truth = drawn(draw)
    draft = emptied(begin(data, VOCABULARY))
    for field, (sheet, cell) in truth.truth.items():
        draft = correct.assign(draft, sheet, field, position(cell))
    written(draft)
    for field, (sheet, cell) in truth.truth.items():
        place = placed_at(draft, sheet, position(cell))
        assert place is not None, (field, cell)
        assert field in place.guess.fields, (field, cell)
        assert place.guess.reason is Reason.PERSON
        assert address(*place.guess.at)


@pytest.mark.parametrize("name", SHIPPED)
def test_saying_again_what_is_known_changes_nothing_of_the_layout(name: str) -> None:
    """A label is found where the guess had found it: each box pointed at keeps label and relation."""
    draft = shipped(name)
    for sheet in draft.proposal.sheets:
        for guess in sheet.guesses:
            if guess.relation not in (Relation.RIGHT, Relation.BELOW) or guess.label.count("{"):
                continue
            said = correct.assign(draft, sheet.name, guess.field, guess.at).sheet(sheet.name)
            (found,) = [
                entry for entry in said.guesses if entry.at == guess.at and entry.field == guess.field
            ]
            assert (found.label, found.relation) == (guess.label, guess.relation)


def test_a_field_stands_once_and_a_box_holds_one() -> None:
    """What was in the box makes room, what the field left is free."""
    draft = correct.assign(shipped("R7"), "課題票", "issue.title", (11, 1))
    guesses = draft.sheet("課題票").guesses
    assert [guess.at for guess in guesses if guess.field == "issue.title"] == [(11, 1)]
    assert placed_at(draft, "課題票", (4, 5)) is None
    standing = {entry.field: entry.standing for entry in entries(draft)}
    assert standing["issue.content"] is Standing.MISSING


def test_a_box_of_any_block_stands_for_that_of_the_first() -> None:
    """The third block's title is the title."""
    draft = emptied(shipped("R7"))
    draft = correct.assign(draft, "課題票", "activity.title", (30, 3))
    draft = correct.assign(draft, "課題票", "track.label", (34, 1))
    block = draft.sheet("課題票").block
    assert block is not None
    assert block.label is not None
    assert [guess.at for guess in block.guesses] == [(18, 3)]
    assert (block.label.at[1], block.label.label) == (1, "項目")


def test_a_block_is_marked_by_its_rows_and_quarters() -> None:
    """Backwards too; how often it repeats is counted, boxes inside are no longer boxes of the sheet."""
    draft = shipped("R7")
    found = draft.sheet("課題票").block
    lost = with_sheet(draft, replace(draft.sheet("課題票"), block=None))
    again = correct.mark_block(lost, "課題票", (23, 18), [(20, 29), (20, 5), (20, 13), (20, 21)])
    assert again.sheet("課題票").block == found
    with pytest.raises(Problem, match="quarters-not-in-a-row"):
        correct.mark_block(lost, "課題票", (18, 23), [(20, 5), (20, 13), (20, 21), (26, 29)])
    with pytest.raises(Problem, match="no-rows-for-tracks"):
        correct.mark_block(lost, "課題票", (18, 20), [(20, 5), (20, 13), (20, 21), (20, 29)])


def test_rows_of_a_list_are_marked_with_their_heading_and_columns() -> None:
    """Where no list was found: the columns come from the headings, the area from the text over them."""
    draft = shipped("R7")
    name = "4 課題一覧"
    (found,) = draft.sheet(name).lists
    draft = with_sheet(draft, replace(draft.sheet(name), lists=()))
    for section in found.sections:
        draft = correct.mark_list(draft, name, Kind.ISSUE, (section.first, section.last))
    (again,) = draft.sheet(name).lists
    assert again == found


def test_a_use_of_a_sheet_can_be_taken_back() -> None:
    """Not used, used again: the proposal is made anew."""
    draft = shipped("R7")
    away = correct.set_role(draft, "課題票", Role.LEAVE)
    assert not list(away.sheet("課題票").placed())
    again = correct.set_role(away, "課題票", Role.ISSUE)
    assert set(again.sheet("課題票").placed()) == set(draft.sheet("課題票").placed())


@pytest.mark.parametrize(
    ("sheet", "field", "cell", "code"),
    [
        ("課題票", "activity.title", "E4", "only-in-block"),
        ("1-2 使命・基本情報", "facility.name", "E2", "only-in-list"),
        ("1-2 使命・基本情報", "issue.content", "E2", "only-on-issue-sheet"),
        ("4 課題一覧", "issue.title", "A2", "only-in-list"),
        ("記入要領", "policy.mission", "A1", "sheet-not-used"),
        ("課題票", "issue.title", "A1", "not-a-box"),
    ],
)
def test_refused_with_a_reason(sheet: str, field: str, cell: str, code: str) -> None:
    with pytest.raises(Problem, match=code):
        correct.assign(shipped("R7"), sheet, field, position(cell))


def test_confirmed_doubts_are_placed_and_no_longer_asked() -> None:
    """A doubt is one click from being certain."""
    draft = shipped("R7")
    sheet = draft.sheet("課題票")
    (guess,) = [entry for entry in sheet.guesses if entry.field == "issue.impact"]
    doubt = replace(guess, confidence=0.5)
    rest = tuple(entry for entry in sheet.guesses if entry != guess)
    draft = with_sheet(draft, replace(sheet, guesses=rest, doubts=(doubt,)))
    ((field, place),) = questions(draft)
    assert (field, place.doubt) == ("issue.impact", True)
    said = correct.confirm(draft, place.sheet, place.guess)
    assert questions(said) == ()
    again = placed_at(said, "課題票", guess.at)
    assert again is not None
    assert again.guess.confidence == 1.0


def test_of_two_fields_in_a_label_one_may_leave() -> None:
    """The other stays in the hole."""
    draft = shipped("R7")
    sheet = draft.sheet("課題票")
    (area,) = [entry for entry in sheet.guesses if entry.field == "issue.area"]
    both = replace(area, relation=Relation.INSIDE, label="課題（{issue.area}{issue.number}）")
    kept = tuple(entry for entry in sheet.guesses if entry.field not in {"issue.area", "issue.number"})
    draft = with_sheet(draft, replace(sheet, guesses=(*kept, both)))
    said = correct.decline(draft, "issue.area")
    (left,) = [entry for entry in said.sheet("課題票").guesses if entry.at == area.at]
    assert (left.field, left.label) == ("issue.number", "課題（{issue.number}）")
    assert "issue.area" in said.not_asked
