"""Where a desk is kept: a file's path, or the address of a database on a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SCHEMES = ("postgresql+psycopg://", "postgresql://")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server. Its text never shows a password.

    Attributes:
        secret: the URL as it was given, with the password where one stands in it.
    """

    secret: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.secret)
        account, at, server = parts.netloc.rpartition("@")
        netloc = f"{account.partition(':')[0]}{at}{server}"
        query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] != "password"], safe="/")
        shown = urlunsplit((parts.scheme, netloc, parts.path, query, ""))
        return shown if netloc else shown.replace(":/", ":///", 1)

    @property
    def name(self) -> str:
        """The database's, as a file's name is a file's."""
        return urlsplit(self.secret).path.lstrip("/")

    @property
    def stem(self) -> str:
        return self.name


DeskPath: TypeAlias = Path | ServerAddress


def desk_path(text: str) -> DeskPath:
    """What a person typed, chose or opened before."""
    return ServerAddress(text) if text.startswith(_SCHEMES) else Path(text)
