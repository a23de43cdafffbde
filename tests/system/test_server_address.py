"""A server's address is told from a file's path, and its password is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kxdesk.system.server_address import ServerAddress, desk_path


@pytest.mark.parametrize(
    ("typed", "shown", "name"),
    [
        ("postgresql+psycopg://u:p%40w@h:5432/db", "postgresql+psycopg://u@h:5432/db", "db"),
        ("postgresql://u@h/db?sslmode=require", "postgresql://u@h/db?sslmode=require", "db"),
        (
            "postgresql+psycopg:///db?host=/run/pg&port=1",
            "postgresql+psycopg:///db?host=/run/pg&port=1",
            "db",
        ),
        ("postgresql+psycopg://h/db?password=x&user=u", "postgresql+psycopg://h/db?user=u", "db"),
    ],
)
def test_an_address_shows_no_password(typed: str, shown: str, name: str) -> None:
    """What is shown and remembered opens the same database, without the secret."""
    address = desk_path(typed)
    assert isinstance(address, ServerAddress)
    assert (str(address), address.name) == (shown, name)
    assert "p%40w" not in repr(address)
    assert str(desk_path(shown)) == shown


@pytest.mark.parametrize("typed", ["政策局.kxdesk", "/a/postgresql.kxdesk", r"C:\postgresql\a.kxdesk"])
def test_all_else_is_a_file(typed: str) -> None:
    """A path stays a path."""
    assert desk_path(typed) == Path(typed)
