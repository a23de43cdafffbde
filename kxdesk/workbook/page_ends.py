"""Where the pages of a filled sheet end, so that no heading stands alone at a page's foot.

A break is set by hand only where the page would part rows that belong together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.workbook.areas import Area, parse_area
from kxdesk.workbook.chunks import render
from kxdesk.workbook.page_setup import read_page_setup, titles_in
from kxdesk.workbook.pages import page_body_pt, suggest_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kxdesk.workbook.geometry import Geometry
    from kxdesk.workbook.growth import Block
    from kxdesk.workbook.package import Package
    from kxdesk.workbook.page_setup import PageSetup
    from kxdesk.workbook.workbook_part import WorkbookPart

_PRINT_AREA, _TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
_QUOTED = re.compile(r"(?:'(?:[^']|'')*'|[^'!,]+)!")


def blank_setup(package: Package, workbook: WorkbookPart, part: str) -> PageSetup:
    """The page set-up of a sheet of the blank template."""
    position = next(at for at, sheet in enumerate(workbook.sheets) if sheet.part == part)
    texts = {
        name.name: _QUOTED.sub("", render(name.inner).decode())
        for name in workbook.names
        if name.scope == position
    }
    areas = filter(None, map(parse_area, texts.get(_PRINT_AREA, "").split(",")))
    titles = titles_in(texts.get(_TITLES, ""))
    return read_page_setup(package.tree(part), tuple(areas), titles)


def grown_setup(setup: PageSetup, row: Callable[[int], int], breaks: tuple[int, ...]) -> PageSetup:
    """The same once rows were put in: `row` says where a row of the blank sheet stands now."""
    areas = (
        area._replace(first_row=row(area.first_row), last_row=row(area.last_row)) for area in setup.areas
    )
    titles = setup.title_rows and (row(setup.title_rows[0]), row(setup.title_rows[1]))
    return replace(setup, areas=tuple(areas), title_rows=titles, row_breaks=breaks)


def grown_geometry(
    geometry: Geometry, rows: list[int], heights: Mapping[int, float], merges: Iterable[Block]
) -> Geometry:
    """A blank sheet's sizes with rows where they stand now: `rows` has the blank sheet's row of each."""
    last = rows[-1] if rows else 0
    originals = [*rows, *range(last + 1, geometry.last_row + 1)]
    found = {at: geometry.rows[one] for at, one in enumerate(originals, 1) if one in geometry.rows}
    areas = {(area[0], area[1]): Area(*area) for area in merges}
    now = replace(geometry, rows=found, merges=areas, last_row=len(originals), _offsets={})
    return now.with_heights(dict(heights))


def breaks_to_set(
    geometry: Geometry, setup: PageSetup, together: Iterable[tuple[int, int]]
) -> tuple[int, ...]:
    """Rows below which a page should end; what is taller than a page is not kept together."""
    body = page_body_pt(geometry, setup)
    total = geometry.top(geometry.last_row + 1)
    if total <= body:
        return ()
    kept = [
        (first, last) for first, last in together if geometry.top(last + 1) - geometry.top(first) <= body / 2
    ]
    return suggest_breaks(geometry, setup, kept)


def cut_by_pages(geometry: Geometry, setup: PageSetup, areas: Iterable[Area]) -> list[Area]:
    """Boxes that no page holds whole."""
    body = page_body_pt(geometry, setup)
    return [
        area for area in areas if geometry.top(area.last_row + 1) - geometry.top(area.first_row) > body + 0.1
    ]
