"""Workbooks that wait side by side and want different things of one field: then neither goes in by itself.

Otherwise the one that happened to be taken first would win.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import Difference, Key, State, content
from kxdesk.domain.things import Value

_Wish = tuple[Value, tuple[str, ...]]  # what the field shall hold; all that an added thing says


@dataclass(slots=True)
class Claims:
    """What each workbook wants of the desk.

    Attributes:
        parents: of each thing of the desk, the id of the thing it belongs to.
    """

    parents: Mapping[str, str]
    _wishes: dict[Key, dict[str, _Wish]] = field(default_factory=dict)
    _touched: dict[str, set[str]] = field(default_factory=dict)
    _removals: dict[str, list[Key]] = field(default_factory=dict)

    def add(self, source: str, differences: Iterable[Difference]) -> None:
        """What the workbook `source` would change, or would if the desk had not changed as well."""
        for entry in differences:
            if entry.state not in (State.THEIRS, State.CONFLICT):
                continue
            key = (entry.ref, entry.field)
            said = () if entry.added is None else tuple(content(entry.added))
            self._wishes.setdefault(key, {})[source] = (entry.theirs, said)
            if entry.field == PRESENT and entry.theirs == 0:
                self._removals.setdefault(source, []).append(key)
            else:
                self._touch(source, entry.ref.id if entry.added is None else entry.parent)

    def waiting(self, source: str) -> frozenset[Key]:
        """The places where another workbook wants something else."""
        found = {key for key, wishes in self._wishes.items() if source in wishes and _differ(wishes)}
        others = [touched for other, touched in self._touched.items() if other != source]
        gone = self._removals.get(source, ())
        return frozenset(found.union(key for key in gone if any(key[0].id in touched for touched in others)))

    def others(self, source: str, key: Key) -> tuple[tuple[str, Value], ...]:
        """Who else wants something else there, and what."""
        wishes = self._wishes.get(key, {})
        mine = wishes.get(source)
        return tuple((other, wish[0]) for other, wish in wishes.items() if other != source and wish != mine)

    def _touch(self, source: str, id_: str) -> None:
        touched = self._touched.setdefault(source, set())
        while id_ and id_ not in touched:
            touched.add(id_)
            id_ = self.parents.get(id_, "")


def _differ(wishes: Mapping[str, _Wish]) -> bool:
    return len(set(wishes.values())) > 1
