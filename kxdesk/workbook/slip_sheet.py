"""The slip as a worksheet of its own, put before all others of a finished workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.identity import remark_number
from kxdesk.workbook.addresses import address, column_letters
from kxdesk.workbook.package_edits import titles_dropped
from kxdesk.workbook.sheet_names import check_sheet_name
from kxdesk.workbook.slip import GUIDE, HEADINGS, SHEET, TITLE, Slip, SlipLine, place_link, place_text
from kxdesk.workbook.style_patch import LookOf
from kxdesk.workbook.xml_spans import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kxdesk.workbook.package_patch import PackagePatch
    from kxdesk.workbook.style_patch import StylePatch

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
# Number, issue, field, demand, earlier, answer, place, code: in characters of the normal font.
_WIDTHS = (23, 8, 22, 46, 30, 46, 16, 14)
_LINE = 13.5  # points
_TALLEST = 400.0
_FIT_ON_ONE_PAGE = 24

_TITLE = LookOf(size=16, bold=True, vertical="center")
_PLAIN = LookOf()
_FACT = LookOf(colour="52606D")
_HEAD = LookOf(bold=True, fill="E8EDF4", framed=True, vertical="center", horizontal="center")
_CELL = LookOf(framed=True)
_SMALL = LookOf(size=8, colour="7B8794", framed=True)
_ANSWER = LookOf(fill="FFF9E5", framed=True)
_LOOKS = (_SMALL, _CELL, _CELL, _CELL, _SMALL, _ANSWER, _SMALL, _SMALL)


def put_slip(patch: PackagePatch, slip: Slip, styles: StylePatch, font: str) -> None:
    """Make the sheet, list it first and open the workbook on it."""
    workbook = patch.template.workbook
    name = _free([sheet.name for sheet in workbook.sheets])
    first = next((sheet.part for sheet in workbook.sheets if sheet.part), "xl/worksheets/sheet1.xml")
    part = patch.fresh(first)
    patch.add(part, _sheet(slip, styles, font), _WORKSHEET)
    relation = patch.relate(workbook.name, "worksheet", part)
    highest = max((sheet.sheet_id for sheet in workbook.sheets), default=0)
    prefix = workbook.root.tag[: -len("workbook")].encode()
    element = b'<%ssheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>' % (
        prefix,
        _RELATIONS.encode(),
        escaped(name),
        highest + 1,
        relation.encode(),
    )
    positions = [at + 1 for at in range(len(workbook.sheets))]
    names = [(one, None if one.scope is None else one.scope + 1) for one in workbook.names]
    now = list(positions)
    if 0 <= workbook.active < len(now):
        now[workbook.active] = 0
    patch.put(workbook.name, workbook.render([element, *(one.raw for one in workbook.sheets)], names, now))
    for key, content in titles_dropped(patch.template).items():
        patch.put(key, content)


def _free(taken: Sequence[str]) -> str:
    names = {name.casefold() for name in taken}
    number, name = 1, SHEET
    while name.casefold() in names:
        number += 1
        name = f"{SHEET} ({number})"
    check_sheet_name(name, taken)
    return name


def _sheet(slip: Slip, styles: StylePatch, font: str) -> bytes:
    rows: list[bytes] = [_row(1, [(1, TITLE, _TITLE)], styles, font, 26.0)]
    for fact, value in slip.facts:
        rows.append(_row(len(rows) + 1, [(1, fact, _FACT), (2, value, _PLAIN)], styles, font, _LINE + 2))
    rows.append(_row(len(rows) + 1, [(1, GUIDE, _PLAIN)], styles, font, 2 * _LINE + 4))
    guide = len(rows)
    head = guide + 2
    cells = [(column, text, _HEAD) for column, text in enumerate(HEADINGS, 1)]
    rows.append(_row(head, cells, styles, font, 20.0))
    for at, line in enumerate(slip.lines, 1):
        texts = _texts(line)
        cells = [(column, text, _LOOKS[column - 1]) for column, text in enumerate(texts, 1)]
        rows.append(_row(head + at, cells, styles, font, _height(texts)))
    last = head + len(slip.lines)
    return b"".join((_top(last), *rows, b"</sheetData>", _merges(len(slip.facts), guide), _end(slip, head)))


def _texts(line: SlipLine) -> tuple[str, ...]:
    return (
        remark_number(line.remark),
        line.issue,
        line.field,
        line.demand,
        line.earlier,
        line.answer,
        place_text(line),
        line.code,
    )


def _top(last: int) -> bytes:
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (at, at, width)
        for at, width in enumerate(_WIDTHS, 1)
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<worksheet xmlns="%s" xmlns:r="%s"><sheetPr><tabColor rgb="FFE0A800"/><pageSetUpPr fitToPage="1"/>'
        b'</sheetPr><dimension ref="A1:%s%d"/><sheetViews><sheetView showGridLines="0" tabSelected="1" '
        b'workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>%s</cols><sheetData>'
        % (_MAIN.encode(), _RELATIONS.encode(), column_letters(len(_WIDTHS)).encode(), last, columns)
    )


def _row(
    number: int, cells: list[tuple[int, str, LookOf]], styles: StylePatch, font: str, height: float
) -> bytes:
    content = b"".join(
        b'<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
        % (address(number, column).encode(), styles.look(look, font), escaped(text, quotes=False))
        if text
        else b'<c r="%s" s="%d"/>' % (address(number, column).encode(), styles.look(look, font))
        for column, text, look in cells
    )
    return b'<row r="%d" ht="%s" customHeight="1">%s</row>' % (number, f"{height:g}".encode(), content)


def _height(texts: Sequence[str]) -> float:
    lines = max(_lines(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    return min(_TALLEST, _LINE * max(2, lines) + 4)


def _lines(text: str, width: int) -> int:
    wide = [sum(1 if ord(sign) < 0x2E80 else 2 for sign in line) for line in text.split("\n")]
    return sum(-(-max(length, 1) // max(1, width - 2)) for length in wide)


def _merges(facts: int, guide: int) -> bytes:
    last = column_letters(len(_WIDTHS))
    areas = [
        f"A1:{last}1",
        *(f"B{row}:{last}{row}" for row in range(2, facts + 2)),
        f"A{guide}:{last}{guide}",
    ]
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f'<mergeCells count="{len(areas)}">{cells}</mergeCells>'.encode()


def _end(slip: Slip, head: int) -> bytes:
    links = b"".join(
        b'<hyperlink ref="G%d" location="%s"/>' % (head + at, escaped(place_link(line)))
        for at, line in enumerate(slip.lines, 1)
        if line.cell
    )
    pages = 1 if len(slip.lines) <= _FIT_ON_ONE_PAGE else 0
    return (
        (b"<hyperlinks>%s</hyperlinks>" % links if links else b"")
        + b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        + b'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="%d"/>' % pages
        + b"</worksheet>"
    )
