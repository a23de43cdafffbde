"""Desks on a server: tokens of commits, and where a desk was moved to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two new tables; nothing that was there changes."""
    op.create_table("commit_token", sa.Column("token", sa.Text, primary_key=True))
    op.create_table(
        "moved",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
    )
