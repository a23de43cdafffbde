"""Examine a file: is it what was issued, and if not, what was done to it?

A desk is held to its own history; an audit copy to its manifest and signature too; both to what was kept
outside: a head code on paper, a manifest that is known already, a public key.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from kxdesk.domain.problems import Problem
from kxdesk.domain.short_code import entry_with_code, read_code
from kxdesk.store import database, history
from kxdesk.store.database import Mode
from kxdesk.store.desk_file import is_older, open_audit_copy
from kxdesk.store.examined import Evidence, Examined, Signature
from kxdesk.store.failures import named_failures
from kxdesk.store.manifest import Manifest, Trailer, read_trailer
from kxdesk.store.signing import PublicKey
from kxdesk.store.soundness import hash_of_content, rows_of
from kxdesk.store.tables import AUDIT_COPY, DESK, HISTORY
from kxdesk.store.verifying import Verdict, verify_by
from kxdesk.system.copy_mark import is_audit_copy

Progress = Callable[[str, int, int], None]
_CHUNK = 1 << 22


def examine(
    path: Path,
    *,
    public_key: PublicKey | None = None,
    code: str = "",
    known: Manifest | None = None,
    progress: Progress | None = None,
) -> Examined:
    """Examine a desk or an audit copy, from its bytes to its last value; nothing is written anywhere.

    Args:
        path: the file.
        public_key: whose signature it should bear.
        code: a head code from paper, as it was typed; "" where there is none.
        known: the manifest of a copy of the same desk that is known already.
        progress: called with a step's name, how much of it is done, and how much it is.

    Raises:
        Problem: desk-missing, not-a-desk, desk-newer, desk-older, code-mistyped, other-desk (`known` is of
            another desk).
    """
    wanted = read_code(code) if code else None
    if code and wanted is None:
        raise Problem("code-mistyped", typed=code)
    try:
        trailer = read_trailer(path)
    except OSError as error:
        raise Problem("desk-missing", path=str(path)) from error
    examined = Examined(path, is_copy=trailer is not None or is_audit_copy(path))
    held = _Held(wanted, known, _Watch(progress))
    if examined.is_copy:
        _examine_bytes(examined, trailer, public_key, held.watch)
        _examine_inside(examined, held)
        examined.findings.sort(key=_most_telling)
        return examined
    if public_key is not None:
        examined.add("unsigned")
    with _opened(path, is_copy=False) as connection:
        _examine_content(examined, connection, held)
    return examined


def _examine_inside(examined: Examined, held: _Held) -> None:
    """Of a copy; whatever altered bytes do to those who read them, it is told as a finding."""
    try:
        with _opened(examined.path, is_copy=True) as connection:
            _examine_content(examined, connection, held)
    except Problem as problem:
        if problem.code == "foreign-schema":
            examined.add("foreign-schema", name=str(problem.facts["name"]))
        elif problem.code == "other-desk" or not examined.is_altered:  # it is not the copy's fault
            raise
        else:
            examined.add("unreadable")
    except Exception as error:  # there is no end to what a changed byte can make of a database
        if not examined.is_altered or held.watch.stopped is error:
            raise
        examined.add("unreadable")


def _most_telling(finding: Evidence) -> int:
    """What says most comes first; that bytes changed is true of every alteration."""
    if finding.code == "bytes-changed":
        return 3
    return 2 if finding.code == "unreadable" else int(finding.ref is not None)


class _Watch:
    """Hands on how far it is, and keeps what the watcher raised to stop it: that is no fault of the file."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.stopped: BaseException | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._progress is None:
            return
        try:
            self._progress(step, done, total)
        except BaseException as error:
            self.stopped = error
            raise


@dataclass(frozen=True, slots=True)
class _Held:
    """What the file is held to, beside itself."""

    code: str | None
    known: Manifest | None
    watch: _Watch


def _examine_bytes(
    examined: Examined, trailer: Trailer | None, key: PublicKey | None, progress: Progress
) -> None:
    if trailer is None:
        examined.add("manifest-missing")
        return
    manifest = trailer.manifest if trailer.whole else None
    if manifest is None:  # nothing is held to a manifest that is itself not what it was
        examined.add("manifest-damaged")
        return
    examined.manifest = manifest
    examined.signature = _signature(manifest, trailer, key)
    if examined.signature is Signature.BROKEN:
        examined.add("signature-broken")
    elif examined.signature is Signature.OTHER_KEY:
        examined.add("other-key", name=manifest.key_print)
    elif examined.signature is Signature.NONE and key is not None:
        examined.add("unsigned")
    sha256 = _sha256(examined.path, manifest.size, progress)
    if trailer.start != manifest.size or sha256 != manifest.sha256:
        examined.add("bytes-changed")


def _signature(manifest: Manifest, trailer: Trailer, key: PublicKey | None) -> Signature:
    if not (manifest.public_key or manifest.key_print or trailer.signature):
        return Signature.NONE
    try:
        named = PublicKey(bytes.fromhex(manifest.public_key))
    except ValueError:
        return Signature.BROKEN
    if named.print != manifest.key_print or not named.signed(trailer.signed, trailer.signature):
        return Signature.BROKEN
    if key is None:
        return Signature.UNCHECKED
    return Signature.VALID if key == named else Signature.OTHER_KEY


