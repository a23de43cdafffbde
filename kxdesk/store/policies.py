"""Reading policies out of a desk, whole or as lines of a list, and putting a whole one in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.identity import LENGTH
from kxdesk.domain.policy import (
    CHILDREN,
    CLASS_OF,
    KIND_OF,
    Issue,
    Policy,
    Thing,
    children_of,
    values_of,
)
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import LEDGER, PARENT_OF, Kind, Ref, Value
from kxdesk.store.desk import Desk
from kxdesk.store.positions import STEP
from kxdesk.store.tables import ISSUE, POLICY, THINGS, column
from kxdesk.store.writing import Writing
from kxdesk.system.ids import new_id


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in a list."""

    id: str
    bureau: str | None
    fiscal_year: str | None
    form: str | None


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue in a list. `missing` names the fields that the form asks and that are blank."""

    id: str
    area: str | None
    number: str | None
    policy_field: str | None
    title: str | None
    missing: tuple[str, ...]


def policies(desk: Desk) -> tuple[PolicyLine, ...]:
    """All present ones in their order."""
    columns = (POLICY.c.id, POLICY.c.bureau, POLICY.c.fiscal_year, POLICY.c.form)
    statement = select(*columns).where(POLICY.c[PRESENT] == 1).order_by(POLICY.c[POSITION], POLICY.c.id)
    with desk.reading() as connection:
        return tuple(PolicyLine(*row) for row in connection.execute(statement))


def issue_counts(desk: Desk) -> dict[str, int]:
    """How many issues each policy has, by its id; without retired ones."""
    statement = select(ISSUE.c[PARENT], func.count()).where(ISSUE.c[PRESENT] == 1).group_by(ISSUE.c[PARENT])
    with desk.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(statement)}


def outline(desk: Desk, policy_id: str) -> tuple[IssueLine, ...]:
    """The policy's issues in their order, without retired ones."""
    return _lines(desk, policy_id, present=1)


def retired_issues(desk: Desk, policy_id: str) -> tuple[IssueLine, ...]:
    """The issues that were taken out and can be brought back."""
    return _lines(desk, policy_id, present=0)


def _lines(desk: Desk, policy_id: str, *, present: int) -> tuple[IssueLine, ...]:
    shown = ("id", "area", "number", "policy_field", "title")
    keys = [entry.key for entry in fields_of(Kind.ISSUE)]
    statement: Select[Any] = (
        select(*(ISSUE.c[key] for key in shown), *((ISSUE.c[key] == "") for key in keys))
        .where(ISSUE.c[PARENT] == policy_id, ISSUE.c[PRESENT] == present)
        .order_by(ISSUE.c[POSITION], ISSUE.c.id)
    )
    with desk.reading() as connection:
        return tuple(
            IssueLine(id_, area, number, policy_field, title, tuple(compress(keys, blank)))
            for id_, area, number, policy_field, title, *blank in connection.execute(statement)
        )


def value_of(desk: Desk, ref: Ref, field: str) -> Value:
    """What a field holds, of a retired thing too.

    Raises:
        Problem: no-such-thing.
    """
    statement = select(column(ref.kind, field)).where(THINGS[ref.kind].c.id == ref.id)
    with desk.reading() as connection:
        row = connection.execute(statement).first()
    if row is None:
        raise _missing(ref)
    value: Value = row[0]
    return value


def is_there(desk: Desk, ref: Ref) -> bool:
    """Whether the desk knows the thing, retired or not."""
    table = THINGS[ref.kind]
    with desk.reading() as connection:
        return connection.execute(select(table.c.id).where(table.c.id == ref.id)).first() is not None


def owners_of(desk: Desk, issue_ids: Sequence[str]) -> dict[str, str]:
    """To which present policy each of these issues belongs, of those that are present here."""
    if not issue_ids:
        return {}
    joined = ISSUE.join(POLICY, ISSUE.c[PARENT] == POLICY.c.id)
    statement = (
        select(ISSUE.c.id, POLICY.c.id)
        .select_from(joined)
        .where(ISSUE.c.id.in_(issue_ids), ISSUE.c[PRESENT] == 1, POLICY.c[PRESENT] == 1)
    )
    with desk.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(statement)}


def known_ids(desk: Desk, kind: Kind, ids: Iterable[str]) -> set[str]:
    """Which of these the desk knows as things of that kind, retired ones too."""
    table = THINGS[kind]
    with desk.reading() as connection:
        return set(connection.execute(select(table.c.id).where(table.c.id.in_(list(ids)))).scalars())


def load_policy(desk: Desk, policy_id: str) -> Policy:
    """With all that is present below it, in order.

    Raises:
        Problem: no-such-thing where it is not in the desk or was retired.
    """
    thing = load(desk, Ref(Kind.POLICY, policy_id))
    assert isinstance(thing, Policy)
    return thing


def load_issue(desk: Desk, issue_id: str) -> Issue:
    """As `load_policy`, one issue."""
    thing = load(desk, Ref(Kind.ISSUE, issue_id))
    assert isinstance(thing, Issue)
    return thing


def load_ledger(desk: Desk, policy_id: str) -> Policy:
    """A policy with its indicators and what belongs to them, without issues and facilities.

    Raises:
        Problem: no-such-thing.
    """
    thing = load(desk, Ref(Kind.POLICY, policy_id), LEDGER)
    assert isinstance(thing, Policy)
    return thing


