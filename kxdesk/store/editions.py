"""Editions (版): policies frozen at a date, documents kept once by hash, the set's hash in the history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from kxdesk.domain.edits import POSITION, PRESENT
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store import history
from kxdesk.store.chain import canonical
from kxdesk.store.documents import from_text, to_text
from kxdesk.store.faults import Fault
from kxdesk.store.policies import load_policy, policies
from kxdesk.store.tables import CHANGE, DOCUMENT, EDITION, HISTORY

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing

_SEALED = ("name", "as_of", "frozen_at", "policies", "history_length", "history_head")


@dataclass(frozen=True, slots=True)
class FrozenPolicy:
    """A policy in an edition; `sha256` is that of its document."""

    id: str
    bureau: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen set of policies.

    Attributes:
        as_of: the date it stands for, as it was typed.
        frozen_at: UTC, ISO 8601, by the clock of the PC.
        by: display name of who froze it.
        digest: SHA-256 over name, date, time, policies, and the history's length and head.
        history_length: entries of the history before it.
        history_head: hash of the last of them.
    """

    id: str
    name: str
    as_of: str
    frozen_at: str
    by: str
    policies: tuple[FrozenPolicy, ...]
    digest: str
    history_length: int
    history_head: str


def freeze(desk: Desk, name: str, as_of: str, now: datetime) -> Ref:
    """Freeze all present policies as they stand on disk.

    Raises:
        Problem: edition-unnamed, edition-name-taken, nothing-to-freeze, and those of `Desk.write`.
    """
    name = name.strip()
    if not name:
        raise Problem("edition-unnamed")
    if any(comparison_key(known.name) == comparison_key(name) for known in editions(desk)):
        raise Problem("edition-name-taken", name=name)
    with desk.write("edition-frozen", why=name) as writing, desk.reading() as connection:
        head = history.head(connection)
        frozen = [_freeze_policy(writing, connection, load_policy(desk, line.id)) for line in policies(desk)]
        if not frozen:
            raise Problem("nothing-to-freeze")
        row: dict[str, Value] = {
            "name": name,
            "as_of": as_of.strip(),
            "frozen_at": now.isoformat(timespec="seconds"),
            "policies": json.dumps(frozen, ensure_ascii=False, separators=(",", ":")),
            "history_length": str(head.seq),
            "history_head": head.hash,
        }
        return writing.create(Kind.EDITION, "", {**row, "digest": _digest([row[key] for key in _SEALED])})


def _freeze_policy(writing: Writing, connection: Connection, policy: Policy) -> tuple[str, str, str]:
    text = to_text(policy)
    sha256 = _hash(text)
    if connection.execute(select(DOCUMENT.c.sha256).where(DOCUMENT.c.sha256 == sha256)).first() is None:
        writing.note(DOCUMENT, {"sha256": sha256, "text": text})
    return policy.id, policy.bureau or "", sha256


def editions(desk: Desk) -> tuple[Edition, ...]:
    """The oldest first."""
    with desk.reading() as connection:
        return tuple(_editions(connection))


def _editions(connection: Connection) -> Iterator[Edition]:
    statement = (
        select(EDITION, CHANGE.c.display_name)
        .join_from(EDITION, HISTORY, (HISTORY.c.thing == EDITION.c.id) & (HISTORY.c.field == PRESENT))
        .join(CHANGE, CHANGE.c.number == HISTORY.c.change)
        .order_by(EDITION.c[POSITION], EDITION.c.id)
    )
    for row in connection.execute(statement):
        yield Edition(
            id=row.id,
            name=row.name,
            as_of=row.as_of,
            frozen_at=row.frozen_at,
            by=row.display_name,
            policies=tuple(FrozenPolicy(*entry) for entry in json.loads(row.policies)),
            digest=row.digest,
            history_length=int(row.history_length),
            history_head=row.history_head,
        )


def edition_named(desk: Desk, name: str) -> Edition:
    """By its name, its number in the list (from 1) or its id.

    Raises:
        Problem: edition-unknown, with the names there are.
    """
    known = editions(desk)
    for number, edition in enumerate(known, 1):
        if name in {edition.id, str(number)} or comparison_key(edition.name) == comparison_key(name):
            return edition
    raise Problem("edition-unknown", name=name, here="、".join(edition.name for edition in known))


def policies_in(desk: Desk, edition: Edition) -> tuple[Policy, ...]:
    """What was frozen.

    Raises:
        Problem: edition-damaged where a document is gone or is not what was frozen.
    """
    with desk.reading() as connection:
        return tuple(from_text(_document(connection, edition, frozen)) for frozen in edition.policies)


def _document(connection: Connection, edition: Edition, frozen: FrozenPolicy) -> str:
    statement = select(DOCUMENT.c.text).where(DOCUMENT.c.sha256 == frozen.sha256)
    text: str | None = connection.execute(statement).scalar()
    if text is None or _hash(text) != frozen.sha256:
        raise Problem("edition-damaged", name=edition.name, bureau=frozen.bureau)
    return text


def altered_editions(connection: Connection) -> Iterator[tuple[Ref, str, Fault]]:
    """Editions that do not hold, with their names: not what was frozen, or after another history."""
    sound = {row.sha256 for row in connection.execute(select(DOCUMENT)) if _hash(row.text) == row.sha256}
    for row in connection.execute(select(EDITION).order_by(EDITION.c[POSITION], EDITION.c.id)).mappings():
        fault = _fault(connection, [row[key] for key in _SEALED], row["digest"], sound)
        if fault is not None:
            yield Ref(Kind.EDITION, row["id"]), str(row["name"]), fault


def _fault(connection: Connection, sealed: list[Value], digest: str, sound: set[str]) -> Fault | None:
    *_, frozen, length, head = sealed
    try:
        documents = {entry[2] for entry in json.loads(str(frozen))}
        seq = int(str(length))
    except (ValueError, IndexError, TypeError):
        return Fault.EDITION
    if _digest(sealed) != digest or not documents <= sound:
        return Fault.EDITION
    at = connection.execute(select(HISTORY.c.hash).where(HISTORY.c.seq == seq)).scalar()
    return Fault.REHASHED if seq and at != head else None


def _digest(sealed: list[Value]) -> str:
    return hashlib.sha256(b"kxdesk-edition:" + canonical(sealed)).hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
