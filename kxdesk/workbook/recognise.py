"""Which sheet of a layout each sheet of a workbook is, by what is printed on it; names only break ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from kxdesk.workbook.labels import MIN_SIMILAR, label_key, similarity
from kxdesk.workbook.layout import Layout, Role, SheetLayout
from kxdesk.workbook.patterns import match
from kxdesk.workbook.raw import RawWorkbook
from kxdesk.workbook.sheet_view import SheetView

SURE = 0.5  # share of the printed texts that must be there
_PLAIN = 0.8  # from here on nobody has re-typed the labels
_FEW = 3  # so few texts say little by themselves
_MOST_LABELS = 400  # no form sheet holds more short texts; comparing them slip by slip would take long
_NAME = 0.02
_LESS = 0.15
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
        if score < _PLAIN or best is None or len(best.keys) <= _FEW:
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
    for sheet in layout.sheets if view.cells else ():
        found = score(view, sheet) + (_NAME if label_key(sheet.name) == name else 0.0)
        if found > best[0]:
            best = found, sheet
    return best


def form_confidence(views: Iterable[SheetView], layout: Layout) -> float:
    """How surely a workbook is this form: the best share over its sheets, those of issues counting most."""
    best = 0.0
    for _, sheet, score in assign(views, layout):
        if sheet is not None and sheet.role is not Role.LEAVE:
            best = max(best, score if sheet.role is Role.ISSUE else score * 0.9)
    return best


def best_layout(raw: RawWorkbook, layouts: Iterable[Layout]) -> tuple[Layout | None, float]:
    """The layout whose form the workbook most probably is, and how surely; None below one half."""
    views = views_of(raw)
    scored = [(form_confidence(views, layout), layout) for layout in layouts]
    confidence, layout = max(scored, key=lambda entry: entry[0], default=(0.0, None))
    return (layout, confidence) if confidence >= SURE else (None, confidence)
