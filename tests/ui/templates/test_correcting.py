"""A badly proposed layout is put right with few clicks, and is then the one made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kxdesk.domain.things import Kind
from kxdesk.system.resources import resource
from kxdesk.ui.background import Worker
from kxdesk.ui.notices import Notices
from kxdesk.ui.operations.learn_form import learn_form
from kxdesk.ui.templates.screen import TemplateScreen
from kxdesk.ui.templates.template_window import TemplateWindow
from kxdesk.usecases.correct_form import open_form
from kxdesk.usecases.forms import form_named, layout_named
from kxdesk.words.guesses import PREAMBLE, told_guess
from kxdesk.workbook.layout import Layout, Relation, Role
from kxdesk.workbook.layout_file import load_layout, parse_layout
from kxdesk.workbook.learn.draft import Draft, mapped
from kxdesk.workbook.learn.guess import Guess, Reason
from kxdesk.workbook.learn.standing import Group, Standing, entries, placed_at, questions
from kxdesk.workbook.learn.write_layout import Comments, layout_text
from tests.ui.templates.bad_form import BASICS, ISSUE, bad_form
from tests.ui.templates.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def form_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bad_form(tmp_path_factory.mktemp("様 式"))


@pytest.fixture
def window(qtbot: QtBot, form_file: Path) -> TemplateWindow:
    window = TemplateWindow(open_form(form_file), "R8")
    qtbot.addWidget(window, before_close_func=TemplateWindow.saved)
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def person(window: TemplateWindow) -> Person:
    return Person(window.form_screen)


def layout_of(screen: TemplateScreen) -> Layout:
    """What would be written, as it is read again."""
    proposal = screen.correction.draft.proposal
    text = layout_text(proposal, form="R8", template="x.xlsx", comments=Comments(PREAMBLE, told_guess))
    return parse_layout(text)


def differences(one: Layout, other: Layout) -> list[str]:
    """Where two layouts do not keep the same fields in the same boxes."""
    return sorted(map(str, set(facts(one)) ^ set(facts(other))))


def facts(layout: Layout) -> Iterator[tuple[object, ...]]:
    """Where each field stands, without the words of the labels."""
    for sheet in layout.sheets:
        yield sheet.name, sheet.role
        if sheet.role not in (Role.ONCE, Role.ISSUE):
            continue
        for box in sheet.boxes:
            yield from ((sheet.name, slot.field, box.row, box.column) for slot in box.slots)
        for listed in sheet.lists:
            yield from ((sheet.name, listed.of, s.value, s.first, s.last) for s in listed.sections)
            yield from ((sheet.name, column.slot.field, column.column) for column in listed.columns)
        if sheet.block and sheet.block.grid:
            block, grid = sheet.block, sheet.block.grid
            yield sheet.name, "block", block.first, block.last, block.count
            yield "grid", grid.header, grid.first, grid.last, grid.column
            yield "quarters", *(quarter.column for quarter in grid.quarters)
            for box in block.boxes:
                yield from (("block", slot.field, box.row, box.column) for slot in box.slots)


def guess_in(screen: TemplateScreen, cell: tuple[int, int]) -> Guess:
    """What stands in a box of the issue sheet."""
    place = placed_at(screen.correction.draft, ISSUE, cell)
    assert place is not None
    return place.guess


def standing(screen: TemplateScreen, group: Group, field: str) -> Standing:
    (entry,) = [e for e in entries(screen.correction.draft) if (e.group, e.field) == (group, field)]
    return entry.standing


def correct_everything(person: Person) -> None:
    """As a person would: from the top of the sheet to its bottom, then the other sheet."""
    for field, cell in (
        ("issue.author", "AC3"),  # the division was taken to be here
        ("issue.division", "S2"),
        ("issue.title", "E4"),
        ("issue.content", "A11"),
        ("issue.background", "A13"),
        ("issue.target_outcome", "A15"),
    ):
        person.field(Group.ISSUE, field)
        person.box(cell)
    person.button(person.screen.sheet_card.block)
    for cell in ("A18", "A23", "E20"):
        person.box(cell)
    person.field(Group.ISSUE, "issue.approach")
    person.button(person.screen.field_card.decline)
    person.sheet(BASICS)
    person.field(Group.BASICS, "policy.mission")
    person.box("A5")


def test_a_bad_proposal_becomes_the_layout_made_by_hand(person: Person) -> None:
    """Seven fields and the block, in at most 25 clicks; at two seconds each that is under a minute."""
    by_hand = load_layout(resource("forms") / "R7" / "layout.toml")
    assert len(differences(layout_of(person.screen), by_hand)) > 8
    correct_everything(person)
    while questions(person.screen.correction.draft):
        person.key(Qt.Key.Key_F8)
        person.key(Qt.Key.Key_Return)
    assert differences(layout_of(person.screen), by_hand) == []
    assert person.clicks + person.keys <= 25


def test_what_a_person_said_is_certain_and_has_its_label(person: Person) -> None:
    """Confidence 1.0, said by a person, known by the nearest label however it reads."""
    person.field(Group.ISSUE, "issue.title")
    person.box("E4")
    guess = guess_in(person.screen, (4, 5))
    assert (guess.label, guess.relation) == ("いろは", Relation.RIGHT)
    assert (guess.confidence, guess.reason) == (1.0, Reason.PERSON)
    person.field(Group.ISSUE, "issue.content")
    person.box("A11")
    guess = guess_in(person.screen, (11, 1))
    assert (guess.label, guess.relation) == ("②とちり", Relation.BELOW)


def test_a_click_on_a_label_means_the_box_beside_it(person: Person) -> None:
    """Nobody has to aim at the empty box."""
    person.field(Group.ISSUE, "issue.title")
    person.box("A4")
    assert guess_in(person.screen, (4, 5)).field == "issue.title"


def test_an_assigned_box_is_given_another_field_in_two_clicks(person: Person) -> None:
    """Click the box, click the field; what stood there is missing again."""
    person.box("AC3")
    person.pick("記入者")
    assert person.clicks == 2
    assert guess_in(person.screen, (3, 29)).field == "issue.author"
    assert standing(person.screen, Group.ISSUE, "issue.division") is Standing.MISSING


def test_a_field_is_found_by_typing(person: Person) -> None:
    """The small window at a box takes words, and Enter takes the first."""
    person.box("E4")
    picker = person.picker
    typed = QInputMethodEvent()
    typed.setCommitString("課題名")
    QApplication.sendEvent(picker.search, typed)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert guess_in(person.screen, (4, 5)).field == "issue.title"


def test_not_asked_and_taken_out(person: Person) -> None:
    """Both leave the box empty; only the one says something of the form."""
    person.box("AC3")
    person.button(person.picker.decline)
    assert standing(person.screen, Group.ISSUE, "issue.division") is Standing.NOT_ASKED
    person.box("E2")
    person.button(person.picker.empty)
    assert placed_at(person.screen.correction.draft, ISSUE, (2, 5)) is None
    assert standing(person.screen, Group.BASICS, "policy.bureau") is Standing.SURE  # it is on other sheets


def test_the_rest_is_not_asked_in_one_click(person: Person) -> None:
    """And taken back in one step; what was found stays."""
    before = entries(person.screen.correction.draft)
    person.button(person.screen.head.rest)
    after = entries(person.screen.correction.draft)
    assert not [entry for entry in after if entry.standing is Standing.MISSING]
    assert [e for e in after if e.standing is Standing.SURE] == [
        e for e in before if e.standing is Standing.SURE
    ]
    assert not person.screen.head.rest.isVisible()
    person.key(Qt.Key.Key_Z, CONTROL)
    assert entries(person.screen.correction.draft) == before


def test_undo_and_redo_step_by_step(person: Person) -> None:
    """Each correction is one step, with the keys everyone knows."""
    start = person.screen.correction.draft
    person.field(Group.ISSUE, "issue.title")
    person.box("E4")
    person.field(Group.ISSUE, "issue.content")
    person.box("A11")
    done = person.screen.correction.draft
    person.key(Qt.Key.Key_Z, CONTROL)
    person.key(Qt.Key.Key_Z, CONTROL)
    assert person.screen.correction.draft == start
    assert not person.screen.head.undo.isEnabled()
    person.key(Qt.Key.Key_Y, CONTROL)
    person.key(Qt.Key.Key_Y, CONTROL)
    assert person.screen.correction.draft == done


def test_a_sheet_is_given_another_use(person: Person) -> None:
    """One sheet repeats for each issue; the one before it does no longer."""
    person.sheet(BASICS)
    person.button(person.screen.sheet_card.roles[Role.LEAVE])
    draft = person.screen.correction.draft
    assert draft.sheet(BASICS).role is Role.LEAVE
    assert not draft.sheet(BASICS).guesses
    person.sheet("3 振り返り")
    person.button(person.screen.sheet_card.roles[Role.ISSUE])
    roles = {sheet.name: sheet.role for sheet in person.screen.correction.draft.proposal.sheets}
    assert roles[ISSUE] is Role.ONCE
    assert [name for name, role in roles.items() if role is Role.ISSUE] == ["3 振り返り"]


def test_rows_of_a_list_are_shown(person: Person) -> None:
    """First row, last row; a section that is touched is replaced, the columns stay."""
    person.sheet("4 課題一覧")
    person.button(person.screen.sheet_card.issues)
    person.box("A6")
    person.box("A8")
    (listed,) = person.screen.correction.draft.sheet("4 課題一覧").lists
    assert [(s.first, s.last) for s in listed.sections] == [(6, 8), (13, 17), (21, 25)]
    assert {column.field for column in listed.columns} >= {"issue.title", "issue.policy_field"}


def test_what_cannot_be_is_refused_with_what_to_do(person: Person) -> None:
    """Nothing changes, and the line over the picture says why."""
    before = person.screen.correction.draft
    person.field(Group.PLAN, "activity.title")
    person.box("E4")
    assert person.screen.correction.draft == before
    assert "取組の枠" in person.screen.prompt.words.text()
    person.key(Qt.Key.Key_Escape)
    person.button(person.screen.sheet_card.block)
    person.box("A18")
    person.box("A23")
    person.box("A11")
    assert "第２四半期" in person.screen.prompt.words.text()


def doubted(draft: Draft) -> Draft:
    """With two guesses that a person is asked about."""

    def exchange(guess: Guess) -> Guess:
        unsure = guess.field in {"issue.impact", "progress.text"}
        return replace(guess, confidence=0.7) if unsure else guess

    return mapped(draft, ISSUE, exchange)


def test_questions_are_gone_through_by_keys(person: Person) -> None:
    """F8 shows what is asked about, Enter says yes and goes on, an arrow and Enter say another box."""
    screen = person.screen
    screen.correction.take(doubted)
    assert len(questions(screen.correction.draft)) == 2
    person.key(Qt.Key.Key_F8)
    screen.pictures.canvas.setFocus()
    assert screen.pictures.canvas.accessibleName().startswith("G6")
    assert "要確認" in screen.pictures.canvas.accessibleName()
    person.key(Qt.Key.Key_Return)
    assert guess_in(screen, (6, 7)).reason is Reason.PERSON
    assert screen.pictures.canvas.accessibleName().startswith("A37")
    person.key(Qt.Key.Key_Up)
    assert not screen.pictures.canvas.accessibleName().startswith("A37")
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Return)
    assert questions(screen.correction.draft) == ()


def test_a_question_answered_with_another_box_goes_on_to_the_next(person: Person) -> None:
    """Choosing a question and clicking the right box is all there is to it."""
    screen = person.screen
    screen.correction.take(doubted)
    person.field(Group.ISSUE, "issue.impact")
    person.box("G8")
    assert guess_in(screen, (8, 7)).field == "issue.impact"
    assert standing(screen, Group.ISSUE, "issue.urgency") is Standing.MISSING
    assert "進捗状況" in screen.prompt.words.text()


def test_a_form_that_is_known_is_not_replaced_unasked(
    person: Person, window: TemplateWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Back leaves all as it is; the name takes nothing that a folder cannot be called."""
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    asked: list[str] = []

    def answer(question: str, _yes: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(window, "_agreed", answer)
    name = person.screen.head.name
    name.clear()
    QTest.keyClicks(name, "R/7:")
    assert name.text() == "R7"
    with qtbot.assertNotEmitted(window.save_wanted):
        person.button(person.screen.head.button)
    assert "R7" in asked[0]
    with qtbot.waitSignal(window.save_wanted):
        person.button(person.screen.head.button)


def test_saved_and_offered_for_new_desks(
    qtbot: QtBot, worker: Worker, form_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the menu's verb to the form being known by its name, without a question where nothing is left."""
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    parent, notices = QWidget(), Notices()
    for widget in (notices, parent):
        qtbot.addWidget(widget)
    learn_form(parent, worker, notices, form_file)
    qtbot.waitUntil(lambda: parent.findChild(TemplateWindow) is not None, timeout=20_000)
    window = parent.findChild(TemplateWindow)
    assert window is not None
    person = Person(window.form_screen)
    correct_everything(person)
    window.form_screen.head.name.setText("ためし")
    person.button(window.form_screen.head.button)
    qtbot.waitUntil(lambda: bool(notices.texts), timeout=20_000)
    assert "ためし" in notices.texts[0]
    qtbot.waitUntil(lambda: parent.findChild(TemplateWindow) is None)
    kept = layout_named("ためし")
    assert kept.template.read_bytes() == form_file.read_bytes()
    assert form_named("ためし").asks(Kind.ISSUE, "title")


def test_only_what_a_form_may_hold_is_looked_for(person: Person) -> None:
    """Indicators, rounds and remarks have no box that a person could point at."""
    kinds = {entry.field.partition(".")[0] for entry in entries(person.screen.correction.draft)}
    assert kinds <= {"policy", "facility", "issue", "activity", "track", "progress", "control_number"}
