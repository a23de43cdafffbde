"""What went out to people and what came back: each a state of a policy that a later merge can start from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from kxdesk.store.documents import from_text, to_text
from kxdesk.store.tables import CHANGE, EXCHANGE, FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
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


def keep_file(desk: Desk, writing: Writing, sha256: str, data: bytes) -> None:
    """The original bytes, once."""
    if file_of(desk, sha256) is None:
        writing.note(FILE, {"sha256": sha256, "data": data})


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
        undone = _undone(connection)
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


def was_returned(desk: Desk, sha256: str) -> bool:
    """Whether this very file was taken in before, and not taken back since."""
    statement = select(EXCHANGE.c.at).where(
        EXCHANGE.c.sha256 == sha256, EXCHANGE.c.kind == Direction.RETURNED
    )
    with desk.reading() as connection:
        times = connection.execute(statement).scalars().all()
        return bool(times) and not _undone(connection).issuperset(times)


def _undone(connection: Connection) -> set[str]:
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
