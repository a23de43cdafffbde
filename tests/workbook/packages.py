"""Workbooks made byte by byte, sound ones and any kind of broken one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="0.0&quot;億円&quot;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/>'
    '<xf numFmtId="0" fontId="1"/><xf numFmtId="57" fontId="0"/><xf numFmtId="164" fontId="0"/>'
    '<xf numFmtId="165" fontId="0"/></cellXfs>'
)
DATE, STRUCK, ERA_BUILT_IN, ERA_OWN, MONEY = 1, 2, 3, 4, 5


def xml(body: str, root: str, namespace: str = MAIN, more: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{namespace}" xmlns:r="{RELATIONS}"{more}>{body}</{root}>'.encode()


def relations(*rows: tuple[str, str, str], base: str = RELATIONS) -> bytes:
    body = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{to}"/>' for i, kind, to in rows)
    return xml(body, "Relationships", f"{PACKAGE}/relationships")


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return xml(f"{before}<sheetData>{rows}</sheetData>{after}", "worksheet")


def strings(*texts: str) -> bytes:
    return xml("".join(f"<si><t>{text}</t></si>" for text in texts), "sst")


def parts(**sheets: str) -> dict[str, bytes]:
    """The parts of a sound workbook; `sheets` are names and rows, one called 様式 by default."""
    sheets = sheets or {"様式": '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'}
    numbers = range(1, len(sheets) + 1)
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for name, number in zip(sheets, numbers, strict=True)
    )
    found = {
        "[Content_Types].xml": xml(types, "Types", f"{PACKAGE}/content-types"),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": xml(f"<sheets>{listed}</sheets>", "workbook"),
        "xl/_rels/workbook.xml.rels": relations(
            *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
            ("rId90", "styles", "styles.xml"),
            ("rId91", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": xml(STYLES, "styleSheet"),
        "xl/sharedStrings.xml": strings("令和七年度", "二つ目"),
        "docProps/core.xml": b"<coreProperties/>",
    }
    for number, rows in zip(numbers, sheets.values(), strict=True):
        found[f"xl/worksheets/sheet{number}.xml"] = sheet(rows)
    return found


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def book(*, rows: str = "", changes: dict[str, bytes | None] | None = None, **sheets: str) -> bytes:
    """A workbook with other rows in its first sheet, and parts changed, added or (None) left out."""
    found: dict[str, bytes | None] = {**parts(**sheets)}
    if rows:
        found[SHEET] = sheet(rows)
    found.update(changes or {})
    return zipped({name: content for name, content in found.items() if content is not None})


@dataclass
class Member:
    """One entry of a zip written field by field; a field left None is what it ought to be."""

    name: str
    content: bytes = b""
    local_name: str | None = None
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    offset: int | None = None
    wide: bool = False

    @property
    def packed(self) -> bytes:
        if self.method != 8:
            return self.content
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush()


def members(changes: dict[str, bytes] | None = None) -> list[Member]:
    return [Member(name, content) for name, content in {**parts(), **(changes or {})}.items()]


def forged(
    entries: list[Member], *, count: int | None = None, disk: int = 0, start: int | None = None
) -> bytes:
    """A zip exactly as its members say, true or false."""
    body, directory = b"", b""
    for entry in entries:
        packed, local = entry.packed, (entry.local_name or entry.name).encode()
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        offset = len(body) if entry.offset is None else entry.offset
        fields = (entry.flags, entry.method, 0, 33, crc, len(packed), size)
        body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, *fields, len(local), 0) + local + packed
        extra, name = b"", entry.name.encode()
        if entry.wide:
            extra = struct.pack("<2HQ", 1, 8, size)
            fields = (*fields[:6], 0xFFFFFFFF)
        head = struct.pack("<4s6H3L", b"PK\1\2", 20, 20, *fields)
        directory += head + struct.pack("<5H2L", len(name), len(extra), 0, 0, 0, 0, offset) + name + extra
    number = len(entries) if count is None else count
    at = len(body) if start is None else start
    return (
        body + directory + struct.pack("<4s4H2LH", b"PK\5\6", disk, 0, number, number, len(directory), at, 0)
    )
