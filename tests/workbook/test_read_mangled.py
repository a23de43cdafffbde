"""What people and gateways do to a form changes nothing in what is read from it, or is flagged or held."""

from dataclasses import replace

import pytest

from kxdesk.domain.policy import Milestone
from kxdesk.workbook.fill import fill
from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import Note, RawWorkbook, Shape
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.receipts import Reading
from tests.workbook import mangled
from tests.workbook.policies import issue, large_policy, layout, policy, r6_policy, template

SAID = policy(issue("A", "1"), issue("B", "1"), issue("B", "2", plan_preface="今年も続ける。"))
# Labels that a person re-types when they re-type labels: all the form prints on a sheet of issues.
BLANK = read_workbook(template("R7").package)
LABELS = frozenset(
    str(cell.value)
    for sheet in BLANK.sheets
    for cell in sheet.cells.values()
    if sheet.state == "visible" and cell.kind == "text" and cell.formula is None
) - frozenset("高中低")


@pytest.fixture(scope="module")
def written() -> RawWorkbook:
    return read_workbook(open_package(fill(template("R7"), layout("R7"), SAID).data))


def read(raw: RawWorkbook) -> Reading:
    return read_policy(raw, layout("R7"))


def issue_sheets(raw: RawWorkbook, change, number: int = 1) -> RawWorkbook:
    name = [sheet.name for sheet in raw.sheets if sheet.name.startswith("課題")][number - 1]
    return mangled.on_sheets(raw, change, lambda sheet: sheet.name == name)


def codes(reading: Reading) -> set[str]:
    return {flag.code for flag in reading.flags}


@pytest.mark.parametrize(
    "change", [mangled.full_width, mangled.half_width, mangled.spaced, mangled.parenthesised]
)
def test_labels_typed_another_way(written, change):
    """Full width, half width, spaced out, circled numbers in brackets."""
    raw = mangled.on_sheets(written, lambda sheet: mangled.labels_changed(sheet, LABELS, change))
    reading = read(raw)
    assert reading.policy == SAID
    assert not reading.flags
    assert not reading.holds


@pytest.mark.parametrize("row", range(1, 38))
def test_a_row_inserted_anywhere_in_an_issue(written, row):
    """Whatever row a person puts an empty one above."""
    reading = read(issue_sheets(written, lambda sheet: mangled.row_inserted(sheet, row)))
    assert reading.policy == SAID
    assert codes(reading) <= {"text-beside"}


@pytest.mark.parametrize("name", ["1-2 使命・基本情報", "3 振り返り", "4 課題一覧"])
def test_a_row_inserted_anywhere_in_the_other_sheets(written, name):
    """Whatever row a person puts an empty one above."""
    last = next(sheet for sheet in written.sheets if sheet.name == name).last_row
    for row in range(1, last + 2):
        raw = mangled.on_sheets(
            written, lambda sheet, row=row: mangled.row_inserted(sheet, row), lambda sheet: sheet.name == name
        )
        assert read(raw).policy == SAID, row


@pytest.mark.parametrize("column", range(1, 37))
def test_a_column_inserted_anywhere(written, column):
    """Although the instructions forbid it."""
    for sheet in ("課題A(1)", "4 課題一覧", "1-2 使命・基本情報"):
        raw = mangled.on_sheets(
            written,
            lambda one: mangled.column_inserted(one, column),
            lambda one, sheet=sheet: one.name == sheet,
        )
        reading = read(raw)
        assert reading.policy == SAID, sheet
        assert codes(reading) <= {"label-moved", "text-beside"}


@pytest.mark.parametrize("name", ["1-2 使命・基本情報", "3 振り返り", "4 課題一覧"])
def test_no_label_is_lost_unseen(written, name):
    """On no sheet does a label go without its value being read all the same, or a flag."""
    sheet = next(sheet for sheet in written.sheets if sheet.name == name)
    for place, cell in sheet.cells.items():
        if (
            str(cell.value) not in LABELS
            or "凡例" in str(cell.value)
            or cell.value in {"４　課題一覧", "２　基本情報"}
        ):
            continue
        raw = mangled.on_sheets(
            written, lambda one, place=place: mangled.without_cell(one, place), lambda one: one.name == name
        )
        reading = read(raw)
        assert reading.policy == SAID or codes(reading) or reading.holds, cell.value
        # What the form prints beside its values is the only loss that changes nothing.
        unread = {"（１）局全体当初予算額（億円）", "（４）所管の主な公共施設"}
        assert codes(reading) or cell.value in unread, cell.value


def test_two_forms_on_one_sheet(written):
    """A second form pasted below the first is not read as part of it in silence."""

    def doubled(sheet):
        below = {(row + 40, column): cell for (row, column), cell in sheet.cells.items()}
        return mangled.moved(sheet, {**sheet.cells, **below}, sheet.merges)

    reading = read(issue_sheets(written, doubled))
    assert "label-twice" in codes(reading)
    assert reading.policy.issues[0].title == SAID.issues[0].title


