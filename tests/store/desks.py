"""Desks to try things on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table

from kxdesk.domain.fields import CATALOGUE
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import desk_file, schema, shape
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy
from kxdesk.store.schema import CURRENT, Version
from kxdesk.store.tables import METADATA
from kxdesk.system.person import Person
from kxdesk.system.resources import migrations
from kxdesk.system.server_address import DeskPath

PERSON = Person("yamada", "山田", "PC-01")
NOT_ASKED = ("division", "author", "retrospective_overall")
FORM = Form(
    "R7",
    2025,
    tuple(AskedField(entry.thing, entry.key, entry.key) for entry in CATALOGUE if entry.key not in NOT_ASKED),
)


NEXT_STEP = """
from alembic import op
revision = "9999"
down_revision = "{last}"
def upgrade():
    op.execute("CREATE TABLE later (x INTEGER)")
    {more}
"""


class TickingClock:
    """One second further each time it is looked at."""

    def __init__(self, start: datetime = datetime(2025, 12, 1, 5, 0, tzinfo=UTC)) -> None:
        self._times: Iterator[datetime] = (start + timedelta(seconds=number) for number in range(10**9))

    def now(self) -> datetime:
        return next(self._times)


def make_desk(path: DeskPath, policy: Policy | None = None) -> Desk:
    desk = Desk.create(path, role=Role.DIVISION, person=PERSON, clock=TickingClock())
    if policy is not None:
        with desk.write("policy-added") as writing:
            insert_policy(writing, policy)
    return desk


def open_again(path: DeskPath, *, read_only: bool = False) -> Desk:
    return Desk.open(path, person=PERSON, clock=TickingClock(), read_only=read_only)


def small_policy() -> Policy:
    """One policy with two issues of area A."""
    issues = (Issue("A", "1", "計画", "いち"), Issue("A", "2", "DX推進", "に"))
    return replace(Policy("試験局", "2025", "R7", mission=""), issues=issues)


def first(desk: Desk, kind: Kind) -> Ref:
    """The thing of a kind that stands first."""
    with desk.reading() as connection:
        found = connection.exec_driver_sql(f'SELECT id FROM "{kind}" ORDER BY position, id').scalars().first()
    assert found is not None
    return Ref(kind, found)


def write_and_fail(desk: Desk, ref: Ref) -> None:
    """A change that sets the title and then meets an error of ours."""
    with desk.write("fields-edited") as writing:
        writing.set(ref, "title", "途中")
        writing.set(ref, "no such field", "")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def let_time_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """A later program, with one more numbered step."""
    folder = tmp_path / "db 50%"
    shutil.copytree(migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(file.name[:4] for file in (folder / "versions").glob("*.py"))
    (folder / "versions" / "9999_later.py").write_text(NEXT_STEP.format(last=last, more=more))
    monkeypatch.setattr(schema, "migrations", lambda: folder)
    for module in (schema, desk_file):
        monkeypatch.setattr(module, "CURRENT", Version(CURRENT.major, CURRENT.minor + 1))
    tables = MetaData()
    for table in METADATA.tables.values():
        table.to_metadata(tables)
    Table("later", tables, Column("x", Integer))
    monkeypatch.setattr(shape, "METADATA", tables)
