"""The zip around a workbook, read with suspicion: bounds first, then one entry at a time."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

from kxdesk.domain.problems import Problem
from kxdesk.workbook.limits import Limits

STORED = 0
DEFLATED = 8

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_PLACE = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_REACH = _END.size + 65_535
_FLAG_ENCRYPTED = 0x1
_FLAG_UTF8 = 0x800
_WIDE = 0xFFFFFFFF
_WIDE_COUNT = 0xFFFF
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    r"""One entry as the central directory describes it.

    Attributes:
        name: as written, with "/" for "\" and no leading "/".
        start: offset of the packed bytes in the file.
        packed: their count; size: the count of bytes they must inflate to.
        stamp: DOS time and date words, kept for a faithful copy.
    """

    name: str
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    start: int
    stamp: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Record:
    name: bytes
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    stamp: tuple[int, int]


def read_directory(data: bytes, limits: Limits) -> dict[str, Entry]:
    """Entries by lower-case name, in the order of the central directory; folders left out.

    Raises:
        Problem: broken-zip, too-many-parts, too-large, zip-bomb, duplicate-part, overlapping-parts,
            encrypted, unsupported-compression.
    """
    count, start = _find_directory(data)
    if count > limits.parts:
        raise Problem("too-many-parts", count=count, limit=limits.parts)
    records = _records(data, count, start)
    _check_sizes(records, limits)
    found: dict[str, Entry] = {}
    for entry in _placed(data, records, start):
        if entry.name.endswith("/") and entry.size == 0:
            continue
        if entry.name.lower() in found:
            raise Problem("duplicate-part", part=entry.name)
        found[entry.name.lower()] = entry
    return found


def inflate(data: bytes, entry: Entry) -> bytes:
    """The bytes of one entry, never more than it declared.

    Raises:
        Problem: zip-bomb if it inflates to more than declared; broken-zip if to less, or the CRC differs.
    """
    packed = data[entry.start : entry.start + entry.packed]
    if entry.method == STORED:
        content = packed
    else:
        unpacker = zlib.decompressobj(-15)
        try:
            content = unpacker.decompress(packed, entry.size + 1)
        except zlib.error:
            raise Problem("broken-zip", part=entry.name) from None
    _check_content(entry, len(content), zlib.crc32(content))
    return content


def verify(data: bytes, entry: Entry) -> None:
    """Check an entry as `inflate` does, in constant memory."""
    if entry.method == STORED or entry.size < _CHUNK:
        inflate(data, entry)
        return
    unpacker = zlib.decompressobj(-15)
    rest, size, crc = data[entry.start : entry.start + entry.packed], 0, 0
    try:
        while size <= entry.size:
            piece = unpacker.decompress(rest, _CHUNK)
            if not piece:
                break
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        raise Problem("broken-zip", part=entry.name) from None
    _check_content(entry, size, crc)


def _check_content(entry: Entry, size: int, crc: int) -> None:
    if size > entry.size:
        raise Problem("zip-bomb", part=entry.name, declared=entry.size)
    if size < entry.size or crc != entry.crc:
        raise Problem("broken-zip", part=entry.name)


def _find_directory(data: bytes) -> tuple[int, int]:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END_REACH))
    if at < 0 or at + _END.size > len(data):
        raise Problem("broken-zip", reason="no-end-record")
    _, disk, first_disk, here, count, size, start, _ = _END.unpack_from(data, at)
    if count == _WIDE_COUNT or _WIDE in (size, start):
        at, disk, first_disk, here, count, size, start = _wide_end(data, at)
    if disk or first_disk or here != count:
        raise Problem("broken-zip", reason="more-than-one-disk")
    if start + size != at or count * _CENTRAL.size > size:
        raise Problem("broken-zip", reason="directory-misplaced")
    return count, start


def _wide_end(data: bytes, end: int) -> tuple[int, int, int, int, int, int, int]:
    place = end - _END64_PLACE.size
    if place < 0 or data[place : place + 4] != b"PK\x06\x07":
        raise Problem("broken-zip", reason="no-zip64-end-record")
    at = _END64_PLACE.unpack_from(data, place)[2]
    if at + _END64.size > place or data[at : at + 4] != b"PK\x06\x06":
        raise Problem("broken-zip", reason="no-zip64-end-record")
    _, _, _, _, disk, first_disk, here, count, size, start = _END64.unpack_from(data, at)
    return at, disk, first_disk, here, count, size, start


def _records(data: bytes, count: int, at: int) -> list[_Record]:
    records = []
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(data):
            raise Problem("broken-zip", reason="directory-damaged")
        fields = _CENTRAL.unpack_from(data, at)
        _, _, _, flags, method, time, day, crc, packed, size, n_name, n_extra, n_comment, _, _, _, offset = (
            fields
        )
        at += _CENTRAL.size
        name, extra = data[at : at + n_name], data[at + n_name : at + n_name + n_extra]
        at += n_name + n_extra + n_comment
        if _WIDE in (size, packed, offset):
            size, packed, offset = _wide_sizes(extra, size, packed, offset)
        records.append(_Record(name, method, flags, crc, packed, size, offset, (time, day)))
    return records


def _wide_sizes(extra: bytes, *narrow: int) -> tuple[int, int, int]:
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        if tag == 1:
            body = extra[at + 4 : at + 4 + length]
            wide = iter(struct.unpack(f"<{len(body) // 8}Q", body[: len(body) // 8 * 8]))
            size, packed, offset = (next(wide, _WIDE) if value == _WIDE else value for value in narrow)
            return size, packed, offset
        at += 4 + length
    raise Problem("broken-zip", reason="zip64-sizes-missing")


def _check_sizes(records: list[_Record], limits: Limits) -> None:
    total = 0
    for record in records:
        part = record.name.decode("utf-8", "replace")
        total += record.size
        if record.size > limits.ratio_from and record.size > limits.ratio * max(record.packed, 1):
            raise Problem("zip-bomb", part=part, declared=record.size, packed=record.packed)
        if record.size > limits.part_bytes:
            raise Problem("too-large", part=part, size=record.size, limit=limits.part_bytes)
        if record.flags & _FLAG_ENCRYPTED:
            raise Problem("encrypted", part=part)
        if record.method not in (STORED, DEFLATED):
            raise Problem("unsupported-compression", part=part, method=record.method)
        if record.method == STORED and record.size != record.packed:
            raise Problem("broken-zip", part=part)
    if total > limits.total_bytes:
        raise Problem("too-large", size=total, limit=limits.total_bytes)


def _placed(data: bytes, records: list[_Record], directory: int) -> list[Entry]:
    """Entries with the place of their bytes, none of which may share a byte with another."""
    entries, spans = [], []
    for record in records:
        start = _content_start(data, record, directory)
        spans.append((record.offset, start + record.packed))
        entries.append(
            Entry(
                _part_name(record),
                record.method,
                record.flags,
                record.crc,
                record.packed,
                record.size,
                start,
                record.stamp,
            )
        )
    spans.sort()
    for (_, end), (begin, _) in pairwise([*spans, (directory, directory)]):
        if end > begin:
            raise Problem("overlapping-parts")
    return entries


def _content_start(data: bytes, record: _Record, directory: int) -> int:
    at = record.offset
    if at + _LOCAL.size > directory or data[at : at + 4] != b"PK\x03\x04":
        raise Problem("broken-zip", part=record.name.decode("utf-8", "replace"))
    n_name, n_extra = struct.unpack_from("<2H", data, at + 26)
    name_at = at + _LOCAL.size
    # A second name in the local header is how a file shows one thing to a scanner and another to a reader.
    if data[name_at : name_at + n_name] != record.name:
        raise Problem("broken-zip", part=record.name.decode("utf-8", "replace"))
    start: int = name_at + n_name + n_extra
    return start


def _part_name(record: _Record) -> str:
    try:
        name = record.name.decode("utf-8" if record.flags & _FLAG_UTF8 else "ascii")
    except UnicodeDecodeError:
        name = record.name.decode("cp437")
    return name.replace("\\", "/").lstrip("/")
