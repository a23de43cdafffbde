"""Who sits here: what the operating system says, and the name the person goes by."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Kept with every change. `os_user` is what the logon proves; `display_name` is only what was typed."""

    os_user: str
    display_name: str
    pc: str


def current_person(display_name: str = "") -> Person:
    """The person logged on; the display name falls back to the logon name."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container without a passwd entry
        user = "?"
    return Person(user, display_name or user, _pc() or "?")


def _pc() -> str:
    """As `platform.node`, without what that loads."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
