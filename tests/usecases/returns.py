"""Returned workbooks without workbooks: what a reader would have said, with bytes of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.form import Form
from kxdesk.store.documents import to_text
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.read_workbook import Read, ReadFile
from kxdesk.usecases.stage_workbooks import stage_file
from kxdesk.workbook.receipts import Hold, Reading

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.intake import IntakeItem
    from kxdesk.usecases.apply_intake import Applied


def returned(policy: Policy, name: str = "提出.xlsx", *holds: Hold) -> ReadFile:
    """A file that says this; the same bytes for the same words."""
    data = json.dumps([name, to_text(policy)], ensure_ascii=False).encode()
    return ReadFile(Path(name), data, Read(Reading(policy, (), (), holds), Form("R7", 2025, ())), None)


def staged(desk: Desk, policy: Policy, name: str = "提出.xlsx", *holds: Hold) -> IntakeItem:
    return stage_file(desk, returned(policy, name, *holds))[0]


def taken(desk: Desk, *items: IntakeItem) -> list[Applied]:
    """All of them in; no problem."""
    found = list(apply_intake(desk, [item.sha256 for item in items]))
    assert [each.problem for each in found if each.problem] == []
    return found


def kept(desk: Desk, at: int = 0) -> Policy:
    """What the desk says."""
    return load_policy(desk, policies(desk)[at].id)


def issue_out(desk: Desk, at: int = 0) -> Policy:
    """Distribute what the desk says now; what went out."""
    policy = kept(desk, at)
    with desk.write("workbook-exported") as writing:
        record_exchange(writing, Direction.ISSUED, policy, file_name="配布.xlsx", sha256="0" * 64)
    return policy
