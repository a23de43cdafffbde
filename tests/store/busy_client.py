"""One of many clients: `python -m tests.store.busy_client URL NUMBER EDITS`, see test_many_writers."""

from __future__ import annotations

import random
import sys
import time

from sqlalchemy import select

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.tables import ISSUE
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.system.server_address import ServerAddress
from kxdesk.usecases.edit_fields import set_fields

AGAIN = {"server-lost", "server-unreachable", "desk-busy", "commit-unknown", "commit-went-through"}


def main(url: str, client: str, edits: int) -> None:
    chance = random.Random(int(client))
    person = Person(f"user{client}", f"職員{client}", f"PC-{client}")
    with _patiently(lambda: Desk.open(ServerAddress(url), person=person, clock=SystemClock())) as desk:
        with desk.reading() as connection:
            issues = [Ref(Kind.ISSUE, id_) for id_ in connection.execute(select(ISSUE.c.id)).scalars()]
        for edit in range(edits):
            text = f"client {client} edit {edit}"
            _write(desk, chance.choice(issues), text)


def _write(desk: Desk, ref: Ref, text: str) -> None:
    """As a window does: try until it is saved; one that went through after all is not tried again."""
    while True:
        try:
            set_fields(desk, {(ref, "content"): text})
        except Problem as problem:
            if problem.code not in AGAIN:
                raise
            if problem.code == "commit-went-through":
                return
            time.sleep(0.02)
        else:
            return


def _patiently(work):
    while True:
        try:
            return work()
        except Problem as problem:
            if problem.code not in AGAIN:
                raise
            time.sleep(0.05)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
