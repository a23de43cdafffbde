"""New ids; see `domain.identity` for their form."""

from __future__ import annotations

import os

from kxdesk.domain.identity import id_from_bits


def new_id() -> str:
    """Sixty random bits in twelve characters."""
    return id_from_bits(int.from_bytes(os.urandom(8), "big") & (1 << 60) - 1)
