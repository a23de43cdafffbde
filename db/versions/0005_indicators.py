"""Indicators, what is said of them and by which source, and the findings that a person closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

THINGS = {
    "source": ("policy", "title printed fingerprint"),
    "indicator": (
        "policy",
        """group_number group_name name unit polarity cumulative base_fiscal_year base_value part_of note""",
    ),
    "target": (
        "indicator",
        """comparator value unit words fiscal_year base_fiscal_year base_value note source place printed""",
    ),
    "observation": (
        "indicator",
        """as_of value numerator denominator unit previous previous_numerator previous_denominator
        printed_change approximate provisional base_fiscal_year base_value note who source place printed""",
    ),
    "closing": ("policy", "code about fingerprint reason"),
}


def upgrade() -> None:
    """Five new kinds of thing; nothing that was there changes."""
    for name, (parent, texts) in THINGS.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("parent", sa.Text, sa.ForeignKey(f"{parent}.id"), nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("present", sa.Integer, nullable=False),
            *(sa.Column(key, sa.Text) for key in texts.split()),
        )
        op.create_index(f"{name}_by_parent", name, ["parent", "position"])
        _forbid_delete(name)


def _forbid_delete(table: str) -> None:
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
