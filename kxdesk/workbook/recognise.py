"""Which sheet of a layout each sheet of a workbook is, by what is printed on it; names only break ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from kxdesk.workbook.labels import MIN_SIMILAR, label_key, similarity
from kxdesk.workbook.layout import Layout, Role, SheetLayout
from kxdesk.workbook.patterns import match
from kxdesk.workbook.raw import RawWorkbook
from kxdesk.workbook.sheet_view import SheetView

SURE = 0.5  # share of the printed texts that must be there
PLAIN = 0.8  # from here on nobody has re-typed the labels
_FEW = 3  # so few texts say little by themselves
_MOST_LABELS = 400  # no form sheet holds more short texts; comparing them slip by slip would take long
_NAME = 0.02
_LESS = 0.15
_EACH_WEIGHT, _MOST_WEIGHT = 0.005, 0.04
_NEARLY_ALL = 0.95
Match: TypeAlias = tuple[SheetView, SheetLayout | None, float]


def views_of(raw: RawWorkbook) -> list[SheetView]:
    """The sheets that can hold cells, in the order of the tabs."""
    return [SheetView(sheet, date1904=raw.date1904) for sheet in raw.sheets if sheet.kind == "worksheet"]


def sheet_score(view: SheetView, sheet: SheetLayout) -> float:
    """Share of the form's texts that the sheet carries letter by letter (once folded), 0.0 to 1.0."""
    return len(sheet.keys & view.labels.keys()) / len(sheet.keys) if sheet.keys else 0.0


def _patient_score(view: SheetView, sheet: SheetLayout) -> float:
    """The same, slips forgiven and texts with something typed into them counted."""
    patterns = [box.pattern for box in sheet.boxes if box.pattern is not None]
    wanted = len(sheet.keys) + len(patterns)
    if not wanted or len(view.labels) > _MOST_LABELS:
        return sheet_score(view, sheet)
    found = len(sheet.keys & view.labels.keys())
    found += sum(_resembles(view, key) for key in sheet.keys - view.labels.keys())
    texts = [view.text(places[0]) for places in view.labels.values()]
    found += sum(any(match(pattern, text) is not None for text in texts) for pattern in patterns)
    return found / wanted


def _resembles(view: SheetView, key: str) -> bool:
    return any(similarity(key, other) >= MIN_SIMILAR for other in view.labels)


def assign(views: Iterable[SheetView], layout: Layout) -> list[Match]:
    """Each sheet with what it is taken for (None: nothing of this form) and how surely.

    A sheet that the form has once goes to the best candidate; another as good is still named as such.
    """
    found = []
    for view in views:
        score, best = _best(view, layout, sheet_score)
        if score < PLAIN or best is None or len(best.keys) <= _FEW:
            score, best = _best(view, layout, _patient_score)
        found.append((view, best if score >= SURE else None, min(score, 1.0)))
    return _without_lesser(found)


def _without_lesser(found: list[Match]) -> list[Match]:
    """A cover with some of a form's words is no second copy of the sheet that has them all."""
    most: dict[str, float] = {}
    for _, sheet, score in found:
        if sheet is not None:
            most[sheet.name] = max(score, most.get(sheet.name, 0.0))
    return [
        (view, None, score)
        if sheet is not None and sheet.role is not Role.ISSUE and score < most[sheet.name] - _LESS
        else (view, sheet, score)
        for view, sheet, score in found
    ]


def _best(
    view: SheetView, layout: Layout, score: Callable[[SheetView, SheetLayout], float]
) -> tuple[float, SheetLayout | None]:
    name = label_key(view.name)
    best: tuple[float, SheetLayout | None] = (0.0, None)
    most = 0.0
    for sheet in layout.sheets if view.cells else ():
        found = score(view, sheet) + (_NAME if label_key(sheet.name) == name else 0.0)
        # Of sheets that fit alike the one that says more: a single label may have been typed into a box.
        weight = found + min(_MOST_WEIGHT, _EACH_WEIGHT * len(sheet.keys & view.labels.keys()))
        if found and weight > most:
            most, best = weight, (found, sheet)
    return best


class Recognised(NamedTuple):
    """A workbook taken for a form: how surely, and its sheets; the layout is None below one half."""

    layout: Layout | None
    confidence: float
    sheets: list[Match]


def recognise(raw: RawWorkbook, layouts: Iterable[Layout]) -> Recognised:
    """As which of these forms a workbook is to be read."""
    views = views_of(raw)
    best = Recognised(None, 0.0, [])
    for layout in _worth_a_look(views, tuple(layouts)):
        sheets = assign(views, layout)
        confidence = _confidence(sheets)
        if confidence > best.confidence or not best.sheets:
            best = Recognised(layout, confidence, sheets)
    return best if best.confidence >= SURE else best._replace(layout=None)


def _confidence(sheets: list[Match]) -> float:
    """The best share over the sheets, those of issues counting most."""
    scores = [
        score if sheet.role is Role.ISSUE else score * 0.9
        for _, sheet, score in sheets
        if sheet is not None and sheet.role is not Role.LEAVE
    ]
    return max(scores, default=0.0)


def _worth_a_look(views: list[SheetView], layouts: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """The one layout whose labels are nearly all there letter by letter while no other's are; else all."""
    plain = []
    for layout in layouts:
        forms = [sheet for sheet in layout.sheets if sheet.role in (Role.ISSUE, Role.ONCE)]
        forms = [sheet for sheet in forms if len(sheet.keys) > _FEW]
        plain.append(max((sheet_score(view, sheet) for view in views for sheet in forms), default=0.0))
    sure = [layout for layout, score in zip(layouts, plain, strict=True) if score >= _NEARLY_ALL]
    others = [score for score in plain if score < _NEARLY_ALL]
    return tuple(sure) if len(sure) == 1 and max(others, default=0.0) < SURE else layouts
