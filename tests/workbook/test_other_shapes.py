"""A form of another shape needs another layout file, nothing else: it fills and reads by the same rules."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Progress, Track
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.template import Template
from tests.workbook import mangled

# One table for all activities under one row of headings, title and number merged down each block of two rows;
# labels left and above, the organisation inside a line, quarters in another habit.
TABLE = """
version = 1
form = "Z1"
fiscal_year = 2027
issue_sheet = "票{issue.number}-{issue.area}"

[[sheet]]
name = "課題"
role = "issue"
printed = ["令和９年度 課題シート", "年間計画"]
[[sheet.box]]
label = "所属（{policy.bureau}／{issue.division}）"
at = "inside"
cell = "A2"
blank = "所属（　　／　　）"
[[sheet.box]]
field = "issue.area"
label = "区分"
at = "below"
cell = "A4"
[[sheet.box]]
field = "issue.number"
label = "整理番号"
at = "below"
cell = "B4"
[[sheet.box]]
field = "issue.title"
label = "件名"
at = "right"
cell = "D3"
[[sheet.box]]
field = "issue.content"
label = "概要"
at = "right"
cell = "D4"
[sheet.block]
rows = "8:9"
count = 2
[[sheet.block.box]]
field = "activity.number"
label = "番号"
at = "below"
cell = "A8"
[[sheet.block.box]]
field = "activity.title"
label = "取組"
at = "below"
cell = "B8"
[sheet.block.grid]
header = 7
rows = "8:9"
field = "track.label"
label = "内訳"
column = "C"
quarter = [
    { label = "1Q", column = "D" },
    { label = "2Q", column = "E" },
    { label = "3Q", column = "F" },
    { label = "4Q", column = "G" },
]
[[sheet.box]]
field = "progress.as_of"
label = "現在"
at = "right"
cell = "B13"
[[sheet.box]]
field = "progress.text"
label = "状況"
at = "right"
cell = "D13"
"""


@pytest.fixture(scope="module")
def layout() -> Layout:
    return parse_layout(TABLE)


@pytest.fixture(scope="module")
def template() -> Template:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "課題"
    texts = {
        "A1": "令和９年度 課題シート",
        "A2": "所属（　　／　　）",
        "A6": "年間計画",
        **dict(zip(("A3", "B3", "C3", "C4"), ("区分", "整理番号", "件名", "概要"), strict=True)),
        **dict(zip(("A7", "B7", "C7"), ("番号", "取組", "内訳"), strict=True)),
        **{f"{column}7": f"{number}Q" for number, column in enumerate("DEFG", 1)},
        **dict(zip(("A13", "C13"), ("現在", "状況"), strict=True)),
    }
    for place, text in texts.items():
        sheet[place] = text
    for area in ("A2:G2", "D3:G3", "D4:G4", "A8:A9", "B8:B9", "A10:A11", "B10:B11", "D13:G13"):
        sheet.merge_cells(area)
    for column in "ABCDEFG":
        sheet.column_dimensions[column].width = 18
    stream = BytesIO()
    book.save(stream)
    return Template.open(stream.getvalue())


def said(*activities: Activity) -> Policy:
    issue = Issue(
        area="A",
        number="3",
        policy_field=None,
        title="道を直す",
        division="道路課",
        content="穴が多い。\n直す。",
        activities=activities,
        progress=(Progress("R9.12", "半分すんだ"),),
    )
    return Policy(bureau="建設局", fiscal_year="2027", form="Z1", issues=(issue,))


ROWS = tuple(Track(f"区間{at}", (Milestone(1, 2, f"工事{at}"), Milestone(4, 4, "検査"))) for at in range(4))
PLANS = [
    (),
    (Activity("1", "舗装", None, ROWS[:1]),),
    (
        Activity("1", "舗装", None, ROWS),
        Activity("", "橋", None, ROWS[:2]),
        Activity("3", "", None, ROWS[:3]),
    ),
    tuple(Activity(str(at), f"路線{at}", None, ROWS[: 1 + at % 3]) for at in range(1, 7)),
]


@pytest.mark.parametrize("plan", PLANS, ids=len)
def test_it_reads_back(template, layout, plan):
    """Also where blocks and rows had to be put in under the one row of headings."""
    out = fill(template, layout, said(*plan))
    reading = read_policy(read_workbook(open_package(out.data)), layout)
    assert reading.policy == said(*plan)
    assert not reading.flags
    assert not out.notes


def test_a_row_inserted_anywhere(template, layout):
    """In the heading, between label and box, in the table, below it."""
    raw = read_workbook(open_package(fill(template, layout, said(*PLANS[2])).data))
    for row in range(1, 22):
        changed = mangled.on_sheets(raw, lambda sheet, row=row: mangled.row_inserted(sheet, row))
        assert read_policy(changed, layout).policy == said(*PLANS[2]), row


def test_what_it_asks(layout):
    """In the order of the paper; what it has no box for is not asked."""
    form = form_of(layout)
    asked = [f"{entry.thing}.{entry.key}" for entry in form.asked]
    assert asked[:2] == ["policy.bureau", "issue.division"]
    assert "activity.description" not in asked
    assert "milestone.text" in asked
    assert not form.asks(form.asked[0].thing, "mission")


def test_what_it_does_not_ask_is_none(template, layout):
    """Not asked differs from left blank."""
    reading = read_policy(read_workbook(open_package(fill(template, layout, said()).data)), layout)
    assert reading.policy.mission is None
    assert reading.policy.issues[0].impact is None
    blank = replace(said(), issues=(replace(said().issues[0], content=""),))
    reading = read_policy(read_workbook(open_package(fill(template, layout, blank).data)), layout)
    assert reading.policy.issues[0].content == ""
