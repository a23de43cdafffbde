"""A policy written into the ward office's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kxdesk.domain.identity import ALPHABET, LENGTH, control_number
from kxdesk.domain.policy import Facility, Issue, Policy, values_of
from kxdesk.domain.problems import Problem
from kxdesk.domain.progress import as_one_text, latest_first
from kxdesk.domain.things import Kind, Ref
from kxdesk.workbook.book import Book
from kxdesk.workbook.fill_blocks import fill_blocks
from kxdesk.workbook.fill_lists import fill_list, fill_matrix
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.indicator_rows import indicator_rows
from kxdesk.workbook.issue_order import area_order, in_order
from kxdesk.workbook.layout import CONTROL_NUMBER, Box, Layout, Relation, Role, SheetLayout
from kxdesk.workbook.sheet_filler import FillNote, SheetFiller, sizes_of
from kxdesk.workbook.sheet_titles import issue_titles
from kxdesk.workbook.template import Template

# Facts of the document, not texts that the form could leave out.
_NOT_MISSED = frozenset(
    {"policy.form", "policy.fiscal_year", "policy.budget", "policy.retrospective_fiscal_year"}
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook.

    Attributes:
        data: the file's bytes.
        notes: what of the policy the paper does not show as it is.
        places: the box of each field of each thing, filled or blank.
    """

    data: bytes
    notes: tuple[FillNote, ...]
    places: Mapping[tuple[Ref, str], Place]


class Place(NamedTuple):
    """A box of a workbook."""

    sheet: str
    row: int
    column: int


def fill(
    template: Template, layout: Layout, policy: Policy, ahead: Mapping[str, str] | None = None
) -> Filled:
    """Write a policy into its form: the sheets that are there once, and one sheet for each issue.

    Issues come in the order of areas and numbers; without any the blank sheet stays. Only the latest as-of
    date's progress has a place on paper.

    Args:
        template: the blank workbook.
        layout: where it keeps each field.
        policy: values as they stand in the desk.
        ahead: by field ("issue.division"), what is typed into the blank sheet of a policy without issues; its
            bureau and the like go there too then.

    Raises:
        Problem: sheet-not-in-template (sheet), and as `Sheet.set`.
    """
    return _Filler(template, layout, policy, ahead or {}).fill()


