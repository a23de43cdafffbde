"""All that a ledger and the texts beside it say against each other."""

from __future__ import annotations

import json

from kxdesk.domain.checks import Finding
from kxdesk.domain.claims import claims_of, titles_of
from kxdesk.domain.figure_findings import Figures
from kxdesk.domain.ledger_in import text_of
from kxdesk.domain.policy import Policy
from kxdesk.domain.prose_rules import in_texts
from kxdesk.domain.series_rules import in_series
from kxdesk.domain.sums import in_sums
from kxdesk.domain.target_rules import in_targets


def contradictions(policy: Policy) -> tuple[Finding, ...]:
    """Every one, closed or not, indicator by indicator, then sums, then figures in texts."""
    titles, years = titles_of(policy), target_years(policy)
    found: list[Finding] = []
    settled: list[Figures] = []
    for indicator in policy.indicators:
        figures, findings = in_series(Figures(indicator, claims_of(indicator, titles)), titles)
        settled.append(figures)
        found += (*findings, *in_targets(indicator, titles, years))
    found += (*in_sums(settled), *in_texts(policy, settled, titles, years))
    return tuple(found)


def target_years(policy: Policy) -> dict[str, str]:
    """The year that a whole source aims at, by the source's id."""
    frames = ((source.id, json.loads(source.printed or "{}")) for source in policy.sources)
    return {id_: text_of(frame.get("target_fiscal_year")) for id_, frame in frames}
