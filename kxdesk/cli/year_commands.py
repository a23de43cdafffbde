"""Commands about years."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put
from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from kxdesk.domain.policy import Issue, Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.years import Years


def carry_over(options: argparse.Namespace) -> int:
    from kxdesk.usecases.carry_over import carry_over as carry
    from kxdesk.usecases.find_policy import find_policy
    from kxdesk.usecases.forms import form_for_year

    with open_for(options.desk, read_only=False) as desk:
        line = find_policy(desk, options.bureau)
        form = form_for_year(options.fiscal_year, options.form)
        made = carry(desk, line.id, form, options.fiscal_year, with_plan=not options.without_plan)
    fates: dict[str, list[str]] = {}
    for name, fate in made.fates.items():
        fates.setdefault(str(fate), []).append(name)
    put(
        {"bureau": line.bureau, "fiscal_year": options.fiscal_year, "form": form.name, "issues": made.issues}
        | fates
    )
    return 0


def years(options: argparse.Namespace) -> int:
    from kxdesk.usecases.find_policy import find_policy
    from kxdesk.usecases.years import years as look

    saying = any(value is not None for value in (options.link, options.end, options.own, options.disown))
    with open_for(options.desk, read_only=not saying) as desk:
        policy_id = find_policy(desk, options.bureau).id
        both = look(desk, policy_id)
        if both is None:
            raise Problem("no-earlier-year")
        if saying:
            _say(desk, both, options)
            both = look(desk, policy_id)
            assert both is not None
    put(_document(both))
    return 0


def _say(desk: Desk, both: Years, options: argparse.Namespace) -> None:
    from kxdesk.domain.lineage import Link, Relation
    from kxdesk.usecases.years import keep_link, own_promise

    here = both.later.id
    if options.link is not None:
        earlier, _equals, later = options.link.partition("=")
        link = Link(_issue(both.earlier, earlier), _issue(both.later, later), Relation(options.relation))
        keep_link(desk, here, link)
    if options.end is not None:
        keep_link(desk, here, Link(_issue(both.earlier, options.end), "", Relation.ENDED, options.reason))
    if options.own is not None:
        number, _equals, later = options.own.partition("=")
        own_promise(desk, here, _promise(both, number), owner=_issue(both.later, later))
    if options.disown is not None:
        if not options.reason.strip():
            raise Problem("reason-missing")
        own_promise(desk, here, _promise(both, str(options.disown)), reason=options.reason)


def _promise(both: Years, number: str) -> Any:
    place = int(number) if number.isascii() and number.isdecimal() else 0
    if not 1 <= place <= len(both.promises):
        raise Problem("promise-unknown", number=number)
    return both.promises[place - 1].promise


def _issue(policy: Policy, place: str) -> str:
    for issue in policy.issues:
        if _place(issue) == place:
            return issue.id
    raise Problem("issue-unknown", issue=place)


def _place(issue: Issue | None) -> str:
    return f"{issue.area or ''}{issue.number or ''}" if issue else ""


def _document(both: Years) -> dict[str, Any]:
    from kxdesk.domain.lineage import unchanged, worded

    old = {issue.id: issue for issue in both.earlier.issues}
    new = {issue.id: issue for issue in both.later.issues}
    return {
        "bureau": both.later.bureau,
        "earlier": both.earlier.fiscal_year,
        "later": both.later.fiscal_year,
        "links": [
            {
                "earlier": _place(old.get(link.earlier)),
                "later": _place(new.get(link.later)),
                "relation": str(link.relation),
                "kept": link.kept,
                "likeness": round(link.likeness, 2),
                "reason": link.reason,
                "unchanged": list(unchanged(old[link.earlier], new[link.later]))
                if link.earlier in old and link.later in new
                else [],
                "worded": len(worded(new[link.later])) if link.later in new else 0,
            }
            for link in both.links
        ],
        "vanished": [{"issue": _place(issue), "title": issue.title} for issue in both.vanished],
        "new": [{"issue": _place(issue), "title": issue.title} for issue in both.new],
        "promises": [
            {
                "number": number,
                "issue": _place(old.get(kept.promise.issue)),
                "text": kept.promise.text,
                "year": kept.promise.year,
                "sure": kept.promise.sure,
                "owner": _place(new.get(kept.owner)),
                "reason": kept.reason,
                "open": kept.is_open,
            }
            for number, kept in enumerate(both.promises, 1)
        ],
    }
