"""A desk that lives in a dictionary, for tests of the screens that need no store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from kxdesk.domain.disputes import Dispute, is_disputed
from kxdesk.domain.edits import Change, Edit, inverse
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.held_desk import DeskFacts, Hands, Place
from kxdesk.usecases.edit_fields import Saved

POLICY = Ref(Kind.POLICY, "P")
ISSUE = Ref(Kind.ISSUE, "I1")
FORM = Form(
    "R7",
    2025,
    (
        AskedField(Kind.ISSUE, "title", "課題名"),
        AskedField(Kind.ISSUE, "content", "① 課題の内容", 200, required=True),
    ),
    instructions={"issue.content": "課題の内容を書く。"},
)
NOW = datetime(2025, 12, 5, 5, 3, tzinfo=UTC)


class FakeDesk:
    def __init__(self) -> None:
        self.values: dict[Place, str] = {}
        self.drafts: list[tuple[Ref, str, str]] = []
        self.changes: list[Change] = []
        self.thread: threading.Thread | None = None
        self.refuse: Exception | None = None
        self.gate: threading.Event | None = None
        self.closed = False

    def write(self, edits: tuple[Edit, ...], label: str = "fields-edited") -> Change | None:
        self.thread = threading.current_thread()
        if self.gate:
            assert self.gate.wait(5)
        if self.refuse:
            raise self.refuse
        edits = tuple(edit for edit in edits if edit.before != edit.after)
        if not edits:
            return None
        for edit in edits:
            self.values[edit.ref, edit.field] = str(edit.after)
        self.changes.append(Change(len(self.changes) + 1, label, edits))
        return self.changes[-1]


def set_fields(desk: FakeDesk, values: Mapping[Place, str]) -> Change | None:
    return desk.write(
        tuple(
            Edit(ref, field, desk.values.get((ref, field), ""), text) for (ref, field), text in values.items()
        )
    )


def save_fields(desk: FakeDesk, values: Mapping[Place, str], bases: Mapping[Place, str]) -> Saved:
    disputes = tuple(
        Dispute(*place, bases[place], desk.values.get(place, ""), ours, "田中")
        for place, ours in values.items()
        if place in bases and is_disputed(bases[place], desk.values.get(place, ""), ours)
    )
    disputed = {(entry.ref, entry.field) for entry in disputes}
    return Saved(set_fields(desk, {k: v for k, v in values.items() if k not in disputed}), disputes)


class FakeSteps:
    def __init__(self) -> None:
        self.past: list[Change] = []
        self.future: list[Change] = []

    @property
    def undo_label(self) -> str | None:
        return self.past[-1].label if self.past else None

    @property
    def redo_label(self) -> str | None:
        return self.future[-1].label if self.future else None

    def push(self, change: Change) -> None:
        self.past.append(change)
        self.future.clear()

    def undo(self, desk: FakeDesk) -> Change:
        self.future.append(self.past.pop())
        change = desk.write(inverse(self.future[-1].edits), "undone")
        assert change
        return change

    def redo(self, desk: FakeDesk) -> Change:
        self.past.append(self.future.pop())
        change = desk.write(self.past[-1].edits, "redone")
        assert change
        return change


def facts(**others: Any) -> DeskFacts:
    known: dict[str, Any] = {
        "path": "/机/政策局.kxdesk",
        "read_only": False,
        "role": "division",
        "policy_id": "P",
        "bureau": "政策局",
        "fiscal_year": "2025",
        "form": FORM,
        "person": "北九 花子",
    }
    return DeskFacts(**{**known, **others})


def hands(desk: FakeDesk, opened: Callable[[], DeskFacts] = facts) -> Hands:
    def close(desk: FakeDesk) -> None:
        desk.closed = True

    return Hands(
        open=lambda: (desk, opened()),
        glance=lambda: None,
        close=close,
        bring_back=lambda _desk: None,
        save_fields=save_fields,
        save_drafts=lambda desk, unsaved: desk.drafts.extend(
            (*place, entry.text) for place, entry in unsaved.items()
        ),
        changes_since=lambda desk, number: tuple(desk.changes[number:]),
        undo=FakeSteps,
        now=lambda: NOW,
    )
