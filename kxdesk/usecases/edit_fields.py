"""Give fields new values: what typing, choosing and clearing come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kxdesk.domain.disputes import Dispute, is_disputed, is_taken_back
from kxdesk.domain.edits import Change
from kxdesk.domain.things import Ref, Value
from kxdesk.store import history
from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, and what was not because somebody else had changed it meanwhile."""

    change: Change | None
    disputes: tuple[Dispute, ...]


def set_fields(
    desk: Desk, values: Mapping[tuple[Ref, str], Value], label: str = "fields-edited", why: str = ""
) -> Change | None:
    """All of them in one change; None where each had its value already."""
    with desk.write(label, why) as writing:
        for (ref, field), value in values.items():
            writing.set(ref, field, value)
    return writing.change


def save_fields(
    desk: Desk,
    values: Mapping[tuple[Ref, str], Value],
    bases: Mapping[tuple[Ref, str], Value],
    label: str = "fields-edited",
) -> Saved:
    """As `set_fields`, but no field that changed since is written over: it comes back with its three values.

    Args:
        desk: any desk.
        values: what each field shall be.
        bases: what each was when the person began; a field without one is not compared.
        label: code of what the person did.
    """
    disputes = []
    with desk.write(label) as writing:
        for (ref, field), ours in values.items():
            theirs = writing.value(ref, field)
            base = bases.get((ref, field), theirs)
            if is_disputed(base, theirs, ours):
                disputes.append(
                    Dispute(ref, field, base, theirs, ours, history.last_writer(desk, ref, field))
                )
            elif not is_taken_back(base, theirs, ours):
                writing.set(ref, field, ours)
    return Saved(writing.change, tuple(disputes))
