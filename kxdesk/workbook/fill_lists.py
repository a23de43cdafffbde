"""Rows of lists and of an overview; rows are repeated where the form has too few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kxdesk.domain.policy import Issue
from kxdesk.domain.things import Ref
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.layout import ListLayout, Matrix, Section
from kxdesk.workbook.sheet_filler import FillNote, SheetFiller

Row = Mapping[str, str | None]


def fill_list(
    filler: SheetFiller, listed: ListLayout, rows: Sequence[Row], by: str = "", ids: Sequence[str] = ()
) -> None:
    """Write one row for each of `rows`, their values by key, each in the section of its `by`.

    `ids` are those of the things, to remember where their boxes are.
    """
    named = {id(row): id_ for row, id_ in zip(rows, ids, strict=False)}
    taken = 0
    for section in listed.sections:
        mine = [row for row in rows if _belongs(row, by, section)]
        taken += len(mine)
        first, last = filler.row(section.first), filler.row(section.last)
        filler.grow(last, last, len(mine) - (section.last - section.first + 1), blank=True)
        filler.keep(max(1, first - 2), first)
        for number, row in enumerate(mine, first):
            for column in listed.columns:
                if id(row) in named:
                    ref = Ref(listed.of, named[id(row)])
                    filler.mark(ref, column.slot.key, number, column.column)
                text = row.get(column.name) or row.get(column.slot.key) or ""
                if text:
                    filler.put(number, column.column, text, column.slot)
    for row in rows:
        if taken < len(rows) and not any(_belongs(row, by, section) for section in listed.sections):
            text = f"{row.get(by) or ''} {row.get('title') or ''}".strip()
            filler.notes.append(FillNote("area-not-on-form", filler.sheet.name, "", listed.by, text))


def _belongs(row: Row, by: str, section: Section) -> bool:
    return not by or label_key(row.get(by) or "") == label_key(section.value)


def fill_matrix(filler: SheetFiller, matrix: Matrix, issues: Sequence[Issue]) -> None:
    """Write titles by the row's typed heading and the column's printed one, several in a cell one a line."""
    down, across = (name.partition(".")[2] for name in (matrix.down, matrix.across))
    cells: dict[str, dict[str, list[str]]] = {}
    for issue in issues:
        row = cells.setdefault(getattr(issue, down) or "", {})
        row.setdefault(label_key(getattr(issue, across) or ""), []).append(issue.title or "")
    first, last = filler.row(matrix.first), filler.row(matrix.last)
    filler.grow(last, last, len(cells) - (last - first + 1), blank=True)
    for number, (heading, columns) in enumerate(cells.items(), first):
        if heading:
            filler.put(number, matrix.heading, heading)
        for value, _, column in matrix.columns:
            text = "\n".join(filter(None, columns.get(label_key(value), ())))
            if text:
                filler.put(number, column, text)
