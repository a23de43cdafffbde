"""New ids; see `domain.identity` for their form."""

from __future__ import annotations

import secrets

from kxdesk.domain.identity import id_from_bits


def new_id() -> str:
    """Sixty random bits in twelve characters."""
    return id_from_bits(secrets.randbits(60))
