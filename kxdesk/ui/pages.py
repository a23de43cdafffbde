"""Which page is shown for which place; a page is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kxdesk.ui.desk_view import MakePage
from kxdesk.ui.issues.issue_page import IssuePage
from kxdesk.ui.issues.policy_pages import basics_page, mission_page, retrospective_page
from kxdesk.ui.navigator.spots import Page
from kxdesk.ui.session import DeskSession


def _policies_page(session: DeskSession) -> QWidget:
    from kxdesk.ui.overview.policies_page import PoliciesPage  # noqa: PLC0415 -- loads when it is wanted

    return PoliciesPage(session)


PAGES: Mapping[Page, MakePage] = {
    Page.POLICIES: _policies_page,
    Page.MISSION: mission_page,
    Page.BASICS: basics_page,
    Page.RETROSPECTIVE: retrospective_page,
    Page.ISSUE: IssuePage,
}
