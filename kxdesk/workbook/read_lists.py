"""Rows of lists (facilities, issues by area) and the titles of an overview, found by their headings."""

from __future__ import annotations

from typing import NamedTuple

from kxdesk.domain.things import Kind
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.layout import ORDINAL, Column, ListLayout, Matrix, Section, SheetLayout
from kxdesk.workbook.locate import find_label
from kxdesk.workbook.raw import Position
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.receipts import Flag
from kxdesk.workbook.values import Shown


class ListRow(NamedTuple):
    """One row: what its section says, and its cells by field with their place."""

    section: str
    row: int
    cells: dict[str, tuple[Position, Column, Shown]]

    def text(self, field: str) -> str:
        """What the row shows for a field."""
        entry = self.cells.get(field)
        return entry[2].text if entry else ""


def read_list(reader: SheetReader, listed: ListLayout) -> list[ListRow]:
    """The rows in which something was typed; a printed number alone is nothing typed."""
    rows: list[ListRow] = []
    headings = _headings(reader, listed)
    labels = {*reader.stops, *(header for _, header, _ in headings)}
    printed = reader.form_rows()
    for section, header, columns in headings:
        reader.wall(header)
        fixed = labels.union(row for row in printed if not _is_typed(reader, row, columns))
        end = min((row for row in fixed if row > header), default=reader.view.raw.last_row + 1)
        rows += _rows(reader, listed, section, range(header + 1, end), columns)
    return rows


def _is_typed(reader: SheetReader, row: int, columns: dict[str, int]) -> bool:
    """Whether a row with a text of the form is one of the list: beside it stands what no form prints."""
    places = [(row, column) for column in columns.values() if (row, column) in reader.view.cells]
    keys = [label_key(text) for place in places if (text := reader.view.text(place))]
    return len(places) > 1 and any(key not in reader.sheet.keys for key in keys)


def _headings(reader: SheetReader, listed: ListLayout) -> list[tuple[Section, int, dict[str, int]]]:
    """For each section the row of its headings and the column of each field."""
    found = []
    shift = 0
    for section in listed.sections:
        near = section.first - 1 + shift
        if section.key:
            hint = (section.first - 2 + shift, listed.columns[0].column)
            label = find_label(reader.view, section.key, hint, reader.sheet.keys)
            if label is not None:
                reader.view.used.add(label)
                reader.wall(label[0])
                near = label[0] + 1
            else:
                reader.flags.append(Flag("label-missing", reader.view.name, *hint, section.label))
        header, columns = _heading_row(reader, listed, near)
        if header:
            shift = header + 1 - section.first
        else:
            first = listed.columns[0]
            place = (near, first.column)
            reader.flags.append(
                Flag("label-missing", reader.view.name, *place, first.label, first.slot.field)
            )
            header, columns = near, {column.name: column.column for column in listed.columns}
        found.append((section, header, columns))
    return found


def _heading_row(reader: SheetReader, listed: ListLayout, near: int) -> tuple[int, dict[str, int]]:
    """The row nearest to where it is expected that holds at least half of the headings."""
    view = reader.view
    rows: dict[int, dict[str, Position]] = {}
    for column in listed.columns:
        for place in view.labels.get(column.key, ()):  # headings of one row and of two end together
            rows.setdefault(view.last_row_of(place), {}).setdefault(column.name, place)
    full = [row for row, places in rows.items() if 2 * len(places) >= len(listed.columns)]
    if not full:
        return 0, {}
    best = min(full, key=lambda row: (abs(row - near), row))
    columns: dict[str, int] = {}
    for column in listed.columns:
        place = rows[best].get(column.name, (best, column.column))
        view.used.add(place)
        columns[column.name] = place[1]
        if column.name not in rows[best]:
            code = "label-similar" if view.text(place) else "label-missing"
            reader.flags.append(Flag(code, view.name, *place, column.label, column.slot.field))
    order = [place[1] for place in rows[best].values()]
    if order != sorted(order):
        reader.flags.append(Flag("label-order", view.name, best, order[0], view.text((best, order[0]))))
    return best, columns


def _rows(
    reader: SheetReader, listed: ListLayout, section: Section, rows: range, columns: dict[str, int]
) -> list[ListRow]:
    found = []
    for row in rows:
        cells = {
            column.name: (place, column, reader.view.shown(place))
            for column in listed.columns
            if (place := (row, columns[column.name])) in reader.view.cells
        }
        for name, (place, column, seen) in list(cells.items()):
            reader.view.used.add(place)
            if seen.text not in column.slot.choices and reader.is_only_print(place):
                reader.flags.append(Flag("box-lost", reader.view.name, *place, seen.text, name))
                del cells[name]
        said = [field for field, (_, _, seen) in cells.items() if seen.text.strip() or seen.codes]
        if any(field != ORDINAL and not field.endswith(".number") for field in said):
            found.append(ListRow(section.value, row, cells))
    return found


def read_matrix(reader: SheetReader, matrix: Matrix) -> list[tuple[str, str, str]]:
    """(down, across, title) of each title in an overview; a cell may hold several, one a line."""
    view = reader.view
    columns: dict[str, int] = {}
    header = 0
    for value, key, column in matrix.columns:
        label = find_label(view, key, (matrix.first - 1, column), reader.sheet.keys)
        columns[value] = label[1] if label else column
        if label:
            header = label[0]
            view.used.add(label)
    found = []
    for row in range((header or matrix.first - 1) + 1, view.raw.last_row + 1):
        view.used.add((row, matrix.heading))
        down = view.shown((row, matrix.heading)).text
        for value, column in columns.items():
            view.used.add((row, column))
            lines = view.shown((row, column)).text.split("\n")
            found += [(down, value, line.strip()) for line in lines if line.strip()]
    return found


def lists_of(sheet: SheetLayout, kind: Kind) -> list[ListLayout]:
    """The sheet's lists of a kind of thing."""
    return [listed for listed in sheet.lists if listed.of is kind]
