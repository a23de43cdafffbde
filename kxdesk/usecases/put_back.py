"""Put an old value back that the history kept."""

from __future__ import annotations

from kxdesk.domain.edits import Change
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Ref
from kxdesk.store import history
from kxdesk.store.desk import Desk


def put_back(desk: Desk, ref: Ref, field: str, seq: int) -> Change | None:
    """Give the field the value it had before the entry `seq`; None where it has it again already.

    Raises:
        Problem: no-such-thing where the entry is not one of this field.
    """
    catalogue_field(ref.kind, field)
    entry = history.entry(desk, seq)
    if entry is None or (entry.ref, entry.field) != (ref, field):
        raise Problem("no-such-thing", kind=str(ref.kind), id=ref.id, field=field)
    with desk.write("value-put-back") as writing:
        writing.set(ref, field, entry.before)
    return writing.change
