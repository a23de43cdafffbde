"""Whatever is done to a form in whatever order, the file stays sound."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kxdesk.domain.problems import Problem
from kxdesk.workbook.book import Book
from kxdesk.workbook.marks import parse_areas
from kxdesk.workbook.package import open_package
from kxdesk.workbook.template import Template
from tests.workbook.made_forms import FEATURES, made_form
from tests.workbook.rich_form import rich_form
from tests.workbook.test_made_forms import check_relations
from tests.workbook.written import found, parts

TEMPLATES = [Template.open(rich_form()), Template.open(made_form(FEATURES))]
REFUSALS = {
    "array-formula",
    "table-heading",
    "sheet-name-taken",
    "last-sheet",
    "not-a-worksheet",
}

rows = st.integers(1, 24)
sheets = st.integers(0, 9)
changes = st.one_of(
    st.tuples(st.just("set"), sheets, rows, st.integers(1, 12)),
    st.tuples(st.just("repeat"), sheets, rows, st.integers(0, 6)),
    st.tuples(st.just("clone"), sheets, st.integers(1, 99), st.just(0)),
    st.tuples(st.just("rename"), sheets, st.integers(1, 99), st.just(0)),
    st.tuples(st.sampled_from(["hide", "remove", "height", "break"]), sheets, rows, st.just(0)),
)


def apply(book: Book, change: tuple[str, int, int, int]) -> None:
    kind, at, one, other = change
    name = book.sheet_names[at % len(book.sheet_names)]
    if kind == "set":
        book.sheet(name).set(f"{chr(64 + other)}{one}", f"=値{one}")
    elif kind == "repeat":
        book.sheet(name).repeat_rows(one, one + other, 1 + one % 3, blank=one % 5 == 0)
    elif kind == "clone":
        book.clone(name, f"写 {one}")
    elif kind == "rename":
        book.rename(name, f"It's {one}")
    elif kind == "height":
        book.sheet(name).set_row_height(one, 20)
    elif kind == "break":
        book.sheet(name).add_page_break(one)
    else:
        getattr(book, kind)(name)


@settings(max_examples=60)
@given(st.sampled_from(range(len(TEMPLATES))), st.lists(changes, min_size=1, max_size=8))
def test_any_changes(which: int, wishes: list[tuple[str, int, int, int]]) -> None:
    """Parts are well formed, rows and cells in order, merged ranges apart, numbers unique."""
    book = TEMPLATES[which].book()
    for wish in wishes:
        try:
            apply(book, wish)
        except Problem as problem:
            assert problem.code in REFUSALS, problem  # noqa: PT017 - the refusal is one of several results
    data = book.save()
    check_relations(open_package(data))
    shapes = []
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            if "/worksheets/sheet" in name:
                check_sheet(root)
        if name.endswith(".vml"):
            shapes += found(r'<v:shape id="(_x0000_s\d+)"', content.decode())
    assert len(shapes) == len(set(shapes))
    workbook = etree.fromstring(parts(data)["xl/workbook.xml"])
    scopes = [(one.get("name"), one.get("localSheetId")) for one in workbook.iter("{*}definedName")]
    assert len(scopes) == len(set(scopes))
    assert all(int(scope) < len(book.tabs) for _, scope in scopes if scope)


def check_sheet(root: etree._Element) -> None:
    numbers = [int(row.get("r", "0")) for row in root.iter("{*}row") if row.get("r")]
    assert all(above < below for above, below in pairwise(numbers))
    for row in root.iterfind(".//{*}sheetData/{*}row"):
        names = [cell.get("r") for cell in row if cell.get("r")]
        assert len(names) == len(set(names))
    merges = [parse_areas(one.get("ref", ""))[0] for one in root.iter("{*}mergeCell")]
    for at, (top, left, bottom, right) in enumerate(merges):
        for other in merges[:at]:
            apart = other[2] < top or other[0] > bottom or other[3] < left or other[1] > right
            assert apart, (other, (top, left, bottom, right))
