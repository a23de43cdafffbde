"""Who takes part in a round: bureaus, and the divisions below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kxdesk.domain.keys import search_key


@dataclass(frozen=True, slots=True)
class Organisation:
    """A bureau (`bureau` is "") or a division of the bureau with that id.

    Attributes:
        code: as the city numbers it, "" where it does not.
        contact: where a reminder goes.
    """

    name: str
    code: str = ""
    contact: str = ""
    bureau: str = ""
    id: str = ""

    @property
    def is_bureau(self) -> bool:
        """It stands at the top."""
        return not self.bureau


class Organisations:
    """All of a desk's, to be found by id, by name and from their bureau."""

    def __init__(self, entries: Iterable[Organisation]) -> None:
        self.entries: Sequence[Organisation] = tuple(entries)
        self.by_id = {entry.id: entry for entry in self.entries}
        self._divisions: dict[str, list[Organisation]] = {}
        for entry in self.entries:
            self._divisions.setdefault(entry.bureau, []).append(entry)

    @property
    def bureaus(self) -> Sequence[Organisation]:
        """In their order."""
        return self._divisions.get("", ())

    def divisions(self, bureau_id: str) -> Sequence[Organisation]:
        """Of one bureau, in their order."""
        return self._divisions.get(bureau_id, ()) if bureau_id else ()

    def bureau_of(self, entry: Organisation) -> Organisation:
        """Its bureau; a bureau is its own."""
        return self.by_id.get(entry.bureau, entry)

    def bureau_named(self, name: str | None) -> Organisation | None:
        """By name, whatever its width and spaces."""
        return _named(self.bureaus, name)

    def division_named(self, bureau: Organisation, name: str | None) -> Organisation | None:
        """A bureau's division by name."""
        return _named(self.divisions(bureau.id), name)

    def leaves(self) -> Sequence[Organisation]:
        """Divisions, and bureaus that have none: who fills in forms."""
        return [entry for entry in self.entries if entry.bureau or not self.divisions(entry.id)]

    def full_name(self, entry: Organisation) -> str:
        """政策局 総務課."""
        bureau = self.bureau_of(entry)
        return entry.name if bureau is entry else f"{bureau.name} {entry.name}"

    def meant_by(self, words: str) -> Organisation | None:
        """By code, by full name, or by a name that only one has."""
        key = search_key(words)
        coded = [entry for entry in self.entries if entry.code and search_key(entry.code) == key]
        full = [entry for entry in self.entries if search_key(self.full_name(entry)) == key]
        named = [entry for entry in self.entries if search_key(entry.name) == key]
        return next((found[0] for found in (coded, full, named) if len(found) == 1), None)


def _named(entries: Iterable[Organisation], name: str | None) -> Organisation | None:
    key = search_key(name or "")
    return next((entry for entry in entries if key and search_key(entry.name) == key), None)
