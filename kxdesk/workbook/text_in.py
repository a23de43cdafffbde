"""Texts of cells: runs joined, furigana left out, `_xHHHH_` decoded, struck runs told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.xml_in import elements, is_large, local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FALSE = ("0", "false", "off")


class RichText(NamedTuple):
    """A text whose `runs` have looks of their own: each is struck through, or not, or (None) as its cell."""

    text: str
    runs: tuple[tuple[str, bool | None], ...]


def decoded(text: str) -> str:
    """The text Excel shows for one in a file: each escape read once, from the left; line ends LF."""
    if "_x" in text:
        text = _ESCAPE.sub(_character, text)
        if _SURROGATES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def shared_strings(data: bytes, part: str) -> list[str | RichText]:
    """The texts of a sharedStrings part, in order. Raises Problem broken-xml."""
    items = elements(data, part, "si") if is_large(data) else parse_xml(data, part).iterchildren("{*}si")
    texts: list[str | RichText] = []
    plain = ""
    for item in items:
        # Nearly all are one plain text; this is item_text for them, at half its cost.
        if len(item) == 1 and (only := item[0]).tag == plain:
            text = only.text or ""
            texts.append(decoded(text) if "_x" in text or "\r" in text else text)
        else:
            texts.append(item_text(item))
            plain = plain or str(item.tag)[:-2] + "t"
    return texts


def item_text(item: etree._Element) -> str | RichText:
    """The text of an `si`, `is` or comment `text` element; a RichText only if it has runs."""
    if len(item) == 1:
        only = item[0]
        if local_name(only) == "t":
            return decoded(only.text or "")
    runs = tuple(_runs(item))
    # A run cut inside an escape would be read wrong if each were decoded alone.
    whole = decoded("".join(text for text, _ in runs))
    if all(struck is None for _, struck in runs):
        return whole
    return RichText(whole, tuple((decoded(text), struck) for text, struck in runs))


def plain_text(item: etree._Element) -> str:
    """As `item_text`, the looks of runs left out."""
    text = item_text(item)
    return text if isinstance(text, str) else text.text


def _runs(item: etree._Element) -> Iterator[tuple[str, bool | None]]:
    for child in item:
        name = local_name(child)
        if name == "t":
            yield child.text or "", None
        elif name == "r":
            text, struck = "", None
            for piece in child:
                if local_name(piece) == "t":
                    text += piece.text or ""
                elif local_name(piece) == "rPr":
                    struck = is_struck(piece)
            yield text, struck


def is_struck(font: etree._Element) -> bool:
    """Whether a `font` or `rPr` element strikes its text through."""
    return any(local_name(mark) == "strike" and mark.get("val", "1") not in _FALSE for mark in font)


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
