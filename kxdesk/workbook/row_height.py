"""Row heights at which nothing is cut in print, in Excel and where another program replaces the fonts.

Excel never fits merged cells, and where a text breaks depends on the printer. So a text is set in thought
for each program that may print it, with a margin, and the tallest of the answers counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from kxdesk.workbook.fonts import SUBSTITUTE, WORST_PITCH, FontFacts, digit_px, font_facts
from kxdesk.workbook.geometry import MAX_ROW_PT, PT_PER_PX, padding_px
from kxdesk.workbook.text_fit import safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kxdesk.workbook.geometry import Box, BoxRow

Overflow: TypeAlias = Literal["too-tall", "too-wide", "hidden"]

# Shares of the width held back: for fonts known only by their kind; for those measured letter by letter.
_MARGIN = 0.08
_MEASURED_MARGIN = 0.03
# Excel's own rounding of a row, in points.
_STEP = PT_PER_PX
# Held back of the height for what a printer driver adds: so much of a line each, up to half a line.
_SLACK_A_LINE = 0.05
_MOST_SLACK = 0.5
# LibreOffice keeps 0.35 mm free on either side of a cell.
_LIBRE_PADDING_PT = 2.0
_SPACES_PER_INDENT = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits a box.

    Attributes:
        lines: it takes at the most.
        needed_pt: least height at which no line is cut.
        row_heights: rows that must become taller, in points; empty if the box is tall enough as it is.
        overflow: why not all of it shows even then, else None: "too-tall": the box's rows at their limit
            are not enough, it wants `needs_rows`; "too-wide": the box does not wrap and is too narrow;
            "hidden": all its rows or columns are hidden.
        needs_rows: rows the box must have to show all of the text, at least those it has.
    """

    box: Box
    lines: int
    needed_pt: float
    row_heights: Mapping[int, float] = field(default_factory=dict)
    overflow: Overflow | None = None
    needs_rows: int = 1


def fit_box(text: str, box: Box, *, tallest: float = MAX_ROW_PT) -> Fit:
    """Whether a text fits a box, and the row heights at which it does.

    Turned, stacked and shrunk text is left as the form has it. Rows grow evenly, none over `tallest`.

    Args:
        text: as it will be shown, lines separated by LF.
        box: with the rows and the look it has in the sheet.
        tallest: limit for one row in points, MAX_ROW_PT or less: what one page can hold.
    """
    rows, alignment = len(box.rows), box.look.alignment
    if not text or alignment.shrinks or alignment.stacked or alignment.rotation:
        return Fit(box, 1, 0.0, needs_rows=rows)
    if not rows or not box.width_px:
        return Fit(box, 0, 0.0, overflow="hidden", needs_rows=max(1, rows))
    settings = [_set(text, box, setting) for setting in _settings(box)]
    lines, needed = max(one.lines for one in settings), max(one.least_pt for one in settings)
    wide: Overflow | None = (
        "too-wide" if not alignment.wraps and any(one.too_wide for one in settings) else None
    )
    if needed <= box.height:
        return Fit(box, lines, needed, overflow=wide, needs_rows=rows)
    wanted = max(one.roomy_pt for one in settings)
    heights = grown(box.rows, wanted, tallest)
    enough = sum(heights.get(row.number, row.height) for row in box.rows) >= needed
    needs = rows if enough else max(rows + 1, math.ceil(wanted / tallest))
    return Fit(box, lines, needed, heights, wide if enough else "too-tall", needs)


def fit_rows(fits: Iterable[Fit]) -> dict[int, float]:
    """Heights for all boxes of a sheet at once, by row: where boxes share a row the tallest wins.

    Boxes over several rows come last and grow only by what is still missing.
    """
    heights: dict[int, float] = {}
    growing = [fit for fit in fits if fit.row_heights]
    for fit in sorted(growing, key=lambda fit: len(fit.box.rows)):
        rows = [row._replace(height=heights.get(row.number, row.height)) for row in fit.box.rows]
        if len(rows) == 1:
            wanted = fit.row_heights[rows[0].number]
        else:
            wanted = sum(fit.row_heights.get(row.number, row.height) for row in fit.box.rows)
        heights.update(grown(rows, wanted, MAX_ROW_PT))
    return heights


