"""Many programs write one desk on a server while sessions are ended at random: no edit is lost or doubled.

Each client is a process of its own. It repeats what a person's window does: write, and where the server was
lost, write the same again. Each edit is a text that is written once only, so that the history tells.

The short profile is 6 clients with 50 edits each; `KXDESK_LONG=1` runs the whole 20 clients, 10,000 edits.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kxdesk.domain.policy import Issue
from kxdesk.domain.things import Kind
from kxdesk.store import history
from kxdesk.store.policies import insert_tree
from kxdesk.store.verifying import verify
from kxdesk.system.server_address import ServerAddress
from tests.servers import Server
from tests.store.desks import first, open_again

pytestmark = pytest.mark.server

ISSUES = 5  # fewer than clients: they meet in the same fields
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("clients", "edits"), [(6, 50), pytest.param(20, 500, marks=pytest.mark.slow, id="20-500")]
)
def test_nothing_is_lost_or_doubled(
    server: Server, server_template: ServerAddress, clients: int, edits: int
) -> None:
    """Every edit is in the history once, the values are the last ones written, and the chain is whole."""
    address = server.database(server_template)
    with open_again(address) as desk:
        with desk.write("issue-added") as writing:
            policy = first(desk, Kind.POLICY).id
            for number in range(ISSUES):
                insert_tree(writing, Issue("B", str(number)), policy)
        kills = _run(server, address, clients, edits)
        found = Counter(
            entry.after
            for entry in history.entries(desk, field="content")
            if isinstance(entry.after, str) and entry.after.startswith("client ")
        )
        verdict = verify(desk)
    wanted = {f"client {client} edit {edit}" for client in range(clients) for edit in range(edits)}
    assert kills > 0
    assert found.keys() == wanted
    assert {text: count for text, count in found.items() if count != 1} == {}
    assert verdict.sound
    assert verdict.entries >= clients * edits


def _run(server: Server, address: ServerAddress, clients: int, edits: int) -> int:
    """How many sessions were ended while they wrote."""
    chance = random.Random(20251201)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.busy_client", address.secret, str(client), str(edits)],
            cwd=ROOT,
            env=dict(os.environ),
        )
        for client in range(clients)
    ]
    kills = 0
    try:
        while any(process.poll() is None for process in running):
            time.sleep(chance.uniform(0.05, 0.4))
            kills += server.end_one(address.name, chance)
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert [process.returncode for process in running] == [0] * clients
    return kills
