"""Take a list of organisations into the desk, and keep it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.edits import PARENT
from kxdesk.domain.organisation import Organisation
from kxdesk.domain.organisation_list import Loaded, in_writing_order, load
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.policies import value_of
from kxdesk.store.rounds import organisations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kxdesk.domain.edits import Change
    from kxdesk.domain.organisation_list import Listed
    from kxdesk.store.desk import Desk
    from kxdesk.store.writing import Writing


def look_at_list(desk: Desk, lines: Sequence[Listed]) -> Loaded:
    """What taking the list in would do; nothing is stored."""
    return load(lines, organisations(desk))


def load_organisations(desk: Desk, lines: Sequence[Listed], source: str) -> tuple[Loaded, Change | None]:
    """Add and update in one transaction; what the list does not name stays.

    Args:
        desk: open for writing.
        lines: of the list.
        source: name of the file it came from.
    """
    loaded = look_at_list(desk, lines)
    with desk.write("organisations-loaded", source=source) as writing:
        made: dict[str, str] = {}
        for entry in in_writing_order(loaded):
            parent = made.get(entry.bureau, entry.bureau)
            ref = writing.create(Kind.ORGANISATION, parent, _values(entry))
            if entry.is_bureau:
                made[entry.name] = ref.id
        for entry in loaded.changed:
            _update(desk, writing, entry, made)
    return loaded, writing.change


def _update(desk: Desk, writing: Writing, entry: Organisation, made: dict[str, str]) -> None:
    ref = Ref(Kind.ORGANISATION, entry.id)
    for key, value in _values(entry).items():
        writing.set(ref, key, value)
    parent = made.get(entry.bureau, entry.bureau)
    if parent != (value_of(desk, ref, PARENT) or ""):
        writing.move(ref, after=None, parent=parent)


def _values(entry: Organisation) -> dict[str, str]:
    return {"code": entry.code, "name": entry.name, "contact": entry.contact}


def add_organisation(desk: Desk, entry: Organisation) -> Change | None:
    """One more, typed by hand."""
    with desk.write("organisation-added") as writing:
        writing.create(Kind.ORGANISATION, entry.bureau, _values(entry))
    return writing.change


def retire_organisations(desk: Desk, ids: Iterable[str], why: str = "") -> Change | None:
    """Out of the list, with the divisions below; what was written of them stays."""
    known = organisations(desk)
    below = {division.id for id_ in ids for division in known.divisions(id_)}
    with desk.write("organisations-retired", why) as writing:
        for id_ in (*ids, *below):
            writing.retire(Ref(Kind.ORGANISATION, id_))
    return writing.change
