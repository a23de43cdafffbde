"""What was decided about the places of a workbook, by whom and why; nothing decided is ever forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from kxdesk.domain.merging import Choice, Decision, Difference, Key
from kxdesk.domain.things import Kind, Ref, Value
from kxdesk.store.tables import DECISION, DISPUTE

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.notes import Noting


@dataclass(frozen=True, slots=True)
class Made:
    """A decision.

    Attributes:
        seen: base, theirs and ours as the person saw them.
        change: number of the change that carried it out; None as long as none has.
        withdrawn: taken back by the person, or overtaken because the desk changed.
    """

    number: int
    sha256: str
    ref: Ref
    field: str
    choice: Choice
    seen: tuple[Value, Value, Value]
    why: str
    at: str
    display_name: str
    change: int | None
    withdrawn: bool

    @property
    def key(self) -> Key:
        return self.ref, self.field

    def fits(self, entry: Difference) -> bool:
        """Whether the place still shows what she saw; the base may be known better by now."""
        return self.seen[1:] == (entry.theirs, entry.ours)


def decisions(desk: Desk, sha256: str) -> tuple[Made, ...]:
    """All of a workbook, oldest first, those taken back too."""
    statement = select(DECISION).where(DECISION.c.sha256 == sha256).order_by(DECISION.c.number)
    with desk.reading() as connection:
        return tuple(_made(row) for row in connection.execute(statement))


def in_force(made: Iterable[Made]) -> dict[Key, Made]:
    """The last one of each place, if it was not taken back."""
    return {entry.key: entry for entry in made if not entry.withdrawn}


def put_decision(  # noqa: PLR0913 a record of who chose what where, and why
    notes: Noting,
    who: Mapping[str, str],
    sha256: str,
    entry: Difference,
    choice: Choice,
    *,
    why: str = "",
) -> None:
    """A new one, in the place of the one in force."""
    _withdraw(notes, sha256, (entry.ref, entry.field))
    row: dict[str, Value] = {
        **_place(sha256, (entry.ref, entry.field)),
        "decision": str(choice.decision),
        "text": json.dumps(choice.text, ensure_ascii=False),
        "seen": json.dumps((entry.base, entry.theirs, entry.ours), ensure_ascii=False),
        "why": why,
        "withdrawn": 0,
        "change": None,
    }
    notes.note(DECISION, {**row, **who})


def withdraw(notes: Noting, sha256: str, key: Key) -> None:
    """Take back the one in force; the place is open again."""
    _withdraw(notes, sha256, key)
    settle(notes, sha256, (key,), settled=False)


def _withdraw(notes: Noting, sha256: str, key: Key) -> None:
    notes.amend(DECISION, {**_place(sha256, key), "withdrawn": 0}, {"withdrawn": 1})


def disputes(desk: Desk, sha256: str) -> dict[Key, bool]:
    """Places that waited when the workbook went in, and whether they are settled by now."""
    statement = select(DISPUTE).where(DISPUTE.c.sha256 == sha256).order_by(DISPUTE.c.number)
    with desk.reading() as connection:
        rows = connection.execute(statement).all()
    return {(Ref(Kind(row.kind), row.thing), row.field): bool(row.settled) for row in rows}


def put_disputes(desk: Desk, notes: Noting, sha256: str, keys: Mapping[Key, bool]) -> None:
    """Places that were in dispute when the workbook went in, and whether they are settled."""
    known = disputes(desk, sha256)  # it was in before, and taken back
    settle(notes, sha256, known.keys() - keys.keys())
    for key, settled in keys.items():
        if key in known:
            settle(notes, sha256, (key,), settled=settled)
        else:
            notes.note(DISPUTE, {**_place(sha256, key), "settled": int(settled)})


def settle(notes: Noting, sha256: str, keys: Iterable[Key], *, settled: bool = True) -> None:
    """Nothing is left to decide there, or something is again."""
    for key in keys:
        notes.amend(DISPUTE, _place(sha256, key), {"settled": int(settled)})


def carry_out(notes: Noting, sha256: str, keys: Iterable[Key], change: int | None) -> None:
    """By which change those in force were carried out; None where it changed nothing."""
    for key in keys:
        notes.amend(DECISION, {**_place(sha256, key), "withdrawn": 0}, {"change": change})


def overtake(notes: Noting, made: Iterable[Made]) -> None:
    """They no longer fit what the desk says, and were not carried out."""
    for entry in made:
        notes.amend(DECISION, {"number": entry.number}, {"withdrawn": 1})


def _place(sha256: str, key: Key) -> dict[str, Value]:
    ref, field = key
    return {"sha256": sha256, "kind": str(ref.kind), "thing": ref.id, "field": field}


def _made(row: Any) -> Made:
    base, theirs, ours = json.loads(row.seen)
    return Made(
        number=row.number,
        sha256=row.sha256,
        ref=Ref(Kind(row.kind), row.thing),
        field=row.field,
        choice=Choice(Decision(row.decision), json.loads(row.text)),
        seen=(base, theirs, ours),
        why=row.why,
        at=row.at,
        display_name=row.display_name,
        change=row.change,
        withdrawn=bool(row.withdrawn),
    )
