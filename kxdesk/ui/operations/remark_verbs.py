"""What is done about remarks beside the form: pinned to the field one is at, spoken about, settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kxdesk.usecases import remarks as verbs

if TYPE_CHECKING:
    from kxdesk.ui.desk_view import DeskView
    from kxdesk.ui.docks.remarks import Remarks
    from kxdesk.usecases.list_remarks import PlacedRemark


def connect(panel: Remarks, view: DeskView) -> None:
    """The panel's wishes, done in the desk that is shown."""

    def on_chosen(placed: PlacedRemark) -> None:
        view.go_to_field(placed.remark.ref, placed.remark.field, placed.issue)

    def on_pin(text: str) -> None:
        facts, focused = view.session.facts, view.focused
        if facts and focused:
            view.flush()
            view.session.submit(verbs.add_remark, facts.policy_id, *focused, text, done=on_written)

    def on_say(remark_id: str, text: str) -> None:
        view.session.submit(verbs.say, remark_id, text, done=on_written)

    def on_settle(remark_id: str, settled: bool) -> None:
        work = verbs.settle_remarks if settled else verbs.reopen_remarks
        view.session.submit(work, [remark_id])

    def on_written(_change: Any) -> None:
        panel.cleared()

    panel.remark_chosen.connect(on_chosen)
    panel.pin_requested.connect(on_pin)
    panel.say_requested.connect(on_say)
    panel.settle_requested.connect(on_settle)
