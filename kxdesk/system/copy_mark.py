"""What tells an audit copy from any other file by its bytes alone, before SQLite is there."""

from __future__ import annotations

import os
from pathlib import Path

COPY_ID = 0x6B784461  # "kxDa", in the header of the database
_PLACE = slice(68, 72)
_LINE = b"kxdesk-manifest "  # the last line begins with it
_LINE_AT_MOST = 256


def is_audit_copy(path: Path) -> bool:
    """By its header or its last line: one of them may have been altered. False where it cannot be read."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LINE_AT_MOST))
            end = file.read()
    except OSError:
        return False
    return header[_PLACE] == COPY_ID.to_bytes(4, "big") or _LINE in end
