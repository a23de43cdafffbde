"""Command of a consolidation desk that writes every organisation's workbook."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any

from kxdesk.cli.output import put, say
from kxdesk.cli.round_commands import consolidating
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.organisation import Organisations
    from kxdesk.usecases.distribute import Distributed

REFUSED = 3


def distribute(options: argparse.Namespace) -> int:
    from kxdesk.store.rounds import organisations
    from kxdesk.system.clock import SystemClock
    from kxdesk.system.person import current_person
    from kxdesk.usecases.distribute import distribute as write_all
    from kxdesk.usecases.division_desk import make_division_desk
    from kxdesk.usecases.rounds import find_round

    make_desk = partial(make_division_desk, person=current_person(), clock=SystemClock())
    with consolidating(options.desk) as desk:
        known = organisations(desk)
        done = write_all(
            desk,
            options.folder,
            find_round(desk, options.round),
            rule=options.name,
            only=_ids(known, options.only) if options.only else None,
            make_desk=make_desk if options.desks else None,
            progress=_say,
        )
    for issue in done.unclaimed:
        title = f"{issue.area or ''}{issue.number or ''} {issue.title or ''}"
        say(_("どの課にも配られていない課題: {title}").format(title=title.strip()))
    put(
        {
            "written": [_told(known, entry) for entry in done.entries],
            "unclaimed": [{"id": issue.id, "title": issue.title} for issue in done.unclaimed],
        }
    )
    return REFUSED if any(entry.problem for entry in done.entries) else 0


def _say(name: str, done: int, total: int) -> None:
    say(f"{done}/{total} {name}")


def _ids(known: Organisations, names: list[str]) -> set[str]:
    return {organisation_of(known, name) for name in names}


def organisation_of(known: Organisations, name: str) -> str:
    """Id of the one a person means. Raises Problem organisation-unknown."""
    from kxdesk.domain.problems import Problem

    found = known.meant_by(name)
    if found is None:
        raise Problem("organisation-unknown", name=name)
    return found.id


def _told(known: Organisations, entry: Distributed) -> dict[str, Any]:
    return {
        "organisation": known.full_name(entry.organisation),
        "path": str(entry.path) if entry.path else None,
        "again": entry.again,
        "desk": str(entry.desk) if entry.desk else None,
        "notes": [note._asdict() for note in entry.notes],
        "problem": entry.problem.code if entry.problem else None,
    }
