"""Where in the desk a thing belongs: its bureau, year, area; retired things too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kxdesk.domain.edits import PARENT
from kxdesk.domain.things import PARENT_OF, Kind, Ref
from kxdesk.store.asking import ask

_FEW = 500  # things that are asked for by name; of more the whole table is read


@dataclass(frozen=True, slots=True)
class Place:
    """Each is "" where the thing belongs to none; `line` is the thing and all above it."""

    line: tuple[Ref, ...]
    policy_id: str = ""
    issue_id: str = ""
    bureau: str = ""
    fiscal_year: str = ""
    area: str = ""


class Places:
    """Looked up once for each state of the desk: a copy that only is read keeps what it has learnt."""

    def __init__(self) -> None:
        self._head = -1
        self._known: dict[Ref, Place] = {}

    def of(self, connection: Connection, refs: Iterable[Ref], head: int) -> dict[Ref, Place]:
        """The place of each.

        Args:
            connection: inside a reading.
            refs: things that exist, retired or not.
            head: number of the last entry of the history.
        """
        if head != self._head:
            self._known, self._head = {}, head
        wanted = set(refs)
        if missing := wanted - self._known.keys():
            self._known |= _look_up(connection, missing)
        return {ref: self._known[ref] for ref in wanted}


def _look_up(connection: Connection, refs: set[Ref]) -> dict[Ref, Place]:
    parents = _parents(connection, refs)
    above = {ref for pair in parents.items() for ref in pair if ref is not None}
    policies = _values(connection, Kind.POLICY, above)
    issues = _values(connection, Kind.ISSUE, above)
    return {ref: _place(ref, parents, policies, issues) for ref in refs}


def _place(
    ref: Ref,
    parents: dict[Ref, Ref | None],
    policies: dict[str, tuple[str, ...]],
    issues: dict[str, tuple[str, ...]],
) -> Place:
    line = [ref]
    while (above := parents.get(line[-1])) is not None:
        line.append(above)
    policy = next((each.id for each in line if each.kind is Kind.POLICY), "")
    issue = next((each.id for each in line if each.kind is Kind.ISSUE), "")
    bureau, year = policies.get(policy, ("", ""))
    (area,) = issues.get(issue, ("",))
    return Place(tuple(line), policy, issue, bureau, year, area)


def _parents(connection: Connection, refs: set[Ref]) -> dict[Ref, Ref | None]:
    known: dict[Ref, Ref | None] = {}
    level = refs
    while level:
        found: dict[Ref, Ref | None] = {}
        for kind in {ref.kind for ref in level}:
            above = PARENT_OF[kind]
            for id_, parent in _rows(connection, kind, [ref.id for ref in level if ref.kind is kind], PARENT):
                found[Ref(kind, id_)] = Ref(above, parent) if above and parent else None
        known |= found
        level = {ref for ref in found.values() if ref is not None and ref not in known}
    return known


def _values(connection: Connection, kind: Kind, refs: set[Ref]) -> dict[str, tuple[str, ...]]:
    """What is counted by, of the policies or issues among them."""
    columns = "bureau, fiscal_year" if kind is Kind.POLICY else "area"
    rows = _rows(connection, kind, [ref.id for ref in refs if ref.kind is kind], columns)
    return {id_: tuple(value or "" for value in values) for id_, *values in rows}


def _rows(connection: Connection, kind: Kind, ids: list[str], columns: str) -> Sequence[Any]:
    """Of these things, or of all where they are many; the names are the catalogue's own."""
    statement = f'SELECT id, {columns} FROM "{kind}"'  # noqa: S608
    if not ids:
        return ()
    return (
        ask(connection, f"{statement} WHERE id IN (*)", ids)
        if len(ids) <= _FEW
        else ask(connection, statement)
    )
