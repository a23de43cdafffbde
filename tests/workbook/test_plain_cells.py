"""Reading without an XML parser says what an XML parser says, of every form, however its XML is written."""

from __future__ import annotations

import re

import pytest

from kxdesk.workbook.cell_values import CellMaker
from kxdesk.workbook.cells_in import Budget, SheetContent, read_cells
from kxdesk.workbook.limits import LIMITS
from kxdesk.workbook.package import open_package
from kxdesk.workbook.plain_cells import take_plain
from tests.conftest import REPOSITORY

FORMS = ("R6", "R7")
# What other writers put around the same cells.
WRITERS = {
    "as it is": lambda data: data,
    "with a comment": lambda data: data.replace(b"<sheetData>", b"<!-- --><sheetData>", 1),
    "with spaces": lambda data: data.replace(b"/>", b" />").replace(b"<v>", b"<v> "),
    "with other attributes": lambda data: data.replace(b'<c r="', b'<c cm="0" r="'),
    "with lines": lambda data: data.replace(b"><", b">\n<"),
    "with a prefix": lambda data: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", data).replace(b"xmlns=", b"xmlns:x="),
    "with numbers": lambda data: data.replace(b't="s"', b't="n"'),
}


def sheets(form: str) -> list[tuple[str, bytes]]:
    package = open_package((REPOSITORY / f"resources/forms/{form}/template.xlsx").read_bytes())
    return [(name, package.xml(name)) for name in package.names() if "worksheets/sheet" in name]


def read(data: bytes, part: str) -> SheetContent:
    return read_cells(data, part, CellMaker([f"text {n}" for n in range(900)], []), Budget.of(LIMITS))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("form", FORMS)
def test_both_ways_say_the_same(form: str, writer: str) -> None:
    """A comment anywhere leaves the whole part to the XML parser."""
    for part, data in sheets(form):
        changed = WRITERS[writer](data)
        slowly = read(changed.replace(b"</worksheet>", b"<!----></worksheet>"), part)
        quickly = read(changed, part)
        assert quickly.cells == slowly.cells
        assert list(quickly.cells) == sorted(quickly.cells)
        assert quickly.merges == slowly.merges
        assert quickly.hidden_rows == slowly.hidden_rows
        assert sorted(quickly.damages) == sorted(slowly.damages)


@pytest.mark.parametrize("form", FORMS)
def test_nearly_all_is_taken_without_a_parser(form: str) -> None:
    for _, data in sheets(form):
        plain, rest = take_plain(data)
        assert b"<v>" not in rest or b"<f>" in rest
        assert plain or b"<v>" not in data


def test_reading_twice_says_the_same() -> None:
    """What was kept from the first time is not changed by those who got it."""
    for part, data in sheets("R7"):
        assert read(data, part) == read(data, part)
