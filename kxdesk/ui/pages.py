"""Which page is shown for which place; a page is loaded and made when it is first gone to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kxdesk.ui.desk_view import MakePage
from kxdesk.ui.editions import page as editions_page
from kxdesk.ui.indicators import page as indicators_page
from kxdesk.ui.issues import issue_page, policy_pages
from kxdesk.ui.navigator.spots import Page
from kxdesk.ui.overview import overview_page, policies_page
from kxdesk.ui.round import board_page
from kxdesk.ui.searching import page as search_page
from kxdesk.ui.session import DeskSession
from kxdesk.ui.timeline import page as timeline_page
from kxdesk.ui.year import page as year_page
from kxdesk.ui.years import page as years_page


def _policies(session: DeskSession) -> QWidget:
    return policies_page.PoliciesPage(session)


def _board(session: DeskSession) -> QWidget:
    return board_page.BoardPage(session)


def _overview(session: DeskSession) -> QWidget:
    return overview_page.OverviewPage(session)


def _year(session: DeskSession) -> QWidget:
    return year_page.YearPage(session)


def _years(session: DeskSession) -> QWidget:
    return years_page.YearsPage(session)


def _editions(session: DeskSession) -> QWidget:
    return editions_page.EditionsPage(session)


def _timeline(session: DeskSession) -> QWidget:
    return timeline_page.TimelinePage(session)


def _search(session: DeskSession) -> QWidget:
    return search_page.SearchPage(session)


def _mission(session: DeskSession) -> QWidget:
    return policy_pages.mission_page(session)


def _basics(session: DeskSession) -> QWidget:
    return policy_pages.basics_page(session)


def _retrospective(session: DeskSession) -> QWidget:
    return policy_pages.retrospective_page(session)


def _indicators(session: DeskSession) -> QWidget:
    return indicators_page.IndicatorsPage(session)


def _issue(session: DeskSession) -> QWidget:
    return issue_page.IssuePage(session)


PAGES: Mapping[Page, MakePage] = {
    Page.POLICIES: _policies,
    Page.BOARD: _board,
    Page.OVERVIEW: _overview,
    Page.YEAR: _year,
    Page.YEARS: _years,
    Page.EDITIONS: _editions,
    Page.TIMELINE: _timeline,
    Page.SEARCH: _search,
    Page.MISSION: _mission,
    Page.BASICS: _basics,
    Page.RETROSPECTIVE: _retrospective,
    Page.INDICATORS: _indicators,
    Page.ISSUE: _issue,
}
