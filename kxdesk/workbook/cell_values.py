"""From what a file says of a cell (style number, type, text) to the cell: each distinct one made once."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from kxdesk.workbook.raw import CellKind, RawCell
from kxdesk.workbook.styles_in import CellStyle
from kxdesk.workbook.text_in import RichText, decoded

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_TRUE = ("1", "true")
_FALSE = ("0", "false")


class Made(NamedTuple):
    """A cell, the codes of what was damaged about it, and the characters it holds."""

    cell: RawCell
    damages: tuple[str, ...]
    characters: int


class CellMaker:
    """Makes the cells of one workbook from its shared texts and styles.

    Cells without a formula hold no position, so that equal ones are one object: a form's copied sheets are
    made of the same few hundred labels.
    """

    def __init__(self, strings: list[str | RichText], styles: list[CellStyle]) -> None:
        self._strings = strings
        self._styles = styles
        self._typed: dict[tuple[bytes | None, bytes | None], dict[bytes, Made]] = {}
        self._looks: dict[str, tuple[CellStyle, tuple[str, ...]]] = {}

    def typed(self, look: tuple[bytes | None, bytes | None], value: bytes) -> Made:
        """A number (type None or "n") or a shared text ("s"), as the file has it in ASCII.

        Args:
            look: style number and type.
            value: as it stands in the file.
        """
        alike = self._typed.get(look)
        if alike is None:
            alike = self._typed[look] = {}
        made = alike.get(value)
        if made is None:
            style, kind = (look[0] or b"").decode(), (look[1] or b"n").decode()
            shared = self._shared(style, value) if kind == "s" else None
            made = alike[value] = shared or self.make(style, kind, value.decode())
        return made

    def _shared(self, style: str, value: bytes) -> Made | None:
        """Nearly every cell: a shared text of one look; as `make` makes it, at half the cost."""
        if len(value) > 9 or not value.isdigit() or (index := int(value)) >= len(self._strings):
            return None
        text = self._strings[index]
        if not isinstance(text, str):
            return None
        look, damages = self._looks.get(style) or self._style(style)
        cell = RawCell("text", text, None, look.format, look.dated, look.struck)
        return Made(cell, damages, len(text))

    def make(
        self,
        style: str,
        kind: str,
        value: str | None,
        formula: str | None = None,
        inline: str | RichText | None = None,
    ) -> Made:
        """Any cell: `style` is its number or "", `kind` its `t`, `value` its `v`, `inline` its `is`."""
        look, damages = self._looks.get(style) or self._style(style)
        text = self._text(kind, value) if inline is None else inline
        if isinstance(text, str):
            cell = RawCell("text", text, formula, look.format, look.dated, look.struck)
            return Made(cell, damages, len(text))
        if text is not None:
            struck, unstruck = _struck(text, look)
            cell = RawCell("text", text.text, formula, look.format, look.dated, struck, unstruck, rich=True)
            return Made(cell, damages, len(text.text))
        content_kind, content = _plain_value(kind, value)
        if content_kind == "lost":
            damages = (*damages, "lost-content")
        cell = RawCell(content_kind, content, formula, look.format, look.dated, look.struck)
        return Made(cell, damages, 0 if content_kind == "number" else len(value or ""))

    def _text(self, kind: str, value: str | None) -> str | RichText | None:
        """The text of a cell that says it holds one, None if it does not or the text is not there."""
        if value is None:
            return None
        if kind == "s":
            index = as_number(value)
            return self._strings[index] if index is not None and index < len(self._strings) else None
        return decoded(value) if kind in ("str", "inlineStr") else None

    def _style(self, number: str) -> tuple[CellStyle, tuple[str, ...]]:
        self._looks[number] = found = self._look(number)
        return found

    def _look(self, number: str) -> tuple[CellStyle, tuple[str, ...]]:
        if not number and not self._styles:
            return CellStyle(), ()
        index = as_number(number or "0")
        if index is None or index >= len(self._styles):
            return CellStyle(), ("unknown-style",)
        style = self._styles[index]
        return style, () if style.known else ("unknown-format",)


def as_number(text: str | None) -> int | None:
    """A count or an index of up to nine digits; None for anything else."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else None


def _plain_value(kind: str, value: str | None) -> tuple[CellKind, str | int | float | bool | None]:
    if not value:
        return "empty", None
    if kind == "n":
        return _numeric(value)
    if kind == "b" and value.lower() in _TRUE + _FALSE:
        return "bool", value.lower() in _TRUE
    if kind == "e":
        return "error", value
    return ("date" if kind == "d" else "lost"), value


def _numeric(text: str) -> tuple[CellKind, str | int | float]:
    if _WHOLE.fullmatch(text):
        return "number", int(text)
    try:
        number = float(text)
    except ValueError:
        return "lost", text
    return ("number", number) if math.isfinite(number) else ("lost", text)


def _struck(text: RichText, style: CellStyle) -> tuple[bool, str | None]:
    """Whether all of a text is struck through, else what is left of it where some is."""
    kept = [run for run, struck in text.runs if not (style.struck if struck is None else struck)]
    if len(kept) == len(text.runs):
        return False, None
    left = "".join(kept)
    return (False, left) if left.strip() else (True, None)
