"""Which page is shown for which place; a page is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Mapping

from kxdesk.ui.desk_view import MakePage
from kxdesk.ui.issues.issue_page import IssuePage
from kxdesk.ui.issues.policy_pages import basics_page, mission_page, retrospective_page
from kxdesk.ui.navigator.spots import Page

PAGES: Mapping[Page, MakePage] = {
    Page.MISSION: mission_page,
    Page.BASICS: basics_page,
    Page.RETROSPECTIVE: retrospective_page,
    Page.ISSUE: IssuePage,
}
