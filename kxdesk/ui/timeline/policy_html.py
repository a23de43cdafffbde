"""A policy in the order of its form, to be read; beside what stands now, with what changed since marked."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.form import Form
from kxdesk.domain.policy import (
    CHILDREN,
    KIND_OF,
    Issue,
    Milestone,
    Policy,
    Thing,
    children_of,
    values_of,
    walk,
)
from kxdesk.domain.things import Kind, Value
from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.fields import field_name, kind_name

_UNSEEN = {FieldKind.LINK, FieldKind.RECORD}
_INDENT = {Kind.ISSUE: 0, Kind.ACTIVITY: 1, Kind.TRACK: 2, Kind.MILESTONE: 3, Kind.PROGRESS: 1}
_IN_HEADINGS = {"area", "number", "title", "start", "end", "label"}


def policy_html(then: Policy, now: Policy | None, form: Form, *, marked: bool) -> str:
    """The whole policy; with `marked` what went since then is struck out and what came is underlined."""
    known = {thing.id: thing for thing, _parent in walk(now)} if marked and now else {}
    return "".join(_thing(then, known if marked else None, form))


def _thing(thing: Thing, known: dict[str, Thing] | None, form: Form) -> Iterator[str]:
    later = thing if known is None else known.get(thing.id)
    yield _heading(thing, later)
    before, after = values_of(thing), values_of(later) if later else {}
    for field in fields_of(KIND_OF[type(thing)]):
        if field.kind not in _UNSEEN and field.key not in _IN_HEADINGS:
            yield _field(thing, field.key, (before[field.key], after.get(field.key)), form)
    here = {child.id for child in children_of(thing)}
    for name in CHILDREN.get(KIND_OF[type(thing)], {}).values():
        for child in getattr(thing, name):
            yield from _thing(child, known, form)
        for child in getattr(later, name, ()) if later is not thing and later else ():
            if child.id not in here:
                yield _new(child)


def _field(thing: Thing, key: str, values: tuple[Value, Value], form: Form) -> str:
    before, after = (str(value or "") for value in values)
    if not (before or after):
        return ""
    name = html.escape(field_name(KIND_OF[type(thing)], key, form))
    margin = 18 * _INDENT.get(KIND_OF[type(thing)], 0)
    return (
        f'<p style="margin:6px 0 0 {margin}px;color:{colours().muted}">{name}</p>'
        f'<p style="margin:1px 0 0 {margin}px">{change_html(before, after)}</p>'
    )


def _heading(thing: Thing, later: Thing | None) -> str:
    """Its name, and whether it is still there."""
    before, after = heading_of(thing), heading_of(later) if later else ""
    body = change_html(before, after) or html.escape(kind_name(KIND_OF[type(thing)]))
    size = {Policy: 15, Issue: 13}.get(type(thing), 10)
    margin = 18 * _INDENT.get(KIND_OF[type(thing)], 0)
    top = 22 if isinstance(thing, Issue) else 8
    anchor = f'<a name="{html.escape(thing.id)}"></a>' if isinstance(thing, Issue) else ""
    return f'<p style="margin:{top}px 0 2px {margin}px;font-size:{size}pt;font-weight:600">{anchor}{body}</p>'


def heading_of(thing: Thing) -> str:
    """B(2) 港の再生, Q1–Q2, 項目: what it is called where it stands."""
    values: dict[str, Any] = values_of(thing)
    if isinstance(thing, Policy):
        return str(thing.bureau or "")
    if isinstance(thing, Issue):
        return f"{thing.area or '?'}({thing.number or '–'}) {thing.title or ''}".strip()
    if isinstance(thing, Milestone):
        return f"Q{thing.start}" if thing.start == thing.end else f"Q{thing.start}–Q{thing.end}"
    return " ".join(str(values[key]) for key in ("number", "title", "label") if values.get(key))


def _new(child: Thing) -> str:
    """What came since: its name and all it says."""
    texts = [heading_of(child)]
    for part, _parent in walk(child):
        kinds = {field.key: field.kind for field in fields_of(KIND_OF[type(part)])}
        texts += [
            str(value)
            for key, value in values_of(part).items()
            if value and key not in _IN_HEADINGS and kinds.get(key) not in _UNSEEN
        ]
    kind = html.escape(_("{kind}（この日より後）").format(kind=kind_name(KIND_OF[type(child)])))
    said = change_html("", "\n".join(filter(None, texts)))
    style = f"margin:14px 0 0 0;color:{colours().muted}"
    return f'<p style="{style}">{kind}</p><p style="margin:1px 0 0 0">{said}</p>'
