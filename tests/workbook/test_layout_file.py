"""A layout file that is wrong says where; one that is right gives the form and knows its template again."""

from hashlib import sha256
from io import BytesIO

import openpyxl
import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout_file import load_layout, parse_layout
from kxdesk.workbook.layouts import available_layouts, layout_place
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.recognise import recognise
from kxdesk.workbook.skeleton import skeleton
from tests.workbook.policies import BLANKS, layout

GOOD = 'version = 1\nform = "Z"\n[[sheet]]\nname = "一"\nrole = "once"\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("version = ", "layout-broken"),
        ("version = 2", "layout-newer"),
        ('version = 1\nform = "Z"', "layout-broken"),
        (
            GOOD + '[[sheet.box]]\nfield = "issue.titel"\nlabel = "件名"\nat = "right"\ncell = "B1"',
            "layout-broken",
        ),
        (
            GOOD + '[[sheet.box]]\nfield = "issue.title"\nlabel = "件名"\nat = "left"\ncell = "B1"',
            "layout-broken",
        ),
        (
            GOOD + '[[sheet.box]]\nfield = "issue.title"\nlabel = "件名"\nat = "right"\ncell = "1B"',
            "layout-broken",
        ),
        (GOOD + '[[sheet.box]]\nlabel = "件名"\nat = "inside"\ncell = "B1"', "layout-broken"),
        (GOOD + '[sheet.block]\nrows = "9:3"', "layout-broken"),
        (
            GOOD + '[sheet.block]\nrows = "1:3"\n[sheet.block.grid]\nheader = 1\nrows = "2:3"\nquarter = []',
            "layout-broken",
        ),
        ("sheet = 3", "layout-broken"),
    ],
)
def test_a_wrong_file_is_refused(text, code):
    """With the sheet it is about."""
    with pytest.raises(Problem) as caught:
        parse_layout(text, "layout.toml")
    assert caught.value.code == code
    assert caught.value.facts["file"] == "layout.toml"


def test_a_missing_file(tmp_path):
    """Named, like one that is no text."""
    with pytest.raises(Problem, match="layout-missing"):
        load_layout(tmp_path / "layout.toml")
    (tmp_path / "layout.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Problem, match="layout-missing"):
        load_layout(tmp_path / "layout.toml")


@pytest.mark.parametrize("name", ["R7", "R6"])
def test_shipped_layouts_fit_their_templates(name):
    """Fingerprints, sheets and labels are those of the template beside them."""
    place = layout_place(name)
    data = place.template.read_bytes()
    raw = read_workbook(open_package(data))
    assert place.layout.fingerprint == sha256(data).hexdigest()
    assert place.layout.skeleton == skeleton(raw)
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    for sheet in place.layout.sheets:
        texts = {cell.value for cell in sheets[sheet.name].cells.values()}
        assert all(box.label in texts for box in sheet.boxes if box.pattern is None)


def test_the_skeleton_survives_a_re_save():
    """The file's bytes change, what it prints does not."""
    book = openpyxl.load_workbook(layout_place("R7").template)
    stream = BytesIO()
    book.save(stream)
    assert skeleton(read_workbook(open_package(stream.getvalue()))) == layout("R7").skeleton


def test_a_layout_is_found_by_name_or_file(tmp_path):
    """A person's own stands before a shipped one of the same name."""
    (tmp_path / "R7").mkdir()
    own = tmp_path / "R7" / "layout.toml"
    own.write_text(GOOD.replace('"Z"', '"R7"'), encoding="utf-8")
    assert layout_place("r7").shipped
    assert not layout_place("R7", [tmp_path]).shipped
    assert layout_place(str(own)).layout.name == "R7"
    assert [place.layout.name for place in available_layouts()] == ["R7", "R6"]
    with pytest.raises(Problem, match="layout-unknown"):
        layout_place("R99")


def test_a_broken_file_of_ones_own_does_not_hide_the_others(tmp_path):
    """It is named when it is asked for by its path."""
    (tmp_path / "R8").mkdir()
    (tmp_path / "R8" / "layout.toml").write_text("version =", encoding="utf-8")
    assert {place.layout.name for place in available_layouts([tmp_path])} == {"R7", "R6"}


def test_the_form_in_the_order_of_the_paper():
    """With the lengths, choices and words of the form itself."""
    form = form_of(layout("R7"))
    issue = [entry.key for entry in form.asked if entry.thing is Kind.ISSUE]
    assert issue.index("area") < issue.index("title") < issue.index("content") < issue.index("plan_preface")
    title = form.find(Kind.ISSUE, "title")
    assert title is not None
    assert (title.heading, title.recommended, title.required) == ("課題名", 40, True)
    assert form.instructions["issue.title"] == "簡潔に40字以内で記入してください。"
    assert form.find(Kind.ISSUE, "policy_field").choices[0] == "計画"
    assert form.asks(Kind.MILESTONE, "text")
    assert not form_of(layout("R6")).asks(Kind.ISSUE, "impact")


@pytest.mark.parametrize("name", ["R7", "R6"])
def test_a_workbook_is_known_by_its_labels(name):
    """Whichever form it is, and none for a workbook of another kind."""
    found, confidence, _ = recognise(BLANKS[name], [layout("R7"), layout("R6")])
    assert found is layout(name)
    assert confidence > 0.9
    book = openpyxl.Workbook()
    book.active["A1"] = "課題名"
    book.active["A2"] = "給食の献立"
    stream = BytesIO()
    book.save(stream)
    other = read_workbook(open_package(stream.getvalue()))
    assert recognise(other, [layout("R7"), layout("R6")])[0] is None
