"""The history as a table to be written down, and the words of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.marks import Mark, changes_in
from kxdesk.report.table_book import Runs, Table, Value
from kxdesk.store.history import Entry
from kxdesk.usecases.timeline import NamedEdit, NamedLine
from kxdesk.words.changes import label_name
from kxdesk.words.fields import field_name, kind_name, shown
from kxdesk.words.language import _
from kxdesk.words.times import day_and_clock

_STANDS = {Mark.SAME: "", Mark.GONE: "gone", Mark.NEW: "new"}


def moment(at: str) -> str:
    """令和7年12月5日 14:03."""
    return day_and_clock(datetime.fromisoformat(at))


def file_of(source: str) -> str:
    """The file's name without its hash."""
    name, _space, sha256 = source.rpartition(" ")
    return name if len(sha256) == 64 else source


def line_place(line: NamedLine, *, several: bool) -> str:
    """B(2) 港の再生; with the bureau where there are several. Outside issues the kind of the thing."""
    first = line.line.first
    inside = " ".join(filter(None, (line.issue, line.title)))
    place = inside or (kind_name(first.ref.kind) if first else "")
    return "　".join(filter(None, (line.bureau if several else "", place)))


def edit_place(edit: NamedEdit) -> str:
    """Where the edit lies: bureau, issue, kind and field."""
    entry = edit.entry
    where = " ".join(filter(None, (edit.bureau, edit.issue, edit.title)))
    return "　".join(filter(None, (where, _field(entry))))


def _field(entry: Entry) -> str:
    """The field; of a thing that came or went the thing itself."""
    kind = entry.ref.kind
    return kind_name(kind) if entry.field == PRESENT else field_name(kind, entry.field)


def presence(entry: Entry) -> str:
    """What became of a whole thing; "" where the entry is about one field."""
    if entry.field != PRESENT:
        return ""
    if entry.after != 1:
        return _("取りやめた")
    return _("加えた") if entry.before is None else _("戻した")


def history_table(edits: Sequence[NamedEdit], made: datetime) -> Table:
    """A row for each edit, as an auditor takes it along."""
    headings = [_("番号"), _("日時"), _("だれ"), _("PC"), _("操作"), _("局・区"), _("年度"), _("課題")]
    headings += [
        _("種類"),
        _("項目"),
        _("変更前"),
        _("変更後"),
        _("理由"),
        _("元のファイル"),
        _("履歴の指紋"),
    ]
    facts: list[tuple[str, Value]] = [(_("作成"), day_and_clock(made)), (_("件数"), len(edits))]
    return Table(_("履歴の年表"), facts, headings, [_row(edit) for edit in edits], {})


def _row(edit: NamedEdit) -> list[Value]:
    entry = edit.entry
    before, after = _runs(edit)
    year = edit.place.fiscal_year
    return [
        entry.seq,
        moment(entry.at),
        entry.display_name,
        entry.pc,
        label_name(entry.label),
        edit.bureau,
        year_label(year) if year else "",
        " ".join(filter(None, (edit.issue, edit.title))),
        kind_name(entry.ref.kind),
        _field(entry),
        before,
        after,
        entry.why,
        entry.source,
        entry.hash,
    ]


def _runs(edit: NamedEdit) -> tuple[Value, Value]:
    entry = edit.entry
    if told := presence(entry):
        return None, told
    if not (isinstance(entry.before, str) and isinstance(entry.after, str)):
        return (
            shown(entry.before) if isinstance(entry.before, str) else entry.before,
            shown(entry.after) if isinstance(entry.after, str) else entry.after,
        )
    runs: Runs = tuple((_STANDS[run.mark], run.text) for run in changes_in(entry.before, entry.after))
    return tuple(run for run in runs if run[0] != "new"), tuple(run for run in runs if run[0] != "gone")
