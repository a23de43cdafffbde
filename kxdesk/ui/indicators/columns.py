"""The columns of the table of indicators: what is typed, and between it what the program computes."""

from __future__ import annotations

from kxdesk.domain.changes import change_of, printed, share_change_of
from kxdesk.domain.claims import share_of
from kxdesk.domain.figures import grouped
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.measures import Measures
from kxdesk.ui.text import N_
from kxdesk.words.charts import shown, told_standing

TREND = "trend"
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("group_name", N_("分野"), 110),
    ("name", N_("指標名"), 210),
    ("unit", N_("単位"), 64),
    ("as_of", N_("時点・年度"), 92),
    ("value", N_("実績"), 76),
    ("approximate", N_("約・超"), 60),
    ("provisional", N_("暫定"), 56),
    (TREND, N_("推移"), 96),
    ("previous", N_("前年度"), 76),
    ("change", N_("増減"), 108),
    ("printed_change", N_("印刷の増減"), 108),
    ("numerator", N_("分子"), 68),
    ("denominator", N_("分母"), 68),
    ("share", N_("率"), 64),
    ("share_change", N_("率の増減"), 108),
    ("previous_numerator", N_("前年度分子"), 80),
    ("previous_denominator", N_("前年度分母"), 80),
    ("target", N_("目標"), 96),
    ("target_year", N_("目標年度"), 76),
    ("standing", N_("達成"), 92),
    ("projected", N_("見込み"), 84),
    ("note", N_("備考"), 240),
    ("source", N_("出典"), 180),
)
KEYS = tuple(key for key, _heading, _width in COLUMNS)
COMPUTED = frozenset({TREND, "change", "share", "share_change", "standing", "projected", "source"})
NUMBERS = frozenset(
    {"value", "previous", "numerator", "denominator", "previous_numerator", "previous_denominator"}
    | (COMPUTED - {TREND, "source"})
    | {"printed_change"}
)


def computed(key: str, indicator: Indicator, entry: Observation | None, measures: Measures) -> str:
    """What stands in a column that nobody types."""
    if key == "standing":
        return told_standing(measures)
    if key == "projected":
        return "" if measures.projected is None else shown(measures.projected, measures.unit)
    if entry is None:
        return ""
    if key == "share":
        share = share_of(entry, indicator)
        return "" if share is None else f"{grouped(share.value * 100, 1)}%"
    change = share_change_of(entry, indicator) if key == "share_change" else change_of(entry, indicator)
    return "" if change is None else printed(change, entry.unit or indicator.unit)
