"""The forms that can be used: shipped with the program, or learnt from another template by this person."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kxdesk.domain.form import Form
from kxdesk.domain.problems import Problem
from kxdesk.system.places import places
from kxdesk.usecases.check_layout import check_layout
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layouts import LayoutPlace, available_layouts, layout_place

_WORKBOOKS = {".xlsx", ".xlsm"}


def usable_layouts() -> tuple[LayoutPlace, ...]:
    """All there are, the newest first."""
    return available_layouts((places().layouts,))


def layout_named(name: str) -> LayoutPlace:
    """By name ("R7"), by layout file or its folder, or by a template that a usable layout fits.

    Raises:
        Problem: as `layouts.layout_place`; of a template also file-missing or a reason code of reading.
    """
    if Path(name).suffix.lower() in _WORKBOOKS:
        return _layout_for(Path(name).absolute())
    return layout_place(name, (places().layouts,))


def _layout_for(template: Path) -> LayoutPlace:
    usable = usable_layouts()
    for place in usable:
        if not any(mismatch.serious for mismatch in check_layout(template, place.layout)):
            layout = replace(place.layout, template=str(template))
            return LayoutPlace(layout, template.parent, shipped=False)
    known = " ".join(place.layout.name for place in usable)
    raise Problem("layout-unknown", name=template.name, known=known)


@lru_cache(maxsize=16)
def form_named(name: str) -> Form:
    """The form "R7" and the like; raises as `layout_named`. Ask `forget_forms` after a layout was learnt."""
    return form_of(layout_named(name).layout)


def known_forms() -> tuple[Form, ...]:
    """Every form there is a layout for."""
    return tuple(form_named(place.layout.name) for place in usable_layouts())


def forget_forms() -> None:
    """A layout changed: read it again when it is wanted."""
    form_named.cache_clear()


def form_for_year(fiscal_year: int, name: str | None = None) -> Form:
    """The form by name; else the newest that was made for that year or before it.

    Raises:
        Problem: layout-unknown, no-form-for-year.
    """
    if name is not None:
        return form_named(name)
    for place in usable_layouts():
        if place.layout.fiscal_year is not None and place.layout.fiscal_year <= fiscal_year:
            return form_of(place.layout)
    raise Problem("no-form-for-year", fiscal_year=fiscal_year)
