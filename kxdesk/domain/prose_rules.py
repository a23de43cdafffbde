"""Figures in sentences held against the ledger, by their unit and the words of an indicator's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kxdesk.domain.amounts import Amount, agree, amount, below, of_figure
from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.claims import ACTUAL, AMOUNT, SHARE, Claim, is_cumulative, tells_reductions
from kxdesk.domain.figure_findings import Figures, made
from kxdesk.domain.figures import OVER, UNDER
from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.interchange import number
from kxdesk.domain.keys import search_key
from kxdesk.domain.periods import Period, period
from kxdesk.domain.policy import Policy
from kxdesk.domain.prose_figures import ProseFigure, Said, figures_in, texts_of
from kxdesk.domain.target_rules import shown, year_of
from kxdesk.domain.things import Kind, Ref
from kxdesk.domain.units import RATIO, unit

_RUNS = re.compile("[一-龯々]+|[ァ-ヴー]+|[a-z0-9]+")
# What only says that something is counted tells one figure from another no more than its unit does.
_COUNTING = re.compile("(?:累計|累積|合計|総数|件数|人数|回数|割合|比率|実績|数|率|量|額)$")
_LINKED = 0.5
_IN_HEADING = 0.6


@dataclass(frozen=True, slots=True)
class _Name:
    """An indicator's name as words with their weight."""

    words: tuple[tuple[str, float], ...]
    units: frozenset[str]


class _Names(tuple[_Name, ...]):  # noqa: SLOT001 its hash is kept beside it
    """All of a ledger, hashed once: what links a text to them is kept while neither changes."""

    def __hash__(self) -> int:
        known: int | None = self.__dict__.get("hash")
        if known is None:
            known = self.__dict__["hash"] = super().__hash__()
        return known


@dataclass(frozen=True, slots=True)
class _Linked:
    figure: ProseFigure
    figures: Figures


@lru_cache(maxsize=8192)
def _links(said: Said, names: _Names, fiscal_year: int | None) -> tuple[tuple[ProseFigure, int], ...]:
    """The figures of a text that name an indicator, each with its place."""
    words = {word for name in names for word in name.units}
    heading = search_key(said.heading)
    sentences: dict[str, str] = {}
    found: list[tuple[ProseFigure, int]] = []
    for one in figures_in(said, words, fiscal_year):
        if one.sentence not in sentences:
            sentences[one.sentence] = search_key(one.sentence)
        place = _best(one.unit.word, sentences[one.sentence], heading, names)
        if place is not None:
            found.append((one, place))
    return tuple(found)


def in_texts(
    policy: Policy, all_: Sequence[Figures], titles: Mapping[str, str], years: Mapping[str, str]
) -> Iterator[Finding]:
    """What sentences say of an indicator, and the ledger says differently for the same time."""
    names = _Names(tuple(_name(one) for one in all_))
    year = number(policy.fiscal_year)
    for said in texts_of(policy):
        linked: dict[tuple[int, str, bool], list[_Linked]] = {}
        for found, place in _links(said, names, int(year) if year else None):
            one = _Linked(found, all_[place])
            linked.setdefault((place, found.sentence, found.is_aim), []).append(one)
        for group in linked.values():
            yield from _compared(group, titles, years)


def _name(one: Figures) -> _Name:
    indicator = one.indicator
    texts = [indicator.unit, *(entry.unit for entry in indicator.targets)]
    texts += [entry.unit for entry in indicator.observations]
    units = frozenset(unit(text).word for text in texts if text)
    key = search_key(indicator.name or "")
    words: dict[str, float] = {}
    for word in units:
        if word and word in key and len(word) > 1:
            words[f"={word}"] = 1.0  # the figure itself says it
            key = key.replace(word, " ")
    for run in _RUNS.findall(key):
        plain = _COUNTING.sub("", run)
        if "一" <= run[0] <= "龯":
            words |= {plain[at : at + 2]: 1.0 for at in range(len(plain) - 1)}
        elif len(plain) > 1:
            words[plain] = 2.0
    return _Name(tuple(words.items()), units)


def _best(word: str, sentence: str, heading: str, names: _Names) -> int | None:
    """The indicator whose name the sentence holds most of; None where none is held enough."""
    best, most = None, 0.0
    for place, name in enumerate(names):
        if word in name.units and (score := _score(word, sentence, heading, name)) > most:
            best, most = place, score
    return best if most >= _LINKED else None


def _score(unit_word: str, sentence: str, heading: str, name: _Name) -> float:
    total = own = above = 0.0
    for word, weight in name.words:
        total += weight
        if word.startswith("="):
            own += weight if word[1:] == unit_word else 0.0
        elif word in sentence:
            own += weight
        elif word in heading:
            above += weight
    return (own + _IN_HEADING * above) / total if own else 0.0


