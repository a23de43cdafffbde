"""The intake queue: every workbook that came, once by its content, and how far it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, select

from kxdesk.store.documents import from_text, to_text
from kxdesk.store.exchanges import returned_files, was_returned
from kxdesk.store.tables import INTAKE

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.things import Value
    from kxdesk.store.desk import Desk
    from kxdesk.store.notes import Noting

NEW = "new"  # `placed`: the person wants a policy of its own for it
Facts: TypeAlias = Mapping[str, Any]


class IntakeState(StrEnum):
    """How far a workbook is."""

    STAGED = "staged"  # it can go in
    HELD = "held"  # a person has to say first where it belongs
    REFUSED = "refused"  # it could not be read
    APPLIED = "applied"  # it is in; places may wait for a decision
    DISCARDED = "discarded"  # a person has put it aside


@dataclass(frozen=True, slots=True)
class Counts:
    """Fields by what becomes of them; an added thing counts once. `waiting` is what nobody has decided."""

    fresh: int = 0
    changed: int = 0
    same: int = 0
    disputed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """A workbook in the queue, without its content.

    Attributes:
        policy: id of the desk's policy it belongs to; "" where there is none yet.
        confidence: how surely it was read as its form, 0 to 1.
        holds: why it waits: codes with facts. `flags` as the reader gave them, in its order of values.
        problem: why it was refused: a code with facts; None where it was read.
        placed: the policy a person has put it to, `NEW`, or "".
        why: what the person said when placing or discarding it.
        since: number of the last exchange when it came: what was issued later is not its base.
    """

    number: int
    sha256: str
    name: str
    at: str
    display_name: str
    state: IntakeState
    policy: str
    bureau: str
    fiscal_year: str
    form: str
    confidence: float
    holds: tuple[tuple[str, Facts], ...] = ()
    flags: tuple[tuple[Any, ...], ...] = ()
    problem: tuple[str, Facts] | None = None
    placed: str = ""
    why: str = ""
    since: int = 0
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What a workbook says.

    Attributes:
        heading: its form's pattern of progress by activity.
        slip: what is needed to take in a slip of remarks; None where there was none in front of it.
    """

    policy: Policy
    heading: str
    slip: Any = None


_LISTED = [entry for entry in INTAKE.c if entry.name != "reading"]


def intake_items(desk: Desk, *, policy: str | None = None) -> tuple[IntakeItem, ...]:
    """All in the order they came; of one policy only where given."""
    statement = select(*_LISTED).order_by(INTAKE.c.number)
    if policy is not None:
        statement = statement.where(INTAKE.c.policy == policy)
    with desk.reading() as connection:
        rows = connection.execute(statement).all()
        inside = returned_files(desk) if rows else set()
    return tuple(_item(row, inside) for row in rows)


def intake_item(desk: Desk, sha256: str) -> IntakeItem | None:
    """The one with this content."""
    statement = select(*_LISTED).where(INTAKE.c.sha256 == bindparam("sha"))
    with desk.reading() as connection:
        row = connection.execute(statement, {"sha": sha256}).first()
    if row is None:
        return None
    return _item(row, {sha256} if was_returned(desk, sha256) else set())


def names_of(desk: Desk, hashes: Collection[str]) -> dict[str, str]:
    """What the files of these contents are called."""
    if not hashes:
        return {}
    statement = select(INTAKE.c.sha256, INTAKE.c.name).where(INTAKE.c.sha256.in_(sorted(hashes)))
    with desk.reading() as connection:
        return {row.sha256: row.name for row in connection.execute(statement)}


def reading_of(desk: Desk, sha256: str) -> StoredReading | None:
    """What it says; None where it could not be read."""
    statement = select(INTAKE.c.reading).where(INTAKE.c.sha256 == bindparam("sha"))
    with desk.reading() as connection:
        text = connection.execute(statement, {"sha": sha256}).scalar()
    if not text:
        return None
    first, _, document = text.partition("\n")
    heading, slip = json.loads(first)
    return StoredReading(from_text(document), heading, slip)


def put_item(
    notes: Noting, who: Mapping[str, str], item: IntakeItem, reading: StoredReading | None, *, there: bool
) -> None:
    """Into the queue; `there` in the place of the one with the same content."""
    document = (
        "" if reading is None else f"{_json([reading.heading, reading.slip])}\n{to_text(reading.policy)}"
    )
    row: dict[str, Value] = {**_row(item), "reading": document}
    if there:
        notes.amend(INTAKE, {"sha256": item.sha256}, row)
    else:
        notes.note(INTAKE, {**row, **who})


def _row(item: IntakeItem) -> dict[str, Value]:
    """The columns that a reading gives; without number, who and when."""
    counts = item.counts
    return {
        "sha256": item.sha256,
        "name": item.name,
        "state": str(item.state),
        "policy": item.policy,
        "bureau": item.bureau,
        "fiscal_year": item.fiscal_year,
        "form": item.form,
        "confidence": f"{item.confidence:.4f}",
        "holds": _json(item.holds),
        "flags": _json(item.flags),
        "problem": _json(item.problem),
        "placed": item.placed,
        "why": item.why,
        "since": item.since,
        "fresh": counts.fresh,
        "changed": counts.changed,
        "same": counts.same,
        "disputed": counts.disputed,
        "waiting": counts.waiting,
    }


def amend_item(notes: Noting, sha256: str, **values: Value) -> None:
    """Other values of one item."""
    notes.amend(INTAKE, {"sha256": sha256}, values)


def _item(row: Any, inside: Collection[str]) -> IntakeItem:
    """One that went in and was taken back since can go in again."""
    state = IntakeState(row.state)
    if state is IntakeState.APPLIED and row.sha256 not in inside:
        state = IntakeState.STAGED
    return IntakeItem(
        number=row.number,
        sha256=row.sha256,
        name=row.name,
        at=row.at,
        display_name=row.display_name,
        state=state,
        policy=row.policy,
        bureau=row.bureau,
        fiscal_year=row.fiscal_year,
        form=row.form,
        confidence=float(row.confidence or 0),
        holds=tuple((code, facts) for code, facts in json.loads(row.holds)),
        flags=tuple(map(tuple, json.loads(row.flags))),
        problem=None if (problem := json.loads(row.problem)) is None else (problem[0], problem[1]),
        placed=row.placed,
        why=row.why,
        since=row.since,
        counts=Counts(row.fresh, row.changed, row.same, row.disputed, row.waiting),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
