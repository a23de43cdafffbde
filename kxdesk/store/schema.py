"""The schema's version, and the only way it is made and brought up to date: the numbered steps in `db/`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from kxdesk.system.resources import migrations


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Kept in the file's header, or in a comment on the server's table `desk`.

    A minor step only adds; a major one changes what was there.
    """

    major: int
    minor: int

    @property
    def number(self) -> int:
        """As one number."""
        return self.major * 1000 + self.minor

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


CURRENT = Version(1, 9)


def version_of(number: int) -> Version:
    """The version behind its number."""
    return Version(*divmod(number, 1000))


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
