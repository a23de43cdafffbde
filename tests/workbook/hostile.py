"""Files that a reader must refuse, each with the code it must refuse it by."""

from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING

from tests.workbook.packages import (
    SHEET,
    Member,
    book,
    forged,
    members,
    parts,
    relations,
    sheet,
    strings,
    xml,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DTD = b'<!DOCTYPE x [<!ENTITY a "b">]>'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><sst><si><t>&d;</t></si></sst>'
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'
)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


def other_package(name: str, kind: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": xml(
                f'<Override PartName="/{name}" ContentType="application/{kind}"/>', "Types"
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", name)),
            name: b"<document/>",
        }
    )


def changed(name: str, content: bytes) -> Callable[[], bytes]:
    return lambda: book(changes={name: content})


def rows(text: str) -> Callable[[], bytes]:
    return lambda: book(rows=text)


def with_member(**fields: object) -> Callable[[], bytes]:
    return lambda: forged([*members(), Member("xl/media/x.bin", b"content of a picture", **fields)])


def flipped() -> bytes:
    data = bytearray(book())
    at = data.find(b"sheet1.xml") + 40
    data[at] ^= 0x10
    return bytes(data)


def nested() -> bytes:
    """One entry whose bytes hold the whole of another."""
    inner = Member("xl/media/inner.bin", b"inner", method=0)
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 5, 5, len(inner.name), 0)
    body = head + inner.name.encode() + inner.content
    outer = Member("xl/media/outer.bin", body, method=0)
    listed = members()
    first = len(forged(listed)) - len(forged([])) - directory_size(listed)
    inner.offset = first + 30 + len(outer.name)
    return forged_with_shadow([*listed, outer], inner)


def directory_size(entries: list[Member]) -> int:
    return sum(46 + len(entry.name.encode()) for entry in entries)


def forged_with_shadow(entries: list[Member], shadow: Member) -> bytes:
    """The zip of `entries` with one more record in its directory for bytes that are there already."""
    data = forged(entries)
    end = data.rfind(b"PK\5\6")
    start = end - directory_size(entries)
    lone = forged([shadow])
    record = lone[lone.find(b"PK\1\2") : lone.rfind(b"PK\5\6")]
    directory = data[start:end] + record
    count = len(entries) + 1
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def shared_bytes() -> bytes:
    """Two records of one name's bytes: the same entry under the same place twice."""
    entries = members()
    return forged_with_shadow(entries, Member(entries[0].name.lower(), entries[0].content, offset=0))


def lock_file() -> bytes:
    """What Excel leaves beside an open file: the owner's name, twice."""
    name = "Yamada"
    return (bytes([len(name)]) + name.encode()).ljust(55) + (chr(len(name)) + name.ljust(54)).encode(
        "utf-16-le"
    )