def _sha256(path: Path, size: int, progress: Progress) -> str:
    """Of the database, without what stands behind it."""
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(min(_CHUNK, size - done)):
            digest.update(chunk)
            done += len(chunk)
            progress("bytes", done, size)
    return digest.hexdigest()


@contextlib.contextmanager
def _opened(path: Path, *, is_copy: bool) -> Iterator[Connection]:
    """The file's database, read-only; SQLite's own failures as Problems."""
    with named_failures(path):
        if is_copy:
            connection = open_audit_copy(path)
        else:
            is_older(path, writable=False)
            connection = database.connect(path, Mode.READ)
        try:
            yield connection
        finally:
            database.close(connection)


def _examine_content(examined: Examined, connection: Connection, held: _Held) -> None:
    def reading() -> AbstractContextManager[Connection]:
        return _reading(connection)

    with reading():
        total = history.head(connection).seq
    manifest = examined.manifest
    with reading():
        _hold_identity(examined, connection)

    def on_entries(done: int) -> None:
        held.watch("entries", done, total)

    verdict = verify_by(reading, on_entries)
    examined.length, examined.head = verdict.entries, verdict.head
    if not verdict.sound:
        examined.findings.append(_told(verdict))
    with reading():
        if manifest is not None:
            _hold_to_manifest(examined, connection, manifest, verdict)
        if held.known is not None:
            _hold_to_known(examined, connection, held.known)
        if held.code is not None:
            _hold_to_code(examined, connection, held.code)


@contextlib.contextmanager
def _reading(connection: Connection) -> Iterator[Connection]:
    with database.reading(connection):
        yield connection


def _told(verdict: Verdict) -> Evidence:
    assert verdict.fault is not None
    return Evidence(
        f"history-{verdict.fault}",
        verdict.bad_seq,
        ref=verdict.ref,
        field=verdict.field,
        name=verdict.name,
    )


def _hold_identity(examined: Examined, connection: Connection) -> None:
    """A copy says inside which one it is; a desk never does."""
    manifest = examined.manifest
    desk = connection.execute(select(DESK.c.id)).scalar()
    own = connection.execute(select(AUDIT_COPY.c.id).where(AUDIT_COPY.c.sha256 == "")).scalars().all()
    if manifest is not None and (desk != manifest.desk or own != [manifest.id]):
        examined.add("manifest-swapped")
    if not examined.is_copy and own:
        examined.add("manifest-missing")


def _hold_to_manifest(
    examined: Examined, connection: Connection, manifest: Manifest, verdict: Verdict
) -> None:
    swapped = any(finding.code == "manifest-swapped" for finding in examined.findings)
    if not swapped and (verdict.sound or verdict.bad_seq is None):
        examined.findings += _against(connection, manifest, verdict)
    if verdict.sound and not swapped and not any(finding.entry for finding in examined.findings):
        if hash_of_content(connection) != manifest.content:
            examined.add("content-differs")
        rows = rows_of(connection)
        for name in sorted(manifest.rows):
            if rows.get(name) != manifest.rows[name]:
                examined.add("rows-differ", name=name)


def _against(connection: Connection, manifest: Manifest, verdict: Verdict) -> Iterator[Evidence]:
    """A history that is whole in itself, held to the one that was issued."""
    common = min(verdict.entries, manifest.length)
    first = _first_strange(connection, manifest, common)
    if first is not None:
        yield Evidence("history-rehashed", first[0], first[1] if first[1] != first[0] else None)
    elif verdict.entries < manifest.length:
        yield Evidence("history-cut", verdict.entries + 1)
    elif verdict.entries > manifest.length:
        yield Evidence("history-inserted", manifest.length + 1)


def _first_strange(connection: Connection, manifest: Manifest, last: int) -> tuple[int, int] | None:
    """Between which entries the history first differs from the manifest's marks."""
    known = 0
    marked = [
        seq for seq in (*range(manifest.every, last + 1, manifest.every), manifest.length) if seq <= last
    ]
    columns = (HISTORY.c.seq, HISTORY.c.hash)
    statement = select(*columns).where(HISTORY.c.seq.in_(marked)).order_by(HISTORY.c.seq)
    for seq, own in connection.execute(statement):
        expected = manifest.head if seq == manifest.length else manifest.mark(seq)
        if expected is None:
            continue
        if own[: len(expected)] != expected:
            return known + 1, seq
        known = seq
    return None


def _hold_to_known(examined: Examined, connection: Connection, known: Manifest) -> None:
    """Whether the history holds what another copy is known to have had."""
    if connection.execute(select(DESK.c.id)).scalar() != known.desk:
        raise Problem("other-desk", path=str(examined.path))
    examined.known_checked = True
    first = _first_strange(connection, known, min(examined.length, known.length))
    if first is not None:
        examined.add("history-rehashed", entry=first[0], until=first[1] if first[1] != first[0] else None)
    elif examined.length < known.length:
        examined.add("older-copy", entry=examined.length + 1, name=known.made_at)


def _hold_to_code(examined: Examined, connection: Connection, code: str) -> None:
    examined.code_checked = True
    if code == examined.head_code:
        examined.code_entry = examined.length
        return
    rows = connection.execute(select(HISTORY.c.seq, HISTORY.c.hash).order_by(HISTORY.c.seq))
    examined.code_entry = entry_with_code(code, ((row[0], row[1]) for row in rows))
    if examined.code_entry is None:
        examined.add("head-not-reached")
