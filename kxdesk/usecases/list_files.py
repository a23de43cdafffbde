"""Every file that went out, came in or was refused, for an auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.store.passed_files import PassedFile, passed_files

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk

__all__ = ["PassedFile", "list_files"]


def list_files(desk: Desk) -> tuple[PassedFile, ...]:
    """The newest first."""
    return passed_files(desk)
