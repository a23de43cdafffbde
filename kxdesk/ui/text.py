"""Where screens get their words from."""

from __future__ import annotations

from kxdesk.words.language import N_, _, ngettext

__all__ = ["N_", "_", "ngettext"]
