"""What passed between the desk and an organisation in a round: sent, returned, sent back, reminded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from kxdesk.store.exchanges import undone_times
from kxdesk.store.tables import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing


class PassageKind(StrEnum):
    """What happened; a board counts them."""

    DISTRIBUTED = "distributed"  # its workbook was written for it
    DESK = "desk"  # its own desk was made for it
    RETURNED = "returned"  # its workbook was read and taken in
    SENT_BACK = "sent-back"  # its workbook was made again with remarks
    REMINDED = "reminded"  # somebody asked for it


@dataclass(frozen=True, slots=True)
class Passage:
    """One of them; `at` is UTC, ISO 8601."""

    number: int
    at: str
    who: str
    kind: PassageKind
    round: str
    organisation: str
    policy: str
    file_name: str
    sha256: str


def record_passage(  # noqa: PLR0913 what is written down of it
    writing: Writing,
    kind: PassageKind,
    *,
    round_id: str,
    organisation: str,
    policy: str = "",
    file_name: str = "",
    sha256: str = "",
) -> None:
    """Part of the transaction that does it."""
    facts = writing.facts
    row: Mapping[str, str] = {
        "at": facts.at,
        "os_user": facts.os_user,
        "display_name": facts.display_name,
        "pc": facts.pc,
        "kind": kind,
        "round": round_id,
        "organisation": organisation,
        "policy": policy,
        "file_name": file_name,
        "sha256": sha256,
    }
    writing.note(PASSAGE, row)


def passages(desk: Desk, round_id: str) -> tuple[Passage, ...]:
    """All of a round, oldest first, but for returns that a person has taken back."""
    table = PASSAGE
    statement = select(table).where(table.c.round == round_id).order_by(table.c.number)
    with desk.reading() as connection:
        rows = connection.execute(statement).all()
        undone = undone_times(connection)
        return tuple(
            Passage(
                row.number,
                row.at,
                row.display_name,
                PassageKind(row.kind),
                row.round,
                row.organisation,
                row.policy,
                row.file_name,
                row.sha256,
            )
            for row in rows
            if row.kind != PassageKind.RETURNED or row.at not in undone
        )
