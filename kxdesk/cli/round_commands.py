"""Commands of a consolidation desk: who takes part, what is asked of them and by when."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kxdesk.domain.organisation import Organisation, Organisations
    from kxdesk.domain.round import Round
    from kxdesk.store.desk import Desk
    from kxdesk.system.server_address import DeskPath


@contextlib.contextmanager
def consolidating(path: DeskPath, *, read_only: bool = False) -> Iterator[Desk]:
    """A desk that gathers others' work.

    Raises:
        Problem: not-a-consolidation-desk, and as `Desk.open`.
    """
    from kxdesk.domain.problems import Problem
    from kxdesk.domain.roles import Role

    with open_for(path, read_only=read_only) as desk:
        if desk.role is not Role.CONSOLIDATION:
            raise Problem("not-a-consolidation-desk", path=str(path))
        yield desk


def organisations(options: argparse.Namespace) -> int:
    from kxdesk.store import rounds
    from kxdesk.usecases.organisations import load_organisations, retire_organisations
    from kxdesk.usecases.read_table import read_organisations

    with consolidating(options.desk, read_only=options.load is None) as desk:
        report: dict[str, Any] = {}
        if options.load is not None:
            loaded, _change = load_organisations(desk, read_organisations(options.load), options.load.name)
            names = [entry.name for entry in loaded.not_listed]
            report = {
                "added": len(loaded.added),
                "changed": len(loaded.changed),
                "unchanged": loaded.unchanged,
                "not_listed": names,
            }
            if options.retire_missing:
                retire_organisations(desk, [entry.id for entry in loaded.not_listed])
            elif names:
                say(_("一覧にない組織は残しました: {names}").format(names="、".join(names)))
        known = rounds.organisations(desk)
    put({**report, "organisations": [_organisation(known, entry) for entry in known.entries]})
    return 0


def _organisation(known: Organisations, entry: Organisation) -> dict[str, str]:
    bureau = known.bureau_of(entry)
    return {
        "code": entry.code,
        "bureau": bureau.name,
        "division": "" if entry.is_bureau else entry.name,
        "contact": entry.contact,
    }


def round_(options: argparse.Namespace) -> int:
    from kxdesk.store import rounds as store

    changing = any((options.new, options.extend, options.excuse, *_asked(options).values()))
    with consolidating(options.desk, read_only=not changing) as desk:
        if options.new:
            _begin(desk, options)
        elif changing:
            _change(desk, options)
        known, all_ = store.organisations(desk), store.rounds(desk)
    put({"rounds": [_told(known, number, entry) for number, entry in enumerate(all_, 1)]})
    return 0


def _asked(options: argparse.Namespace) -> dict[str, str]:
    keys = ("fiscal_year", "form", "as_of", "deadline", "level")
    return {key: str(value) for key in keys if (value := getattr(options, key)) is not None}


def _begin(desk: Desk, options: argparse.Namespace) -> None:
    """What is left out is as in the last round, or what today and the newest form say."""
    from kxdesk.domain.fiscal_year import fiscal_year_of
    from kxdesk.domain.round import Level, Round
    from kxdesk.store.rounds import rounds
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.forms import form_for_year
    from kxdesk.usecases.rounds import begin_round

    before = next(reversed(rounds(desk)), None)
    today = SystemClock().now().astimezone()
    year = options.fiscal_year or fiscal_year_of(today.year, today.month).year
    level = Level(options.level) if options.level else before.level if before else Level.DIVISION
    form = options.form or form_for_year(year).name
    wanted = Round(options.new, str(year), form, options.as_of or "", options.deadline or "", level)
    begun = begin_round(desk, wanted)
    if begun.carried_from is not None:
        say(_("提出する組織は「{name}」から引き継ぎました。").format(name=begun.carried_from.name))


def _change(desk: Desk, options: argparse.Namespace) -> None:
    from kxdesk.usecases.rounds import change_expected, change_round, find_round

    found = find_round(desk, options.round)
    if values := _asked(options):
        change_round(desk, found.id, values, options.why)
    for words in options.extend:
        id_, date = _expected(desk, found, words)
        change_expected(desk, [id_], {"deadline": date}, options.why)
    for words in options.excuse:
        id_, why = _expected(desk, found, words)
        change_expected(desk, [id_], {"excused": why}, options.why)


def _expected(desk: Desk, found: Round, words: str) -> tuple[str, str]:
    """`ORG=TEXT` as what is expected of that organisation, and the text."""
    from kxdesk.domain.problems import Problem
    from kxdesk.store.rounds import organisations as known

    name, _equals, text = words.partition("=")
    organisation = known(desk).meant_by(name)
    for entry in found.expected:
        if organisation is not None and entry.organisation == organisation.id:
            return entry.id, text
    raise Problem("organisation-unknown", name=name)


def _told(known: Organisations, number: int, entry: Round) -> dict[str, Any]:
    plain = {key: value for key, value in dataclasses.asdict(entry).items() if key != "expected"}
    expected = [
        {
            "organisation": known.full_name(known.by_id[each.organisation]),
            "deadline": each.deadline,
            "excused": each.excused,
            "settled": each.settled,
        }
        for each in entry.expected
        if each.organisation in known.by_id
    ]
    return {"number": number, **plain, "expected": expected}
