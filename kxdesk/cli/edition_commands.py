"""Commands about editions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.comparison import Delta
    from kxdesk.store.editions import Edition
    from kxdesk.usecases.compare_editions import Compared


def freeze(options: argparse.Namespace) -> int:
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.freeze_edition import freeze_edition

    with open_for(options.desk, read_only=False) as desk:
        edition = freeze_edition(desk, options.name, options.as_of, SystemClock().now())
    put(_document(edition))
    sentence = _("版「{name}」を固定しました。方針 {count} 件。これから先、書き換えられません。")
    say(sentence.format(name=edition.name, count=len(edition.policies)))
    return 0


def list_(options: argparse.Namespace) -> int:
    from kxdesk.store.editions import editions

    with open_for(options.desk, read_only=True) as desk:
        put([_document(edition) for edition in editions(desk)])
    return 0


def _document(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "name": edition.name,
        "as_of": edition.as_of,
        "frozen_at": edition.frozen_at,
        "by": edition.by,
        "digest": edition.digest,
        "history": {"length": edition.history_length, "head": edition.history_head},
        "policies": [
            {"id": policy.id, "bureau": policy.bureau, "sha256": policy.sha256} for policy in edition.policies
        ],
    }


def compare(options: argparse.Namespace) -> int:
    from kxdesk.system.atomic_file import replace_file
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.compare_editions import compare_editions
    from kxdesk.words.change_list import change_list_book, change_list_page

    with open_for(options.desk, read_only=True) as desk:
        compared = compare_editions(desk, options.before, options.after)
    now = SystemClock().now()
    if options.xlsx:
        replace_file(options.xlsx, change_list_book(compared, now))
    if options.html:
        replace_file(options.html, change_list_page(compared, now))
    put(_comparison(compared))
    return 0


def _comparison(compared: Compared) -> dict[str, Any]:
    from collections import Counter

    from kxdesk.domain.comparison import Sort

    counts = Counter(delta.sort for delta in compared.deltas)
    return {
        "before": _document(compared.before) if compared.before else None,
        "after": _document(compared.after) if compared.after else None,
        "counts": {sort: counts[sort] for sort in Sort},
        "differences": [_difference(delta) for delta in compared.deltas],
    }


def _difference(delta: Delta) -> dict[str, Any]:
    from kxdesk.words import deltas

    old, new = delta.issues
    return {
        "sort": delta.sort,
        "bureau": deltas.bureau_of(delta),
        "issue": deltas.issue_place(delta) or None,
        "issue_before": deltas.issue_code(old) or None,
        "issue_after": deltas.issue_code(new) or None,
        "title": deltas.issue_title(delta) or None,
        "place": deltas.place_name(delta) or None,
        "kind": delta.kind,
        "id": delta.path[-1].id,
        "field": delta.field,
        "field_name": deltas.delta_field(delta),
        "before": delta.before,
        "after": delta.after,
        "growth": delta.growth,
        "runs": [[run.mark, run.text] for run in deltas.runs_of(delta)],
    }