def load(desk: Desk, ref: Ref, only: Container[Kind] = frozenset(Kind)) -> Thing:
    """Any present thing with all that is present below it, in order; milestones by their start.

    Args:
        desk: where it is.
        ref: the thing.
        only: the kinds to load below it.

    Raises:
        Problem: no-such-thing.
    """
    below: dict[str, list[Thing]] = {}
    kinds = [kind for kind in reversed(CLASS_OF) if kind in only and _is_below(kind, ref.kind)]
    with desk.reading() as connection:
        for kind in kinds:  # children before their parents
            for parent, thing in _built(connection, kind, ref, below):
                below.setdefault(f"{kind}/{parent}", []).append(thing)
        for _, thing in _built(connection, ref.kind, ref, below):
            return thing
    raise _missing(ref)


def _is_below(kind: Kind, top: Kind) -> bool:
    parent = PARENT_OF[kind]
    return parent is not None and (parent is top or _is_below(parent, top))


@lru_cache(maxsize=64)
def _below(kind: Kind, top: Kind) -> Select[Any]:
    """The rows of a kind at or below the thing `top` of a kind; made once, for it is asked all the time."""
    table = THINGS[kind]
    if kind is top:
        return _rows(kind).where(table.c.id == bindparam("top"))
    parent = PARENT_OF[kind]
    assert parent is not None
    if parent is top:
        return _rows(kind).where(table.c[PARENT] == bindparam("top"))
    return _rows(kind).where(table.c[PARENT].in_(_ids(parent, top)))


def _ids(kind: Kind, top: Kind) -> Select[tuple[str]]:
    """The ids of the present things of a kind below the thing `top` of a kind."""
    table = THINGS[kind]
    parent = PARENT_OF[kind]
    assert parent is not None
    above = table.c[PARENT]
    inside = above == bindparam("top") if parent is top else above.in_(_ids(parent, top))
    return select(table.c.id).where(table.c[PRESENT] == 1, inside)


def _rows(kind: Kind) -> Select[Any]:
    table = THINGS[kind]
    order = (table.c.start,) if kind is Kind.MILESTONE else ()
    keys = [entry.key for entry in fields_of(kind)]
    return (
        select(table.c[PARENT], table.c.id, *(table.c[key] for key in keys))
        .where(table.c[PRESENT] == 1)
        .order_by(*order, table.c[POSITION], table.c.id)
    )


def _built(
    connection: Connection, kind: Kind, top: Ref, below: dict[str, list[Thing]]
) -> list[tuple[str, Thing]]:
    """Things with their parents' ids, each with its children out of `below`."""
    keys = ["id", *(entry.key for entry in fields_of(kind))]
    groups = CHILDREN.get(kind, {})
    found: list[tuple[str, Thing]] = []
    for row in connection.execute(_below(kind, top.kind), {"top": top.id}):
        children = {name: tuple(below.get(f"{child}/{row[1]}", ())) for child, name in groups.items()}
        values: dict[str, Any] = dict(zip(keys, row[1:], strict=True)) | children
        found.append((row[0], CLASS_OF[kind](**values)))
    return found


def insert_policy(writing: Writing, policy: Policy) -> Ref:
    """The whole policy as the last of the desk; see `insert_tree`."""
    return insert_tree(writing, policy, "")


def insert_tree(writing: Writing, thing: Thing, parent_id: str, *, after: str | None = None) -> Ref:
    """A thing with all below it.

    An id of twelve characters is kept; any other gets a new one, and links to it follow.

    Args:
        writing: the transaction.
        thing: what to put in.
        parent_id: the thing it belongs to; "" for a policy.
        after: the sibling it follows, as in `Writing.create`.
    """
    ids: dict[str, str] = {}
    values = _linked(thing, ids)
    ref = writing.create(KIND_OF[type(thing)], parent_id, values, after=after, id=_id(thing, ids))
    _insert_below(writing, thing, ref.id, ids)
    return ref


def _insert_below(writing: Writing, thing: Thing, parent_id: str, ids: dict[str, str]) -> None:
    for number, child in enumerate(children_of(thing), 1):
        kind = KIND_OF[type(child)]
        ref = writing.create(kind, parent_id, _linked(child, ids), id=_id(child, ids), position=number * STEP)
        _insert_below(writing, child, ref.id, ids)


def _id(thing: Thing, ids: dict[str, str]) -> str:
    id_ = thing.id if len(thing.id) == LENGTH else new_id()
    if thing.id:
        ids[thing.id] = id_
    return id_


def _linked(thing: Thing, ids: dict[str, str]) -> dict[str, Value]:
    """Its values, with links that follow new ids: activities come before the progress that names them."""
    links = {entry.key for entry in fields_of(KIND_OF[type(thing)]) if entry.kind is FieldKind.LINK}
    return {
        key: ids.get(str(value), value) if key in links else value for key, value in values_of(thing).items()
    }


def without_ids(thing: Thing) -> Thing:
    """The same thing to be put in as a new one."""
    groups = {
        name: tuple(without_ids(child) for child in getattr(thing, name))
        for name in CHILDREN.get(KIND_OF[type(thing)], {}).values()
    }
    return replace(thing, id="", **groups)  # type: ignore[arg-type]


def _missing(ref: Ref) -> Problem:
    return Problem("no-such-thing", kind=str(ref.kind), id=ref.id)
