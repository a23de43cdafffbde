"""Rounds: organisations, what is expected of each, remarks, and what passed between them and the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Table: its parent, its texts; as they were when this version was released.
THINGS: dict[str, tuple[str | None, str]] = {
    "organisation": (None, "code name contact"),
    "round": (None, "name fiscal_year form as_of deadline level"),
    "expected": ("round", "organisation deadline excused settled"),
    "remark": ("policy", "thing_kind thing field state quoted organisation round"),
    "statement": ("remark", "side author said_on text"),
}
PASSAGE = "at os_user display_name pc kind round organisation policy file_name sha256"


def upgrade() -> None:
    """Six new tables; nothing that was there changes."""
    for name, (parent, texts) in THINGS.items():
        reference = () if parent is None else (sa.ForeignKey(f"{parent}.id"),)
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("parent", sa.Text, *reference, nullable=parent is None),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("present", sa.Integer, nullable=False),
            *(sa.Column(key, sa.Text) for key in texts.split()),
        )
        op.create_index(f"{name}_by_parent", name, ["parent", "position"])
        _forbid_deletion(name)
    op.create_table(
        "passage",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in PASSAGE.split()),
    )
    op.create_index("passage_by_round", "passage", ["round", "organisation", "number"])
    op.create_index("passage_by_file", "passage", ["sha256"])


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
