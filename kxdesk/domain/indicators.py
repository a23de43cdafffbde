"""Indicators (成果指標) as a ledger of assertions: who said which figure, for when, and where.

Nothing here is the truth by itself. A second source's figure stands beside the first; what does not agree is
found (`contradictions`) and settled by a person. Figures and dates are kept as they were typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Text: TypeAlias = str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that asserts figures.

    Attributes:
        title: what it calls itself.
        printed: JSON of what it holds besides its targets and observations, with gaps where they stood.
        fingerprint: SHA-256 of the whole, by which it is known when it is loaded again.
    """

    title: Text = ""
    printed: Text = ""
    fingerprint: Text = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator is to reach, as one source has it: a number, or words.

    Attributes:
        comparator: ">=", "<=" or "=", as typed; "" where it is not said.
        words: a target that is no number ("段階的に移行").
        fiscal_year: when it is to be reached; "" is the source's own target year.
        base_fiscal_year, base_value: what it is relative to.
        source: id of a `Source`; "" where it was typed here.
        place: where it stands in its source.
        printed: JSON of the source's own entry.
    """

    comparator: Text = ""
    value: Text = ""
    unit: Text = ""
    words: Text = ""
    fiscal_year: Text = ""
    base_fiscal_year: Text = ""
    base_value: Text = ""
    note: Text = ""
    source: Text = ""
    place: Text = ""
    printed: Text = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One dated assertion (実績値): a value, or a share as numerator and denominator.

    Attributes:
        as_of: a day, a fiscal year, several, or since when, as typed.
        previous: the same indicator's value a year earlier, as this source has it.
        printed_change: the change to it as printed ("▲1,204講座").
        approximate: 約, 超, 未満 or "".
        provisional: 暫定, 速報 or "" once it is confirmed.
        who: who says so.
        source, place, printed: as in `Target`.
    """

    as_of: Text = ""
    value: Text = ""
    numerator: Text = ""
    denominator: Text = ""
    unit: Text = ""
    previous: Text = ""
    previous_numerator: Text = ""
    previous_denominator: Text = ""
    printed_change: Text = ""
    approximate: Text = ""
    provisional: Text = ""
    base_fiscal_year: Text = ""
    base_value: Text = ""
    note: Text = ""
    who: Text = ""
    source: Text = ""
    place: Text = ""
    printed: Text = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that is watched.

    Attributes:
        group_number, group_name: the field of work it stands under in its source.
        polarity: one of POLARITIES, "" where nobody has said what is good.
        cumulative: one of COUNTINGS, "" where the name and the dates tell.
        base_fiscal_year, base_value: where it started.
        part_of: id of the indicator whose total it is a part of.
    """

    group_number: Text = ""
    group_name: Text = ""
    name: Text = ""
    unit: Text = ""
    polarity: Text = ""
    cumulative: Text = ""
    base_fiscal_year: Text = ""
    base_value: Text = ""
    part_of: Text = ""
    note: Text = ""
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """A finding that a person looked at and closed, and why; it opens again when what it was about changes.

    Attributes:
        code, about: the finding's code, and the id of the thing it was about.
        fingerprint: of the figures it was about.
    """

    code: Text = ""
    about: Text = ""
    fingerprint: Text = ""
    reason: Text = ""
    id: str = ""
