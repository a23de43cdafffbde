"""Remarks from the command line: pinned, spoken about, settled by a person, sent back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.cli.round_commands import consolidating
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.organisation import Organisations
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.remarks import Remark
    from kxdesk.store.desk import Desk


def remarks(options: argparse.Namespace) -> int:
    from kxdesk.store import remarks as store
    from kxdesk.store.policies import load_policy
    from kxdesk.store.rounds import organisations
    from kxdesk.usecases.find_policy import find_policies
    from kxdesk.usecases.remarks import known_phrases
    from kxdesk.words.remarks import own_phrases

    changing = bool(options.add or options.say or options.settle or options.reopen)
    with open_for(options.desk, read_only=not changing) as desk:
        if changing:
            _change(desk, options)
        known = organisations(desk)
        told = [
            _told(known, policy, remark)
            for line in find_policies(desk, options.bureau)
            if (found := store.remarks(desk, line.id)) and (policy := load_policy(desk, line.id))
            for remark in found
        ]
        phrases = known_phrases(desk, own_phrases()) if options.phrases else ()
    put({"remarks": told, **({"phrases": list(phrases)} if options.phrases else {})})
    return 0


def _change(desk: Desk, options: argparse.Namespace) -> None:
    from kxdesk.usecases import remarks as verbs

    if options.add:
        _add(desk, options)
    if options.say:
        number, text = options.say
        verbs.say(desk, verbs.find_remark(desk, number).id, text)
    if options.settle:
        ids = [verbs.find_remark(desk, number).id for number in options.settle]
        verbs.settle_remarks(desk, ids, options.why)
    if options.reopen:
        ids = [verbs.find_remark(desk, number).id for number in options.reopen]
        verbs.reopen_remarks(desk, ids, options.why)


def _add(desk: Desk, options: argparse.Namespace) -> None:
    from kxdesk.domain.fields import fields_of
    from kxdesk.domain.keys import search_key
    from kxdesk.domain.problems import Problem
    from kxdesk.domain.things import Kind, Ref
    from kxdesk.store.policies import load_policy
    from kxdesk.usecases.find_policy import find_policy
    from kxdesk.usecases.remarks import add_remark

    name, field, text = options.add
    policy = load_policy(desk, find_policy(desk, options.bureau).id)
    ref = Ref(Kind.POLICY, policy.id)
    if name:
        labels = {search_key(f"{issue.area or ''}{issue.number or ''}"): issue.id for issue in policy.issues}
        id_ = labels.get(search_key(name).replace("(", "").replace(")", ""))
        if id_ is None:
            raise Problem("issue-unknown", issue=name)
        ref = Ref(Kind.ISSUE, id_)
    if field and field not in {entry.key for entry in fields_of(ref.kind)}:
        raise Problem("field-unknown", name=field)
    add_remark(desk, policy.id, ref, field, text)


def _told(known: Organisations, policy: Policy, remark: Remark) -> dict[str, Any]:
    from kxdesk.domain.identity import remark_number
    from kxdesk.domain.remarks import place_of

    organisation = known.by_id.get(remark.organisation)
    return {
        "number": remark_number(remark.id),
        "bureau": policy.bureau,
        "organisation": known.full_name(organisation) if organisation else None,
        "issue": place_of(policy, remark.ref),
        "kind": remark.ref.kind,
        "id": remark.ref.id,
        "field": remark.field,
        "state": remark.state,
        "outcome": remark.outcome,
        "sent": remark.sent,
        "demand": remark.demand,
        "answer": remark.answer,
        "statements": [
            {"side": said.side, "author": said.author, "day": said.said_on, "text": said.text}
            for said in remark.statements
        ],
    }


def send_back(options: argparse.Namespace) -> int:
    from kxdesk.cli.distribute_commands import organisation_of
    from kxdesk.domain.identity import remark_number
    from kxdesk.store.rounds import organisations
    from kxdesk.system.clock import SystemClock
    from kxdesk.system.person import current_person
    from kxdesk.usecases.rounds import find_round
    from kxdesk.usecases.send_back import Sender
    from kxdesk.usecases.send_back import send_back as write

    sender = options.sender or current_person().display_name
    with consolidating(options.desk) as desk:
        id_ = organisation_of(organisations(desk), options.organisation)
        today = SystemClock().now().astimezone().date()
        done = write(desk, options.out, find_round(desk, options.round), id_, Sender(sender, today))
    say(_("書き出しました: {path}").format(path=done.path))
    put({"path": str(done.path), "remarks": [remark_number(remark.id) for remark in done.remarks]})
    return 0
