"""Move a desk from a file to a server, or back: it is there whole and proved the same, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from kxdesk.domain.problems import Problem
from kxdesk.store.copying import copy_into_file, copy_rows, state_of, state_of_file
from kxdesk.store.desk import Desk
from kxdesk.store.server_keeping import ServerKeeping
from kxdesk.store.server_schema import make_tables
from kxdesk.store.soundness import check_sound
from kxdesk.store.tables import METADATA, MOVED
from kxdesk.system.atomic_file import replace_with
from kxdesk.system.clock import Clock
from kxdesk.system.person import Person
from kxdesk.system.server_address import DeskPath, ServerAddress


@dataclass(frozen=True, slots=True)
class Moved:
    """What both places held: content hash, and hash and number of the last entry of the history."""

    content: str
    head: str
    entries: int


def move(desk: Desk, target: DeskPath, person: Person, clock: Clock) -> Moved:
    """The whole desk, with its history; afterwards `desk` is only read where it was.

    Broken off at any point and run again it comes to the same.

    Raises:
        Problem: move-needs-server, server-not-empty, file-exists, move-differs, and whatever keeps either
            place from being written; nothing was moved then.
    """
    if isinstance(target, Path) and not isinstance(desk.path, ServerAddress):
        raise Problem("move-needs-server", path=str(target))
    with desk.noting() as source:  # nobody writes there meanwhile
        state = state_of(source)
        if not _is_there_already(desk, target, person, clock):
            if isinstance(target, ServerAddress):
                _into_server(source, target)
            else:
                _into_file(source, target)
        at = clock.now().isoformat(timespec="seconds")
        source.execute(insert(MOVED), {"place": str(target), "at": at})
    return Moved(state[0], state[1].hash, state[1].seq)


def _is_there_already(desk: Desk, target: DeskPath, person: Person, clock: Clock) -> bool:
    """Where an earlier move was broken off between its two ends."""
    try:
        found = Desk.open(target, person=person, clock=clock, read_only=True)
    except Problem as problem:
        if problem.code in {"desk-missing", "not-a-desk"}:
            return False
        raise
    with found, found.reading() as there, desk.reading() as here:
        return found.id == desk.id and state_of(there) == state_of(here)


def _into_server(source: Connection, target: ServerAddress) -> None:
    keeping = ServerKeeping.reach(target)
    try:
        with keeping.writing():
            make_tables(keeping.connection, target)
            copy_rows(source, keeping.connection)
            _count_on(keeping.connection)
            if state_of(keeping.connection) != state_of(source):
                raise Problem("move-differs", path=str(target))
    finally:
        keeping.close()


def _count_on(connection: Connection) -> None:
    """Numbers that the server gives go on from those that were copied."""
    for table in METADATA.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            last = connection.execute(select(func.max(column))).scalar()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, last or 1, last is not None)))


def _into_file(source: Connection, target: Path) -> None:
    if target.exists():
        raise Problem("file-exists", path=str(target))

    def write(path: Path) -> None:
        copy_into_file(source, path)

    def check(path: Path) -> None:
        check_sound(path)
        if state_of_file(path) != state_of(source):
            raise Problem("move-differs", path=str(target))

    replace_with(target, write, check)
