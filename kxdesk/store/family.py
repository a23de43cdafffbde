"""Who belongs to whom in a desk, retired things too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from kxdesk.domain.edits import PARENT
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.tables import THINGS

if TYPE_CHECKING:
    from kxdesk.store.desk import Desk


def parents(desk: Desk) -> dict[Ref, Ref | None]:
    """Each thing's parent; None for a policy."""
    found: dict[Ref, Ref | None] = {}
    kinds: dict[str, Ref] = {}
    with desk.reading() as connection:
        for kind in Kind:  # parents come before children
            table = THINGS[kind]
            for id_, parent in connection.execute(select(table.c.id, table.c[PARENT])):
                kinds[id_] = Ref(kind, id_)
                found[kinds[id_]] = kinds.get(parent)
    return found


def within(family: dict[Ref, Ref | None], ref: Ref, kind: Kind) -> Ref | None:
    """The thing of that kind that `ref` is or belongs to."""
    at: Ref | None = ref
    while at is not None and at.kind is not kind:
        at = family.get(at)
    return at
