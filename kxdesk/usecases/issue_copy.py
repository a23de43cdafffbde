"""Issue an audit copy of a desk, signed where there is a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.store.audit_copy import make_audit_copy
from kxdesk.store.signing import load_key

if TYPE_CHECKING:
    from kxdesk.store.audit_copy import IssuedCopy
    from kxdesk.store.desk import Desk


def issue_copy(
    desk: Desk,
    target: Path,
    key: Path | None = None,
    password: str = "",
    progress: Callable[[str, int, int], None] | None = None,
) -> IssuedCopy:
    """The copy that was made.

    Raises:
        Problem: as `load_key` and `make_audit_copy`; nothing was put in place then.
    """
    signing = load_key(key, password) if key else None
    return make_audit_copy(desk, target, signing, progress)
