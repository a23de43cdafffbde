"""Indicators as a table to type in: a row for each figure; what typing, pasting and taking out make of it.

Everything here takes a policy and gives a policy; the way from one to the other is one step for undo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kxdesk.domain.indicator_sheet import column_year, printed_target, shown_target, target_from_text
from kxdesk.domain.indicators import Indicator, Observation, Target
from kxdesk.domain.keys import number_key, search_key
from kxdesk.domain.ledger_in import name_key
from kxdesk.domain.periods import period, period_key
from kxdesk.domain.policy import Policy

NewId = Callable[[], str]
_INDICATOR = (
    "group_number", "group_name", "name", "unit", "polarity", "cumulative", "base_fiscal_year", "base_value",
)  # fmt: skip
_OBSERVATION = (
    "as_of", "value", "numerator", "denominator", "approximate", "provisional", "previous",
    "previous_numerator", "previous_denominator", "printed_change", "note", "who",
)  # fmt: skip
TARGET, TARGET_YEAR = "target", "target_year"
COLUMNS = (
    "group_name", "name", "unit", "as_of", "value", "approximate", "provisional", "previous",
    "printed_change",
    "numerator", "denominator", "previous_numerator", "previous_denominator", TARGET, TARGET_YEAR, "note",
)  # fmt: skip
# What people write over such columns, folded; a heading that is none of these is left out.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "group_number": ("№", "no", "番号", "分野番号", "number"),
    "group_name": ("分野", "取組分野", "区分", "施策", "group"),
    "name": ("指標", "指標名", "成果指標", "項目", "indicator", "name"),
    "unit": ("単位", "unit"),
    "as_of": ("時点", "年度", "時点年度", "時点・年度", "基準日", "as_of", "asof"),
    "value": ("実績", "実績値", "値", "現状値", "現状", "value"),
    "numerator": ("分子", "numerator"),
    "denominator": ("分母", "denominator"),
    "approximate": ("約超", "約・超", "概数", "approximate"),
    "provisional": ("暫定", "暫定・速報", "速報", "provisional"),
    "previous": ("前年度", "前年度値", "前年度実績", "前年", "昨年度", "previous"),
    "previous_numerator": ("前年度分子", "前年度の分子", "previous_numerator"),
    "previous_denominator": ("前年度分母", "前年度の分母", "previous_denominator"),
    "printed_change": (
        "増減",
        "前年度比",
        "対前年度",
        "対前年度比",
        "前年比",
        "印刷された増減",
        "printed_change",
    ),
    "base_fiscal_year": ("基準年度", "基準年", "base_fiscal_year"),
    "base_value": ("基準値", "base_value"),
    TARGET: ("目標", "目標値", "target"),
    TARGET_YEAR: ("目標年度", "目標年", "target_fiscal_year"),
    "comparator": ("目標の向き", "comparator"),
    "note": ("備考", "出典・備考", "注", "出典", "note"),
    "who": ("だれの言", "担当", "who"),
}
_KEY_OF = {search_key(word): key for key, words in _HEADINGS.items() for word in words}
_YEAR_HEADING = re.compile(r"(.*?年度|[rhs]\d+|\d{4})(?:の?実績値?|の?値)")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of an indicator; ids are "" where there is none yet."""

    indicator: str
    observation: str = ""


def rows_of(policy: Policy) -> tuple[Row, ...]:
    """Each indicator's figures in their order; an indicator without any has a row of its own."""
    found: list[Row] = []
    for indicator in policy.indicators:
        said = [Row(indicator.id, entry.id) for entry in indicator.observations]
        found += said or [Row(indicator.id)]
    return tuple(found)


def text_at(policy: Policy, row: Row, key: str) -> str:
    """What stands in a cell."""
    indicator, entry = _things(policy, row)
    return "" if indicator is None else cell_text(indicator, entry, key)


