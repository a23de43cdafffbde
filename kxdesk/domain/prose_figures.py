"""Figures inside sentences: 751システム, 10万時間, 8%→30%程度, 約27%; each with its sentence and its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kxdesk.domain.figures import NUMERAL, SIGNS, Figure, figure
from kxdesk.domain.keys import folded
from kxdesk.domain.periods import Period, fiscal, period
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.units import Unit, names_of, unit

_BEFORE = "約|およそ|おおよそ|概ね|おおむね|ほぼ|延べ|のべ|計"
_AFTER = "程度|前後|以上|以下|以内|未満|余り|余|超|強|弱|ほど|を超え|を上回|を下回"
_A_CHANGE = re.compile(r"\s*の?(?:ポイント|pt|増|減|上昇|低下|向上|アップ|ダウン|改善|伸び|多|少な)")
_REDUCTION = re.compile(r"\s*の?(?:減|削減|短縮|縮減|低減)")
_SENTENCE = re.compile(r"[^。\n]+")
_A_PART = re.compile(r"(?:その|この)?うち[^、。]*$")
_PART_CLAUSE = re.compile(r"(?:^|[、,(。・])(?:その|この)?うち[^。]*$")
_AIM = re.compile("目指|目標|めざ|までに|達成す|実現す|見込|予定|したい|していく|してい\\s*く")
_DONE = re.compile("た(?:$|[、,。が」)])|ている|である|でした|済")
_DATE = re.compile(r"(?:令和|平成|昭和|[RHS]|(?:19|20)\d\d)[^、。,()]{0,14}")
_THIS_YEAR, _LAST_YEAR = re.compile("今年度|本年度"), re.compile("昨年度|前年度")
_TARGET_FIELDS = frozenset({"target_outcome", "approach", "plan_preface"})


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a policy.

    Attributes:
        kind, id, key: whose field it is.
        issue: id of the issue it lies in, "" outside issues.
        heading: titles over it.
        label: what it is called as a source.
        as_of: its own date, for progress.
    """

    kind: str
    id: str
    key: str
    issue: str
    heading: str
    label: str
    text: str
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A figure in a sentence.

    Attributes:
        shown: as it stands there.
        when: the time its sentence names, else the text's own; None where neither does.
        dated: its sentence names the time.
        is_aim: the sentence tells what is to be reached.
        is_change: it is a change (27%増), of which `is_reduction` may be a level of a reduction.
    """

    said: Said
    sentence: str
    shown: str
    figure: Figure
    unit: Unit
    when: Period | None
    dated: bool
    is_aim: bool
    is_change: bool
    is_reduction: bool


def texts_of(policy: Policy) -> Iterator[Said]:
    """Every text that may hold figures."""
    bureau = " ".join(filter(None, (policy.bureau, policy.form)))
    for key in ("mission", "retrospective_overall", "retrospective_achieved", "retrospective_insufficient"):
        if text := getattr(policy, key):
            yield Said("policy", policy.id, key, "", "", bureau, text)
    for issue in policy.issues:
        yield from _texts_of_issue(issue, f"{bureau} {issue.area or ''}{issue.number or ''}".strip())


def _texts_of_issue(issue: Issue, label: str) -> Iterator[Said]:
    title = issue.title or ""
    for key in ("content", "background", "target_outcome", "approach", "plan_preface"):
        if text := getattr(issue, key):
            yield Said("issue", issue.id, key, issue.id, title, label, text)
    titles = {activity.id: activity.title or "" for activity in issue.activities}
    for activity in issue.activities:
        if activity.description:
            heading = f"{title} {activity.title or ''}"
            yield Said("activity", activity.id, "description", issue.id, heading, label, activity.description)
    for entry in issue.progress:
        if entry.text:
            heading = f"{title} {titles.get(entry.activity, '')}"
            name = f"{label} {entry.as_of or ''}".strip()
            date = entry.as_of or ""
            yield Said("progress", entry.id, "text", issue.id, heading, name, entry.text, date)


def figures_in(said: Said, words: Iterable[str], fiscal_year: int | None) -> Iterator[ProseFigure]:
    """The figures that stand before one of the plain unit words.

    Args:
        said: the text.
        words: units without 万 and "a year", as `units.unit` gives them.
        fiscal_year: of the policy, for 今年度.
    """
    known = sorted({name for word in words for name in names_of(word)}, key=len, reverse=True)
    if not known:
        return
    units = "|".join(re.escape(word) for word in known)
    pattern = re.compile(
        rf"(?P<sign>[{SIGNS}])?(?P<before>{_BEFORE})?(?<![\d.])(?P<numeral>{NUMERAL})\s*(?P<mid>余り|余|超|強|弱)?"
        rf"(?P<unit>{units})(?P<after>{_AFTER})?",
        re.IGNORECASE,
    )
    for found in _SENTENCE.finditer(folded(said.text)):
        for match in pattern.finditer(found[0]):
            made = _made(said, found[0], match, fiscal_year)
            if made is not None:
                yield made


def _made(said: Said, sentence: str, match: re.Match[str], fiscal_year: int | None) -> ProseFigure | None:
    before, after = sentence[: match.start()], sentence[match.end() :]
    is_first_of_two = bool(re.match(r"\s*(?:→|から(?=[\d約]))", after))
    if _PART_CLAUSE.search(before) or is_first_of_two:
        return None
    shown = match[0].strip()
    value = figure(shown)
    if value is None:
        return None
    when, dated = _time(said, before, fiscal_year)
    return ProseFigure(
        said,
        sentence.strip(),
        shown,
        value,
        unit(match["unit"]),
        when,
        dated,
        _is_aim(said, sentence, after) and not _is_over(when, said),
        bool(_A_CHANGE.match(after) or (match["sign"] and match["sign"] in "+±")),
        bool(_REDUCTION.match(after)),
    )


def _is_aim(said: Said, sentence: str, after: str) -> bool:
    if _DONE.search(after):
        return False
    return bool(_AIM.search(sentence)) or said.key in _TARGET_FIELDS


def _is_over(when: Period | None, said: Said) -> bool:
    """A time before the text's own was no aim any more when it was written."""
    own = period(said.as_of)
    return when is not None and own is not None and when.end < own.end


def _time(said: Said, before: str, fiscal_year: int | None) -> tuple[Period | None, bool]:
    """The last time named before the figure, in its sentence; else the text's own."""
    named = [period(match[0]) for match in _DATE.finditer(before)]
    found = next((when for when in reversed(named) if when is not None), None)
    if found is None and fiscal_year:
        if _THIS_YEAR.search(before):
            found = fiscal(fiscal_year)
        elif _LAST_YEAR.search(before):
            found = fiscal(fiscal_year - 1)
    if found is not None:
        return found, True
    return period(said.as_of), False
