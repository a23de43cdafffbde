"""The outline as Qt's tree model: pages, then areas with their issues. Ids and cached lines, no query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kxdesk.domain.form import Form
from kxdesk.domain.things import Kind
from kxdesk.ui.navigator.lines import Excerpt, Filter, Group, Line, groups, label
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.text import N_, _, ngettext
from kxdesk.words import fields

SPOT = int(Qt.ItemDataRole.UserRole)
ROW = SPOT + 1
PAGES = (
    (Page.MISSION, N_("使命"), ("mission",)),
    (Page.BASICS, N_("基本情報"), ("budget", "organization", "partner_bodies")),
    (Page.RETROSPECTIVE, N_("振り返り"), ("retrospective_overall", "retrospective_achieved")),
    (Page.INDICATORS, N_("指標"), ()),
)
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_CAN_BE_GONE_TO = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class Row:
    """What the delegate paints.

    Attributes:
        number: B(2), "" for pages.
        icon: of a page.
        missing: fields still blank that the form requires; `unsettled` findings to look at.
    """

    spot: Spot
    text: str
    number: str = ""
    icon: str = ""
    count: str = ""
    missing: tuple[str, ...] = ()
    unsettled: int = 0
    excerpt: Excerpt | None = None
    policy_field: str = ""


class OutlineModel(QAbstractItemModel):
    """Top rows are pages and areas, below each area its issues."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form: Form | None = None
        self._top: list[Row] = []
        self._below: list[list[Row]] = []

    def show(self, form: Form, lines: tuple[Line, ...], wanted: Filter, unsettled: Mapping[str, int]) -> None:
        """Take over what is to be listed; rows that stay are not rebuilt."""
        self._form = form
        pages = [_page(page, text) for page, text, keys in PAGES if _asked(form, keys) and not wanted.keys]
        found = groups(lines, wanted)
        areas = [_area(group) for group in found if group.lines or not wanted.keys]
        below: list[list[Row]] = [[] for _page in pages]
        below += [
            [_issue(line, form, wanted, unsettled.get(line.id, 0)) for line in group.lines]
            for group in found
            if group.lines or not wanted.keys
        ]
        top = [*pages, *areas]
        if _spots(top, below) == _spots(self._top, self._below):
            before = [self._top, *self._below]
            self._top, self._below = top, below
            self._tell_changes(before)
        else:
            self.beginResetModel()
            self._top, self._below = top, below
            self.endResetModel()

    def _tell_changes(self, before: list[list[Row]]) -> None:
        """Of the rows that say something else now: to draw all of them again would be felt while typing."""
        for above, (old, new) in enumerate(zip(before, (self._top, *self._below), strict=True)):
            for place, (was, row) in enumerate(zip(old, new, strict=True)):
                if was != row:
                    index = self.createIndex(place, 0, above)
                    self.dataChanged.emit(index, index)

    def find(self, spot: Spot) -> QModelIndex:
        """Its index; an invalid one where it is not listed."""
        for number, row in enumerate(self._top):
            if row.spot == spot:
                return self.createIndex(number, 0, 0)
            for place, below in enumerate(self._below[number]):
                if below.spot == spot:
                    return self.createIndex(place, 0, number + 1)
        return QModelIndex()

    def spots(self) -> list[Spot]:
        """All that one can go to, from top to bottom."""
        result: list[Spot] = []
        for row, below in zip(self._top, self._below, strict=True):
            result += [row.spot] if row.spot.page is not Page.AREA else []
            result += [issue.spot for issue in below]
        return result

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    # Without an index it would be QObject's; nobody asks a model for that one.
    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        above = int(index.internalId()) if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: _Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._top)
        return len(self._below[parent.row()]) if not parent.internalId() else 0

    def columnCount(self, _parent: _Index = _TOP) -> int:
        return 1

    def row_at(self, index: _Index) -> Row:
        above = int(index.internalId())
        return self._below[above - 1][index.row()] if above else self._top[index.row()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index)
        if role == ROW:
            return row
        if role == SPOT:
            return row.spot
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.text}".strip()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return _tip(row, self._form) or None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index).spot.page is Page.AREA:
            return Qt.ItemFlag.ItemIsEnabled
        return _CAN_BE_GONE_TO


def _asked(form: Form, keys: tuple[str, ...]) -> bool:
    """A page of the desk's own is there whatever a form asks."""
    return not keys or any(form.asks(Kind.POLICY, key) for key in keys) or not form.asked


def _page(page: Page, text: str) -> Row:
    return Row(Spot(page), _(text), icon=page.value)


def _area(group: Group) -> Row:
    shown = str(group.total) if len(group.lines) == group.total else f"{len(group.lines)}/{group.total}"
    return Row(Spot(Page.AREA, group.area), _("課題領域{area}").format(area=group.area), count=shown)


def _issue(line: Line, form: Form, wanted: Filter, unsettled: int) -> Row:
    missing = tuple(key for key in line.missing if (f := form.find(Kind.ISSUE, key)) and f.required)
    heads = wanted.heads(line)
    return Row(
        Spot(Page.ISSUE, line.id),
        line.title or _("（課題名なし）"),
        number=label(line),
        missing=missing,
        unsettled=unsettled,
        excerpt=None if heads else wanted.found.get(line.id),
        policy_field=line.policy_field or "",
    )


def _tip(row: Row, form: Form | None) -> str:
    """The whole title, and what the marks stand for."""
    if row.spot.page is not Page.ISSUE:
        return ""
    tip = [row.text, row.policy_field]
    if row.missing:
        names = "、".join(fields.field_name(Kind.ISSUE, key, form) for key in row.missing)
        tip.append(_("未記入: {names}").format(names=names))
    if row.unsettled:
        sentence = ngettext("点検の指摘が{count}件あります", "点検の指摘が{count}件あります", row.unsettled)
        tip.append(sentence.format(count=row.unsettled))
    return "\n".join(filter(None, tip))


def _spots(top: list[Row], below: list[list[Row]]) -> list[tuple[Spot, bool]]:
    return [(row.spot, bool(row.excerpt)) for rows in (top, *below) for row in rows]
