"""Remarks out of a desk and into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.remarks import Outcome, Remark, RemarkState, Side, Statement
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.tables import REMARK, STATEMENT

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing


def counts(desk: Desk) -> dict[tuple[str, str], int]:
    """How many remarks stand in each state, by organisation and state."""
    table = REMARK
    statement = (
        select(table.c.organisation, table.c.state, func.count())
        .where(table.c[PRESENT] == 1)
        .group_by(table.c.organisation, table.c.state)
    )
    with desk.reading() as connection:
        return {
            (organisation or "", state): number
            for organisation, state, number in connection.execute(statement)
        }


def remarks(desk: Desk, policy_id: str | None = None) -> tuple[Remark, ...]:
    """All that were not withdrawn, of one policy or of all, in the order they were made."""
    table = REMARK
    statement = select(table).where(table.c[PRESENT] == 1).order_by(table.c[POSITION], table.c.id)
    if policy_id is not None:
        statement = statement.where(table.c[PARENT] == policy_id)
    with desk.reading() as connection:
        rows = connection.execute(statement).mappings().all()
        said = _statements(connection) if rows else {}
    return tuple(
        Remark(
            row[PARENT],
            Ref(Kind(row["thing_kind"]), row["thing"]),
            row["field"] or "",
            RemarkState(row["state"]),
            row["quoted"] or "",
            row["organisation"] or "",
            row["round"] or "",
            row["sent"] or "",
            Outcome(row["outcome"]) if row["outcome"] else None,
            tuple(said.get(row["id"], ())),
            row["id"],
        )
        for row in rows
    )


def statements_of_desk(desk: Desk) -> tuple[str, ...]:
    """Everything that was ever demanded here, for the list of phrases."""
    statement = select(STATEMENT.c.text).where(STATEMENT.c[PRESENT] == 1, STATEMENT.c.side == str(Side.DESK))
    with desk.reading() as connection:
        return tuple(text for text in connection.execute(statement).scalars() if text)


def insert_remark(writing: Writing, remark: Remark) -> Ref:
    """With its statements; an id of its own is kept."""
    values = {
        "thing_kind": str(remark.ref.kind),
        "thing": remark.ref.id,
        "field": remark.field,
        "state": str(remark.state),
        "quoted": remark.quoted,
        "organisation": remark.organisation,
        "round": remark.round,
        "sent": remark.sent,
        "outcome": str(remark.outcome or ""),
    }
    ref = writing.create(Kind.REMARK, remark.policy, values, id=remark.id or None)
    for said in remark.statements:
        insert_statement(writing, ref.id, said)
    return ref


def insert_statement(writing: Writing, remark_id: str, said: Statement) -> Ref:
    """Behind what was said before."""
    values = {
        "side": str(said.side),
        "author": said.author,
        "said_on": said.said_on,
        "text": said.text,
    }
    return writing.create(Kind.STATEMENT, remark_id, values)


def _statements(connection: Connection) -> dict[str, list[Statement]]:
    """By remark."""
    table = STATEMENT
    statement = select(table).where(table.c[PRESENT] == 1).order_by(table.c[POSITION], table.c.id)
    found: dict[str, list[Statement]] = {}
    for row in connection.execute(statement).mappings():
        said = Statement(
            Side(row["side"]), row["author"] or "", row["said_on"] or "", row["text"] or "", row["id"]
        )
        found.setdefault(row[PARENT], []).append(said)
    return found
