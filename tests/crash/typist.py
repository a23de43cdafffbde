"""A person who works without pause and says on a pipe what was acknowledged; made to be killed."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.drafts import save_draft
from kxdesk.store.snapshot import snapshot
from kxdesk.usecases.bring_back import bring_back, close_copy
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.open_desk import open_desk
from kxdesk.usecases.undo import UndoStack
from tests.store.desks import PERSON, TickingClock, first, make_desk

NOW = datetime(2025, 12, 1, tzinfo=UTC)


def edit_for_ever(path: Path, seed: int, told: Connection) -> None:
    """Edits, undo, drafts, snapshots and new desks; every one told once it is through."""
    chance, stack, number = random.Random(seed), UndoStack(), 0
    with Desk.open(path, person=PERSON, clock=TickingClock()) as desk:
        issue = first(desk, Kind.ISSUE)
        told.send(("open", ""))
        while True:
            number += 1
            step = chance.choice(("edit", "edit", "edit", "grow", "undo", "draft", "snapshot", "new"))
            told.send(_do(step, desk, issue, stack, f"{seed}-{number} " + "文" * chance.randrange(3000)))


def _do(step: str, desk: Desk, issue: Ref, stack: UndoStack, text: str) -> tuple[str, object]:
    if step == "undo" and stack.undo_label:
        return "change", stack.undo(desk)
    if step == "grow":
        with desk.write("added") as writing:
            activity = writing.create(Kind.ACTIVITY, issue.id, {"title": text})
            for label in range(20):
                writing.create(Kind.TRACK, activity.id, {"label": str(label)})
        return "change", writing.change
    if step == "draft":
        save_draft(desk, issue, "approach", text, NOW)
        return "draft", text
    if step == "snapshot":
        snapshot(desk, desk.path.with_name("写し.kxdesk"))
        return "snapshot", ""
    if step == "new":
        path = desk.path.with_name(f"新{text.split(maxsplit=1)[0]}.kxdesk")
        make_desk(path).close()
        return "new", path.name
    change = set_fields(desk, {(issue, "content"): text})
    if change is not None:
        stack.push(change)
    return "change", change


def work_away_for_ever(home: Path, seed: int, told: Connection) -> None:
    """Opens a desk whose home is a sync folder, edits the copy, brings it back, closes; again and again."""
    number = 0
    os.environ["KXDESK_DATA"] = str(home.parents[1] / "data")  # the server of this process has its own
    while True:
        opened = open_desk(home, PERSON, TickingClock())
        assert opened.working_copy is not None
        copy = opened.working_copy
        for _ in range(3):
            number += 1
            set_fields(opened.desk, {(first(opened.desk, Kind.ISSUE), "title"): f"{seed}-{number}"})
            told.send(("title", f"{seed}-{number}"))
            copy = bring_back(opened.desk, copy, PERSON, TickingClock()).copy
            told.send(("home", f"{seed}-{number}"))
        close_copy(opened.desk, copy)
