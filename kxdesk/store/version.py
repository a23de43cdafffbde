"""The schema's version; without SQLAlchemy, because the first look into a desk asks for it too."""

from __future__ import annotations

from dataclasses import dataclass


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


# The sum of the steps in `db/versions`.
CURRENT = Version(1, 9)


def version_of(number: int) -> Version:
    """The version behind its number."""
    return Version(*divmod(number, 1000))
