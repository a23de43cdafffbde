"""A whole workbook read through a layout: sheets recognised, boxes found by their labels, one policy.

What is doubtful is flagged; what must not be taken in before a person has decided is held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from kxdesk.domain.figures import number_typed
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.policy import Facility, Issue, Policy
from kxdesk.domain.things import Kind
from kxdesk.workbook.indicator_rows import read_indicator
from kxdesk.workbook.issue_order import area_order, order_key
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.layout import Layout, Role, SheetLayout
from kxdesk.workbook.raw import RawWorkbook
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.read_issue import IssueSheet, moved, read_issue
from kxdesk.workbook.read_lists import ListRow, read_list, read_matrix
from kxdesk.workbook.receipts import Flag, Hold, Reading, Receipt, SheetMatch
from kxdesk.workbook.recognise import PLAIN, Match, assign, views_of
from kxdesk.workbook.sheet_view import SheetView
from kxdesk.workbook.slip import SlipLine
from kxdesk.workbook.slip_in import is_slip, read_slip

_POLICY_KEYS = (
    "bureau", "mission", "budget", "general_account_oku_yen", "general_funds_oku_yen",
    "special_account_oku_yen", "organization_as_of", "organization", "partner_bodies",
    "retrospective_fiscal_year", "retrospective_overall", "retrospective_achieved",
    "retrospective_insufficient",
)  # fmt: skip

_AMISS = frozenset({"text-stray", "text-beside", "text-spread", "label-missing", "label-moved", "box-lost"})


def read_policy(raw: RawWorkbook, layout: Layout) -> Reading:
    """What the workbook says, read as this layout's form whatever it looks like."""
    return read_sheets(raw, layout, assign(views_of(raw), layout))


def read_sheets(raw: RawWorkbook, layout: Layout, sheets: list[Match]) -> Reading:
    """What the workbook says.

    Args:
        raw: all cells of the workbook.
        layout: of the form it was recognised as.
        sheets: what each sheet was recognised as (see `recognise.recognise`).
    """
    return _WorkbookReader(raw, layout, sheets).read()


class _OnceSheet(NamedTuple):
    """What a sheet says that the form has once: values, rows by what a row is, titles of an overview."""

    reader: SheetReader
    values: dict[str, str]
    rows: list[tuple[Kind, ListRow]]
    overview: list[tuple[str, str, str]]

    @property
    def answers(self) -> int:
        """How much it says where the form asks, less what stands where it does not."""
        said = len(self.reader.receipts) + len(self.rows) + len(self.overview)
        return said - _amiss(self.reader.flags)

    def says(self) -> set[tuple[str, str]]:
        """Its answers, each with the field it is for."""
        boxes = {(field, text) for field, text in self.values.items() if text}
        return boxes | {(field, cell[2].text) for _, row in self.rows for field, cell in row.cells.items()}


def _amiss(flags: list[Flag]) -> int:
    return sum(flag.code in _AMISS for flag in flags)


def _read_once(reader: SheetReader) -> _OnceSheet:
    found = reader.locate()
    values = reader.read(found)
    rows = [(listed.of, row) for listed in reader.sheet.lists for row in read_list(reader, listed)]
    overview = read_matrix(reader, reader.sheet.matrix) if reader.sheet.matrix else []
    reader.sweep(found, values)
    reader.look_at_shapes()
    return _OnceSheet(reader, values, rows, overview)


