"""The list of changes: a page that can be read aloud, and a workbook whose texts stay texts."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser

import openpyxl
import pytest
from lxml import html as lxml_html

from kxdesk.domain.comparison import compare_policies
from kxdesk.domain.policy import Issue, Policy
from kxdesk.report.table_book import Table, table_book
from kxdesk.usecases.compare_editions import Compared
from kxdesk.words.change_list import change_list_book, change_list_page

NOW = datetime(2025, 12, 5, 5, 0, tzinfo=UTC)
HOSTILE = '=cmd|"/c calc"!A1<script>alert(1)</script>'


@pytest.fixture
def compared() -> Compared:
    old = Policy("試験局", "2025", "R7", mission="古い<b>", general_account_oku_yen="10", id="P")
    new = Policy(
        "試験局",
        "2025",
        "R7",
        mission="新しい<b>",
        general_account_oku_yen="12",
        issues=(Issue("A", "1", title=HOSTILE, content="_x000D_", id="i"),),
        id="P",
    )
    return Compared(None, None, compare_policies([old], [new]))


def test_page_can_be_read_aloud(compared: Compared) -> None:
    """Language, one h1, headings in order, captions, scopes; marks are elements with words of their own."""
    data = change_list_page(compared, NOW)
    page = lxml_html.fromstring(data.decode())
    assert page.get("lang") == "ja"
    assert [heading.tag for heading in page.iter("h1", "h2", "h3")] == ["h1", "h2", "h3"]
    assert all(cell.get("scope") in {"row", "col"} for cell in page.iter("th"))
    assert all(
        table.find("caption") is not None for table in page.iter("table") if table.get("class") != "facts"
    )
    assert [(mark.tag, mark.text_content()) for mark in page.iter("del", "ins")][:2] == [
        ("del", "削除: 古"),
        ("ins", "追加: 新し"),
    ]
    assert "+2" in page.text_content()


def test_page_runs_nothing_and_fetches_nothing(compared: Compared) -> None:
    """What somebody typed is text on it, whatever it looks like."""
    text = change_list_page(compared, NOW).decode()
    tags: list[str] = []

    class Watch(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    Watch().feed(text)
    assert not {"script", "b", "img", "link"} & set(tags)
    assert "&lt;script&gt;" in text


def test_workbook_marks_within_cells(compared: Compared) -> None:
    """Before and after stand side by side with their marks; text is text, a growth is a number."""
    data = change_list_book(compared, NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    rows = list(sheet.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "局・区")
    mission, money = rows[head + 1], rows[head + 2]
    assert (str(mission[6]), str(mission[7])) == ("古い<b>", "新しい<b>")
    assert mission[6][0].font.strike
    assert money[8] == 2
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells if HOSTILE in str(cell.value))
    assert not any(cell.data_type == "f" for cell in cells)
    package = zipfile.ZipFile(io.BytesIO(data))
    xml = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    assert b"_x005F_x000D_" in xml


def test_long_text_gets_a_row_high_enough() -> None:
    """Not every program fits a row to its text by itself."""
    long = "長い文" * 100
    data = table_book(Table("表", [], ["内容"], [[(("", long),)], ["短い"]], {}), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.row_dimensions[4].height > 150
    assert sheet.row_dimensions[5].height is None


def test_no_difference_says_so() -> None:
    """Equal editions give a page that says so."""
    assert "違いはありません" in change_list_page(Compared(None, None, ()), NOW).decode()
