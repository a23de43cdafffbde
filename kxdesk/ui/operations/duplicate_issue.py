"""Copy the issue on the screen behind itself, and go to the copy."""

from __future__ import annotations

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.operations.add_issue import go_to_new
from kxdesk.usecases import issues


def duplicate_issue(view: DeskView, issue_id: str) -> None:
    view.session.submit(issues.duplicate_issue, issue_id, done=lambda change: go_to_new(view, change))