def test_dates_whose_format_is_gone(written):
    """The bare serial is read as the day it counts, and flagged; what is no date is flagged too."""
    reading = read(issue_sheets(written, lambda sheet: mangled.with_cell(sheet, (36, 28), 46022)))
    assert reading.policy.issues[0].progress[0].as_of == "令和7年12月31日"
    assert codes(reading) == {"serial-date"}
    reading = read(issue_sheets(written, lambda sheet: mangled.with_cell(sheet, (36, 28), "年末")))
    assert codes(reading) == {"date-unclear"}


def test_sheets_renamed_and_reordered_behind_a_cover(written):
    """Names and order of sheets say nothing."""
    sheets = [replace(sheet, name=f"Sheet{at}") for at, sheet in enumerate(written.sheets)]
    cover = mangled.empty_sheet("表紙", "無害化済み")
    reading = read(replace(written, sheets=(cover, *reversed(sheets))))
    assert reading.policy == SAID
    assert codes(reading) == {"sheet-unknown"}


def test_hidden_sheets_and_instructions_gone(written):
    """A gateway takes away what it does not know."""
    sheets = [sheet for sheet in written.sheets if sheet.name not in {"リスト", "記入要領", "5 指標"}]
    assert read(replace(written, sheets=tuple(sheets))).policy == SAID


def test_merges_gone(written):
    """Values only, each cell for itself."""
    raw = mangled.on_sheets(written, lambda sheet: replace(sheet, merges=()))
    assert read(raw).policy == SAID


def test_a_partial_return(written):
    """The issues that did not come are named by the list that did."""
    sheets = [sheet for sheet in written.sheets if sheet.name != "課題B(1)"]
    reading = read(replace(written, sheets=tuple(sheets)))
    assert [(one.area, one.number) for one in reading.policy.issues] == [("A", "1"), ("B", "2")]
    assert codes(reading) == {"listed-without-sheet"}


def test_an_unused_form_is_no_issue(written):
    """Also with the bureau, the division and the date filled in before it was handed out."""
    blank = next(sheet for sheet in BLANK.sheets if sheet.name == "課題票")
    for place, text in (((2, 5), "港湾局"), ((2, 19), "改革課"), ((36, 28), "令和7年12月")):
        blank = mangled.with_cell(blank, place, text)
    reading = read(replace(written, sheets=(*written.sheets, blank)))
    assert reading.policy == SAID
    assert codes(reading) == {"sheet-unused"}


def test_the_same_issue_on_two_sheets_is_held(written):
    """Which of them counts is for a person to say."""
    twin = next(sheet for sheet in written.sheets if sheet.name == "課題B(1)")
    reading = read(replace(written, sheets=(*written.sheets, replace(twin, name="課題B(1) (2)"))))
    (hold,) = reading.holds
    assert hold.code == "issue-twice"
    assert hold.facts == {"area": "B", "number": "1", "first": "課題B(1)", "second": "課題B(1) (2)"}


def test_another_year_is_held(written):
    """A form of the same shape for another year reads, but is not taken in unasked."""
    raw = mangled.on_sheets(
        written,
        lambda sheet: mangled.texts_changed(sheet, lambda text: text.replace("令和７年度", "令和８年度")),
    )
    reading = read(raw)
    assert reading.policy == replace(SAID, fiscal_year="2026")
    assert [hold.code for hold in reading.holds] == ["other-year"]


def test_sheets_of_two_bureaus_are_held(written):
    """A sheet that came from elsewhere."""
    reading = read(issue_sheets(written, lambda sheet: mangled.with_cell(sheet, (2, 5), "環境局"), 2))
    assert [hold.code for hold in reading.holds] == ["bureaus-differ"]
    assert reading.policy.bureau == "港湾局"


ISSUE_LABELS = [
    place
    for place, cell in next(sheet for sheet in BLANK.sheets if sheet.name == "課題票").cells.items()
    if str(cell.value) in LABELS
    and (place[0] < 24 or place[0] > 35)
    and place not in {(1, 29), (5, 1), (6, 15), (9, 19), (18, 1)}
]


@pytest.mark.parametrize("place", ISSUE_LABELS, ids=str)
def test_a_label_that_is_gone_never_passes_unseen(written, place):
    """Read all the same, and flagged; never another text in its stead."""
    reading = read(issue_sheets(written, lambda sheet: mangled.without_cell(sheet, place)))
    assert reading.policy == SAID
    assert codes(reading)