class _Filler:
    def __init__(self, template: Template, layout: Layout, policy: Policy, ahead: Mapping[str, str]) -> None:
        self.ahead = ahead
        self.layout = layout
        self.policy = policy
        self.sizes = sizes_of(template)
        self.book: Book = template.book()
        self.notes: list[FillNote] = []
        self.places: dict[tuple[Ref, str], Place] = {}
        self.issues = in_order(policy.issues, area_order(layout))
        self.of_policy = {f"policy.{key}": _text(value) for key, value in values_of(policy).items()}

    def fill(self) -> Filled:
        for sheet in self.layout.sheets:
            if sheet.role in (Role.ONCE, Role.ISSUE) and sheet.name not in self.book.sheet_names:
                raise Problem("sheet-not-in-template", sheet=sheet.name)
        self._note_what_is_not_asked()
        for sheet in self.layout.sheets:
            if sheet.role is Role.ONCE or (sheet.lists and sheet.name in self.book.sheet_names):
                self._fill_once(sheet)
        issue_sheet = self.layout.issue_layout
        if issue_sheet and self.issues:
            self._fill_issues(issue_sheet)
        elif issue_sheet and self.ahead:
            filler = SheetFiller(self.book.sheet(issue_sheet.name), self.sizes, issue_sheet.name, self.notes)
            self._fill_boxes(filler, issue_sheet.boxes, {**self.of_policy, **self.ahead}, self._refs())
            filler.fit()
        return Filled(self.book.save(), tuple(self.notes), self.places)

    def _fill_once(self, sheet: SheetLayout) -> None:
        filler = SheetFiller(self.book.sheet(sheet.name), self.sizes, sheet.name, self.notes)
        self._fill_boxes(filler, sheet.boxes, self.of_policy, self._refs())
        # From the bottom up: rows put in must not move lists still to be filled.
        for listed in sorted(sheet.lists, key=lambda one: -one.sections[0].first):
            if listed.of is Kind.FACILITY:
                facilities = self.policy.facilities
                fill_list(filler, listed, _rows(facilities), ids=[facility.id for facility in facilities])
            elif listed.of is Kind.ISSUE:
                by = listed.by.partition(".")[2]
                fill_list(filler, listed, _rows(self.issues), by, [issue.id for issue in self.issues])
            elif listed.of is Kind.INDICATOR:
                fill_list(filler, listed, indicator_rows(self.policy.indicators, form_of(self.layout)))
        if sheet.matrix:
            fill_matrix(filler, sheet.matrix, self.issues)
        self._finish(filler)

    def _fill_issues(self, sheet: SheetLayout) -> None:
        titles = issue_titles(self.issues, self.layout, self.book.sheet_names, sheet.name)
        for title in titles[1:]:
            self.book.clone(sheet.name, title)
        if titles[0] != sheet.name:
            self.book.rename(sheet.name, titles[0])
        for title, issue in zip(titles, self.issues, strict=True):
            filler = SheetFiller(self.book.sheet(title), self.sizes, sheet.name, self.notes)
            self._fill_issue(filler, sheet, issue)

    def _fill_issue(self, filler: SheetFiller, sheet: SheetLayout, issue: Issue) -> None:
        values = {**self.of_policy, **{f"issue.{key}": _text(text) for key, text in values_of(issue).items()}}
        dates = latest_first(issue)
        if dates:
            values["progress.as_of"] = dates[0][0].as_of or ""
            values["progress.text"] = as_one_text(issue, dates[0], self.layout.compose.get("progress", ""))
        if len(issue.id) == LENGTH and set(issue.id) <= set(ALPHABET):
            values[CONTROL_NUMBER] = control_number(issue.id)
        refs = self._refs(issue, dates[0][0].id if dates else "")
        if sheet.block:
            below = [box for box in sheet.boxes if box.row > sheet.block.first]
            above = [box for box in sheet.boxes if box.row <= sheet.block.first]
            self._fill_boxes(filler, above, values, refs)
            fill_blocks(filler, sheet.block, issue.activities, self.layout)
            self._fill_boxes(filler, below, values, refs)
        else:
            self._fill_boxes(filler, sheet.boxes, values, refs)
        self._finish(filler, own=True)

    def _fill_boxes(
        self, filler: SheetFiller, boxes: Sequence[Box], values: dict[str, str], refs: Mapping[str, Ref]
    ) -> None:
        for box in boxes:
            row = filler.row(box.row)
            for slot in box.slots:
                if slot.kind in refs:
                    filler.mark(refs[slot.kind], slot.key, row, box.column)
            if box.relation is Relation.PRINTED:
                continue
            if box.relation is Relation.BELOW and row > 1:
                filler.keep(row - 1, row)
            if box.relation is Relation.INSIDE and box.pattern is not None:
                if any(values.get(slot.field) for slot in box.slots):
                    filler.put(row, box.column, box.pattern.filled(values))
            elif text := values.get(box.slot.field, ""):
                filler.put(row, box.column, text, box.slot)

    def _refs(self, issue: Issue | None = None, progress: str = "") -> dict[str, Ref]:
        """The thing that a box of each kind belongs to."""
        refs = {str(Kind.POLICY): Ref(Kind.POLICY, self.policy.id)}
        if issue is not None:
            refs[Kind.ISSUE] = Ref(Kind.ISSUE, issue.id)
        if progress:
            refs[Kind.PROGRESS] = Ref(Kind.PROGRESS, progress)
        return refs

    def _finish(self, filler: SheetFiller, *, own: bool = False) -> None:
        """Heights, and where the boxes stand in the end; an issue's own sheet goes before lists of issues."""
        filler.fit()
        for spot in filler.spots:
            key = spot.ref, spot.field
            place = Place(filler.sheet.name, spot.row, spot.column)
            if own and spot.ref.kind is not Kind.POLICY:
                self.places[key] = place
            else:
                self.places.setdefault(key, place)

    def _note_what_is_not_asked(self) -> None:
        form_year, year = self.layout.fiscal_year, self.policy.fiscal_year
        if form_year and year and str(form_year) != year:
            self.notes.append(FillNote("other-year", field="policy.fiscal_year", text=year))
        asked = self.layout.asked
        for name, text, issue in self._values():
            if text and name not in asked and name not in _NOT_MISSED:
                self.notes.append(FillNote("not-asked", field=name, text=issue or text))

    def _values(self) -> Iterator[tuple[str, str, str]]:
        """Name, text and the issue it belongs to, of what a form may have no box for."""
        for name, text in self.of_policy.items():
            yield name, text, ""
        for facility in self.policy.facilities:
            yield "facility.name", facility.name or "", ""
        for issue in self.issues:
            title = f"{issue.area or ''}{issue.number or ''} {issue.title or ''}".strip()
            for key, value in values_of(issue).items():
                yield f"issue.{key}", _text(value), title
            if issue.activities:
                yield "activity.title", "+", title
            if issue.progress:
                yield "progress.text", "+", title


def _rows(things: Sequence[Issue | Facility]) -> list[dict[str, str]]:
    return [{key: _text(text) for key, text in values_of(thing).items()} for thing in things]


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)