class _WorkbookReader:
    def __init__(self, raw: RawWorkbook, layout: Layout, sheets: list[Match]) -> None:
        self.layout = layout
        self.assigned = sheets
        self.receipts: list[Receipt] = []
        self.flags: list[Flag] = [
            Flag(damage.code, damage.sheet, text=damage.place) for damage in raw.damages
        ]
        self.holds: list[Hold] = []
        self.values: dict[str, list[tuple[str, str]]] = {}
        self.rows: list[tuple[str, ListRow]] = []
        self.overview: list[tuple[str, str, str]] = []
        self.facilities: list[Facility] = []
        self.slip: list[SlipLine] = []
        self.indicators: list[Indicator] = []

    def read(self) -> Reading:
        issues: list[tuple[SheetView, IssueSheet]] = []
        once: dict[str, list[_OnceSheet]] = {}
        for view, sheet, score in self.assigned:
            if sheet is not None and sheet.role in (Role.ISSUE, Role.ONCE) and view.raw.state != "visible":
                self.flags.append(Flag("hidden-sheet", view.name))
            if sheet is None and is_slip(view):
                self.slip += read_slip(view)
            elif sheet is None:
                if any(cell.kind == "text" for cell in view.cells.values()):
                    self.flags.append(Flag("sheet-unknown", view.name))
            elif sheet.role is Role.ISSUE:
                issues.append((view, self._issue_sheet(view, sheet, score)))
            elif sheet.role is Role.ONCE or sheet.lists:
                once.setdefault(sheet.name, []).append(_read_once(SheetReader(view, self.layout, sheet)))
        for name, found in once.items():
            self._take_once(name, found)
        self._missing_sheets(set(once), issues)
        return self._reading(issues)

    def _issue_sheet(self, view: SheetView, sheet: SheetLayout, score: float) -> IssueSheet:
        said = read_issue(view, self.layout, sheet)
        if said.issue is None:
            self.flags.append(Flag("sheet-unused", view.name))
            return said
        numbered = said.issue.id or (said.issue.area and said.issue.number)
        if not numbered and score < PLAIN and _amiss(said.flags) >= len(said.receipts):
            # Some words of the form, on a cover perhaps, make no issue.
            self.flags.append(Flag("sheet-unknown", view.name))
            return said._replace(issue=None)
        self._policy_values(view.name, said.values)
        self.flags += said.flags
        return said

    def _take_once(self, name: str, found: list[_OnceSheet]) -> None:
        """Of several sheets for one the one that answers most; the others are named."""
        taken = max(found, key=lambda one: one.answers)  # the first of equals
        for one in found:
            if one is not taken:
                self._name_other(name, one, taken)
        reader = taken.reader
        for listed, row in taken.rows:
            if listed is Kind.FACILITY:
                self._facility(reader, row)
            elif listed is Kind.ISSUE:
                self.rows.append((reader.view.name, row))
            elif listed is Kind.INDICATOR:
                self.indicators.append(read_indicator(reader, row, len(self.indicators)))
        self.overview += taken.overview
        self._policy_values(reader.view.name, taken.values)
        self.receipts += reader.receipts
        self.flags += reader.flags

    def _name_other(self, name: str, other: _OnceSheet, taken: _OnceSheet) -> None:
        """A second sheet for what the form has once: unused, the same, or a matter for a person."""
        sheet = other.reader.view.name
        said = bool(other.reader.receipts or other.rows)
        self.flags.append(Flag("sheet-twice" if said else "sheet-unused", sheet, text=name))
        if other.answers > 0 and not other.says() <= taken.says():
            first = taken.reader.view.name
            self.holds.append(Hold("sheets-differ", {"name": name, "first": first, "second": sheet}))

    def _policy_values(self, sheet: str, values: dict[str, str]) -> None:
        for name, text in values.items():
            if text and name.startswith("policy."):
                self.values.setdefault(name.removeprefix("policy."), []).append((text, sheet))

    def _facility(self, reader: SheetReader, row: ListRow) -> None:
        path = (len(self.facilities),)
        texts = {
            column.slot.key: reader.keep(place, column.slot, seen, Kind.FACILITY, path)
            for place, column, seen in row.cells.values()
        }
        self.facilities.append(Facility(texts.get("operation", ""), texts.get("name", "")))

    def _missing_sheets(self, once: set[str], issues: list[tuple[SheetView, IssueSheet]]) -> None:
        for sheet in self.layout.sheets:
            wanted = sheet.role is Role.ONCE and bool(sheet.boxes or sheet.lists)
            if wanted and sheet.name not in once:
                self.flags.append(Flag("sheet-missing", "", text=sheet.name))
        if not issues and self.layout.issue_layout:
            self.flags.append(Flag("sheet-missing", "", text=self.layout.issue_layout.name))

    def _reading(self, sheets: list[tuple[SheetView, IssueSheet]]) -> Reading:
        areas = area_order(self.layout)
        found = [(view, said, said.issue) for view, said in sheets if said.issue is not None]
        found.sort(key=lambda entry: order_key(entry[2], areas))
        used = [(view, said) for view, said, _ in found]
        issues = [issue for _, _, issue in found]
        issues = self._with_list(issues, used)
        for at, (_, said) in enumerate(used):
            self.receipts += [moved(receipt, at) for receipt in said.receipts]
        policy = self._policy(tuple(issues))
        self._check(policy, used)
        numbered = {view.name for view, said in used if said.issue and said.issue.id}
        return Reading(
            policy,
            tuple(self.receipts),
            tuple(self.flags),
            tuple(self.holds),
            tuple(self._matches([view.name for view, _ in used], numbered)),
            max((score for _, sheet, score in self.assigned if sheet is not None), default=0.0),
            tuple(self.slip),
        )

    def _with_list(self, issues: list[Issue], used: list[tuple[SheetView, IssueSheet]]) -> list[Issue]:
        """Issues with what only the list says of them; what the list says otherwise is flagged."""
        by_number = {(label_key(i.area or ""), i.number): at for at, i in reversed(list(enumerate(issues)))}
        by_title = {label_key(i.title or ""): at for at, i in reversed(list(enumerate(issues)))}
        listed: set[int] = set()
        for name, row in self.rows:
            at = by_number.get((label_key(row.section), _number_of(row)))
            if at is None:
                at = by_title.get(label_key(row.text("issue.title"))) if row.text("issue.title") else None
            if at is None:
                text = row.text("issue.title") or row.section
                self.flags.append(Flag("listed-without-sheet", name, row.row, 1, text, "issue.title"))
                continue
            listed.add(at)
            issues[at] = self._from_row(name, row, issues[at], used[at][1])
        for at in range(len(issues)) if self.rows else ():
            if at not in listed:
                self.flags.append(Flag("sheet-without-line", used[at][0].name, text=issues[at].title or ""))
        titles = by_title.keys()
        for _, area, title in self.overview:
            if not any(key and key in label_key(title) for key in titles):
                self.flags.append(
                    Flag("listed-without-sheet", "", text=f"{area} {title}", field="issue.title")
                )
        return issues

    def _from_row(self, name: str, row: ListRow, issue: Issue, said: IssueSheet) -> Issue:
        taken: dict[str, str] = {}
        for field, (place, column, seen) in row.cells.items():
            key = column.slot.key
            if field in said.values:
                own = getattr(issue, key)
                if key != "number" and seen.text and label_key(seen.text) != label_key(own or ""):
                    self.flags.append(Flag("list-differs", name, *place, seen.text, field))
                continue
            taken[key] = seen.text
            if seen.text:
                said.receipts.append(Receipt(Kind.ISSUE, (), key, name, *place, seen.text, seen.codes))
        return replace(issue, **taken) if taken else issue  # type: ignore[arg-type]

    def _policy(self, issues: tuple[Issue, ...]) -> Policy:
        texts = {
            key: self._agreed(key) if f"policy.{key}" in self.layout.asked else None for key in _POLICY_KEYS
        }
        year = self._agreed("fiscal_year") or str(self.layout.fiscal_year or "")
        policy = Policy(
            fiscal_year=year,
            form=self.layout.name,
            facilities=tuple(self.facilities),
            issues=issues,
            indicators=tuple(self.indicators),
        )
        return replace(policy, **texts)  # type: ignore[arg-type]

    def _agreed(self, key: str) -> str:
        """What most sheets say; the first of equals."""
        said = Counter(text for text, _ in self.values.get(key, ()))
        return said.most_common(1)[0][0] if said else ""

    def _check(self, policy: Policy, used: list[tuple[SheetView, IssueSheet]]) -> None:
        year = str(self.layout.fiscal_year or "")
        if year and policy.fiscal_year and policy.fiscal_year != year:
            self.holds.append(Hold("other-year", {"found": policy.fiscal_year, "form": year}))
        self._differing("bureau", policy.bureau or "", "bureaus-differ")
        self._differing("fiscal_year", policy.fiscal_year or "", "years-differ")
        seen: dict[tuple[str, ...], str] = {}
        for (view, _), issue in zip(used, policy.issues, strict=True):
            keys = [("id", issue.id)] if issue.id else []
            if issue.area and issue.number:
                keys.append((label_key(issue.area), issue.number))
            else:
                self.flags.append(Flag("issue-unnumbered", view.name, text=issue.title or ""))
            for key in keys:
                if key in seen:
                    facts = {"area": issue.area, "number": issue.number}
                    self.holds.append(Hold("issue-twice", {**facts, "first": seen[key], "second": view.name}))
                    break
                seen[key] = view.name

    def _differing(self, key: str, agreed: str, code: str) -> None:
        for text, sheet in self.values.get(key, ()):
            if label_key(text) != label_key(agreed):
                self.holds.append(Hold(code, {"sheet": sheet, "found": text, "expected": agreed}))

    def _matches(self, order: list[str], numbered: set[str]) -> list[SheetMatch]:
        return [
            SheetMatch(
                view.name,
                sheet.name if sheet else "",
                sheet.role if sheet else "",
                order.index(view.name) if view.name in order else None,
                round(score, 3),
                "slip" if sheet is None and is_slip(view) else _reason(sheet, known=view.name in numbered),
            )
            for view, sheet, score in self.assigned
        ]


def _reason(sheet: SheetLayout | None, *, known: bool) -> str:
    if sheet is None:
        return "nothing-known"
    return "control-number" if known else "labels"


def _number_of(row: ListRow) -> str:
    text = row.text("issue.number")
    return number_typed(text) or text
