"""The manifest of an audit copy, and how one file carries desk, manifest and signature.

The file is a SQLite database, then the manifest (JSON), then the signature (64 bytes or none), then a line of
fixed length that says where each begins and hashes all of the trailer. SQLite reads as many pages as its own
header counts and never looks further; an auditor has one file, and nothing can be left behind when it moves.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kxdesk.domain.problems import Problem

SHAPE = "kxdesk-audit-copy 1"
MARKS = (
    4096  # hashes of entries that a manifest names, so that a history hashed anew is found where it begins
)
MARK_LENGTH = 12
_LARGEST = 4_000_000  # bytes of a manifest
_LINE = re.compile(rb"kxdesk-manifest 1 (\d{16}) (\d{8}) (\d{3}) ([0-9a-f]{64})\n")
_LINE_LENGTH = len("kxdesk-manifest 1 ") + 16 + 1 + 8 + 1 + 3 + 1 + 64 + 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an audit copy was when it was issued.

    Attributes:
        id: of this copy.
        previous: id of the copy made of the same desk before it, or None.
        desk: id of the desk.
        made_at: UTC, ISO 8601, by the PC's clock.
        made_by: display name, logon name and PC.
        size: bytes of the database.
        sha256: of these bytes.
        content: SHA-256 of all things (`soundness.hash_of_content`).
        rows: how many each table has.
        length: entries of the history.
        head: hash of the last entry.
        every: each `every`th entry's hash is in `marks`.
        marks: the first twelve digits of each of those hashes, one after another.
        head_code: `length` and `head` as printed on paper.
        editions: name, date and digest of each.
        public_key: raw Ed25519 key in hexadecimal that the signature was made for; "" where there is none.
        key_print: what the key is known by on paper; "" where there is none.
    """

    id: str
    previous: str | None
    desk: str
    made_at: str
    made_by: list[str]
    program: str
    schema: str
    size: int
    sha256: str
    content: str
    rows: dict[str, int]
    length: int
    head: str
    every: int
    marks: str
    head_code: str
    editions: list[list[str]]
    public_key: str = ""
    key_print: str = ""

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        return json.dumps({"shape": SHAPE, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    def mark(self, seq: int) -> str | None:
        """The first digits of an entry's hash, where the manifest knows it."""
        if seq == self.length:
            return self.head[:MARK_LENGTH]
        place, rest = divmod(seq, self.every)
        start = (place - 1) * MARK_LENGTH
        return None if rest or seq < 1 else self.marks[start : start + MARK_LENGTH] or None


@dataclass(frozen=True, slots=True)
class Trailer:
    """What stands behind the database.

    Attributes:
        whole: its own hash agrees with what is there.
        start: where it begins: as many bytes stand before it.
        manifest: None where it cannot be read.
        signed: the bytes that the signature is of.
    """

    whole: bool
    start: int
    manifest: Manifest | None
    signed: bytes
    signature: bytes


def manifest_of(data: bytes) -> Manifest | None:
    """From the bytes of a manifest; None where it is none."""
    try:
        plain: dict[str, Any] = json.loads(data)
        if plain.pop("shape") != SHAPE:
            return None
        manifest = Manifest(**plain)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return manifest if _is_typed(manifest) else None


def _is_typed(manifest: Manifest) -> bool:
    """Whoever wrote it, what follows may rely on its types."""
    numbers = {"size", "length", "every"}
    for name, value in asdict(manifest).items():
        if name in numbers:
            fits = type(value) is int and value >= (name == "every")
        elif name == "rows":
            fits = isinstance(value, dict) and all(type(count) is int for count in value.values())
        elif name in {"editions", "made_by"}:
            fits = isinstance(value, list) and all(isinstance(entry, str | list) for entry in value)
        else:
            fits = isinstance(value, str) or (name == "previous" and value is None)
        if not fits:
            return False
    return all(len(entry) == 3 for entry in manifest.editions)


def trailer_bytes(manifest: bytes, signature: bytes, size: int) -> bytes:
    """What is appended to a database of `size` bytes."""
    lengths = f"{size:016d} {len(manifest):08d} {len(signature):03d}"
    digest = _digest(lengths, manifest + signature)
    return manifest + signature + f"kxdesk-manifest 1 {lengths} {digest}\n".encode()


def read_trailer(path: Path) -> Trailer | None:
    """What stands behind the database; None where nothing does."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        line = _LINE.fullmatch(_read(file, end - _LINE_LENGTH, _LINE_LENGTH))
        if line is None:
            return None
        size, length, signed = int(line[1]), int(line[2]), int(line[3])
        start = end - _LINE_LENGTH - signed - length
        if length > _LARGEST or start < 0:
            return Trailer(whole=False, start=0, manifest=None, signed=b"", signature=b"")
        body = _read(file, start, length + signed)
    manifest, signature = body[:length], body[length:]
    lengths = b" ".join(line.groups()[:3]).decode()
    found = manifest_of(manifest)
    whole = _digest(lengths, body) == line[4].decode() and found is not None and found.size == size
    return Trailer(whole, start, found, manifest, signature)


def read_manifest(path: Path) -> Manifest:
    """Of an audit copy, or of a manifest that was kept as a file of its own.

    Raises:
        Problem: desk-missing, not-a-manifest.
    """
    try:
        trailer = read_trailer(path)
        found = trailer.manifest if trailer else None
        if trailer is None and path.stat().st_size <= _LARGEST:
            found = manifest_of(path.read_bytes())
    except OSError as error:
        raise Problem("desk-missing", path=str(path)) from error
    if found is None:
        raise Problem("not-a-manifest", path=str(path))
    return found


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    if start < 0:
        return b""
    file.seek(start)
    return file.read(length)


def _digest(lengths: str, body: bytes) -> str:
    return hashlib.sha256(lengths.encode() + b"\n" + body).hexdigest()
