"""A workbook's package: its parts, their types and the relations between them, after a strict preflight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kxdesk.domain.problems import Problem
from kxdesk.workbook import archive
from kxdesk.workbook.limits import LIMITS, Limits
from kxdesk.workbook.preflight import check_kind
from kxdesk.workbook.xml_in import parse_xml, utf8_xml

if TYPE_CHECKING:
    from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_XML_NAMES = (".xml", ".rels", ".vml")
_LONGEST_KEPT = 1 << 14
# What is in the file but is never run, followed or shown: by a piece of the part's lower-case name.
_IGNORED = (
    ("vbaproject.bin", "macros"),
    ("/macrosheets/", "macros"),
    ("/externallinks/", "external-links"),
    ("/embeddings/", "embedded-objects"),
    ("/activex/", "activex"),
    ("/connections.xml", "data-connections"),
    ("_xmlsignatures/", "signature"),
)
_OTHER_FORMATS = (
    ("xl/workbook.bin", "xlsb-renamed"),
    ("content.xml", "ods-renamed"),
    ("word/document.xml", "document-renamed"),
    ("ppt/presentation.xml", "document-renamed"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part; `target` is a part name, or the text as written if `external`."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, the same for transitional and strict files: "worksheet", "comments"."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class RawPart:
    """A part as packed, for a copy without inflating."""

    name: str
    packed: bytes
    method: int
    flags: int
    crc: int
    size: int
    stamp: tuple[int, int]


class Package:
    """The parts of one workbook. Names are compared without case; content is inflated when asked for.

    Attributes:
        notes: what the file holds that is ignored: "macros", "external-links", "embedded-objects",
            "activex", "data-connections", "signature", "strict-ooxml".
        workbook_part: name of the main part.
    """

    def __init__(self, data: bytes, entries: dict[str, archive.Entry]) -> None:
        self._data = data
        self._entries = entries
        self._verified: set[str] = set()
        self._types, self._default_types = _content_types(self)
        self.workbook_part, strict = _main_part(self)
        self.notes = _notes(entries, strict)

    def names(self) -> tuple[str, ...]:
        """Part names in the order of the package, "/" as separator, no leading "/"."""
        return tuple(entry.name for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._entries

    def read(self, name: str) -> bytes:
        """A part's bytes as they were written, size and CRC checked, any DTD refused.

        Raises:
            Problem: missing-part, broken-zip, zip-bomb, dtd-found, odd-encoding, broken-xml.
        """
        entry = self._entry(name)
        content = archive.inflate(self._data, entry)
        if self._is_xml(entry.name):
            utf8_xml(content, entry.name)
        self._verified.add(entry.name)
        return content

    def xml(self, name: str) -> bytes:
        """A part's XML as UTF-8 ready for a parser, whatever encoding it came in.

        Raises:
            Problem: as `read`.
        """
        entry = self._entry(name)
        content = utf8_xml(archive.inflate(self._data, entry), entry.name)
        if not content.lstrip(b" \t\r\n").startswith(b"<"):
            raise Problem("broken-xml", part=entry.name)
        self._verified.add(entry.name)
        return content

    def tree(self, name: str) -> etree._Element:
        """A part's root element.

        Raises:
            Problem: as `read`, and broken-xml.
        """
        return parse_xml(self.xml(name), name)

    def raw(self, name: str) -> RawPart:
        """A part as packed. Raises Problem missing-part."""
        entry = self._entry(name)
        packed = self._data[entry.start : entry.start + entry.packed]
        return RawPart(entry.name, packed, entry.method, entry.flags, entry.crc, entry.size, entry.stamp)

    def rels(self, part: str) -> tuple[Relation, ...]:
        """The relations of a part, targets resolved; "" for those of the package. Empty if it has none."""
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if name not in self:
            return ()
        data = self.xml(name)
        return (_relations if len(data) <= _LONGEST_KEPT else _relations.__wrapped__)(data, name, folder)

    def content_type(self, part: str) -> str:
        """The declared type, "" if the package declares none."""
        key = part.lstrip("/").lower()
        return self._types.get(key) or self._default_types.get(key.rpartition(".")[2], "")

    def verify_all(self) -> None:
        """Check every part not read so far, as `read` would.

        Raises:
            Problem: as `read`.
        """
        for entry in self._entries.values():
            if entry.name in self._verified:
                continue
            if self._is_xml(entry.name):
                self.read(entry.name)
            else:
                archive.verify(self._data, entry)
                self._verified.add(entry.name)

    def _entry(self, name: str) -> archive.Entry:
        entry = self._entries.get(name.lstrip("/").lower())
        if entry is None:
            raise Problem("missing-part", part=name)
        return entry

    def _is_xml(self, name: str) -> bool:
        return name.lower().endswith(_XML_NAMES)


def open_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """Preflight the bytes of a file and open it as a package.

    Raises:
        Problem: empty-file, too-large, encrypted, old-xls, pdf-renamed, html-renamed, text-renamed,
            image-renamed, document-renamed, archive-renamed, xml-spreadsheet, ods-renamed, xlsb-renamed,
            lock-file, zeroed-file, not-a-workbook, broken-zip,
            too-many-parts, zip-bomb, overlapping-parts, duplicate-part, unsupported-compression,
            missing-part, dtd-found, odd-encoding, broken-xml.
    """
    check_kind(data, limits)
    return Package(data, archive.read_directory(data, limits))


def _content_types(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    if CONTENT_TYPES not in package:
        for name, code in _OTHER_FORMATS:
            if name in package:
                raise Problem(code)
        cut_short = any(name.lower().startswith("xl/") for name in package.names())
        raise Problem("not-a-workbook" if cut_short else "archive-renamed")
    types, defaults = {}, {}
    for element in package.tree(CONTENT_TYPES):
        declared = element.get("ContentType", "")
        if element.get("PartName"):
            types[element.get("PartName", "").lstrip("/").lower()] = declared
        elif element.get("Extension"):
            defaults[element.get("Extension", "").lower()] = declared
    return types, defaults


def _main_part(package: Package) -> tuple[str, bool]:
    for relation in package.rels(""):
        if relation.kind == "officeDocument" and relation.target in package:
            _check_workbook(package, relation.target)
            return relation.target, relation.type.startswith(_STRICT)
    for name, code in _OTHER_FORMATS:
        if name in package:
            raise Problem(code)
    raise Problem("not-a-workbook")


def _check_workbook(package: Package, name: str) -> None:
    declared = package.content_type(name)
    if "sheet.binary" in declared:
        raise Problem("xlsb-renamed")
    if "wordprocessingml" in declared or "presentationml" in declared:
        raise Problem("document-renamed")


@lru_cache(maxsize=256)
def _relations(data: bytes, name: str, folder: str) -> tuple[Relation, ...]:
    """Those of one part; workbooks of one form number their parts alike, so they are kept."""
    return tuple(
        _relation(element, folder)
        for element in parse_xml(data, name)
        if isinstance(element.tag, str) and element.tag.endswith("}Relationship")
    )


def _relation(element: etree._Element, folder: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External" or target.startswith("#")
    return Relation(
        element.get("Id", ""),
        element.get("Type", ""),
        target if external else _resolved(target, folder),
        external,
    )


def _resolved(target: str, folder: str) -> str:
    path = unquote(target.replace("\\", "/"))
    pieces = [] if path.startswith("/") or not folder else folder.split("/")
    for piece in path.split("/"):
        if piece == "..":
            del pieces[-1:]
        elif piece not in ("", "."):
            pieces.append(piece)
    return "/".join(pieces)


def _notes(entries: dict[str, archive.Entry], strict: bool) -> tuple[str, ...]:
    found = {note for name in entries for piece, note in _IGNORED if piece in name}
    return tuple(sorted(found | ({"strict-ooxml"} if strict else set())))
