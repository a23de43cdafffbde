"""Take an issue out of the policy; nothing of it is lost, and the notice offers the way back."""

from __future__ import annotations

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.navigator.lines import label
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import issues


def retire_issue(view: DeskView, notices: Notices, issue_id: str) -> None:
    line = view.navigator.line(issue_id)
    name = label(line) if line else ""
    neighbour = _neighbour(view, issue_id)

    def on_done(_change: object) -> None:
        view.go(neighbour)
        notices.tell(
            Tone.GOOD,
            _("課題{name}を取りやめました。内容は残っています。").format(name=name),
            Offer(_("取りやめを戻す"), lambda: view.session.submit(issues.restore_issue, issue_id)),
            key="retired",
        )

    view.session.submit(issues.retire_issue, issue_id, done=on_done)


def _neighbour(view: DeskView, issue_id: str) -> Spot:
    """Where to be afterwards: the next issue, else the one before, else the mission."""
    ids = [line.id for line in view.navigator.lines]
    place = ids.index(issue_id)
    rest = ids[place + 1 :] + ids[:place][::-1]
    return Spot(Page.ISSUE, rest[0]) if rest else Spot(Page.MISSION)