@pytest.mark.parametrize("place", [at for at in ISSUE_LABELS if at not in {(3, 7), (18, 1)}], ids=str)
def test_a_label_with_a_slip(written, place):
    """One character lost on the way through a scanner."""

    def slip(sheet):
        text = str(sheet.cells[place].value)
        return mangled.with_cell(sheet, place, text[: len(text) // 2] + text[len(text) // 2 + 1 :])

    reading = read(issue_sheets(written, slip))
    assert reading.policy == SAID


@pytest.mark.parametrize("arrow", ["→", "⇒", "➡", "－＞", "->", " ― > ", "＝＞"])
def test_arrows_of_every_kind(written, arrow):
    """They prolong the band before them."""
    raw = mangled.on_sheets(
        written,
        lambda sheet: mangled.texts_changed(
            sheet, lambda text: arrow.replace("― ", "―") if text == "→" else text
        ),
    )
    assert read(raw).policy == SAID


def test_a_band_merged_over_quarters(written):
    """Cells merged by hand are one band."""

    def merge(sheet):
        cells = {place: cell for place, cell in sheet.cells.items() if place not in {(21, 13), (21, 21)}}
        merges = [area for area in sheet.merges if not (area.first_row == 21 and 5 <= area.first_column < 29)]
        merges.append(mangled.area((21, 5), (21, 28)))
        return mangled.with_cell(mangled.moved(sheet, cells, merges), (21, 5), "通しで")

    reading = read(issue_sheets(written, merge))
    assert reading.policy.issues[0].activities[0].tracks[0].milestones[0] == Milestone(1, 3, "通しで")
    assert "merged-band" in codes(reading)


def test_an_arrow_with_nothing_before_it_stays(written):
    """Nothing written is lost."""
    reading = read(issue_sheets(written, lambda sheet: mangled.with_cell(sheet, (27, 13), "→")))
    assert "arrow-alone" in codes(reading)


@pytest.mark.parametrize(
    ("place", "field"), [((4, 37), "text-stray"), ((12, 20), "text-stray"), ((21, 9), "text-stray")]
)
def test_text_outside_every_box_is_named(written, place, field):
    """It is not read, and not lost in silence."""
    reading = read(issue_sheets(written, lambda sheet: mangled.with_cell(sheet, place, "余白のメモ")))
    assert [(flag.code, flag.text) for flag in reading.flags] == [(field, "余白のメモ")]
    assert reading.policy == SAID


def test_an_answer_beside_its_box(written):
    """Right of a box that stayed blank."""

    def beside(sheet):
        return mangled.with_cell(mangled.without_cell(sheet, (2, 19)), (2, 26), "改革課")

    reading = read(issue_sheets(written, lambda sheet: replace(beside(sheet), merges=())))
    assert "text-stray" in codes(reading) or reading.policy == SAID


def test_a_comment_in_place_of_an_answer(written):
    """Named, not read; the form's own comment is none."""

    def commented(sheet):
        notes = {**sheet.notes, (13, 1): Note("", "背景は別紙のとおり")}
        return replace(mangled.without_cell(sheet, (13, 1)), notes=notes)

    reading = read(issue_sheets(written, commented))
    assert [(flag.code, flag.text) for flag in reading.flags] == [("note-instead", "背景は別紙のとおり")]
    blank = read(issue_sheets(written, lambda sheet: mangled.without_cell(sheet, (11, 1))))
    assert not blank.flags


def test_things_drawn_over_the_form(written):
    """A text box with an answer and an arrow over the quarters are named; those of the form are not."""

    def drawn(sheet):
        note = Shape("ここに補足", "rect", "テキスト 9", mangled.area((40, 2), (42, 9)))
        arrow = Shape("", "rightArrow", "矢印 3", mangled.area((22, 5), (22, 20)))
        return replace(sheet, shapes=(*sheet.shapes, note, arrow))

    reading = read(issue_sheets(written, drawn))
    assert {(flag.code, flag.cell) for flag in reading.flags} == {
        ("text-in-shape", "B40"),
        ("drawn-arrow", "E22"),
    }
    assert reading.policy == SAID


def test_hidden_rows_are_read_and_flagged(written):
    """What nobody sees on paper is still what they wrote."""
    reading = read(issue_sheets(written, lambda sheet: replace(sheet, hidden_rows=frozenset({13}))))
    assert reading.policy == SAID
    assert codes(reading) == {"hidden-cell"}


def test_blocks_and_rows_of_a_large_return():
    """Every block and row that was put in, and none that was left blank."""
    raw = read_workbook(open_package(fill(template("R7"), layout("R7"), large_policy(3)).data))
    without = mangled.on_sheets(
        raw, lambda sheet: mangled.rows_deleted(sheet, 26, 33), lambda sheet: sheet.name == "課題A(1)"
    )
    plan = large_policy(3).issues[0].activities
    assert read(without).policy.issues[0].activities == (plan[0], *plan[2:])


R6_ROWS = [("概要", 8), ("使命", 5), ("課題A(1)", 13)]


@pytest.mark.parametrize(("name", "last"), R6_ROWS)
def test_rows_inserted_in_an_r6_return(name, last):
    """The same holds where fields stand inside labels."""
    raw = read_workbook(open_package(fill(template("R6"), layout("R6"), r6_policy()).data))
    for row in range(1, last):
        changed = mangled.on_sheets(
            raw, lambda sheet, row=row: mangled.row_inserted(sheet, row), lambda sheet: sheet.name == name
        )
        assert read_policy(changed, layout("R6")).policy == r6_policy(), row
