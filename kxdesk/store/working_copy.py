"""Desks whose home is a share, a sync folder or a stick: a copy on this PC, and what is known of its home.

A copy lasts until all that was written in it is back at its home, so a power cut or a stick pulled out costs
nothing: the next opening of the same home goes on with the copy.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.store import database, history
from kxdesk.store.database import Mode
from kxdesk.store.desk_file import is_older
from kxdesk.store.failures import named_failures
from kxdesk.system.atomic_file import replace_file, replace_with
from kxdesk.system.fingerprint import Fingerprint, fingerprint
from kxdesk.system.ids import new_id

PARCEL = "parcel"  # a snapshot on its way home
_RECORD = "home.json"


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A copy and its home.

    Attributes:
        path: the copy.
        home: where it came from and goes back to.
        base: the home's bytes as this copy knows them.
        sent: bytes that were on their way home; they are known too.
        head: hash of the last history entry that the home has.
    """

    path: Path
    home: Path
    base: Fingerprint
    head: str
    sent: Fingerprint | None = None

    def knows(self, found: Fingerprint | None) -> bool:
        """Whether the home's bytes are those this copy came from or brought there itself."""
        return found is not None and found in {self.base, self.sent}


def find(home: Path, folder: Path) -> WorkingCopy | None:
    """The copy of a desk that is not back home yet.

    A stick may come back under another letter: then its desk is known by its bytes.
    """
    copies = list(_all(folder))
    for copy in copies:
        if copy.home == home:
            return copy
    for copy in copies:
        if not copy.home.exists() and copy.knows(fingerprint(home)):
            return remember(WorkingCopy(copy.path, home, copy.base, copy.head, copy.sent))
    return None


def take(home: Path, folder: Path) -> WorkingCopy:
    """A new copy of a desk.

    Raises:
        Problem: desk-missing, desk-busy (it changed while it was copied), disk-full and their like.
    """
    _sweep(folder)
    own = folder / new_id()
    own.mkdir(parents=True)
    try:
        return refresh(own / home.name, home)
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


def refresh(path: Path, home: Path) -> WorkingCopy:
    """The copy at `path` made anew; nobody may have it open."""
    base = fingerprint(home)
    if base is None:
        raise Problem("desk-missing", path=str(home))
    path.unlink(missing_ok=True)  # a crash from here on leaves a record without a copy, which is no copy
    for suffix in ("", "-journal"):  # an unfinished transaction of the home is undone in the copy
        source = home.with_name(home.name + suffix)
        if source.exists():
            _copy(source, path.with_name(path.name + suffix))
    if fingerprint(path) != base or fingerprint(home) != base:
        raise Problem("desk-busy", path=str(home))
    with named_failures(path):
        is_older(path, writable=True)  # it says what is no desk of ours
    return remember(WorkingCopy(path, home, base, _head(path)))


def _head(path: Path) -> str:
    with named_failures(path):
        connection = database.connect(path, Mode.WRITE)  # it may have to undo what the journal says
        try:
            with database.reading(connection):
                return history.head(connection).hash
        finally:
            database.close(connection)


def _copy(source: Path, target: Path) -> None:
    def write(path: Path) -> None:
        shutil.copyfile(source, path)

    replace_with(target, write)


def remember(copy: WorkingCopy) -> WorkingCopy:
    """Write down what is known of its home."""
    facts = asdict(copy) | {"path": copy.path.name, "home": str(copy.home)}
    replace_file(copy.path.with_name(_RECORD), json.dumps(facts, ensure_ascii=False).encode())
    return copy


def kept_versions(copy: WorkingCopy) -> tuple[Path, ...]:
    """The home as it was before the copy was brought up to date: files that belong beside the home."""
    own = {copy.path.name, _RECORD, PARCEL}
    beside = sorted(copy.path.parent.glob(f"*{copy.path.suffix}"))
    return tuple(path for path in beside if path.name not in own and not path.name.startswith("."))


def forget(copy: WorkingCopy) -> None:
    """Remove a copy whose edits are all back home; nobody may have it open."""
    copy.path.unlink(missing_ok=True)
    shutil.rmtree(copy.path.parent, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Clear what a crash left while a copy was made or removed: folders without a record or a copy."""
    for own in folder.glob("*/"):
        names = {entry.name for entry in own.iterdir() if not entry.name.startswith(".")}
        if _RECORD not in names or not names - {_RECORD, PARCEL}:
            shutil.rmtree(own, ignore_errors=True)


def _all(folder: Path) -> list[WorkingCopy]:
    found = []
    for record in sorted(folder.glob(f"*/{_RECORD}")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            facts = json.loads(record.read_text(encoding="utf-8"))
            path = record.with_name(facts["path"])
            sent = Fingerprint(**facts["sent"]) if facts["sent"] else None
            if path.is_file():
                base = Fingerprint(**facts["base"])
                found.append(WorkingCopy(path, Path(facts["home"]), base, facts["head"], sent))
    return found
