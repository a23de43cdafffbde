"""What changed between two editions, worded for a page and for a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from kxdesk.domain.comparison import Delta, Sort
from kxdesk.domain.marks import Mark
from kxdesk.report.change_page import ChangeGroup, ChangePage, ChangeRow, change_page
from kxdesk.report.table_book import Runs, Table, Value, table_book
from kxdesk.store.editions import Edition
from kxdesk.usecases.compare_editions import Compared
from kxdesk.words.deltas import (
    SORTS,
    bureau_of,
    delta_field,
    growth,
    issue_place,
    issue_title,
    place_name,
    runs_of,
    sort_name,
)
from kxdesk.words.language import _, spoken
from kxdesk.words.times import day_and_clock

_STANDS = {Mark.SAME: "", Mark.GONE: "gone", Mark.NEW: "new"}
_GROUND = {Sort.ADDED: "E6F2E6", Sort.REMOVED: "FBE6E4"}


def side_name(edition: Edition | None) -> str:
    """An edition's name and date, or いまの内容."""
    if edition is None:
        return _("いまの内容")
    return f"{edition.name}（{edition.as_of}）" if edition.as_of else edition.name


def counted_words(deltas: Sequence[Delta]) -> str:
    """追加 2、削除 1、変更 5, or that there is nothing."""
    counts = Counter(delta.sort for delta in deltas)
    said = [f"{_(SORTS[sort])} {counts[sort]}" for sort in Sort if counts[sort]]
    return "、".join(said) or _("二つの版に違いはありません。")


def change_list_page(compared: Compared, made: datetime) -> bytes:
    """As a web page."""
    return change_page(_page(compared, made))


def change_list_book(compared: Compared, made: datetime) -> bytes:
    """As an .xlsx."""
    return table_book(_table(compared, made), made)


def _page(compared: Compared, made: datetime) -> ChangePage:
    return ChangePage(
        language=spoken(),
        title=_("版の比較"),
        facts=_facts(compared, made),
        counted_title=_("件数"),
        counted=_counted(compared.deltas),
        headings=(_("箇所"), _("項目"), _("区分"), _("内容"), _("増減")),
        groups=_groups(compared.deltas),
        gone=_("削除: "),
        new=_("追加: "),
        nothing=_("二つの版に違いはありません。"),
    )


def _table(compared: Compared, made: datetime) -> Table:
    headings = [_("局・区"), _("課題"), _("課題名"), _("箇所"), _("項目"), _("区分")]
    headings += [_("変更前"), _("変更後"), _("増減")]
    marked = {at: _GROUND[d.sort] for at, d in enumerate(compared.deltas) if d.sort in _GROUND}
    rows = [_row(delta) for delta in compared.deltas]
    return Table(_("版の比較"), _facts(compared, made), headings, rows, marked)


def _row(delta: Delta) -> Sequence[Value]:
    runs = _stands(delta)
    return [
        bureau_of(delta),
        issue_place(delta),
        issue_title(delta),
        place_name(delta),
        delta_field(delta),
        sort_name(delta),
        tuple(run for run in runs if run[0] != "new"),
        tuple(run for run in runs if run[0] != "gone"),
        delta.growth,
    ]


def _stands(delta: Delta) -> Runs:
    return tuple((_STANDS[run.mark], run.text) for run in runs_of(delta))


def _facts(compared: Compared, made: datetime) -> list[tuple[str, str]]:
    facts = [(_("前"), side_name(compared.before)), (_("後"), side_name(compared.after))]
    if compared.before is not None:
        facts.append((_("前の指紋"), compared.before.digest))
    if compared.after is not None:
        facts.append((_("後の指紋"), compared.after.digest))
    return [*facts, (_("作成"), day_and_clock(made))]


def _counted(deltas: Sequence[Delta]) -> list[list[str | int]]:
    counts = Counter((bureau_of(delta), delta.sort) for delta in deltas)
    bureaus = list(dict.fromkeys(bureau_of(delta) for delta in deltas))
    rows: list[list[str | int]] = [[_("局・区"), *(_(SORTS[sort]) for sort in Sort), _("計")]]
    for bureau in bureaus:
        numbers = [counts[bureau, sort] for sort in Sort]
        rows.append([bureau, *numbers, sum(numbers)])
    return rows


def _groups(deltas: Sequence[Delta]) -> list[ChangeGroup]:
    groups: list[ChangeGroup] = []
    bureau, issue = None, None
    for delta in deltas:
        here = (issue_place(delta), issue_title(delta))
        if bureau_of(delta) != bureau:
            bureau, issue = bureau_of(delta), ("", "")
            groups.append(ChangeGroup(bureau, 2))
        if here != issue:
            issue = here
            groups.append(ChangeGroup(" ".join(filter(None, here)) or _("方針の全体"), 3))
        groups[-1].rows.append(
            ChangeRow(place_name(delta), delta_field(delta), sort_name(delta), _stands(delta), growth(delta))
        )
    return groups
