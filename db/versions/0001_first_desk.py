"""The first desk: things, history, drafts, search keys, and the triggers that keep the history as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterator

revision = "0001"
down_revision = None

# Table: its parent, its texts, its numbers; as they were when this version was released.
THINGS: dict[str, tuple[str | None, str, str]] = {
    "policy": (
        None,
        """bureau fiscal_year form mission budget general_account_oku_yen general_funds_oku_yen
        special_account_oku_yen organization_as_of organization partner_bodies retrospective_fiscal_year
        retrospective_overall retrospective_achieved retrospective_insufficient""",
        "",
    ),
    "facility": ("policy", "operation name", ""),
    "issue": (
        "policy",
        """area number policy_field title division author impact urgency content background target_outcome
        approach plan_preface""",
        "",
    ),
    "activity": ("issue", "number title description", ""),
    "track": ("activity", "label", ""),
    "milestone": ("track", "text", "start end"),
    "progress": ("issue", "as_of activity text", ""),
}
KEPT = ("desk", "change", "history")


def upgrade() -> None:
    """An empty desk."""
    _make_things()
    _make_history()
    _make_helpers()
    for table in KEPT:
        _forbid(table, "UPDATE")
        _forbid(table, "DELETE")
    for table in THINGS:
        _forbid(table, "DELETE")


def _make_things() -> None:
    for name, (parent, texts, numbers) in THINGS.items():
        reference = () if parent is None else (sa.ForeignKey(f"{parent}.id"),)
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("parent", sa.Text, *reference, nullable=parent is None),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("present", sa.Integer, nullable=False),
            *(sa.Column(key, sa.Integer) for key in numbers.split()),
            *(sa.Column(key, sa.Text) for key in texts.split()),
        )
        op.create_index(f"{name}_by_parent", name, ["parent", "position"])


def _make_history() -> None:
    op.create_table("desk", sa.Column("id", sa.Text, primary_key=True), *_needed("role made_at", sa.Text))
    op.create_table(
        "change",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_needed("at os_user display_name pc label why source", sa.Text),
        sa.Column("undo_of", sa.Integer, sa.ForeignKey("change.number")),
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("change", sa.Integer, sa.ForeignKey("change.number"), nullable=False),
        *_needed("kind thing field", sa.Text),
        sa.Column("before_text", sa.Text),
        sa.Column("before_number", sa.Integer),
        sa.Column("after_text", sa.Text),
        sa.Column("after_number", sa.Integer),
        *_needed("previous_hash hash", sa.Text),
    )
    op.create_index("history_by_thing", "history", ["thing", "field", "seq"])
    op.create_index("history_by_change", "history", ["change"])


def _make_helpers() -> None:
    for name, rest in (("draft", "kind text at"), ("search_key", "kind key")):
        op.create_table(
            name,
            sa.Column("thing", sa.Text, primary_key=True),
            sa.Column("field", sa.Text, primary_key=True),
            *_needed(rest, sa.Text),
        )


def _needed(names: str, kind: type[sa.types.TypeEngine[str]]) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, kind, nullable=False) for name in names.split())


def _forbid(table: str, verb: str) -> None:
    """A seat belt against a slip; what proves the history is its chain of hashes."""
    name = f"{table}_no_{verb.lower()}"
    message = f"{table}: no {verb.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} EXECUTE FUNCTION {name}()")
