"""The index over all that was ever written: letters and pairs of letters, filled by the program."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Two new tables; nothing that was there changes."""
    op.create_table(
        "posting",
        sa.Column("gram", sa.Text, primary_key=True),
        sa.Column("block", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ids", sa.LargeBinary, nullable=False),
    )
    op.create_table("indexed", sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False))
