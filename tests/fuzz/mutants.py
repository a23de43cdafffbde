"""Workbooks damaged at random, the same ones at every run: bytes of the file, XML of a part, whole parts."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from kxdesk.workbook.raw import RawWorkbook

_TOKENS = (
    b"<", b">", b"/>", b"</c>", b"</row>", b"<!DOCTYPE x>", b"<!--", b"<![CDATA[", b"&", b"&#0;", b'"', b"\0",
    b"\xff\xfe", b"-1", b"99999999999", b"NaN", b"_x000D_", b"XFE1", b'r="A1"', b't="s"', b's="9999"',
    b"A1:XFD1048576", b"<c", b"<v>", b"\xe7\xaa", b"hidden", b"rId1", b"../" * 9, b"#REF!",
)  # fmt: skip
_PIECE = re.compile(rb"<[^>]*>|[^<]+")
# Of these, a workbook that lost one cannot be whole.
_NEEDED = re.compile(r"xl/(worksheets/sheet\d+|workbook|styles|sharedStrings)\.xml")


def failures(seed: bytes, name: str, first: int, count: int) -> list[str]:
    """What came out of mutants `first` and following other than a workbook or a Problem."""
    found = []
    for number in range(first, first + count):
        random = Random(f"{name} {number}")
        lost, data = random.choices(_WAYS, (4, 5, 1))[0](seed, random)
        try:
            workbook = read_workbook(open_package(data))
            complaint = _complaint(workbook, lost)
        except Problem:
            continue
        except Exception as error:  # noqa: BLE001 - every other class is what is looked for
            complaint = f"{type(error).__name__}: {error}"
        if complaint:
            found.append(f"{name} {number}: {complaint}")
    return found


def _complaint(workbook: RawWorkbook, lost: str) -> str:
    if lost and not workbook.damages:
        return f"{lost} was lost and nothing said so"
    for sheet in workbook.sheets:
        for (row, column), cell in sheet.cells.items():
            if not (1 <= row <= 1_048_576 and 1 <= column <= 16_384):
                return f"a cell at {row}, {column}"
            if isinstance(cell.value, str):
                cell.value.encode()
    return ""


def _bytes_of_file(seed: bytes, random: Random) -> tuple[str, bytes]:
    return "", _mangled(seed, random)


def _xml_of_part(seed: bytes, random: Random) -> tuple[str, bytes]:
    parts = _unzipped(seed)
    for name in random.sample(sorted(parts), random.randint(1, 2)):
        parts[name] = random.choice((_mangled, _reordered))(parts[name], random)
    return "", _zipped(parts)


def _whole_parts(seed: bytes, random: Random) -> tuple[str, bytes]:
    parts = _unzipped(seed)
    one, other = random.sample(sorted(parts), 2)
    if random.random() < 0.5:
        parts[one], parts[other] = parts[other], parts[one]
        return "", _zipped(parts)
    del parts[one]
    return one if _NEEDED.fullmatch(one) else "", _zipped(parts)


_WAYS: tuple[Callable[[bytes, Random], tuple[str, bytes]], ...] = (_bytes_of_file, _xml_of_part, _whole_parts)


def _mangled(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(changed) + 1)
        span = random.choice((1, 2, 8, 60, 900))
        what = random.randrange(6)
        if what == 0 and at < len(changed):
            changed[at] ^= 1 << random.randrange(8)
        elif what == 1:
            del changed[at : at + span]
        elif what == 2:
            changed[at:at] = random.choice(_TOKENS)
        elif what == 3:
            changed[at : at + span] = random.randbytes(span)
        elif what == 4:
            start = random.randrange(len(changed) + 1)
            changed[at:at] = changed[start : start + span]
        else:
            changed[at : at + span] = bytes(span)
    return bytes(changed[: random.randrange(len(changed) + 1)] if random.random() < 0.05 else changed)


def _reordered(data: bytes, random: Random) -> bytes:
    """Tags and texts dropped, doubled, exchanged or renamed: often still XML."""
    pieces = _PIECE.findall(data)
    if len(pieces) < 3:
        return data
    for _ in range(random.choice((1, 1, 3))):
        at, other = random.randrange(len(pieces)), random.randrange(len(pieces))
        what = random.randrange(4)
        if what == 0:
            pieces[at] = b""
        elif what == 1:
            pieces[at] *= 2
        elif what == 2:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            pieces[at] = re.sub(rb'"[^"]*"|\d+', lambda _: random.choice(_TOKENS), pieces[at], count=1)
    return b"".join(pieces)


def _unzipped(seed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