def grown(rows: Sequence[BoxRow], wanted: float, tallest: float = MAX_ROW_PT) -> dict[int, float]:
    """New heights of the rows that must grow so that together they are `wanted` high, as evenly as can be.

    No row shrinks; none grows over `tallest`, even if that leaves the rows lower than wanted.
    """
    heights = {row.number: row.height for row in rows}
    open_rows = [row.number for row in rows if row.height < tallest]
    missing = wanted - sum(heights.values())
    while missing > 0 and open_rows:
        share = missing / len(open_rows)
        for number in open_rows:
            heights[number] = min(tallest, math.ceil((heights[number] + share) / _STEP) * _STEP)
        missing = wanted - sum(heights.values())
        open_rows = [number for number in open_rows if heights[number] < tallest]
    return {row.number: heights[row.number] for row in rows if heights[row.number] > row.height}


_BELOW = -0.08  # em: the last line's letters stay clear of the edge


class _Setting(NamedTuple):
    """One way a text may be set.

    Attributes:
        facts: of the font.
        width_pt: for the text, margins taken off.
        pitch: from line to line in em.
        slack: lines to add for each line, up to _MOST_SLACK.
    """

    facts: FontFacts
    width_pt: float
    pitch: float
    slack: float


class _Outcome(NamedTuple):
    lines: int
    least_pt: float
    roomy_pt: float
    too_wide: bool


def _settings(box: Box) -> tuple[_Setting, _Setting]:
    """In Excel with the box's own font, and in LibreOffice with that or what it puts in its place."""
    facts, normal = font_facts(box.look.font.name), font_facts(box.normal.name)
    digit = digit_px(box.normal.name, box.normal.size)
    indent = box.look.alignment.indent * _SPACES_PER_INDENT * digit * PT_PER_PX
    excel = (box.width_px - padding_px(digit)) * PT_PER_PX - indent
    unit = (normal if normal.everywhere else SUBSTITUTE).digit * box.normal.size
    libre = box.width_units * unit - _LIBRE_PADDING_PT - indent
    other = facts if facts.everywhere else SUBSTITUTE
    margin, slack = (_MEASURED_MARGIN, 0.0) if facts.everywhere else (_MARGIN, _SLACK_A_LINE)
    return (
        _Setting(facts, excel * (1 - margin), _pitch(facts, box), slack),
        _Setting(other, libre * (1 - _MEASURED_MARGIN), other.libre_pitch, 0.0),
    )


def _spare(facts: FontFacts, box: Box, lines: int) -> float:
    """In em. The empty part of a line is mostly over the letters: text that starts at the top has none below.

    One line stays where Excel's own height for an empty row holds it.
    """
    if lines == 1 or box.look.alignment.vertical in {"bottom", "center"}:
        return facts.spare
    return min(facts.spare, _BELOW)


def _pitch(facts: FontFacts, box: Box) -> float:
    """In em. The default row height tells that of an unknown font, if it is the Normal font."""
    if facts.pitch is not None:
        return facts.pitch
    if box.look.font.name != box.normal.name:
        return WORST_PITCH
    return min(max(SUBSTITUTE.libre_pitch, box.default_row_pt / box.normal.size), WORST_PITCH)


def _set(text: str, box: Box, setting: _Setting) -> _Outcome:
    font = box.look.font
    widths = setting.facts.widths.bold if font.bold else setting.facts.widths
    needed = safe_lines(text, setting.width_pt / (font.size / 2), widths)
    lines = needed if box.look.alignment.wraps else 1
    pitch = setting.pitch * font.size
    spare = _spare(setting.facts, box, lines)
    return _Outcome(
        lines,
        least_pt=lines * pitch - spare * font.size,
        roomy_pt=(lines + min(_MOST_SLACK, lines * setting.slack)) * pitch - min(0.0, spare) * font.size,
        too_wide=needed > 1 + text.count("\n"),
    )
