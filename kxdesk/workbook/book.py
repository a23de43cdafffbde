"""A workbook in the making: sheets of a template filled, cloned, grown, renamed, hidden, removed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakMethod

from kxdesk.domain.problems import Problem
from kxdesk.workbook.clone import Fresh, clone_tab
from kxdesk.workbook.growth import Growth
from kxdesk.workbook.limits import MAX_ROW
from kxdesk.workbook.parts import Part
from kxdesk.workbook.save import saved
from kxdesk.workbook.sheet_names import check_sheet_name, sheet_key
from kxdesk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.workbook.names import DefinedName
    from kxdesk.workbook.sheet import Repeat, Sheet
    from kxdesk.workbook.template import Template


class Book:
    """One workbook made from a template, which stays as it is.

    Attributes:
        tabs: in order; names: defined names, their scopes identities of tabs.
        loose: parts that follow sheets but belong to none (sources of pivot tables).
    """

    def __init__(self, template: Template) -> None:
        self.template = template
        repeat: Repeat = WeakMethod(self.repeat_rows)
        self.tabs = [Tab(template, entry, at, repeat) for at, entry in enumerate(template.workbook.sheets)]
        self.names: tuple[DefinedName, ...] = template.workbook.names
        self.loose: list[Part] = template.loose_parts()
        self.tabs_changed = False
        self._made = len(self.tabs)
        self._fresh: Fresh | None = None

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all tabs, hidden ones too, in order."""
        return tuple(tab.name for tab in self.tabs)

    def sheet(self, name: str) -> Sheet:
        """A worksheet. Raises Problem unknown-sheet, not-a-worksheet."""
        return self._tab(name).sheet

    def clone(self, name: str, new_name: str, after: str | None = None) -> Sheet:
        """Make a second sheet like one that is there, in its present state, with its own copy of everything.

        Args:
            name: of the sheet to copy; a hidden one gives a visible clone.
            new_name: legal and not yet taken.
            after: name of the sheet it goes behind; else behind the original and its earlier clones.

        Raises:
            Problem: unknown-sheet, not-a-worksheet, clone-not-possible, sheet-name-empty,
                sheet-name-too-long, sheet-name-illegal, sheet-name-taken.
        """
        original = self._tab(name)
        check_sheet_name(new_name, self.sheet_names)
        at = self._place_for_clone(original) if after is None else self.tabs.index(self._tab(after)) + 1
        if self._fresh is None:
            self._fresh = Fresh(self.template, self.tabs)
        tab, cloning = clone_tab(original, new_name, self._made, self._fresh)
        self._made += 1
        self.tabs.insert(at, tab)
        self.names += tuple(
            one.cloned(tab.identity, cloning) for one in self.names if self._goes_along(one, original)
        )
        self.tabs_changed = True
        return tab.sheet

    def rename(self, name: str, new_name: str) -> None:
        """Give a sheet another name, everywhere. Raises Problem as `clone` does for its new name."""
        tab = self._tab(name)
        check_sheet_name(new_name, (one for one in self.sheet_names if one != tab.name))
        old = tab.key
        tab.rename(new_name)
        self._retarget({old: new_name})

    def remove(self, name: str) -> None:
        """Take a sheet away; what referred to it reads #REF!, as in Excel. Raises Problem last-sheet."""
        tab = self._tab(name)
        self._see_that_one_stays(tab)
        self.tabs.remove(tab)
        self.names = tuple(one for one in self.names if one.scope != tab.identity)
        self._retarget({tab.key: None})

    def hide(self, name: str) -> None:
        """Hide a sheet. Raises Problem unknown-sheet, last-sheet."""
        tab = self._tab(name)
        self._see_that_one_stays(tab)
        tab.hidden = True
        self.tabs_changed = True

    def repeat_rows(  # noqa: PLR0913 - which rows, how often and how
        self, name: str, first: int, last: int, times: int, *, blank: bool = False, stretch: bool = False
    ) -> None:
        """Let rows appear again right below themselves, with all that belongs to them.

        Args:
            name: of the sheet.
            first: the first row, as it stands now.
            last: the last one.
            times: how often more.
            blank: the copies get the look but neither texts nor formulas.
            stretch: boxes that end in the last row reach over the new ones, and nothing appears twice.

        Raises:
            Problem: unknown-sheet, bad-rows, sheet-too-long, too-many-page-breaks.
        """
        tab = self._tab(name)
        if not 1 <= first <= last <= MAX_ROW or times < 0:
            raise Problem("bad-rows", sheet=name, first=first, last=last, times=times)
        if times == 0:
            return
        growth = Growth(tab.key, first, last, times, stretch)
        growth.row(max(tab.sheet.last_row, last + 1))  # refused before anything has moved
        tab.grow(growth, blank=blank)
        for other in self.tabs:
            if other is not tab:
                other.follow_growth(growth)
        for part in self.loose:
            part.grow(growth, home=False)
        self.names = tuple(one.grown(growth) for one in self.names)

    def save(self) -> bytes:
        """The file's bytes; those of the template if nothing was changed."""
        return saved(self)

    def _tab(self, name: str) -> Tab:
        key = sheet_key(name)
        for tab in self.tabs:
            if tab.key == key:
                return tab
        raise Problem("unknown-sheet", sheet=name)

    def _place_for_clone(self, original: Tab) -> int:
        at = self.tabs.index(original) + 1
        while at < len(self.tabs) and self.tabs[at].template_position is None:
            at += 1
        return at

    def _goes_along(self, name: DefinedName, original: Tab) -> bool:
        """A clone has its own names and, as in Excel, its own meaning of a name it calculates with."""
        if name.scope is not None:
            return name.scope == original.identity
        return name.sheets() == {original.key} and original.sheet.mentions(name.name)

    def _see_that_one_stays(self, tab: Tab) -> None:
        if not any(not other.hidden for other in self.tabs if other is not tab):
            raise Problem("last-sheet", sheet=tab.name)

    def _retarget(self, names: Mapping[str, str | None]) -> None:
        self.tabs_changed = True
        for tab in self.tabs:
            tab.retarget(names)
        for part in self.loose:
            part.retarget(names)
        self.names = tuple(one.retargeted(names) for one in self.names)
