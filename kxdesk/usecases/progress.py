"""Record progress at a date; another date's text is never touched."""

from __future__ import annotations

from kxdesk.domain.dates import date_key
from kxdesk.domain.edits import Change
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import policies
from kxdesk.store.desk import Desk


def record_progress(desk: Desk, issue_id: str, as_of: str, text: str, activity: str = "") -> Change | None:
    """Edit the entry of that date, however the date is written, or make one.

    Args:
        desk: open for writing.
        issue_id: the issue.
        as_of: the date as typed; it is kept as it was typed first.
        text: what is said.
        activity: the activity it is said of; "" is the whole issue.
    """
    entries = policies.load_issue(desk, issue_id).progress
    wanted = (date_key(as_of), activity)
    same = [entry for entry in entries if (date_key(entry.as_of), entry.activity) == wanted]
    with desk.write("progress-recorded") as writing:
        if same:
            writing.set(Ref(Kind.PROGRESS, same[-1].id), "text", text)
        else:
            values = {"as_of": as_of, "activity": activity, "text": text}
            writing.create(Kind.PROGRESS, issue_id, values)
    return writing.change
