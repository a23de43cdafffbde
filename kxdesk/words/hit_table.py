"""Hits of a search as a table to be written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kxdesk.domain.fiscal_year import year_label
from kxdesk.report.table_book import Table, Value
from kxdesk.usecases.search_everything import Hit
from kxdesk.words.fields import field_name, kind_name
from kxdesk.words.language import _
from kxdesk.words.times import day_and_clock


def hit_table(words: str, hits: Sequence[Hit], made: datetime) -> Table:
    """A row for each hit, newest first."""
    headings = [_("番号"), _("日時"), _("だれ"), _("局・区"), _("年度"), _("課題"), _("種類"), _("項目")]
    headings += [_("いまの内容"), _("版"), _("文")]
    facts: list[tuple[str, Value]] = [
        (_("探した言葉"), words),
        (_("作成"), day_and_clock(made)),
        (_("件数"), len(hits)),
    ]
    return Table(_("見つかった文"), facts, headings, [_row(hit) for hit in hits], {})


def _row(hit: Hit) -> list[Value]:
    year = hit.place.fiscal_year
    return [
        hit.seq,
        day_and_clock(datetime.fromisoformat(hit.at)),
        hit.who,
        hit.place.bureau,
        year_label(year) if year else "",
        f"{hit.issue} {hit.title}".strip(),
        kind_name(hit.ref.kind),
        field_name(hit.ref.kind, hit.field),
        "○" if hit.stands else "",
        "、".join(hit.editions),
        hit.text,
    ]
