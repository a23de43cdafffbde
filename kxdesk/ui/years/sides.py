"""Two years of an issue below each other by meaning, with what changed marked."""

from __future__ import annotations

import html

from kxdesk.domain.fields import fields_of
from kxdesk.domain.form import Form
from kxdesk.domain.lineage import unchanged
from kxdesk.domain.policy import Issue, values_of
from kxdesk.domain.things import Kind
from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.ui.years.rows import Row
from kxdesk.words.fields import field_name


def side_by_side(row: Row, form: Form) -> str:
    """As HTML; the headings are those of this year's form."""
    if row.earlier is None or row.later is None:
        return _alone(row.earlier or row.later or Issue(), form)
    same = set(unchanged(row.earlier, row.later))
    old, new = values_of(row.earlier), values_of(row.later)
    parts = []
    for entry in fields_of(Kind.ISSUE):
        before, after = str(old[entry.key] or ""), str(new[entry.key] or "")
        if not before and not after:
            continue
        note = _("前年度のまま") if entry.key in same else ""
        parts.append(_part(field_name(Kind.ISSUE, entry.key, form), change_html(before, after), note))
    return "".join(parts)


def _alone(issue: Issue, form: Form) -> str:
    values = values_of(issue)
    return "".join(
        _part(
            field_name(Kind.ISSUE, entry.key, form), html.escape(str(values[entry.key])).replace("\n", "<br>")
        )
        for entry in fields_of(Kind.ISSUE)
        if values[entry.key]
    )


def _part(name: str, text: str, note: str = "") -> str:
    muted, warn = colours().muted, colours().warn
    told = f' <span style="color:{warn}">{html.escape(note)}</span>' if note else ""
    head = f'<p style="margin:0 0 2px 0;color:{muted}">{html.escape(name)}{told}</p>'
    return f'{head}<p style="margin:0 0 12px 0">{text}</p>'
