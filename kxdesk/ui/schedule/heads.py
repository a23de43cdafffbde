"""What stands above the quarters."""

from __future__ import annotations

from kxdesk.domain.fiscal_year import months_of
from kxdesk.ui.text import _


def quarter_name(quarter: int) -> str:
    """第1四半期."""
    return _("第{quarter}四半期").format(quarter=quarter)


def quarter_months(quarter: int) -> str:
    """4～6月."""
    months = months_of(quarter)
    return _("{first}～{last}月").format(first=months[0], last=months[2])