def cell_text(indicator: Indicator, entry: Observation | None, key: str) -> str:
    """The same of the things themselves."""
    if key in (TARGET, TARGET_YEAR):
        target = shown_target(indicator)
        if target is None:
            return ""
        return printed_target(target, indicator) if key == TARGET else target.fiscal_year or ""
    if key == "note":
        return (entry.note if entry else indicator.note) or ""
    thing = indicator if key in _INDICATOR else entry
    return str(getattr(thing, key) or "") if thing else ""


def with_cell(policy: Policy, row: Row | None, key: str, text: str, new_id: NewId) -> Policy:
    """The policy after a text was typed into a cell; a row of None begins a new indicator."""
    return with_texts(policy, row, {key: text}, new_id)


def with_texts(policy: Policy, row: Row | None, texts: Mapping[str, str], new_id: NewId) -> Policy:
    """The same for several cells of a row."""
    if row is None:
        if not any(text.strip() for text in texts.values()):
            return policy
        indicator = Indicator(id=new_id())
        grown = replace(policy, indicators=(*policy.indicators, indicator))
        return with_texts(grown, Row(indicator.id), texts, new_id)
    changed = tuple(
        _changed(entry, row, texts, new_id) if entry.id == row.indicator else entry
        for entry in policy.indicators
    )
    return policy if changed == policy.indicators else replace(policy, indicators=changed)


def without_rows(policy: Policy, rows: Sequence[Row]) -> Policy:
    """Figures taken out; an indicator goes with its last one."""
    gone = {row.observation for row in rows if row.observation}
    whole = {row.indicator for row in rows if not row.observation}
    left: list[Indicator] = []
    for indicator in policy.indicators:
        kept = tuple(entry for entry in indicator.observations if entry.id not in gone)
        emptied = not kept and indicator.observations
        if indicator.id not in whole and not emptied:
            left.append(replace(indicator, observations=kept))
    return replace(policy, indicators=tuple(left))


def with_figure(policy: Policy, row: Row, new_id: NewId) -> tuple[Policy, Row]:
    """One more figure of the same indicator, below the row, to be typed."""
    added = Row(row.indicator, new_id())

    def grown(indicator: Indicator) -> Indicator:
        entries = list(indicator.observations)
        at = next((place + 1 for place, one in enumerate(entries) if one.id == row.observation), len(entries))
        entries.insert(at, Observation(id=added.observation))
        return replace(indicator, observations=tuple(entries))

    changed = tuple(grown(one) if one.id == row.indicator else one for one in policy.indicators)
    return replace(policy, indicators=changed), added


def with_table(
    policy: Policy, rows: Sequence[Row], at: tuple[int, int], table: Sequence[Sequence[str]], new_id: NewId
) -> Policy:
    """A pasted table: by its headings where it has them, else cell by cell from the place it is pasted at.

    Args:
        policy: as it stands.
        rows: as they are shown.
        at: row and column of the first cell, in `COLUMNS`.
        table: cells as they came off the clipboard.
        new_id: gives an id.
    """
    keys = headings_of(table[0]) if table else ()
    if "name" in keys and len([key for key in keys if key]) > 1:
        return _by_headings(policy, keys, table[1:], new_id)
    first, column = at
    for place, cells in enumerate(table, first):
        row = rows[place] if place < len(rows) else None
        policy = with_texts(policy, row, dict(zip(COLUMNS[column:], cells, strict=False)), new_id)
    return policy


def headings_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The key of each heading, `value@R6年度` for a year's own column, "" where it is none."""
    return tuple(map(_heading, cells))


def _heading(text: str) -> str:
    key = search_key(text)
    if key in _KEY_OF:
        return _KEY_OF[key]
    match = _YEAR_HEADING.fullmatch(key)
    when = period(match[1]) if match else None
    return f"value@{column_year(when.first.year)}" if when and when.is_fiscal_year else ""


