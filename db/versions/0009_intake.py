"""The intake queue: what lies in it, what waits for a decision, and what was decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WHO = "at os_user display_name pc"
INTAKE = f"sha256 name {WHO} state policy bureau fiscal_year form confidence reading holds flags problem"
PLACED = "placed why"
COUNTS = "since fresh changed same disputed waiting"
PLACE = "sha256 kind thing field"


def upgrade() -> None:
    """Three new tables; nothing that was there changes."""
    op.create_table("intake", _number(), *_texts(f"{INTAKE} {PLACED}"), *_numbers(COUNTS))
    op.create_index("intake_by_file", "intake", ["sha256"], unique=True)
    op.create_index("intake_by_policy", "intake", ["policy", "state"])
    op.create_table("dispute", _number(), *_texts(PLACE), *_numbers("settled"))
    op.create_index("dispute_by_place", "dispute", ["sha256", "thing", "field"], unique=True)
    op.create_table(
        "decision",
        _number(),
        *_texts(f"{PLACE} decision text seen why {WHO}"),
        *_numbers("withdrawn"),
        sa.Column("change", sa.Integer),
    )
    op.create_index("decision_by_file", "decision", ["sha256", "number"])


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _texts(names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names.split())


def _numbers(names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names.split())
