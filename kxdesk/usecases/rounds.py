"""Begin a round, change it, and say who takes part; who changed a deadline stays on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.dates import as_of
from kxdesk.domain.problems import Problem
from kxdesk.domain.round import Level, Round
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.rounds import organisations, rounds
from kxdesk.usecases.forms import form_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kxdesk.domain.edits import Change
    from kxdesk.domain.organisation import Organisations
    from kxdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Begun:
    """A round that was begun: its id, what was written, and the round its organisations came from."""

    id: str
    change: Change
    carried_from: Round | None


def find_round(desk: Desk, words: str | None = None) -> Round:
    """By its number from 1 or its name; the latest where None.

    Raises:
        Problem: round-unknown, no-round.
    """
    all_ = rounds(desk)
    if not all_:
        raise Problem("no-round")
    if words is None:
        return all_[-1]
    if words.isascii() and words.isdigit() and 1 <= int(words) <= len(all_):
        return all_[int(words) - 1]
    found = [entry for entry in all_ if words in (entry.name, entry.id)]
    if not found:
        raise Problem("round-unknown", round=words, here="、".join(entry.name for entry in all_))
    return found[-1]


def begin_round(desk: Desk, wanted: Round) -> Begun:
    """A new round with the organisations of the last one of its level, or with all of that level.

    Those that were not asked the last time are not asked again; organisations new since then are.

    Raises:
        Problem: round-name-missing, date-unknown (of `deadline` and `as_of`), form as `forms.form_named`,
            no-organisations.
    """
    _check(wanted)
    form_named(wanted.form)
    known = organisations(desk)
    before = next((entry for entry in reversed(rounds(desk)) if entry.level is wanted.level), None)
    asked = expected_by_default(known, wanted.level, before)
    if not asked:
        raise Problem("no-organisations")
    with desk.write("round-begun") as writing:
        ref = writing.create(Kind.ROUND, "", values_of_round(wanted))
        for id_, excused in asked.items():
            values = {"organisation": id_, "deadline": "", "excused": excused, "settled": ""}
            writing.create(Kind.EXPECTED, ref.id, values)
    assert writing.change is not None
    return Begun(ref.id, writing.change, before)


def expected_by_default(known: Organisations, level: Level, before: Round | None) -> dict[str, str]:
    """Ids of who takes part, each with why it is not asked ("" where it is)."""
    entries = known.bureaus if level is Level.BUREAU else known.leaves()
    excused = {entry.organisation: entry.excused for entry in before.expected} if before else {}
    return {entry.id: excused.get(entry.id, "") for entry in entries}


def values_of_round(wanted: Round) -> dict[str, str]:
    """By field key."""
    return {
        "name": wanted.name,
        "fiscal_year": wanted.fiscal_year,
        "form": wanted.form,
        "as_of": wanted.as_of,
        "deadline": wanted.deadline,
        "level": str(wanted.level),
    }


def change_round(desk: Desk, round_id: str, values: Mapping[str, str], why: str = "") -> Change | None:
    """Its name, dates or form; raises as `begin_round`."""
    for key in ("deadline", "as_of"):
        if key in values:
            _check_date(key, values[key])
    if "form" in values:
        form_named(values["form"])
    with desk.write("round-changed", why) as writing:
        for key, value in values.items():
            writing.set(Ref(Kind.ROUND, round_id), key, value)
    return writing.change


def change_expected(
    desk: Desk, ids: Iterable[str], values: Mapping[str, str], why: str = ""
) -> Change | None:
    """The same of some organisations in a round: their own deadline, why they are not asked, when settled."""
    if "deadline" in values:
        _check_date("deadline", values["deadline"])
    with desk.write("expected-changed", why) as writing:
        for id_ in ids:
            for key, value in values.items():
                writing.set(Ref(Kind.EXPECTED, id_), key, value)
    return writing.change


def expect_more(desk: Desk, round_id: str, organisation_ids: Iterable[str]) -> Change | None:
    """Organisations that take part from now on; those that do already are left as they are."""
    there = {entry.organisation for each in rounds(desk) if each.id == round_id for entry in each.expected}
    with desk.write("expected-added") as writing:
        for id_ in organisation_ids:
            if id_ not in there:
                values = {"organisation": id_, "deadline": "", "excused": "", "settled": ""}
                writing.create(Kind.EXPECTED, round_id, values)
    return writing.change


def _check(wanted: Round) -> None:
    if not wanted.name.strip():
        raise Problem("round-name-missing")
    _check_date("deadline", wanted.deadline)
    _check_date("as_of", wanted.as_of)


def _check_date(key: str, text: str) -> None:
    if text.strip() and as_of(text) is None:
        raise Problem("date-unknown", kind=str(Kind.ROUND), field=key, text=text)
