"""Writing a package: unchanged parts go over as they are packed, nothing is inflated to be packed again."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from kxdesk.workbook.archive import DEFLATED, STORED
from kxdesk.workbook.package import RawPart

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8 = 0x800
# Of a part's flags only the compression option survives: sizes stand in the local header, names are UTF-8.
_KEPT_FLAGS = 0x6
_LEVEL = 6
_SMALLEST_PACKED = 64
_STAMP = (0, 33)  # 1980-01-01, so that equal content gives equal bytes


def packed_part(name: str, content: bytes) -> RawPart:
    """A part ready for `write_zip`."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush() if len(content) >= _SMALLEST_PACKED else content
    method = DEFLATED
    if len(packed) >= len(content):
        packed, method = content, STORED
    return RawPart(name, packed, method, 0, zlib.crc32(content), len(content), _STAMP)


def write_zip(parts: Iterable[RawPart]) -> bytes:
    """The bytes of a zip with these entries, in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for part in parts:
        name = part.name.encode()
        flags = part.flags & _KEPT_FLAGS | (0 if name.isascii() else _UTF8)
        common = (flags, part.method, *part.stamp, part.crc, len(part.packed), part.size, len(name), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common) + name
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset), name)
        pieces += (local, part.packed)
        offset += len(local) + len(part.packed)
        count += 1
    central = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*pieces, central, end))
