"""What a chart of an indicator says beside its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kxdesk.domain.figures import grouped
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.measures import Measures
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.report.charts import ChartWords


def chart_words(indicator: Indicator, measures: Measures) -> ChartWords:
    """Title, target and legend, and a sentence for those who do not see the picture."""
    from kxdesk.report.charts import ChartWords  # noqa: PLC0415 loaded when a chart is drawn

    name = indicator.name or ""
    told = "、".join(f"{point.said_as_of} {shown(point.value, measures.unit)}" for point in measures.points)
    return ChartWords(
        title=name,
        target=told_target(measures),
        provisional=_("暫定・速報"),
        projected=_("このままの傾向"),
        empty=_("図にできる値がまだありません。"),
        alt=_("{name}の推移: {points}").format(name=name, points=told or "–"),
    )


def shown(value: Decimal, unit: str) -> str:
    """1,204名, 84.1%."""
    return f"{grouped(value, 1)}{unit.partition('/')[0]}"


def told_target(measures: Measures) -> str:
    """目標 80%以上."""
    if measures.target is None:
        return ""
    value = shown(measures.target, measures.unit)
    patterns = {">=": _("目標 {value}以上"), "<=": _("目標 {value}以下")}
    return patterns.get(measures.comparator, _("目標 {value}")).format(value=value)


def told_standing(measures: Measures) -> str:
    """達成, 未達 (62% まで), or nothing."""
    if measures.achievement is None:
        return {True: _("達成"), False: _("未達"), None: ""}[measures.reached]
    percent = f"{grouped(measures.achievement * 100, 0)}%"
    if measures.reached is None:
        return percent
    return (
        _("達成 ({percent})").format(percent=percent)
        if measures.reached
        else _("未達 ({percent})").format(percent=percent)
    )
