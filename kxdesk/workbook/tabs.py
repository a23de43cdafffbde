"""The tabs of a workbook in the making, and all that belongs to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.sheet import Repeat, Sheet
from kxdesk.workbook.sheet_names import sheet_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.workbook.growth import Growth
    from kxdesk.workbook.parts import Part
    from kxdesk.workbook.template import Template
    from kxdesk.workbook.workbook_part import SheetEntry


class Tab:
    """One tab.

    Attributes:
        entry: as the workbook lists it; identity: stays the same however tabs move.
        part: name of its part; origin: of the template's part it came from.
        template_position: of the tab in the template, None for a clone.
    """

    def __init__(self, template: Template, entry: SheetEntry, identity: int, repeat: Repeat) -> None:
        self.entry = entry
        self.identity = identity
        self.name = entry.name
        self.part = entry.part
        self.origin = entry.part
        self.hidden = entry.hidden
        self.template_position: int | None = identity
        self._template = template
        self._repeat = repeat
        self._sheet: Sheet | None = None
        self._parts: list[Part] | None = None

    @property
    def key(self) -> str:
        return sheet_key(self.name)

    @property
    def is_worksheet(self) -> bool:
        return self.entry.kind == "worksheet" and bool(self.part)

    @property
    def sheet(self) -> Sheet:
        """Its worksheet. Raises Problem not-a-worksheet."""
        if self._sheet is None:
            if not self.is_worksheet:
                raise Problem("not-a-worksheet", sheet=self.name, kind=self.entry.kind)
            self._sheet = Sheet(self._template, self.name, self.origin, self._repeat)
        return self._sheet

    @property
    def opened(self) -> Sheet | None:
        """Its worksheet if anybody asked for it."""
        return self._sheet

    @property
    def parts(self) -> list[Part]:
        """The parts around it."""
        if self._parts is None:
            owned = self._template.owned(self.origin) if self.origin else ()
            threads = any(one.kind == "threadedComment" for one in owned)
            self._parts = [self._template.part(one, threads=threads) for one in owned]
        return self._parts

    @property
    def opened_parts(self) -> list[Part]:
        return self._parts or []

    def names_sheet(self, key: str) -> bool:
        """Whether its cells or rules name a sheet."""
        if self._sheet is not None:
            return key in self._sheet.sheets
        return self.is_worksheet and key in self._template.sheet_source(self.origin).sheets

    def names_any(self, keys: set[str]) -> bool:
        """Whether its cells or rules name one of these sheets."""
        return any(self.names_sheet(key) for key in keys)

    @property
    def has_formulas(self) -> bool:
        return self.is_worksheet and bool(self._template.sheet_source(self.origin).formulas.bare)

    def grow(self, growth: Growth, *, blank: bool) -> None:
        """Its own rows were repeated."""
        for part in self.parts:
            self.sheet.left_behind.update(part.left_behind(growth))
        self.sheet.grow_rows(growth, blank=blank)
        for part in self.parts:
            part.grow(growth, home=True)

    def follow_growth(self, growth: Growth) -> None:
        """Rows of another sheet were repeated."""
        if self.names_sheet(growth.sheet):
            self.sheet.follow_growth(growth)
        for part in self.parts:
            part.grow(growth, home=False)

    def retarget(self, names: Mapping[str, str | None]) -> None:
        """Sheets were renamed or removed."""
        if any(self.names_sheet(key) for key in names):
            self.sheet.retarget(names)
        for part in self.parts:
            part.retarget(names)

    def clone(self, identity: int, sheet: Sheet, parts: list[Part], part: str) -> Tab:
        """A tab beside this one, for a clone of its sheet."""
        tab = Tab(self._template, self.entry, identity, self._repeat)
        tab.name = sheet.name
        tab.part = part
        tab.origin = self.origin
        tab.hidden = False
        tab.template_position = None
        tab._sheet = sheet
        tab._parts = parts
        return tab

    def rename(self, name: str) -> None:
        self.name = name
        if self._sheet is not None:
            self._sheet.name = name
