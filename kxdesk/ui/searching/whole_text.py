"""A text that was found, whole, with what was found marked, and who wrote it when."""

from __future__ import annotations

import html
from typing import Any

from kxdesk.ui.searching.hits import place_words, standing_words
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours


def whole_text_html(hit: Any) -> str:
    """Its place, its standing, the text."""
    parts, last = [], 0
    for start, end in hit.spans:
        parts.append(html.escape(hit.text[last:start]))
        ground, ink = colours().warn_ground, colours().ink
        parts.append(f'<b style="background:{ground};color:{ink}">{html.escape(hit.text[start:end])}</b>')
        last = end
    parts.append(html.escape(hit.text[last:]))
    body = "".join(parts).replace("\n", "<br>")
    who = _("書いた人: {who}").format(who=hit.who)
    facts = html.escape(f"{standing_words(hit)}　{who}")
    return (
        f"<p><b>{html.escape(place_words(hit))}</b></p>"
        f'<p style="color:{colours().muted}">{facts}</p><p>{body}</p>'
    )
