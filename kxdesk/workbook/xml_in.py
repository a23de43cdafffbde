"""XML from outside: no DTD, no unknown encoding, no entity, no network; UTF-16 read as UTF-8."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree

from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAFE: dict[str, Any] = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
_PARSER = etree.XMLParser(**_SAFE)
_STREAMED_FROM = 4_000_000
_MOST_NODES = 2_000_000
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
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Problem("dtd-found", part=part)
    return data


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; "" for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_large(data: bytes) -> bool:
    """Whether a tree of it would take much memory, so that `elements` reads it piece by piece."""
    return len(data) >= _STREAMED_FROM


def elements(data: bytes, part: str, *names: str) -> Iterator[etree._Element]:
    """Each element of these local names, whole, in order; a large part is read piece by piece.

    The caller is done with an element when it asks for the next one.

    Raises:
        Problem: broken-xml.
    """
    tags = [tag for name in names for tag in (name, "{*}" + name)]
    if not is_large(data):
        yield from parse_xml(data, part).iter(*tags)
        return
    try:
        for _, element in etree.iterparse(BytesIO(data), tag=tags, **_SAFE):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _broken(error, part) from None


def parse_xml(data: bytes, part: str) -> etree._Element:
    """The root element of XML that `utf8_xml` has let through.

    Raises:
        Problem: broken-xml.
    """
    # A tree takes about 150 bytes for each element and attribute.
    if data.count(b"<") + data.count(b"=") > _MOST_NODES:
        raise Problem("too-large", part=part, size=len(data))
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _broken(error, part) from None


def _broken(error: etree.XMLSyntaxError, part: str) -> Exception:
    """libxml2 reports a full memory as a syntax error."""
    return MemoryError() if "memory" in str(error).lower() else Problem("broken-xml", part=part)


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