def _by_headings(
    policy: Policy, keys: Sequence[str], table: Sequence[Sequence[str]], new_id: NewId
) -> Policy:
    said: dict[str, str] = {}
    for cells in table:
        texts = {key: text.strip() for key, text in zip(keys, cells, strict=False) if key}
        if not any(texts.values()):
            continue
        for key in ("group_number", "group_name"):  # merged boxes come as one text over blanks
            said[key] = texts[key] = texts.get(key) or said.get(key, "")
        for one in _figures(texts):
            policy = _with_named(policy, one, new_id)
    return policy


def _figures(texts: dict[str, str]) -> list[dict[str, str]]:
    """A row with a column for each year is a figure for each of them."""
    years = {key.partition("@")[2]: text for key, text in texts.items() if "@" in key and text}
    plain = {key: text for key, text in texts.items() if "@" not in key}
    if not years:
        return [plain]
    latest = list(years)[-1]
    return [
        plain
        | {
            "as_of": year,
            "value": text,
            "provisional": plain.get("provisional", "") if year == latest else "",
        }
        for year, text in years.items()
    ]


def _with_named(policy: Policy, texts: dict[str, str], new_id: NewId) -> Policy:
    """The indicator of that name and field of work, its figure typed here for that time; else new ones."""
    key = name_key(texts.get("name"))
    same = [one for one in policy.indicators if name_key(one.name) == key and _same_group(one, texts)]
    indicator = same[0] if same else None
    if indicator is None:
        return with_texts(policy, None, texts, new_id)
    when = period_key(texts.get("as_of"))
    entry = next(
        (one for one in indicator.observations if not one.source and period_key(one.as_of) == when), None
    )
    row = Row(indicator.id, entry.id if entry else "")
    return with_texts(policy, row, texts, new_id)


def _same_group(indicator: Indicator, texts: Mapping[str, str]) -> bool:
    name, number = texts.get("group_name", ""), texts.get("group_number", "")
    if name and indicator.group_name:
        return name_key(name) == name_key(indicator.group_name)
    return (
        not number or not indicator.group_number or number_key(number) == number_key(indicator.group_number)
    )


def _things(policy: Policy, row: Row) -> tuple[Indicator | None, Observation | None]:
    indicator = next((one for one in policy.indicators if one.id == row.indicator), None)
    if indicator is None:
        return None, None
    return indicator, next((one for one in indicator.observations if one.id == row.observation), None)


def _changed(indicator: Indicator, row: Row, texts: Mapping[str, str], new_id: NewId) -> Indicator:
    own: dict[str, Any] = {key: text for key, text in texts.items() if key in _INDICATOR and text != ""}
    own |= {key: "" for key, text in texts.items() if key in _INDICATOR and text == "" and len(texts) == 1}
    said: dict[str, Any] = {key: text for key, text in texts.items() if key in _OBSERVATION}
    if not row.observation and not any(said.values()):
        said = {}
    if not row.observation and set(said) == {"note"}:
        own["note"] = said.pop("note")
    changed = _with_target(replace(indicator, **own), texts, new_id)
    if not said:
        return changed
    if row.observation:
        entries = tuple(
            replace(one, **said) if one.id == row.observation else one for one in changed.observations
        )
    else:
        entries = (*changed.observations, Observation(**said, id=new_id()))
    return replace(changed, observations=entries)


def _with_target(indicator: Indicator, texts: Mapping[str, str], new_id: NewId) -> Indicator:
    text, year = texts.get(TARGET), texts.get(TARGET_YEAR)
    if not (text or year) and not (len(texts) == 1 and (text == "" or year == "")):
        return indicator
    target = shown_target(indicator)
    made = target or Target(id=new_id())
    if text is not None and (target is None or printed_target(made, indicator) != text):
        made = target_from_text(text, made)
        if comparator := texts.get("comparator"):
            made = replace(made, comparator=comparator)
    if year is not None:
        made = replace(made, fiscal_year=year)
    if target is None:
        return replace(indicator, targets=(*indicator.targets, made))
    return replace(
        indicator, targets=tuple(made if one.id == target.id else one for one in indicator.targets)
    )
