"""New ids; see `domain.identity` for their form."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count

from kxdesk.domain.identity import id_from_bits


def new_id() -> str:
    """Sixty random bits in twelve characters."""
    return id_from_bits(int.from_bytes(os.urandom(8), "big") & (1 << 60) - 1)


def ids_from(seed: str) -> Callable[[], str]:
    """The same ids in the same order for the same seed: done again after a crash, it comes out the same."""
    from hashlib import sha256  # noqa: PLC0415 -- the window starts without it

    numbers = count()

    def next_id() -> str:
        digest = sha256(f"{seed}:{next(numbers)}".encode()).digest()
        return id_from_bits(int.from_bytes(digest[:8]) >> 4)

    return next_id
