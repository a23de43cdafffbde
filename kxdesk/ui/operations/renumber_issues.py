"""Number the issues of each area from 1, as they stand."""

from __future__ import annotations

from kxdesk.domain.edits import Change
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import issues


def renumber_issues(view: DeskView, notices: Notices) -> None:
    facts = view.session.facts
    assert facts

    def on_done(change: Change | None) -> None:
        said = _("課題番号を付け直しました。") if change else _("課題番号は順番どおりです。")
        notices.tell(Tone.GOOD, said, key="renumber")

    view.session.submit(issues.renumber, facts.policy_id, done=on_done)
