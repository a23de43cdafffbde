"""A desk made to travel: one compact file that was read again before it was put in place."""

from __future__ import annotations

from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.store.desk import Desk
from kxdesk.store.failures import named_failures
from kxdesk.store.history import Head
from kxdesk.store.soundness import check_sound, content_of, hash_of_content, leftovers
from kxdesk.system.atomic_file import replace_with


def content_hash(desk: Desk) -> str:
    """SHA-256 of all things in the desk, retired ones too, without history and drafts."""
    with desk.reading() as connection:
        return hash_of_content(connection)


def snapshot(desk: Desk, target: Path) -> Path:
    """Write the desk, as it is now, to another file.

    Returns:
        Where it is: `target`, or a name beside it where `target` is open elsewhere.

    Raises:
        Problem: file-exists (a journal of another desk lies there), disk-full, no-right-to-write and such;
            desk-damaged or snapshot-differs where what was written is not what the desk holds. Then nothing
            was put in place.
    """
    if found := leftovers(target):
        raise Problem("file-exists", path=str(found[0]))
    held: list[tuple[str, Head]] = []

    def write(path: Path) -> None:
        with named_failures(target, writing=True):
            held.append(desk.copy_into(path))

    def check(temporary: Path) -> None:
        check_sound(temporary)
        if content_of(temporary) != held[-1]:
            raise Problem("snapshot-differs", path=str(target))

    return replace_with(target, write, check)
