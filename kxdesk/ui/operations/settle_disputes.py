"""Tell of fields that somebody else changed meanwhile, and let the person choose, one after the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kxdesk.ui.desks.dispute_dialog import DisputeDialog
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.words.fields import field_name
from kxdesk.words.problems import Told

KEY = "disputes"


def tell_disputes(parent: QWidget, session: DeskSession, notices: Notices) -> None:
    """One notice for all that wait; gone when the last is chosen."""
    waiting = session.disputes
    if not waiting:
        notices.withdraw(KEY)
        return
    first = waiting[0]
    told = Told(
        _("「{field}」は、書いている間に{who}さんも変えました。").format(
            field=field_name(first.ref.kind, first.field), who=first.who or _("ほかの人")
        ),
        _("入力した内容は画面に残っています。"),
        _("まだ保存していません。見比べて、どうするかを決めてください。"),
    )
    offer = Offer(_("見比べて決める"), lambda: settle_disputes(parent, session), closes=False)
    notices.tell(Tone.WARN, told, offer, key=KEY, lasting=True)


def settle_disputes(parent: QWidget, session: DeskSession) -> None:
    """Ask for the first; the next follows when it is chosen."""
    if not session.disputes:
        return
    dispute = session.disputes[0]
    dialog = DisputeDialog(dispute, parent)

    def on_chosen() -> None:
        session.settle_dispute(dispute, dialog.text)
        settle_disputes(parent, session)

    dialog.accepted.connect(on_chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
