"""What went out to people and what came back: each a state of a policy that a later merge can start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kxdesk.store.documents import from_text, to_text
from kxdesk.store.tables import CHANGE, EXCHANGE, FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.notes import Noting
    from kxdesk.store.writing import Writing


class Direction(StrEnum):
    """Which way a workbook went."""

    ISSUED = "issued"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One workbook that went out or came back, with what it said, in the desk's ids."""

    number: int
    direction: Direction
    file_name: str
    sha256: str
    policy: Policy


def record_exchange(
    writing: Writing, direction: Direction, policy: Policy, *, file_name: str, sha256: str
) -> None:
    """Part of the transaction that takes the workbook in, or of one of its own when it goes out."""
    writing.note(
        EXCHANGE,
        {
            "at": writing.facts.at,
            "os_user": writing.facts.os_user,
            "display_name": writing.facts.display_name,
            "pc": writing.facts.pc,
            "kind": direction,
            "policy": policy.id,
            "file_name": file_name,
            "sha256": sha256,
            "document": to_text(policy),
        },
    )


def keep_file(desk: Desk, notes: Noting, sha256: str, data: bytes) -> None:
    """The original bytes, once."""
    with desk.reading() as connection:
        known = connection.execute(select(FILE.c.sha256).where(FILE.c.sha256 == sha256)).first()
    if known is None:
        notes.note(FILE, {"sha256": sha256, "data": data})


def file_of(desk: Desk, sha256: str) -> bytes | None:
    """The original bytes of a returned workbook."""
    with desk.reading() as connection:
        return connection.execute(select(FILE.c.data).where(FILE.c.sha256 == sha256)).scalar()


def exchanges(desk: Desk, policy_id: str) -> tuple[Exchange, ...]:
    """All of a policy, oldest first, but for returns that a person has taken back."""
    statement = (
        select(
            EXCHANGE.c.at,
            EXCHANGE.c.number,
            EXCHANGE.c.kind,
            EXCHANGE.c.file_name,
            EXCHANGE.c.sha256,
            EXCHANGE.c.document,
        )
        .where(EXCHANGE.c.policy == policy_id)
        .order_by(EXCHANGE.c.number)
    )
    with desk.reading() as connection:
        rows = connection.execute(statement).all()
        undone = undone_times(connection)
    return tuple(
        Exchange(row.number, Direction(row.kind), row.file_name, row.sha256, from_text(row.document))
        for row in rows
        if row.kind == Direction.ISSUED or row.at not in undone
    )


def state_of_file(desk: Desk, sha256: str) -> Policy | None:
    """What a workbook said that went out or came back."""
    statement = (
        select(EXCHANGE.c.document).where(EXCHANGE.c.sha256 == sha256).order_by(EXCHANGE.c.number.desc())
    )
    with desk.reading() as connection:
        text = connection.execute(statement.limit(1)).scalar()
    return from_text(text) if text else None


def base_states(desk: Desk, policy_id: str, up_to: int | None = None) -> tuple[Policy, ...]:
    """What a workbook of this policy can have been made from, oldest first.

    That is what was issued. Where nothing was, it is what came back first, issue by issue: it stands for the
    workbook that all started from. What came back later is nobody's base; else the second of two people who
    worked side by side would undo the first unasked.

    Args:
        desk: any desk.
        policy_id: of one that is in it.
        up_to: number of the last exchange there was when the workbook came; all where None.
    """
    where = [EXCHANGE.c.policy == policy_id]
    if up_to is not None:
        where.append(EXCHANGE.c.number <= up_to)
    statement = select(EXCHANGE.c.kind, EXCHANGE.c.at, EXCHANGE.c.document).order_by(EXCHANGE.c.number)
    issued = statement.where(*where, EXCHANGE.c.kind == Direction.ISSUED)
    with desk.reading() as connection:
        if rows := connection.execute(issued).all():
            return tuple(_document(row.document) for row in rows)
        rows = connection.execute(statement.where(*where)).all()
        undone = undone_times(connection) if rows else set()
    root = _root([_document(row.document) for row in rows if row.at not in undone])
    return () if root is None else (root,)


def _root(returned: Sequence[Policy]) -> Policy | None:
    """The first of them, with the issues that only later ones hold, as they came first."""
    if not returned:
        return None
    issues = {issue.id: issue for state in reversed(returned) for issue in reversed(state.issues)}
    order = dict.fromkeys(issue.id for state in returned for issue in state.issues)
    return replace(returned[0], issues=tuple(issues[id_] for id_ in order))


@lru_cache(maxsize=64)
def _document(text: str) -> Policy:
    """Parsed once: of one base many workbooks come back."""
    return from_text(text)


def last_exchange(desk: Desk) -> int:
    """Its number; 0 where there was none."""
    with desk.reading() as connection:
        return connection.execute(select(func.max(EXCHANGE.c.number))).scalar() or 0


def returned_policy(desk: Desk, sha256: str) -> tuple[int, Policy] | None:
    """What a workbook that is in said, in the desk's ids, and the number of that exchange."""
    statement = (
        select(EXCHANGE.c.number, EXCHANGE.c.document)
        .where(EXCHANGE.c.sha256 == sha256, EXCHANGE.c.kind == Direction.RETURNED)
        .order_by(EXCHANGE.c.number.desc())
        .limit(1)
    )
    with desk.reading() as connection:
        row = connection.execute(statement).first()
    return None if row is None else (row.number, _document(row.document))


def times_returned(desk: Desk, sha256: str) -> int:
    """How often this very file was taken in, and taken back since."""
    statement = select(func.count()).where(EXCHANGE.c.sha256 == sha256, EXCHANGE.c.kind == Direction.RETURNED)
    with desk.reading() as connection:
        return connection.execute(statement).scalar_one()


def returned_files(desk: Desk) -> set[str]:
    """Hashes of all files that are in, without those taken back."""
    statement = select(EXCHANGE.c.sha256, EXCHANGE.c.at).where(EXCHANGE.c.kind == Direction.RETURNED)
    with desk.reading() as connection:
        rows = connection.execute(statement).all()
        undone = undone_times(connection) if rows else set()
    return {row.sha256 for row in rows if row.at not in undone}


def was_returned(desk: Desk, sha256: str) -> bool:
    """Whether this very file was taken in before, and not taken back since."""
    statement = select(EXCHANGE.c.at).where(
        EXCHANGE.c.sha256 == sha256, EXCHANGE.c.kind == Direction.RETURNED
    )
    with desk.reading() as connection:
        times = connection.execute(statement).scalars().all()
        return bool(times) and not undone_times(connection).issuperset(times)


def undone_times(connection: Connection) -> set[str]:
    """When those changes were made that are undone now; a redo is the undoing of an undoing."""
    statement = select(CHANGE.c.number, CHANGE.c.undo_of).where(CHANGE.c.undo_of.is_not(None))
    taken_back = {row.undo_of: row.number for row in connection.execute(statement)}
    undone = [number for number in taken_back if _is_undone(number, taken_back)]
    return set(connection.execute(select(CHANGE.c.at).where(CHANGE.c.number.in_(undone))).scalars())


def _is_undone(number: int, taken_back: Mapping[int, int]) -> bool:
    undone = False
    while number in taken_back:
        number, undone = taken_back[number], not undone
    return undone