def million_styles() -> bytes:
    return xml("".join(f'<xf fontId="{number}"/>' for number in range(1_500_000)), "styleSheet")


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    # what is no workbook at all
    "nothing": ("empty-file", bytes),
    "only zeros": ("zeroed-file", lambda: bytes(5000)),
    "pdf": ("pdf-renamed", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + noise(500)),
    "pdf after a mail header": ("pdf-renamed", lambda: b"\r\n\r\n%PDF-1.4\n"),
    "html": ("html-renamed", "<!DOCTYPE html><html><body>様式</body></html>".encode),
    "html table behind a mark": ("html-renamed", lambda: b"\xef\xbb\xbf\r\n<TABLE border=1><tr><td>1</td>"),
    "xhtml": ("html-renamed", lambda: b'<?xml version="1.0"?><!-- x --><html xmlns="x"></html>'),
    "mhtml": ("html-renamed", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
    "csv, utf-8": ("text-renamed", "課題,件名\r\nＡ,窓口\r\n".encode),
    "csv, cp932": ("text-renamed", lambda: "課題,件名\r\nＡ,窓口\r\n".encode("cp932")),
    "csv, utf-16": ("text-renamed", lambda: "課題\t件名\r\n".encode("utf-16")),
    "long csv cut inside a character": ("text-renamed", ("窓" * 4000).encode),
    "xml of Excel 2003": (
        "xml-spreadsheet",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "encrypted": ("encrypted", lambda: ole("EncryptedPackage")),
    "old xls": ("old-xls", lambda: ole("Workbook")),
    "older xls": ("old-xls", lambda: ole("Book")),
    "bare biff": ("old-xls", lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00" + noise(100)),
    "old doc": ("document-renamed", lambda: ole("WordDocument")),
    "lock file": ("lock-file", lock_file),
    "old slides": ("document-renamed", lambda: ole("PowerPoint Document")),
    "rich text": ("document-renamed", lambda: b"{\\rtf1\\ansi}"),
    "picture": ("image-renamed", lambda: b"\x89PNG\r\n\x1a\n" + noise(300)),
    "photograph": ("image-renamed", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(300)),
    "7z": ("archive-renamed", lambda: b"7z\xbc\xaf\x27\x1c" + noise(300)),
    "rar": ("archive-renamed", lambda: b"Rar!\x1a\x07\x01\0" + noise(300)),
    "lzh": ("archive-renamed", lambda: b"\x21\x9a-lh5-" + noise(300)),
    "zip of workbooks": ("archive-renamed", lambda: zipped({"局/A.xlsx": book(), "局/B.xlsx": book()})),
    "nothing but a zip": ("archive-renamed", lambda: zipped({})),
    "noise": ("not-a-workbook", lambda: b"\0\1\2" + noise(3000)),
    "program before a zip": ("not-a-workbook", lambda: b"MZ\x90\0" + book()),
    "21 MB": ("too-large", lambda: b"PK\3\4" + bytes(21 * 1024 * 1024)),
    "plain zip": ("archive-renamed", lambda: zipped({"a.txt": b"a"})),
    "docx": ("document-renamed", lambda: other_package("word/document.xml", "wordprocessingml.document+xml")),
    "pptx": ("document-renamed", lambda: other_package("ppt/presentation.xml", "presentationml.main+xml")),
    "ods": ("ods-renamed", lambda: zipped({"mimetype": b"x", "content.xml": b"<x/>"})),
    "xlsb": ("xlsb-renamed", lambda: other_package("xl/workbook.bin", "vnd.ms-excel.sheet.binary.main")),
    # the zip
    "cut in half": ("broken-zip", lambda: book()[:1500]),
    "cut in the directory": ("broken-zip", lambda: book()[:-60]),
    "last byte lost": ("broken-zip", lambda: book()[:-1]),
    "hole of zeros": ("broken-zip", lambda: book()[:400] + bytes(200) + book()[600:]),
    "one bit": ("broken-zip", flipped),
    "wrong checksum": ("broken-zip", with_member(crc=1)),
    "inflates to more than it says": ("zip-bomb", with_member(size=3)),
    "inflates to less than it says": ("broken-zip", with_member(size=300)),
    "stored, another size": ("broken-zip", with_member(method=0, size=300)),
    "says 4 GB": ("zip-bomb", with_member(size=4_000_000_000)),
    "says 60 MB": ("too-large", lambda: forged([*members(), Member("x", noise(300_000), size=60_000_000)])),
    "270 MB in small parts": (
        "too-large",
        lambda: forged([*members(), *(Member(f"x{n}", noise(200_000), size=45_000_000) for n in range(6))]),
    ),
    "30 MB of zeros": ("zip-bomb", changed("xl/media/x.bin", bytes(30_000_000))),
    "30 MB of zeros as a sheet": ("zip-bomb", changed(SHEET, sheet(" " * 30_000_000))),
    "2,001 parts": ("too-many-parts", lambda: zipped({**parts(), **{f"x/{n}": b"" for n in range(2001)}})),
    "a part in a part": ("overlapping-parts", nested),
    "the same name twice": ("duplicate-part", lambda: forged([*members(), *members()[:1]])),
    "a name twice but for case": ("duplicate-part", lambda: forged([*members(), Member("XL/Workbook.xml")])),
    "a name twice but for slashes": (
        "duplicate-part",
        lambda: forged([*members(), Member("xl\\workbook.xml")]),
    ),
    "zip password": ("encrypted", with_member(flags=1)),
    "bzip2": ("unsupported-compression", with_member(method=12)),
    "two names for one part": ("broken-zip", with_member(local_name="xl/media/y.bin")),
    "two records of one entry": ("broken-zip", shared_bytes),
    "part beyond the file": ("broken-zip", with_member(offset=9_000_000)),
    "directory elsewhere": ("broken-zip", lambda: forged(members(), start=5)),
    "more records than there are": ("broken-zip", lambda: forged(members(), count=1500)),
    "one of several disks": ("broken-zip", lambda: forged(members(), disk=3)),
    "zip64 without its end": ("broken-zip", lambda: forged(members(), start=0xFFFFFFFF)),
    "zip64 without its sizes": ("broken-zip", with_member(size=0xFFFFFFFF)),
    # the XML
    "DTD in a sheet": ("dtd-found", changed(SHEET, DTD + sheet(""))),
    "billion laughs": ("dtd-found", changed("xl/sharedStrings.xml", LAUGHS)),
    "external entity": ("dtd-found", changed("xl/workbook.xml", EXTERNAL)),
    "DTD in the types": ("dtd-found", changed("[Content_Types].xml", DTD + b"<Types/>")),
    "DTD in relations": ("dtd-found", changed("xl/_rels/workbook.xml.rels", DTD + b"<x/>")),
    "DTD in a part nobody reads": ("dtd-found", changed("docProps/app.xml", DTD + b"<x/>")),
    "DTD in a drawing of shapes": ("dtd-found", changed("xl/drawings/vmlDrawing1.vml", DTD + b"<x/>")),
    "DTD in UTF-16": ("dtd-found", changed(SHEET, f"{DTD.decode()}<worksheet/>".encode("utf-16"))),
    "DTD in UTF-16 without mark": ("dtd-found", changed(SHEET, f"{DTD.decode()}<x/>".encode("utf-16-be"))),
    "UTF-7": ("odd-encoding", changed(SHEET, b'<?xml version="1.0" encoding="UTF-7"?>+ADw-x/+AD4-')),
    "UTF-32": ("odd-encoding", changed(SHEET, sheet("").decode().encode("utf-32"))),
    "EBCDIC": ("broken-xml", changed(SHEET, sheet("").decode().encode("cp037"))),
    "UTF-16 cut short": ("broken-xml", changed(SHEET, sheet("").decode().encode("utf-16")[:-1])),
    "empty sheet part": ("broken-xml", changed(SHEET, b"")),
    "sheet cut short": ("broken-xml", changed(SHEET, sheet('<row r="1"><c r="A1" s="1"/></row>')[:-20])),
    "sheet not closed": ("broken-xml", rows('<row r="1"><c r="A1"><v>1</v></row>')),
    "broken among styled cells": (
        "broken-xml",
        rows('<row r="1"><c r="A1" s="1"/></c><c r="B1" s="1"/></row>'),
    ),
    "row closed twice": ("broken-xml", rows('<row r="1"></row></row>')),
    "bare ampersand": ("broken-xml", rows('<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>')),
    "undefined entity": ("broken-xml", rows('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>')),
    "undeclared prefix": ("broken-xml", rows('<row r="1"><x:c r="A1"/></row>')),
    "control character": ("broken-xml", rows('<row r="1"><c r="A1" t="str"><v>a\x01</v></c></row>')),
    "not UTF-8": ("broken-xml", changed(SHEET, sheet("").replace(b"<sheetData>", b"<sheetData>\xff\xfe"))),
    "broken workbook part": ("broken-xml", changed("xl/workbook.xml", b"<workbook>")),
    "broken shared texts": ("broken-xml", changed("xl/sharedStrings.xml", b"<sst><si>")),
    "broken styles": ("broken-xml", changed("xl/styles.xml", b"<styleSheet")),
    "nested 100,000 deep": ("broken-xml", rows("<row>" * 100_000 + "</row>" * 100_000)),
    "nested 100,000 deep in styles": ("broken-xml", changed("xl/styles.xml", b"<a>" * 100_000)),
    "1.5 million styles": ("too-large", lambda: book(changes={"xl/styles.xml": million_styles()})),
    "text of 12 MB": ("broken-xml", changed("xl/sharedStrings.xml", strings(noise(6_000_000).hex()))),
    # what a workbook cannot be
    "no workbook part": ("not-a-workbook", lambda: book(changes={"xl/workbook.xml": None})),
    "no relations": ("not-a-workbook", lambda: book(changes={"_rels/.rels": None})),
    "no sheets": ("no-sheets", changed("xl/workbook.xml", xml("<sheets/>", "workbook"))),
    "column beyond the last": ("cell-out-of-range", rows('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    "styled text beyond": ("cell-out-of-range", rows('<row r="1"><c r="ZZZ1" t="str"><v>a</v></c></row>')),
    "row beyond the last": (
        "cell-out-of-range",
        rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    ),
    "row number without end": (
        "cell-out-of-range",
        rows('<row r="1"><c r="A99999999999"><v>1</v></c></row>'),
    ),
    "16,385 cells without address": ("cell-out-of-range", rows(f"<row>{'<c><v>1</v></c>' * 16_385}</row>")),
    "one long text 30,000 times": (
        "too-much-text",
        lambda: book(
            rows="".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001)),
            changes={"xl/sharedStrings.xml": strings("長" * 32_767)},
        ),
    ),
}
