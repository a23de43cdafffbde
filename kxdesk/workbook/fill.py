"""A policy written into the ward office's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kxdesk.domain.identity import ALPHABET, LENGTH, control_number
from kxdesk.domain.policy import Issue, Policy, values_of
from kxdesk.domain.problems import Problem
from kxdesk.domain.progress import as_one_text, latest_first
from kxdesk.domain.things import Kind
from kxdesk.workbook.book import Book
from kxdesk.workbook.fill_blocks import fill_blocks
from kxdesk.workbook.fill_lists import fill_list, fill_matrix
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
    """

    data: bytes
    notes: tuple[FillNote, ...]


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
        self.issues = in_order(policy.issues, area_order(layout))
        self.of_policy = {f"policy.{key}": _text(value) for key, value in values_of(policy).items()}

    def fill(self) -> Filled:
        for sheet in self.layout.sheets:
            if sheet.role in (Role.ONCE, Role.ISSUE) and sheet.name not in self.book.sheet_names:
                raise Problem("sheet-not-in-template", sheet=sheet.name)
        self._note_what_is_not_asked()
        for sheet in self.layout.sheets:
            if sheet.role is Role.ONCE:
                self._fill_once(sheet)
        issue_sheet = self.layout.issue_layout
        if issue_sheet and self.issues:
            self._fill_issues(issue_sheet)
        elif issue_sheet and self.ahead:
            filler = SheetFiller(self.book.sheet(issue_sheet.name), self.sizes, issue_sheet.name, self.notes)
            self._fill_boxes(filler, issue_sheet.boxes, {**self.of_policy, **self.ahead})
            filler.fit()
        return Filled(self.book.save(), tuple(self.notes))

    def _fill_once(self, sheet: SheetLayout) -> None:
        filler = SheetFiller(self.book.sheet(sheet.name), self.sizes, sheet.name, self.notes)
        self._fill_boxes(filler, sheet.boxes, self.of_policy)
        # From the bottom up: rows put in must not move lists still to be filled.
        for listed in sorted(sheet.lists, key=lambda one: -one.sections[0].first):
            if listed.of is Kind.FACILITY:
                facilities = [values_of(facility) for facility in self.policy.facilities]
                fill_list(
                    filler, listed, [{key: _text(text) for key, text in row.items()} for row in facilities]
                )
            elif listed.of is Kind.ISSUE:
                rows = [{key: _text(text) for key, text in values_of(issue).items()} for issue in self.issues]
                fill_list(filler, listed, rows, listed.by.partition(".")[2])
        if sheet.matrix:
            fill_matrix(filler, sheet.matrix, self.issues)
        filler.fit()

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
        if sheet.block:
            below = [box for box in sheet.boxes if box.row > sheet.block.first]
            above = [box for box in sheet.boxes if box.row <= sheet.block.first]
            self._fill_boxes(filler, above, values)
            fill_blocks(filler, sheet.block, issue.activities, self.layout)
            self._fill_boxes(filler, below, values)
        else:
            self._fill_boxes(filler, sheet.boxes, values)
        filler.fit()

    def _fill_boxes(self, filler: SheetFiller, boxes: Sequence[Box], values: dict[str, str]) -> None:
        for box in boxes:
            row = filler.row(box.row)
            if box.relation is Relation.PRINTED:
                continue
            if box.relation is Relation.INSIDE and box.pattern is not None:
                if any(values.get(slot.field) for slot in box.slots):
                    filler.put(row, box.column, box.pattern.filled(values))
            elif text := values.get(box.slot.field, ""):
                filler.put(row, box.column, text, box.slot)

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


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)
