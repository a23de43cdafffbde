"""A difference and a value in words: where they stand, what the three say, what becomes of them."""

from __future__ import annotations

import html
from dataclasses import dataclass

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.merging import Decision, Difference, State
from kxdesk.domain.policy import (
    Activity,
    Facility,
    Issue,
    Milestone,
    Policy,
    Progress,
    Thing,
    Track,
    values_of,
    walk,
)
from kxdesk.domain.things import Kind, Ref
from kxdesk.ui.intake.entries import Entry, key_of
from kxdesk.ui.marked_text import change_html, shortened
from kxdesk.ui.text import N_, _
from kxdesk.ui.theme import colours
from kxdesk.words.fields import field_name, kind_name, shown
from kxdesk.workbook.places import Places, issue_of

AROUND = 40  # characters shown beside a change
_FIRST_YEAR = 1926  # before it no era is known here
LONG = 160  # of a text without a change to show
RIVAL = 12  # characters shown beside what another workbook changes


@dataclass(eq=False)
class Row:
    """A difference as it is shown.

    Attributes:
        group: the issue it belongs to, in words; `within` what in the issue.
        base, theirs, ours: rich text of the three columns; `plain` the same three whole and unmarked.
        rivals: rich text of what other workbooks that wait want there.
    """

    difference: Difference
    group: str
    within: str
    field: str
    base: str
    theirs: str
    ours: str
    plain: tuple[str, str, str]
    rivals: str = ""


def rows_of(entry: Entry) -> list[Row]:
    """All differences of a workbook, in the order of the form."""
    chains = _Chains(entry.places, entry.ours)
    return [_row(entry, difference, chains) for difference in entry.differences]


class _Chains:
    """From an issue down to any of its things, as the workbook has them, or else the desk."""

    def __init__(self, places: Places, ours: Policy | None) -> None:
        self.theirs = places
        self._ours = Places(ours, ours, ()) if ours else None

    def of(self, ref: Ref) -> tuple[Thing, ...]:
        return self.theirs.chain_of(ref) or self.in_ours(ref)

    def in_ours(self, ref: Ref) -> tuple[Thing, ...]:
        return self._ours.chain_of(ref) if self._ours else ()


def _row(entry: Entry, difference: Difference, chains: _Chains) -> Row:
    chain = chains.of(difference.ref)
    thing = difference.added or next(reversed(chain), None)
    heading = kind_name(difference.ref.kind) if difference.field == PRESENT else ""
    texts = _texts(difference, thing)
    return Row(
        difference,
        _group(difference, chain, chains),
        within(chain),
        heading or field_name(difference.ref.kind, difference.field, entry.form),
        *_marked(difference, texts),
        plain=texts,
        rivals=_told_rivals(entry, difference),
    )


def _told_rivals(entry: Entry, difference: Difference) -> str:
    """What other workbooks want there."""
    rivals = entry.looked.rivals.get(key_of(difference), ()) if entry.looked is not None else ()
    before = str(difference.base or "") if difference.base_known else str(difference.ours or "")
    told = (
        f"{html.escape(rival.name)}<br>{change_html(before, str(rival.value or ''), RIVAL)}"
        for rival in rivals
    )
    return "<br>".join(told)


def _group(difference: Difference, chain: tuple[Thing, ...], chains: _Chains) -> str:
    """The issue as the desk calls it; a new one as the workbook does."""
    ref = Ref(Kind.ISSUE, difference.issue)
    above = issue_of(chain)
    here = issue_of(chains.in_ours(Ref(Kind.ISSUE, above.id) if above else ref))
    found = here or above or issue_of(chains.theirs.chain_of(ref))
    if found is None and not difference.issue:
        return _("方針全体")
    return issue_words(found) if found else kind_name(Kind.ISSUE)


def issue_words(issue: Issue) -> str:
    """B(2)　課題名"""
    return f"{issue.area or '?'}({issue.number or '–'})　{issue.title or _('（課題名なし）')}"


def within(chain: tuple[Thing, ...]) -> str:
    """Which activity, row and band of an issue, or which facility; "" for the issue itself."""
    below = chain[1:] if issue_of(chain) else chain
    return " › ".join(filter(None, map(_thing_words, below)))


