"""Commands about a desk."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kxdesk.cli.output import put, say
from kxdesk.system.server_address import ServerAddress
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.checks import Finding
    from kxdesk.domain.form import Form
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.store.search_all import Wording
    from kxdesk.store.verifying import Verdict
    from kxdesk.system.server_address import DeskPath
    from kxdesk.usecases.list_history import PlacedEntry

REFUSED = 3


def open_for(desk: DeskPath, *, read_only: bool) -> Desk:
    """The desk of a command; a reading command leaves no trace."""
    from kxdesk.system.copy_mark import is_audit_copy

    if isinstance(desk, Path) and is_audit_copy(desk):
        _refuse_altered(desk)
    from kxdesk.store.desk import Desk
    from kxdesk.system.clock import SystemClock
    from kxdesk.system.person import current_person

    return Desk.open(desk, person=current_person(), clock=SystemClock(), read_only=read_only)


def _refuse_altered(copy: Path) -> None:
    """What was altered is not read out as if it were sound; `verify` says what was done to it."""
    from kxdesk.domain.problems import Problem
    from kxdesk.store.examining import examine

    if examine(copy).is_altered:
        raise Problem("copy-altered", path=str(copy))


def new(options: argparse.Namespace) -> int:
    from kxdesk.domain.roles import Role
    from kxdesk.system.clock import SystemClock
    from kxdesk.system.person import current_person
    from kxdesk.usecases.forms import form_for_year
    from kxdesk.usecases.new_desk import new_desk

    form = form_for_year(options.fiscal_year, options.form)
    with new_desk(
        options.desk,
        bureau=options.bureau,
        fiscal_year=options.fiscal_year,
        form=form,
        role=Role(options.role),
        person=current_person(),
        clock=SystemClock(),
    ) as desk:
        say(_("作業ファイルをつくりました: {path}").format(path=desk.path))
    return 0


def sample(options: argparse.Namespace) -> int:
    from kxdesk.usecases.sample_desk import sample_desk

    if isinstance(options.desk, ServerAddress) or not options.desk.exists():
        sample_desk(options.desk)
        say(_("見本の作業ファイルをつくりました: {path}").format(path=options.desk))
    return 0


def move(options: argparse.Namespace) -> int:
    from kxdesk.system.clock import SystemClock
    from kxdesk.system.person import current_person
    from kxdesk.usecases.move_desk import move_desk

    moved = move_desk(options.desk, options.target, current_person(), SystemClock())
    say(_("{path} へ移しました。元は閲覧のみになりました。").format(path=options.target))
    put({"path": str(options.target), "content": moved.content, "head": moved.head, "entries": moved.entries})
    return 0


def dump(options: argparse.Namespace) -> int:
    from kxdesk.usecases.dump_policies import dump_policies

    with open_for(options.desk, read_only=True) as desk:
        documents = dump_policies(desk, options.bureau)
    put(documents[0] if len(documents) == 1 else {"documents": documents})
    return 0


def history(options: argparse.Namespace) -> int:
    from kxdesk.store.verifying import verify
    from kxdesk.usecases.list_history import list_history
    from kxdesk.words.verdicts import told_verdict

    with open_for(options.desk, read_only=True) as desk:
        put([_entry(placed) for placed in list_history(desk, options.issue, options.field)])
        verdict = verify(desk)
    if not verdict.sound:
        say(f"history-{verdict.fault}: {told_verdict(verdict)}")
    return 0 if verdict.sound else REFUSED


def _entry(placed: PlacedEntry) -> dict[str, Any]:
    entry = placed.entry
    return {
        "seq": entry.seq,
        "change": entry.change,
        "at": entry.at,
        "who": entry.display_name,
        "os_user": entry.os_user,
        "pc": entry.pc,
        "label": entry.label,
        "why": entry.why,
        "source": entry.source,
        "kind": entry.ref.kind,
        "id": entry.ref.id,
        "issue": placed.issue,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
        "hash": entry.hash,
    }


def search(options: argparse.Namespace) -> int:
    from kxdesk.store.search import search as search_desk
    from kxdesk.store.search_all import Narrowing, count_wordings, find_wordings

    words = " ".join(options.words)
    narrowing = Narrowing(options.bureau, options.fiscal_year, options.area, options.field)
    with open_for(options.desk, read_only=True) as desk:
        if not (options.everything or narrowing):
            put([dataclasses.asdict(hit) for hit in search_desk(desk, words)])
            return 0
        found = find_wordings(desk, words, narrowing, limit=options.limit)
        counted = count_wordings(desk, words, narrowing)
    put({"hits": [_wording(each) for each in found], "facets": dataclasses.asdict(counted)})
    return 0


def _wording(found: Wording) -> dict[str, Any]:
    place = found.place
    return {
        "seq": found.seq,
        "at": found.at,
        "who": found.who,
        "kind": found.ref.kind,
        "id": found.ref.id,
        "field": found.field,
        "text": found.text,
        "spans": found.spans,
        "stands": found.stands,
        "replaced_by": found.until,
        "editions": found.editions,
        "bureau": place.bureau,
        "fiscal_year": place.fiscal_year,
        "area": place.area,
        "policy": place.policy_id,
        "issue": place.issue_id,
    }


def check(options: argparse.Namespace) -> int:
    from kxdesk.cli.indicator_commands import close_findings, closed_findings

    if options.close is not None:
        return close_findings(options)
    if options.closed:
        return closed_findings(options)
    from kxdesk.store.verifying import verify
    from kxdesk.usecases.check_policies import check_policies

    with open_for(options.desk, read_only=True) as desk:
        checked, verdict = check_policies(desk), verify(desk)
    if options.xlsx is not None:
        from kxdesk.system.atomic_file import replace_file
        from kxdesk.system.clock import SystemClock
        from kxdesk.words.findings_book import findings_book

        say(str(replace_file(options.xlsx, findings_book(checked, SystemClock().now()))))
    findings = [as_json(finding, policy, form) for policy, form, found in checked for finding in found]
    put([*_unsound(verdict), *findings])
    return 0


def _unsound(verdict: Verdict) -> list[dict[str, Any]]:
    """A history that was tampered with comes before anything a person forgot."""
    from kxdesk.domain.checks import Severity
    from kxdesk.words.verdicts import told_verdict

    if verdict.sound:
        return []
    thing = f"{verdict.ref.kind}/{verdict.field}" if verdict.ref else ""
    sentence = told_verdict(verdict)
    return [
        {
            "code": f"history-{verdict.fault}",
            "severity": Severity.ERROR,
            "place": thing,
            "sentence": sentence,
            "sources": [],
        }
    ]


def as_json(finding: Finding, policy: Policy, form: Form) -> dict[str, Any]:
    from kxdesk.words.findings import told_finding

    issue = next((entry for entry in policy.issues if entry.id == finding.issue), None)
    inside = f"{issue.area}{issue.number}" if issue else str(finding.facts.get("indicator") or "")
    place = [policy.bureau, inside, finding.ref.kind, finding.key]
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": "/".join(part for part in place if part),
        "sentence": told_finding(finding, form),
        "sources": list(finding.sources),
    }


def self_test(options: argparse.Namespace) -> int:
    from kxdesk.cli.self_test import self_test as run

    return run(options.keep)
