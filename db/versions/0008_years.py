"""The thread through the years: which issue goes on from which, and who owns what was promised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Table: its texts; as they were when this version was released.
THINGS = {"lineage": "earlier later relation reason", "promise": "issue text owner reason"}


def upgrade() -> None:
    """Two new tables; nothing that was there changes."""
    for name, texts in THINGS.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("parent", sa.Text, sa.ForeignKey("policy.id"), nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("present", sa.Integer, nullable=False),
            *(sa.Column(key, sa.Text) for key in texts.split()),
        )
        op.create_index(f"{name}_by_parent", name, ["parent", "position"])
        _forbid_deletion(name)


def _forbid_deletion(table: str) -> None:
    """As for every thing: nothing is ever deleted."""
    name, message = f"{table}_no_delete", f"{table}: no delete"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} EXECUTE FUNCTION {name}()")
