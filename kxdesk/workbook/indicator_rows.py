"""Rows of a form's sheet of indicators, written and read."""

from __future__ import annotations

from collections.abc import Sequence

from kxdesk.domain.form import Form
from kxdesk.domain.indicator_sheet import printed_indicators, row_indicator
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.periods import period
from kxdesk.domain.things import Kind
from kxdesk.workbook.fill_lists import Row
from kxdesk.workbook.layout import ORDINAL, Column
from kxdesk.workbook.read_boxes import SheetReader
from kxdesk.workbook.read_lists import ListRow


def indicator_rows(indicators: Sequence[Indicator], form: Form) -> list[Row]:
    """What stands in each column, by its name."""
    return [_row(row, at) for at, row in enumerate(printed_indicators(indicators, form), 1)]


def _row(row: Indicator, at: int) -> Row:
    texts: dict[str, str | None] = {ORDINAL: str(at)}
    texts |= {f"indicator.{key}": getattr(row, key) for key in ("name", "unit", "base_value", "note")}
    texts["indicator.base_fiscal_year"] = row.base_fiscal_year
    for target in row.targets:
        texts |= {"target.value": target.value, "target.fiscal_year": target.fiscal_year}
    for entry in row.observations:
        when = period(entry.as_of)
        assert when is not None
        texts[f"observation.value@{when.first.year}"] = entry.value
        texts["observation.provisional"] = entry.provisional
    return texts


def _place_in(kind: Kind, column: Column, values: dict[int, str]) -> int:
    """A year's figure comes next; what is said beside them is of the last one."""
    if kind is not Kind.OBSERVATION:
        return 0
    return len(values) if column.year else max(0, len(values) - 1)


def read_indicator(reader: SheetReader, row: ListRow, at: int) -> Indicator:
    """The indicator of a row, with receipts; path (at,), of its figures (at, place)."""
    texts: dict[str, str] = {}
    values: dict[int, str] = {}
    for place, column, seen in row.cells.values():
        slot = column.slot
        if slot.field == ORDINAL:
            continue
        kind = Kind(slot.kind)
        path = (at,) if kind is Kind.INDICATOR else (at, _place_in(kind, column, values))
        text = reader.keep(place, slot, seen, kind, path)
        if column.year is None:
            texts[slot.field] = text
        elif text.strip():
            values[column.year] = text
    return row_indicator(texts, values, texts.get("observation.provisional", ""))
