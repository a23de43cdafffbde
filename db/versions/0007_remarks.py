"""When a remark was sent back, and what the return that followed had done at its place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Two columns more."""
    for name in ("sent", "outcome"):
        op.add_column("remark", sa.Column(name, sa.Text))
