"""A pen for blank forms: labels and boxes, and beside them the truth about which box is which field."""

# ruff: noqa: PLR0917 - a place is three numbers; forms drawn with it read like tables

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

Span = tuple[int, int]  # first column, columns

LOOKS = {
    "label": {"border": 1, "bg_color": "#DDEBF7", "bold": True, "align": "center"},
    "plain": {"border": 1},
    "head": {"bold": True},
    "title": {"bold": True, "font_size": 14, "align": "center"},
    "note": {"font_size": 8},
    "box": {"border": 1, "valign": "top", "locked": False},
    "example": {"border": 1, "valign": "top", "font_color": "#808080", "italic": True, "locked": False},
    "upright": {"border": 1, "bg_color": "#E2EFDA", "rotation": 270, "align": "center"},
}


class Form:
    """A workbook while it is drawn.

    Attributes:
        truth: (field, sheet, first cell of its box) of every place where a field is to be found.
        also: further places of a field: other blocks, other rows.
        refused: codes of what the form has and kxdesk cannot hold.
    """

    def __init__(self) -> None:
        self.truth: list[tuple[str, str, str]] = []
        self.also: set[tuple[str, str, str]] = set()
        self.refused: set[str] = set()
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        every = {"text_wrap": True, "valign": "vcenter", "font_name": "ＭＳ ゴシック", "font_size": 10}
        self.looks = {name: self.book.add_format({**every, **look}) for name, look in LOOKS.items()}

    def sheet(self, name: str, columns: int = 24, width: float = 3, *, landscape: bool = False) -> Sheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, columns - 1, width)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return Sheet(self, sheet, name)


class Sheet:
    """Rows and columns count from 1; a place is row, column, columns."""

    def __init__(self, form: Form, sheet, name: str) -> None:
        self.form, self.sheet, self.name = form, sheet, name

    def text(self, row: int, column: int, width: int, text: str, rows: int = 1, look: str = "label") -> None:
        style = self.form.looks[look]
        if width > 1 or rows > 1:
            last = row + rows - 2, column + width - 2
            self.sheet.merge_range(row - 1, column - 1, *last, text, style)
        else:
            self.sheet.write(row - 1, column - 1, text, style)

    def head(self, row: int, column: int, width: int, text: str) -> None:
        self.text(row, column, width, text, look="head")

    def note(self, row: int, column: int, width: int, text: str) -> None:
        self.text(row, column, width, text, look="note")

    def box(
        self,
        row: int,
        column: int,
        width: int,
        field: str = "",
        rows: int = 1,
        text: str = "",
        *,
        also: bool = False,
    ) -> None:
        """A box for a field, "" for none of ours; `text` is an example in it."""
        self.text(row, column, width, text, rows, "example" if text else "box")
        if field:
            self.mark(field, row, column, also=also)

    def mark(self, field: str, row: int, column: int, *, also: bool = False) -> None:
        entry = field, self.name, xl_rowcol_to_cell(row - 1, column - 1)
        again = any(other[:2] == entry[:2] for other in self.form.truth)
        if also or again:
            self.form.also.add(entry)
        else:
            self.form.truth.append(entry)

    def hole(self, row: int, column: int, width: int, text: str, field: str, look: str = "label") -> None:
        """A label with room in it."""
        self.text(row, column, width, text, look=look)
        self.mark(field, row, column)

    def height(self, points: float, *rows: int) -> None:
        for row in rows:
            self.sheet.set_row(row - 1, points)

    def choice(self, row: int, column: int, source) -> None:
        place = row - 1, column - 1
        self.sheet.data_validation(*place, *place, {"validate": "list", "source": source})

    def pair(
        self, row: int, column: int, label: int, text: str, width: int, field: str = "", example: str = ""
    ) -> None:
        """A label, and its box at the right."""
        self.text(row, column, label, text)
        self.box(row, column + label, width, field, text=example)

    def above(self, row: int, column: int, width: int, text: str, field: str, example: str = "") -> None:
        """A label, and its box below."""
        self.text(row, column, width, text)
        self.box(row + 1, column, width, field, text=example)
        self.height(60, row + 1)

    def table(self, row: int, columns: Sequence[tuple[int, int, str, str]], rows: int) -> None:
        """Headings over rows of boxes; columns are (first column, columns, heading, field)."""
        for column, width, text, field in columns:
            self.text(row, column, width, text)
            for count in range(rows):
                self.box(row + 1 + count, column, width, field, also=count > 0)

    def stamps(self, row: int, column: int, width: int, *texts: str) -> None:
        """Boxes for seals."""
        for count, text in enumerate(texts):
            self.text(row, column + width * count, width, text)
            self.box(row + 1, column + width * count, width)
        self.height(40, row + 1)

    def heads(self, row: int, quarters: Sequence[Span], texts: Sequence[str]) -> None:
        for span, text in zip(quarters, texts, strict=True):
            self.text(row, *span, text)

    def grid(
        self,
        row: int,
        label: Span | None,
        quarters: Sequence[Span],
        heads: Sequence[str],
        rows: int,
        name: str = "項目",
    ) -> int:
        """Quarter headings over rows of tracks; the next free row."""
        if label:
            self.text(row, *label, name)
        self.heads(row, quarters, heads)
        return self.tracks(row + 1, label, quarters, rows)

    def tracks(self, row: int, label: Span | None, quarters: Sequence[Span], rows: int) -> int:
        for count in range(row, row + rows):
            self.height(30, count)
            if label:
                self.box(count, *label, "track.label")
            for span in quarters:
                self.box(count, *span, "milestone.text")
        return row + rows


Draw = Callable[[Form], None]


def drawn(draw: Draw) -> tuple[bytes, Form]:
    """The file, and what is true of it."""
    form = Form()
    draw(form)
    form.book.close()
    return form.stream.getvalue(), form
