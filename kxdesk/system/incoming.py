"""Reading a file that a person pointed at, with a reason she can act on where that cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

# Far above any file that can be a workbook; those that look at the bytes know closer bounds.
_MOST_BYTES = 512 * 1024 * 1024


def file_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        Problem: file-missing (a folder too), file-locked (held by another program, or no right to read),
            too-large.
    """
    try:
        if path.is_dir():  # Windows says of a folder that it is locked
            raise Problem("file-missing", path=str(path))
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise Problem("too-large", path=str(path), size=size, limit=_MOST_BYTES)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL in it is a ValueError
        raise Problem("file-missing", path=str(path)) from None
    except OSError as error:
        raise Problem("file-locked", path=str(path), system=error.strerror or "") from None
