"""Give fields new values: what typing, choosing and clearing come to."""

from __future__ import annotations

from collections.abc import Mapping

from kxdesk.domain.edits import Change
from kxdesk.domain.things import Ref, Value
from kxdesk.store.desk import Desk


def set_fields(
    desk: Desk, values: Mapping[tuple[Ref, str], Value], label: str = "fields-edited", why: str = ""
) -> Change | None:
    """All of them in one change; None where each had its value already."""
    with desk.write(label, why) as writing:
        for (ref, field), value in values.items():
            writing.set(ref, field, value)
    return writing.change
