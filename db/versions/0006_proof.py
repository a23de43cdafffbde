"""Frozen editions, their documents, and the list of audit copies: none of them can be changed or removed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

EDITION = "name as_of frozen_at policies history_length history_head digest"
COPY = "at os_user display_name pc file_name sha256 history_head content key_print"


def upgrade() -> None:
    """Three new tables; nothing that was there changes."""
    op.create_table(
        "edition",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("parent", sa.Text),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("present", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in EDITION.split()),
    )
    op.create_index("edition_by_parent", "edition", ["parent", "position"])
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_copy",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("history_length", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in COPY.split()),
    )
    for table in ("edition", "document", "audit_copy"):
        for verb in ("UPDATE", "DELETE"):
            _forbid(table, verb)


def _forbid(table: str, verb: str) -> None:
    """As in the first version."""
    name, message = f"{table}_no_{verb.lower()}", f"{table}: no {verb.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} EXECUTE FUNCTION {name}()")
