"""Make an audit copy: compact, compared with the desk, sealed, read again, put in place in one step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from kxdesk import __version__
from kxdesk.domain.problems import Problem
from kxdesk.domain.short_code import head_code
from kxdesk.store import database, history
from kxdesk.store.chain import ChangeFacts
from kxdesk.store.database import Mode
from kxdesk.store.desk import Desk
from kxdesk.store.editions import editions
from kxdesk.store.examining import examine
from kxdesk.store.failures import named_failures
from kxdesk.store.history import Head
from kxdesk.store.manifest import MARK_LENGTH, MARKS, Manifest, trailer_bytes
from kxdesk.store.schema import CURRENT
from kxdesk.store.search_index import catch_up
from kxdesk.store.signing import SigningKey
from kxdesk.store.soundness import check_sound, hash_of_content, leftovers, rows_of
from kxdesk.store.tables import AUDIT_COPY, HISTORY
from kxdesk.system.atomic_file import replace_with
from kxdesk.system.copy_mark import COPY_ID
from kxdesk.system.ids import new_id


@dataclass(frozen=True, slots=True)
class IssuedCopy:
    """An audit copy that was made.

    Attributes:
        path: where it is.
        sha256: of the whole file, to be written into the letter that goes with it.
    """

    path: Path
    manifest: Manifest
    sha256: str


@dataclass(frozen=True, slots=True)
class _State:
    content: str
    head: Head
    rows: dict[str, int]


def make_audit_copy(
    desk: Desk, target: Path, key: SigningKey | None, progress: Callable[[str, int, int], None] | None = None
) -> IssuedCopy:
    """Write the desk, as it is on disk, as an audit copy, and remember that in the desk if it can be written.

    Args:
        desk: any desk but an audit copy.
        target: a name that nobody uses: an issued copy is never written over.
        key: signs it; without one it carries its hashes only.
        progress: called with a step's name, how much of it is done, and how much it is.

    Raises:
        Problem: file-exists, copy-of-copy, desk-damaged, snapshot-differs, disk-full and their like. Then
            nothing was put in place.
    """
    for found in filter(os.path.exists, (target, *leftovers(target))):
        raise Problem("file-exists", path=str(found))
    if desk.is_audit_copy:
        raise Problem("copy-of-copy", path=str(desk.path))
    if not desk.read_only:
        catch_up(desk)  # who reads the copy cannot add to its index
    facts = desk.facts("audit-copy-made")
    draft = _draft(desk, facts)
    made: list[Manifest] = []

    def write(path: Path) -> None:
        with named_failures(target, writing=True):
            with desk.reading() as connection:
                rows = rows_of(connection)
            expected = _State(*desk.copy_into(path), rows)
            _mark(path, draft.id, facts, target.name, expected)
        made.append(_seal(path, draft, expected, key))

    def check(path: Path) -> None:
        if not examine(path, progress=progress).sound:
            raise Problem("snapshot-differs", path=str(target))

    put = replace_with(target, write, check)
    with put.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256").hexdigest()
    if not desk.read_only:
        with desk.write("audit-copy-made") as writing:
            writing.note(AUDIT_COPY, _row(made[0], facts, put.name))
    return IssuedCopy(put, made[0], whole)


def audit_copies(desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """Id, time and file name of each that was made of the desk, the oldest first."""
    columns = (AUDIT_COPY.c.id, AUDIT_COPY.c.at, AUDIT_COPY.c.file_name)
    statement = select(*columns).order_by(AUDIT_COPY.c.history_length, AUDIT_COPY.c.at)
    with desk.reading() as connection:
        return tuple((row[0], row[1], row[2]) for row in connection.execute(statement))


def _draft(desk: Desk, facts: ChangeFacts) -> Manifest:
    """What is known before the copy is written."""
    known = audit_copies(desk)
    return Manifest(
        id=new_id(),
        previous=known[-1][0] if known else None,
        desk=desk.id,
        made_at=facts.at,
        made_by=[facts.display_name, facts.os_user, facts.pc],
        program=__version__,
        schema=str(CURRENT),
        size=0,
        sha256="",
        content="",
        rows={},
        length=0,
        head="",
        every=1,
        marks="",
        head_code="",
        editions=[[entry.name, entry.as_of, entry.digest] for entry in editions(desk)],
    )


def _mark(path: Path, id_: str, facts: ChangeFacts, name: str, state: _State) -> None:
    """Say inside the copy that it is one, and which: a manifest of another copy does not fit it."""
    own = {
        "id": id_,
        "at": facts.at,
        "os_user": facts.os_user,
        "display_name": facts.display_name,
        "pc": facts.pc,
        "file_name": name,
        "sha256": "",
        "history_length": state.head.seq,
        "history_head": state.head.hash,
        "content": state.content,
        "key_print": "",
    }
    connection = database.connect(path, Mode.BUILD)
    try:
        with connection.begin():
            connection.exec_driver_sql("BEGIN")
            connection.execute(insert(AUDIT_COPY), own)
            connection.exec_driver_sql(f"PRAGMA application_id={COPY_ID}")
    finally:
        database.close(connection)


def _seal(path: Path, draft: Manifest, expected: _State, key: SigningKey | None) -> Manifest:
    """Compare the copy with the desk, then append manifest and signature."""
    check_sound(path)
    connection = database.connect(path, Mode.READ)
    try:
        with database.reading(connection):
            rows = rows_of(connection)
            state = _State(hash_of_content(connection), history.head(connection), rows)
            every, marks = _marks(connection, state.head.seq)
    finally:
        database.close(connection)
    own = {"audit_copy": expected.rows["audit_copy"] + 1}
    if state != _State(expected.content, expected.head, expected.rows | own):
        raise Problem("snapshot-differs", path=str(path))
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    manifest = replace(
        draft,
        size=size,
        sha256=sha256,
        content=state.content,
        rows=state.rows,
        length=state.head.seq,
        head=state.head.hash,
        every=every,
        marks=marks,
        head_code=head_code(state.head.seq, state.head.hash),
        public_key=key.public.raw.hex() if key else "",
        key_print=key.public.print if key else "",
    )
    signed = manifest.to_bytes()
    with path.open("ab") as file:
        file.write(trailer_bytes(signed, key.sign(signed) if key else b"", size))
    return manifest


def _marks(connection: Connection, length: int) -> tuple[int, str]:
    every = max(1, -(-length // MARKS))
    short = func.substr(HISTORY.c.hash, 1, MARK_LENGTH)
    statement = select(short).where(HISTORY.c.seq % every == 0).order_by(HISTORY.c.seq)
    return every, "".join(connection.execute(statement).scalars())


def _row(manifest: Manifest, facts: ChangeFacts, name: str) -> dict[str, str | int]:
    return {
        "id": manifest.id,
        "at": facts.at,
        "os_user": facts.os_user,
        "display_name": facts.display_name,
        "pc": facts.pc,
        "file_name": name,
        "sha256": manifest.sha256,
        "history_length": manifest.length,
        "history_head": manifest.head,
        "content": manifest.content,
        "key_print": manifest.key_print,
    }