def _thing_words(thing: Thing) -> str:
    match thing:
        case Activity():
            words = _("取組 {number} {title}").format(number=thing.number or "", title=thing.title or "")
        case Track():
            words = thing.label or ""
        case Milestone(start, end):
            sentence = _("第{start}四半期") if start == end else _("第{start}～第{end}四半期")
            words = sentence.format(start=start, end=end)
        case Progress():
            words = thing.as_of or ""
        case Facility():
            words = thing.name or ""
        case _:
            words = ""
    return words.strip()


def _texts(difference: Difference, thing: Thing | None) -> tuple[str, str, str]:
    """The three whole; of a thing that came or went, what it says."""
    three = (difference.base, difference.theirs, difference.ours)
    if difference.field != PRESENT:
        base, theirs, ours = (str(value) if value is not None else "" for value in three)
        return base, theirs, ours
    said = summary(thing) if thing else _("あり")
    base, theirs, ours = (said if value else "" for value in three)
    return base, theirs, ours


def summary(thing: Thing) -> str:
    """What a whole thing says, a value a line."""
    values = (value for part, _parent in walk(thing) for value in values_of(part).values())
    return "\n".join(value for value in values if isinstance(value, str) and value)


def _marked(difference: Difference, texts: tuple[str, str, str]) -> tuple[str, str, str]:
    base, theirs, ours = texts
    if not difference.base_known:
        issued = _muted(_("（記録なし）"))
    else:
        issued = _plain(base) if base else _muted(_absent(difference))
    against = base if difference.base_known else ours
    left = _side(against, theirs, difference)
    right = _side(base, ours, difference) if difference.base_known else _plain(ours) or _muted(_("（空欄）"))
    return issued, left, right


def _absent(difference: Difference) -> str:
    return _("（なし）") if difference.field == PRESENT else shown("")


def _side(before: str, after: str, difference: Difference) -> str:
    if before == after:
        return _muted(_("配布時のまま")) if difference.base_known and before else _muted(_absent(difference))
    if not after:
        return (
            f"{_muted(_absent(difference))}<br>{change_html(before, '', AROUND)}"
            if before
            else _muted(_absent(difference))
        )
    return change_html(before, after, AROUND) if before else _plain(after)


def _plain(text: str) -> str:
    return html.escape(shortened(text, LONG)).replace("\n", "<br>")


def _muted(words: str) -> str:
    return f'<span style="color:{colours().muted}">{html.escape(words)}</span>'


_DECIDED = {
    Decision.THEIRS: N_("提出を採る"),
    Decision.OURS: N_("現在を残す"),
    Decision.BOTH: N_("両方を残す（現在・提出の順）"),
    Decision.EDITED: N_("書き直した文にする"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """State of a difference: words, icon and colour, so that colour is not all."""

    words: str
    icon: str
    colour: str


def mark_of(entry: Entry, difference: Difference) -> Mark:
    """What becomes of it as things stand."""
    chosen = colours()
    key = key_of(difference)
    if not entry.is_disputed(difference):
        if difference.state is State.THEIRS:
            return _incoming(difference, chosen.accent)
        alike = difference.state is State.BOTH_ALIKE
        return Mark(_("同じ変更") if alike else _("現在のまま"), "done" if alike else "lock", chosen.muted)
    choice = entry.decisions.get(key)
    if choice is None:
        rivalled = entry.looked is not None and key in entry.looked.rivals
        return Mark(_("ほかの提出と違う") if rivalled else _("競合"), "warning", chosen.warn)
    words = _(_DECIDED[choice.decision])
    if entry.looked is not None and key in entry.looked.done:
        words = _("{decision}（反映済み）").format(decision=words)
    return Mark(words, "done", chosen.good)


def _incoming(difference: Difference, colour: str) -> Mark:
    if difference.theirs == 0 and difference.field == PRESENT:
        return Mark(_("削除"), "retire", colour)
    if difference.ours in ("", None):
        return Mark(_("新しい"), "add", colour)
    return Mark(_("変更"), "import", colour)


def recognised(entry: Entry) -> str:
    """Bureau, form and year as the reader took them."""
    item = entry.item
    said = item.fiscal_year
    year = (
        FiscalYear(int(said)).label
        if said.isdecimal() and int(said) >= _FIRST_YEAR
        else said or _("年度不明")
    )
    return f"{item.bureau or _('局区不明')}　{item.form}・{year}"
