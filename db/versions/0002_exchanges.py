"""What went out and what came back: the bases of later merges, and the returned files themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two new tables; nothing that was there changes."""
    op.create_table(
        "exchange",
        sa.Column("number", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in (
                "at",
                "os_user",
                "display_name",
                "pc",
                "kind",
                "policy",
                "file_name",
                "sha256",
                "document",
            )
        ),
    )
    op.create_index("exchange_by_policy", "exchange", ["policy", "number"])
    op.create_index("exchange_by_file", "exchange", ["sha256"])
    op.create_table(
        "file",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
