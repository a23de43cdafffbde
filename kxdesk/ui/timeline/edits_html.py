"""The edits of a change, one below the other, each with what went and what came."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words import changes, history_table
from kxdesk.words.fields import shown

SHORT = 16  # characters that are read at a glance


def change_facts_html(named: Any) -> str:
    """Who, when, where from: what an auditor is asked to note."""
    facts = named.line.facts
    rows = [
        (_("だれ"), f"{facts.display_name}（{facts.os_user} / {facts.pc}）"),
        (_("いつ"), history_table.moment(facts.at)),
        (_("操作"), changes.label_name(facts.label)),
        (_("理由"), facts.why),
        (_("元のファイル"), facts.source),
        (_("取り消した変更"), str(facts.undo_of) if facts.undo_of else ""),
    ]
    muted = colours().muted
    cells = "".join(
        f'<tr><td style="color:{muted}">{html.escape(name)}　</td><td>{html.escape(value)}</td></tr>'
        for name, value in rows
        if value
    )
    return f"<table>{cells}</table>"


def edits_html(edits: Sequence[Any], total: int) -> str:
    """Each under its place; the link of a place is the number of its entry."""
    parts = []
    for edit in edits:
        place = html.escape(history_table.edit_place(edit))
        link = f'<a href="{edit.entry.seq}" style="color:{colours().accent}">{place}</a>'
        origin = f'<a href="origin:{edit.entry.seq}" style="color:{colours().accent}">{_("由来")}</a>'
        parts.append(f'<p style="margin-top:12px;margin-bottom:2px">{link}　{origin}</p>')
        parts.append(f'<p style="margin-top:0">{_body(edit.entry)}</p>')
    if total > len(edits):
        left = _("ほか {count} 件").format(count=total - len(edits))
        parts.append(f'<p style="color:{colours().muted}">{html.escape(left)}</p>')
    return "".join(parts)


def _body(entry: Any) -> str:
    """A short value as before → after, a text once with its changes marked."""
    if told := history_table.presence(entry):
        return html.escape(told)
    before, after = entry.before, entry.after
    texts = isinstance(before, str) and isinstance(after, str) and before and after
    if texts and max(len(before), len(after)) > SHORT:
        return change_html(before, after)
    if before is None and isinstance(after, str) and after:
        return change_html("", after)
    return html.escape(f"{shown(before)} → {shown(after)}").replace("\n", "<br>")
