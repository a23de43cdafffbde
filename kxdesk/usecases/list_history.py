"""History with the place of each entry as people call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.edits import STRUCTURE
from kxdesk.domain.fields import BESIDE, CATALOGUE, fields_of
from kxdesk.domain.keys import folded
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import history
from kxdesk.store.family import parents, within
from kxdesk.store.policies import value_of

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk
    from kxdesk.store.history import Entry

_KEYS = frozenset(STRUCTURE) | {entry.key for entry in (*CATALOGUE, *BESIDE)}
_ISSUE_FIELDS = frozenset(entry.key for entry in fields_of(Kind.ISSUE))


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry and the issue it lies in ("B2"; "" outside issues)."""

    entry: Entry
    issue: str


def list_history(desk: Desk, issue: str | None, field: str | None) -> tuple[PlacedEntry, ...]:
    """Oldest first; of one issue (`B2`, `B(2)`, retired ones too) or all, of one field or all.

    `title` with an issue is the issue's own; `activity.title` names those of its activities.

    Raises:
        Problem: issue-unknown, field-unknown.
    """
    if field is not None and field.rpartition(".")[2] not in _KEYS:
        raise Problem("field-unknown", name=field)
    family = parents(desk)
    issues = {ref: within(family, ref, Kind.ISSUE) for ref in family}
    names = {ref: _name(desk, ref) for ref in family if ref.kind is Kind.ISSUE}
    wanted = None
    if issue is not None:
        meant = {ref for ref, name in names.items() if name == _plain(issue)}
        if not meant:
            raise Problem("issue-unknown", issue=issue)
        wanted = [ref for ref, inside in issues.items() if inside in meant]
    kind, _, key = (field or "").rpartition(".")
    found = sorted(history.entries(desk, refs=wanted, field=key or None), key=lambda entry: entry.seq)
    if issue is not None and not kind and key in _ISSUE_FIELDS:
        kind = Kind.ISSUE
    found = [entry for entry in found if kind in ("", entry.ref.kind)]
    return tuple(PlacedEntry(entry, names.get(issues.get(entry.ref) or entry.ref, "")) for entry in found)


def _name(desk: Desk, issue: Ref) -> str:
    return _plain(f"{value_of(desk, issue, 'area') or ''}{value_of(desk, issue, 'number') or ''}")


def _plain(name: str) -> str:
    return re.sub(r"[\s()\-]", "", folded(name)).upper()
