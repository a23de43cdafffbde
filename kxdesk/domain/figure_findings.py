"""What a finding about figures is made of: the claims side by side, their sources, and a mark of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.claims import Claim, claims_of, titles_of
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.periods import Period
from kxdesk.domain.policy import Policy
from kxdesk.domain.things import Ref, Value

Time: TypeAlias = Period | str


@dataclass(frozen=True, slots=True)
class Figures:
    """An indicator with all that is claimed of it, and the claims that were found not to agree."""

    indicator: Indicator
    claims: tuple[Claim, ...]
    disputed: frozenset[tuple[str, Time]] = frozenset()


def figures_of(policy: Policy) -> tuple[Figures, ...]:
    """Each indicator with its claims."""
    titles = titles_of(policy)
    return tuple(Figures(entry, claims_of(entry, titles)) for entry in policy.indicators)


def made(
    code: str,
    severity: Severity,
    place: tuple[Ref, str],
    claims: Iterable[Claim],
    indicator: Indicator,
    **facts: Value,
) -> Finding:
    """A finding about claims: their figures side by side, their sources each once."""
    claims = tuple(claims)
    sources = tuple(dict.fromkeys(claim.source for claim in claims if claim.source))
    known = {
        "indicator": indicator.name,
        "when": claims[0].said_as_of,
        "figures": _side_by_side(claims),
        **facts,
    }
    return Finding(code, severity, *place, known, "", sources, fingerprint(code, known, sources))


def _side_by_side(claims: Sequence[Claim]) -> str:
    """`30万枚（資料A）、35万枚（資料B）`; a source that says them all is named once."""
    if len({claim.source for claim in claims}) > 1:
        return "、".join(dict.fromkeys(claim.shown for claim in claims))
    figures = "と".join(dict.fromkeys(claim.amount.text for claim in claims))
    return f"{figures}（{claims[0].source}）" if claims[0].source else figures


def fingerprint(code: str, facts: dict[str, Value], sources: Sequence[str]) -> str:
    """Another one as soon as a figure, a time or a source is another."""
    said = repr((code, sorted((key, str(value)) for key, value in facts.items()), tuple(sources)))
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:24]
