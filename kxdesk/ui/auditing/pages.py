"""What an auditor finds in a copy, beside 検証. Another page is another line here."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kxdesk.ui import desk_view
from kxdesk.ui import pages as desk_pages
from kxdesk.ui.actions import action
from kxdesk.ui.auditing.auditor_window import AuditPage
from kxdesk.ui.navigator.desk_pages import entries_of
from kxdesk.ui.navigator.spots import AUDITED, Page, Spot
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import N_, _

# The pages that only read; none through which something could be written is among them.
READ = (*AUDITED, Page.MISSION, Page.BASICS, Page.RETROSPECTIVE, Page.ISSUE)


_KEYS = {"Alt+1": ""}  # that is 検証


def _policies(session: DeskSession) -> QWidget:
    view = desk_view.DeskView(session, {page: desk_pages.PAGES[page] for page in READ})
    for entry in entries_of(session.facts) if session.facts else ():
        go = partial(view.go, Spot(entry.page))
        view.addAction(action(view, _(entry.text), go, keys=_KEYS.get(entry.keys, entry.keys)))
    view.join()
    return view


AUDIT_PAGES = (AuditPage(N_("方針"), "issue", "Alt+2", _policies),)