def _compared(group: list[_Linked], titles: Mapping[str, str], years: Mapping[str, str]) -> Iterator[Finding]:
    """One finding for a sentence, where none of its figures is what the ledger has."""
    figures = group[0].figures
    usable = [one for one in group if not one.figure.is_change or _tells_size(one.figure, figures)]
    if not usable:
        return
    if usable[0].figure.is_aim:
        yield from _against_targets(usable, titles, years)
        return
    against = [claim for one in usable for claim in _same_time(one.figure, figures)]
    if against:
        if not any(_agrees(one.figure, claim, figures) for one in usable for claim in against):
            yield _finding("text-differs", usable[0].figure, against, figures)
    elif is_cumulative(figures.indicator):
        yield from _fallen(usable[0].figure, figures)


def _tells_size(found: ProseFigure, figures: Figures) -> bool:
    return found.is_reduction and tells_reductions(figures.indicator)


def _amount(found: ProseFigure) -> Amount:
    return replace(of_figure(found.figure, found.unit, found.shown), rounded=True)


def _aspect(found: ProseFigure) -> str:
    return SHARE if found.unit.dimension == RATIO else AMOUNT


def _same_time(found: ProseFigure, figures: Figures) -> list[Claim]:
    when = _when(found, figures)
    return [
        claim
        for claim in figures.claims
        if claim.aspect == _aspect(found)
        and claim.when == when
        and when is not None
        and (claim.aspect, claim.when) not in figures.disputed
    ]


def _when(found: ProseFigure, figures: Figures) -> Period | None:
    when = found.when
    if when is not None and when.is_fiscal_year and when.last and is_cumulative(figures.indicator):
        return Period(when.last, when.last)
    return when


def _agrees(found: ProseFigure, claim: Claim, figures: Figures) -> bool:
    sizes = tells_reductions(figures.indicator)
    return agree(_amount(found), claim.amount, sizes_only=sizes)


def _fallen(found: ProseFigure, figures: Figures) -> Iterator[Finding]:
    """A running total in a sentence that is less than it was before, or more than it is later."""
    when = _when(found, figures)
    if when is None or not when.is_point:
        return
    mine = _amount(found)
    for claim in figures.claims:
        at = claim.when
        if claim.aspect != AMOUNT or not isinstance(at, Period) or not at.is_point:
            continue
        falls = below(mine, claim.amount) if at.end < when.end else below(claim.amount, mine)
        if falls and (claim.aspect, at) not in figures.disputed:
            yield _finding("text-falls", found, [claim], figures)
            return


def _against_targets(
    usable: list[_Linked], titles: Mapping[str, str], years: Mapping[str, str]
) -> Iterator[Finding]:
    found, figures = usable[0].figure, usable[0].figures
    indicator = figures.indicator
    sizes = tells_reductions(indicator)
    for target in indicator.targets:
        theirs = amount(target.value, target.unit or indicator.unit)
        if theirs is None or not _same_year(found, year_of(target, years)):
            continue
        plain = [_without_direction(_amount(one.figure)) for one in usable]
        if any(agree(each, _without_direction(theirs), sizes_only=sizes) for each in plain):
            continue
        claim = Claim(
            AMOUNT,
            ACTUAL,
            "",
            year_of(target, years),
            replace(theirs, text=shown(target, indicator)),
            titles.get(target.source or "", ""),
            Ref(Kind.TARGET, target.id),
            "value",
        )
        yield _finding("text-target-differs", found, [claim], figures)
        return


def _without_direction(mine: Amount) -> Amount:
    return replace(mine, bound="") if mine.bound in (OVER, UNDER) else mine


def _same_year(found: ProseFigure, year: str) -> bool:
    """A target of another year is another target; one without a year is compared with any."""
    theirs = period(year)
    if not found.dated or found.when is None or theirs is None:
        return not found.dated
    return _fiscal(found.when) == _fiscal(theirs)


def _fiscal(when: Period) -> FiscalYear | None:
    return when.fiscal_year


def _finding(code: str, found: ProseFigure, claims: list[Claim], figures: Figures) -> Finding:
    place = (Ref(Kind(found.said.kind), found.said.id), found.said.key)
    mine = Claim(_aspect(found), ACTUAL, "", claims[0].said_as_of, _amount(found), found.said.label, *place)
    told = made(
        code, Severity.WARNING, place, (mine, *claims), figures.indicator, sentence=_short(found.sentence)
    )
    return replace(told, issue=found.said.issue)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else f"{sentence[:59]}…"
