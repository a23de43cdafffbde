"""The catalogue, the tables the program uses and the tables the migrations make are one and the same."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Integer, Text

from kxdesk.domain.edits import STRUCTURE
from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.store.tables import METADATA, THINGS


def test_every_field_has_its_column() -> None:
    """A kind's columns are id, structure and catalogue fields; quarters are numbers, the rest texts."""
    for kind in Kind:
        columns = {column.name: column.type for column in THINGS[kind].c}
        fields = {entry.key: entry.kind for entry in fields_of(kind)}
        assert columns.keys() == {"id", *STRUCTURE, *fields}
        for key, field_kind in fields.items():
            assert isinstance(columns[key], Integer if field_kind is FieldKind.QUARTER else Text), key


def test_migrations_make_these_tables(desk: Desk) -> None:
    """What the numbered steps made differs in nothing from what the program expects."""
    with desk.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [step for step in compare_metadata(context, METADATA) if step[0] != "remove_table_comment"]
    assert found == []
