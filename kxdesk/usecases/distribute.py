"""Write for each organisation of a round its own workbook, filled with what the desk holds for it.

One file after another, each whole in its place before the next begins. What was sent is stored as the base of
later merges. Run again after a crash or a cancel it goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.file_names import RULE, apart, check_rule, file_stem
from kxdesk.domain.printed import as_printed
from kxdesk.domain.problems import Problem
from kxdesk.domain.shares import share_of, without_division
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.passages import Passage, PassageKind, passages, record_passage
from kxdesk.store.policies import load_policy
from kxdesk.store.rounds import organisations
from kxdesk.system.atomic_file import free_name, make_folder, replace_file
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.export_workbook import check_reads_back
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.homes import homes_of
from kxdesk.usecases.read_workbook import Read, read_own
from kxdesk.usecases.slips import ahead_of
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.template import Template

if TYPE_CHECKING:
    from kxdesk.domain.organisation import Organisation, Organisations
    from kxdesk.domain.policy import Issue, Policy
    from kxdesk.domain.round import Expected, Round
    from kxdesk.store.desk import Desk
    from kxdesk.workbook.sheet_filler import FillNote

Progress = Callable[[str, int, int], None]
MakeDesk = Callable[[Path, "Policy"], None]
SUFFIX_OF_DESKS = ".kxdesk"


@dataclass(frozen=True, slots=True)
class Distributed:
    """What became of one organisation.

    Attributes:
        path: its workbook; a name beside the wanted one where another file had that.
        again: the very same file lay there from before.
        desk: its own desk, None where none was wanted.
        problem: why it got nothing; the others go on.
    """

    organisation: Organisation
    path: Path | None = None
    again: bool = False
    desk: Path | None = None
    notes: tuple[FillNote, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """What was written.

    Attributes:
        unclaimed: issues of divisions that are not in the list: nobody got them.
        cancelled: it stopped before all were done.
    """

    entries: tuple[Distributed, ...]
    unclaimed: tuple[Issue, ...]
    cancelled: bool


def distribute(  # noqa: PLR0913 what is written, where, and how far it got
    desk: Desk,
    folder: Path,
    round_: Round,
    *,
    rule: str = RULE,
    only: Collection[str] | None = None,
    make_desk: MakeDesk | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Distribution:
    """All that are asked, in their order.

    Args:
        desk: open for writing.
        folder: made where it is not there.
        round_: says the form and who is asked.
        rule: of the names, see `file_names`.
        only: ids of the organisations meant; all where None.
        make_desk: makes an organisation's own desk; None where they get workbooks alone.
        progress: called with an organisation's name, how many are done, and of how many.
        cancelled: asked before each organisation.

    Raises:
        Problem: name-rule-wrong, layout-unknown, no-organisations, and of the folder or the desk as writing
            may raise. What concerns one organisation alone stands in its entry.
    """
    check_rule(rule)
    known = organisations(desk)
    asked = [
        known.by_id[entry.organisation]
        for entry in round_.expected
        if entry.organisation in known.by_id and not entry.excused
    ]
    if not asked:
        raise Problem("no-organisations")
    make_folder(folder)
    run = _Run(desk, folder, round_, known, make_desk)
    names = dict(run.names(asked, rule))
    wanted = [entry for entry in asked if only is None or entry.id in only]
    entries: list[Distributed] = []
    for entry in wanted:
        if cancelled is not None and cancelled():
            break
        entries.append(run.one(entry, names[entry.id]))
        if progress is not None:
            progress(known.full_name(entry), len(entries), len(wanted))
    return Distribution(tuple(entries), run.unclaimed(), len(entries) < len(wanted))


class _Run:
    """One distribution: the template opened once, each bureau's policy loaded once."""

    def __init__(
        self, desk: Desk, folder: Path, round_: Round, known: Organisations, make_desk: MakeDesk | None
    ) -> None:
        self.desk = desk
        self.folder = folder
        self.round = round_
        self.known = known
        self.make_desk = make_desk
        place = layout_named(round_.form)
        self.layout = place.layout
        self.form = form_of(place.layout)
        self.template = Template.open(place.template.read_bytes())
        self.suffix = place.template.suffix.lower()
        bureaus = {known.bureau_of(known.by_id[entry.organisation]).id for entry in self._here()}
        self.homes = homes_of(desk, round_, [known.by_id[id_] for id_ in sorted(bureaus)])
        self.policies: dict[str, Policy] = {}
        self.before: dict[tuple[str, PassageKind], list[Passage]] = {}
        for passage in passages(desk, round_.id):
            self.before.setdefault((passage.organisation, passage.kind), []).append(passage)

    def names(self, asked: list[Organisation], rule: str) -> Iterator[tuple[str, str]]:
        """Id and file name of each; the same ones whoever is meant this time."""
        taken: set[str] = set()
        for entry in asked:
            bureau = self.known.bureau_of(entry)
            pieces = {
                "code": entry.code,
                "bureau": bureau.name,
                "division": "" if entry is bureau else entry.name,
                "form": self.round.form,
                "year": self.round.fiscal_year,
                "round": self.round.name,
            }
            yield entry.id, apart(file_stem(rule, pieces), taken)

    def one(self, entry: Organisation, stem: str) -> Distributed:
        try:
            share = share_of(self._policy(entry), entry)
            path, again, notes = self._workbook(entry, share, self.folder / f"{stem}{self.suffix}")
            return Distributed(entry, path, again, self._desk(entry, share, stem), notes)
        except Problem as problem:
            if problem.code in _OF_THE_PLACE:
                raise
            return Distributed(entry, problem=problem)

    def unclaimed(self) -> tuple[Issue, ...]:
        """Only divisions can miss an issue: a bureau gets all of its own."""
        return tuple(
            issue for policy in self.policies.values() for issue in without_division(policy, self.known)
        )

    def _here(self) -> list[Expected]:
        known = self.known.by_id
        return [entry for entry in self.round.expected if entry.organisation in known and not entry.excused]

    def _policy(self, entry: Organisation) -> Policy:
        bureau = self.known.bureau_of(entry)
        if bureau.id not in self.policies:
            self.policies[bureau.id] = load_policy(self.desk, self.homes[bureau.id])
        return self.policies[bureau.id]

    def _workbook(
        self, entry: Organisation, share: Policy, path: Path
    ) -> tuple[Path, bool, tuple[FillNote, ...]]:
        filled = fill(self.template, self.layout, share, ahead_of(entry))
        sha256 = hashlib.sha256(filled.data).hexdigest()
        sent = [passage.sha256 for passage in self.before.get((entry.id, PassageKind.DISTRIBUTED), ())]
        there = _hash_of(path)
        if there == sha256 == next(reversed(sent), None):
            return path, True, filled.notes
        if there is not None and there not in (*sent, sha256):
            path = free_name(path)  # somebody else's, or filled in already: never over it
        printed = as_printed(share, self.form)
        reads: list[Read] = []

        def check(written: Path) -> None:
            reads.append(read_own(written.read_bytes(), self.layout))
            check_reads_back(reads[0], printed)

        path = replace_file(path, filled.data, check)
        with self.desk.write("workbook-distributed") as writing:
            issued = aligned(reads[0], share)
            record_exchange(writing, Direction.ISSUED, issued, file_name=path.name, sha256=sha256)
            record_passage(
                writing,
                PassageKind.DISTRIBUTED,
                round_id=self.round.id,
                organisation=entry.id,
                policy=share.id,
                file_name=path.name,
                sha256=sha256,
            )
        return path, False, filled.notes

    def _desk(self, entry: Organisation, share: Policy, stem: str) -> Path | None:
        """Its own desk; one that was made before is the division's by now and stays."""
        if self.make_desk is None:
            return None
        path = self.folder / f"{stem}{SUFFIX_OF_DESKS}"
        made = {passage.file_name for passage in self.before.get((entry.id, PassageKind.DESK), ())}
        if path.exists() and path.name in made:
            return path
        path = free_name(path) if path.exists() else path
        self.make_desk(path, share)
        with self.desk.write("desk-distributed") as writing:
            record_passage(
                writing,
                PassageKind.DESK,
                round_id=self.round.id,
                organisation=entry.id,
                policy=share.id,
                file_name=path.name,
            )
        return path


# They would meet every other organisation as well.
_OF_THE_PLACE = frozenset(
    {
        "disk-full",
        "read-only-place",
        "no-right-to-write",
        "folder-missing",
        "write-failed",
        "desk-read-only",
        "desk-held",
        "desk-busy",
    }
)


def _hash_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
