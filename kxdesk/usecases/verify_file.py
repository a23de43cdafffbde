"""Verify a desk or an audit copy against all that the person has to hold it to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.store.examining import examine
from kxdesk.store.manifest import read_manifest
from kxdesk.store.signing import load_public

if TYPE_CHECKING:
    from kxdesk.store.examined import Examined


def verify_file(
    path: Path,
    *,
    public_key: Path | None = None,
    code: str = "",
    known: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Examined:
    """What came of it; nothing is written anywhere.

    Args:
        path: the file.
        public_key: a file with the public key of the office that issues copies.
        code: the code printed on paper.
        known: another copy of the same desk, or a manifest that was kept.
        progress: called with a step's name, how much of it is done, and how much it is.

    Raises:
        Problem: as `examine`, `load_public` and `read_manifest`.
    """
    return examine(
        path,
        public_key=load_public(public_key) if public_key else None,
        code=code,
        known=read_manifest(known) if known else None,
        progress=progress,
    )
