"""The only way the schema is made and brought up to date: the numbered steps in `db/`."""

from __future__ import annotations

from sqlalchemy import Connection

from kxdesk.store.version import CURRENT, Version, version_of
from kxdesk.system.resources import migrations

__all__ = ["CURRENT", "Version", "bring_up_to_date", "version_of"]


def bring_up_to_date(connection: Connection) -> None:
    """Run the steps that this database has not had; an empty one becomes a desk.

    The caller then writes the version where such a database keeps it.
    """
    from alembic import command  # noqa: PLC0415 not needed to open a desk that is up to date, and slow to load
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
