"""What a file's bytes are, to see whether they changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Size in bytes and SHA-256 in hexadecimal."""

    size: int
    sha256: str


def fingerprint(path: Path) -> Fingerprint | None:
    """Of the file as it lies on disk; None where there is none."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
            return Fingerprint(stream.tell(), digest.hexdigest())
    except FileNotFoundError:
        return None
