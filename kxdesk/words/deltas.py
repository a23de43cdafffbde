"""Where a difference between two editions lies and what became of it, as people call it."""

from __future__ import annotations

from kxdesk.domain.comparison import Delta, Sort
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.marks import Mark, Run, changes_in
from kxdesk.domain.policy import KIND_OF, Activity, Issue, Milestone, Progress, Thing, Track
from kxdesk.words.fields import field_name, kind_name
from kxdesk.words.language import N_, _

SORTS = {Sort.ADDED: N_("追加"), Sort.REMOVED: N_("削除"), Sort.CHANGED: N_("変更")}


def sort_name(delta: Delta) -> str:
    """追加, 削除, 変更."""
    return _(SORTS[delta.sort])


def issue_code(issue: Issue | None) -> str:
    """B(2); "" outside issues."""
    return f"{issue.area or '?'}({issue.number or '–'})" if issue else ""


def issue_place(delta: Delta) -> str:
    """B(2), or B(2) → B(3) where it was renumbered."""
    old, new = map(issue_code, delta.issues)
    return f"{old} → {new}" if old and new and old != new else new or old


def issue_title(delta: Delta) -> str:
    """The later title."""
    old, new = delta.issues
    issue = new or old
    return (issue.title or "") if issue else ""


def bureau_of(delta: Delta) -> str:
    return delta.policy.bureau or ""


def place_name(delta: Delta) -> str:
    """Below the issue: 取組1「…」 › 項目 › 第2四半期; "" for the issue's or the policy's own fields."""
    named = [_thing_name(thing) for thing in delta.path if not isinstance(thing, Issue)]
    return " › ".join(name for name in named[1:] if name)


def _thing_name(thing: Thing) -> str:
    kind = kind_name(KIND_OF[type(thing)])
    if isinstance(thing, Activity):
        return f"{kind}{thing.number or ''}" + (f"「{thing.title}」" if thing.title else "")
    if isinstance(thing, Track):
        return f"{kind}「{thing.label}」" if thing.label else ""
    if isinstance(thing, Milestone):
        return _quarters(thing)
    if isinstance(thing, Progress):
        return f"{kind}（{thing.as_of or '–'}）"
    return f"{kind}「{thing.name}」" if isinstance(thing, Indicator) else kind


def _quarters(band: Milestone) -> str:
    if band.start == band.end:
        return _("第{start}四半期").format(start=band.start)
    return _("第{start}～{end}四半期").format(start=band.start, end=band.end)


def delta_field(delta: Delta) -> str:
    """The field's name; of a whole issue or policy what that is called."""
    return kind_name(delta.kind) if delta.field == PRESENT else field_name(delta.kind, delta.field)


def runs_of(delta: Delta) -> tuple[Run, ...]:
    """Both texts in one, marked by character; of two figures each as a whole."""
    if delta.growth is not None:
        return (Run(Mark.GONE, text_of(delta.before)), Run(Mark.NEW, text_of(delta.after)))
    return changes_in(text_of(delta.before), text_of(delta.after))


def text_of(value: str | int | None) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")


def growth(delta: Delta) -> str:
    """+12, ▲3.5 as a city writes it; "" where it is no figure."""
    grown = delta.growth
    if grown is None:
        return ""
    return f"+{grown:,}" if grown > 0 else f"▲{-grown:,}" if grown < 0 else "±0"
