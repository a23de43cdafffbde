"""What of a bureau's policy is one division's own, and whose a returned policy is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.domain.keys import search_key
from kxdesk.domain.round import Level

if TYPE_CHECKING:
    from kxdesk.domain.organisation import Organisation, Organisations
    from kxdesk.domain.policy import Issue, Policy

# Several divisions may write one issue.
_BETWEEN = re.compile(r"[、，,・/／\n]|\s{2,}")


def share_of(policy: Policy, organisation: Organisation) -> Policy:
    """The policy with the organisation's issues alone; all of them for a bureau."""
    if organisation.is_bureau:
        return policy
    issues = tuple(issue for issue in policy.issues if writes(organisation, issue))
    return replace(policy, issues=issues)


def writes(organisation: Organisation, issue: Issue) -> bool:
    """Whether the issue names the division, alone or among others."""
    return search_key(organisation.name) in _names(issue.division)


def without_division(policy: Policy, known: Organisations) -> tuple[Issue, ...]:
    """The issues that no division of the list writes: nobody would get them."""
    bureau = known.bureau_named(policy.bureau)
    divisions = known.divisions(bureau.id) if bureau else ()
    return tuple(
        issue for issue in policy.issues if not any(writes(division, issue) for division in divisions)
    )


def _names(division: str | None) -> set[str]:
    text = division or ""
    return {key for part in (text, *_BETWEEN.split(text)) if (key := search_key(part))}


def senders(
    theirs: Policy, ours: Policy, known: Organisations, level: Level, named: Organisation | None
) -> tuple[Organisation, ...]:
    """Whose return it is; its bureau where that is all that can be said, nobody's where not even that.

    Args:
        theirs: what came back, in the desk's ids.
        ours: the desk's policy: it knows whose an issue was before somebody typed another division.
        known: all organisations.
        level: of the round.
        named: whom the file's name means.
    """
    bureau = known.bureau_named(ours.bureau)
    if bureau is None:
        return ()
    if level is Level.BUREAU or not known.divisions(bureau.id):
        return (bureau,)
    before = {issue.id: issue for issue in ours.issues}
    told = [before.get(issue.id, issue) for issue in theirs.issues]
    told = [new if not old.division else old for old, new in zip(told, theirs.issues, strict=True)]
    by_content = [
        entry for entry in known.divisions(bureau.id) if any(writes(entry, issue) for issue in told)
    ]
    if named is not None and named.bureau == bureau.id and (named in by_content or not by_content):
        return (named,)
    return tuple(by_content) or (bureau,)
