"""XML from outside: no DTD, no unknown encoding, no entity, no network; UTF-16 read as UTF-8."""

from __future__ import annotations

import re

from lxml import etree

from kxdesk.domain.problems import Problem

_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(rb"^<\?xml[^>]*\?>")
# Each of these writes "<!DOCTYPE" with the same bytes as ASCII, so that the search below is sound.
_ASCII_LIKE = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "shift_jis"})


def utf8_xml(data: bytes, part: str) -> bytes:
    """The XML as UTF-8 (or as it came where that reads the same), free of any DTD.

    Raises:
        Problem: dtd-found, odd-encoding, broken-xml (UTF-16 cut short).
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        data = _from_utf16(data, part)
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(data)
        if declared and declared[1].lower() == b"utf-16":  # said by writers that then write UTF-8
            data = _DECLARATION.sub(b"", data)
        elif declared and declared[1].decode("ascii").lower() not in _ASCII_LIKE:
            raise Problem("odd-encoding", part=part, encoding=declared[1].decode("ascii"))
    if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise Problem("dtd-found", part=part)
    return data


def parse_xml(data: bytes, part: str) -> etree._Element:
    """The root element of XML that `utf8_xml` has let through.

    Raises:
        Problem: broken-xml.
    """
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Problem("broken-xml", part=part) from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def _from_utf16(data: bytes, part: str) -> bytes:
    if b"\0\0" in data[:4]:
        raise Problem("odd-encoding", part=part, encoding="utf-32")
    encoding = "utf-16"
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Problem("broken-xml", part=part) from None
    return _DECLARATION.sub(b"", text.encode("utf-8"))
