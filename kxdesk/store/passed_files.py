"""Every file that went out, came in or was refused, with its hash; nothing of what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from kxdesk.store.exchanges import Direction, undone_times
from kxdesk.store.intake import IntakeState
from kxdesk.store.passages import PassageKind
from kxdesk.store.tables import AUDIT_COPY, EXCHANGE, FILE, INTAKE, ORGANISATION, PASSAGE, POLICY

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


class Passed(StrEnum):
    """What happened to a file."""

    EXPORTED = "exported"
    DISTRIBUTED = "distributed"
    SENT_BACK = "sent-back"
    IMPORTED = "imported"
    TAKEN_BACK = "taken-back"
    WAITING = "waiting"
    REFUSED = "refused"
    DISCARDED = "discarded"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class PassedFile:
    """One of them.

    Attributes:
        at: UTC, ISO 8601.
        whose: the bureau of the policy or the organisation it went to or came from; "" where unknown.
        why: what a person said, who put it aside.
        problem: why it was refused: a code with facts.
        kept: its bytes are in the desk.
    """

    at: str
    who: str
    pc: str
    passed: Passed
    name: str
    sha256: str
    whose: str
    why: str = ""
    problem: tuple[str, Mapping[str, Any]] | None = None
    kept: bool = False


_OUT = {
    PassageKind.DISTRIBUTED: Passed.DISTRIBUTED,
    PassageKind.DESK: Passed.DISTRIBUTED,
    PassageKind.SENT_BACK: Passed.SENT_BACK,
}
_WAITS = {
    IntakeState.STAGED: Passed.WAITING,
    IntakeState.HELD: Passed.WAITING,
    IntakeState.REFUSED: Passed.REFUSED,
    IntakeState.DISCARDED: Passed.DISCARDED,
}


def passed_files(desk: Desk) -> tuple[PassedFile, ...]:
    """The newest first."""
    with desk.reading() as connection:
        kept = set(connection.execute(select(FILE.c.sha256)).scalars())
        sent = list(_sent(connection))
        told = {each.sha256 for each in sent}
        gone = [*sent, *_exchanged(connection, told, kept), *_taken(connection, kept), *_copies(connection)]
    return tuple(sorted(gone, key=lambda each: (each.at, each.sha256), reverse=True))


def kept_size(desk: Desk, sha256: str) -> int | None:
    """Bytes of a file that is kept; None where it is not."""
    statement = select(func.length(FILE.c.data)).where(FILE.c.sha256 == sha256)
    with desk.reading() as connection:
        return connection.execute(statement).scalar()


def _sent(connection: Connection) -> Iterator[PassedFile]:
    joined = PASSAGE.outerjoin(ORGANISATION, ORGANISATION.c.id == PASSAGE.c.organisation)
    statement = select(PASSAGE, ORGANISATION.c.name.label("organisation_name")).select_from(joined)
    for row in connection.execute(statement.where(PASSAGE.c.sha256 != "")):
        if (passed := _OUT.get(PassageKind(row.kind))) is not None:
            whose = row.organisation_name or ""
            yield PassedFile(row.at, row.display_name, row.pc, passed, row.file_name, row.sha256, whose)


def _exchanged(connection: Connection, told: set[str], kept: set[str]) -> Iterator[PassedFile]:
    """Without those that a passage tells more of."""
    columns = ("at", "display_name", "pc", "kind", "file_name", "sha256")
    joined = EXCHANGE.outerjoin(POLICY, POLICY.c.id == EXCHANGE.c.policy)
    statement: Select[Any] = select(*(EXCHANGE.c[name] for name in columns), POLICY.c.bureau)
    undone = undone_times(connection)
    for row in connection.execute(statement.select_from(joined)):
        out = row.kind == Direction.ISSUED
        if out and row.sha256 in told:
            continue
        passed = Passed.EXPORTED if out else Passed.TAKEN_BACK if row.at in undone else Passed.IMPORTED
        yield PassedFile(
            row.at,
            row.display_name,
            row.pc,
            passed,
            row.file_name,
            row.sha256,
            row.bureau or "",
            kept=row.sha256 in kept,
        )


def _taken(connection: Connection, kept: set[str]) -> Iterator[PassedFile]:
    """What of the queue is not in."""
    names = ("at", "display_name", "pc", "state", "name", "sha256", "bureau", "why", "problem")
    for row in connection.execute(select(*(INTAKE.c[name] for name in names))):
        if (passed := _WAITS.get(IntakeState(row.state))) is not None:
            problem = json.loads(row.problem)
            yield PassedFile(
                row.at,
                row.display_name,
                row.pc,
                passed,
                row.name,
                row.sha256,
                row.bureau,
                row.why,
                (problem[0], problem[1]) if problem else None,
                row.sha256 in kept,
            )


def _copies(connection: Connection) -> Iterator[PassedFile]:
    for row in connection.execute(select(AUDIT_COPY)):
        yield PassedFile(row.at, row.display_name, row.pc, Passed.COPIED, row.file_name, row.sha256, "")
