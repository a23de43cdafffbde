"""Open a desk to work in: on a copy where its place is not to be trusted, with typing that a crash left."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kxdesk.domain.disputes import Unsaved
from kxdesk.domain.problems import Problem
from kxdesk.store import drafts, history, policies, working_copy
from kxdesk.store.desk import Desk
from kxdesk.store.drafts import Draft
from kxdesk.store.working_copy import WorkingCopy
from kxdesk.system.clock import Clock
from kxdesk.system.copy_mark import is_audit_copy
from kxdesk.system.file_lock import FileLock, Holder
from kxdesk.system.fingerprint import fingerprint
from kxdesk.system.person import Person
from kxdesk.system.places import Place, kind_of_place, places
from kxdesk.system.server_address import DeskPath, ServerAddress
from kxdesk.usecases import own_drafts

_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """An open desk and what the person should be told.

    Attributes:
        desk: open; `desk.path` is the copy's where there is one.
        recovered: typing that was not confirmed before a crash; it is in its fields again.
        holder: who has it open, where that is why it is read-only.
        working_copy: the copy on this PC and its home, where the home cannot be worked on.
        resumed: the copy holds edits of an earlier session that are not back home yet.
        unsaved: typing that had not reached the server, to be saved now and compared with what is there.
    """

    desk: Desk
    recovered: tuple[Draft, ...] = ()
    holder: Holder | None = None
    working_copy: WorkingCopy | None = None
    resumed: bool = False
    unsaved: Unsaved = field(default_factory=dict)


def open_desk(path: DeskPath, person: Person, clock: Clock) -> OpenedDesk:
    """The desk at `path`, a file or on a server, or the copy of the file that is worked on here.

    Raises:
        Problem: as `Desk.open`.
    """
    if isinstance(path, ServerAddress):
        desk = Desk.open(path, person=person, clock=clock)
        return OpenedDesk(desk, unsaved={} if desk.read_only else own_drafts.kept(desk.id))
    home = Path(os.path.realpath(path))
    folder = places().working_copies
    copy = working_copy.find(home, folder)
    if copy is None and not _needs_copy(home):
        desk = Desk.open(home, person=person, clock=clock)
        return OpenedDesk(desk, recover_drafts(desk), desk.holder)
    with _alone(folder, person, clock):
        desk, copy = _open_copy(home, folder, person, clock)
    resumed = not desk.read_only and is_ahead(desk, copy)
    return OpenedDesk(desk, recover_drafts(desk), desk.holder, copy, resumed)


def is_ahead(desk: Desk, copy: WorkingCopy) -> bool:
    """Whether the copy holds anything that its home does not."""
    with desk.reading() as connection:
        return history.head(connection).hash != copy.head or bool(drafts.drafts(desk))


def recover_drafts(desk: Desk) -> tuple[Draft, ...]:
    """Put unconfirmed typing back into its fields, as one change; what was put back."""
    if desk.read_only:
        return ()
    found = [entry for entry in drafts.drafts(desk) if _is_known(desk, entry)]
    lost = tuple(entry for entry in found if policies.value_of(desk, entry.ref, entry.field) != entry.text)
    if found:
        with desk.write("drafts-recovered") as writing:
            for entry in found:
                writing.set(entry.ref, entry.field, entry.text)
    return lost


def _is_known(desk: Desk, draft: Draft) -> bool:
    """A draft of a thing whose making was never confirmed has no place; it must not keep a desk shut."""
    try:
        policies.value_of(desk, draft.ref, draft.field)
    except Problem:
        return False
    return True


def _needs_copy(home: Path) -> bool:
    """A place that can only be read is read where it is, and so is a copy that nobody can write."""
    return not is_audit_copy(home) and kind_of_place(home) is not Place.LOCAL and os.access(home, os.W_OK)


def _open_copy(home: Path, folder: Path, person: Person, clock: Clock) -> tuple[Desk, WorkingCopy]:
    copy = working_copy.find(home, folder) or working_copy.take(home, folder)
    desk = Desk.open(copy.path, person=person, clock=clock)
    if desk.read_only or is_ahead(desk, copy):
        return desk, copy
    if home.exists() and not copy.knows(fingerprint(home)):
        desk.close()  # nothing of ours is in it, and the home went on
        copy = working_copy.refresh(copy.path, home)
        desk = Desk.open(copy.path, person=person, clock=clock)
    return desk, copy


@contextlib.contextmanager
def _alone(folder: Path, person: Person, clock: Clock) -> Iterator[None]:
    """Two programs that open the same home at once must not make two copies, nor one over the other."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "copies")
    holder = Holder(person.display_name, person.pc, clock.now().isoformat(timespec="seconds"))
    limit = time.monotonic() + _WAIT_SECONDS
    while not lock.acquire(holder):
        if time.monotonic() > limit:
            raise Problem("desk-busy", path=str(folder))
        time.sleep(0.05)
    try:
        yield
    finally:
        lock.release()
