"""Looking into a written workbook, part by part."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import Any

import openpyxl

FORM, SUMMARY, LISTS = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))


def parts(data: bytes) -> dict[str, bytes]:
    """Each part's bytes, every checksum checked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def text(data: bytes, part: str) -> str:
    return parts(data)[part].decode()


def changed(before: bytes, after: bytes) -> set[str]:
    """Parts of `before` that are not the same in `after`."""
    old, new = parts(before), parts(after)
    return {name for name, content in old.items() if new.get(name) != content}


def found(pattern: str, text: str) -> list[Any]:
    return re.findall(pattern, text, re.DOTALL)


def formulas(data: bytes, part: str) -> dict[str, str]:
    """Formula by address, for cells that say their address."""
    cells = found(r'<(?:x:)?c\s+r="([A-Z]+[0-9]+)"[^>]*><(?:x:)?f[^>]*>([^<]*)</', text(data, part))
    return dict(cells)


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():  # of all that openpyxl would drop if it wrote the file
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))
