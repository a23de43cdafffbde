"""Commands about workbooks: read, import, export."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.domain.merging import Difference
    from kxdesk.usecases.import_workbooks import Taken
    from kxdesk.workbook.receipts import Reading
    from kxdesk.workbook.sheet_filler import FillNote

REFUSED, UNDECIDED = 3, 4


def read(options: argparse.Namespace) -> int:
    from kxdesk.domain.interchange import to_document
    from kxdesk.usecases.read_workbook import read_file
    from kxdesk.words.flags import told_flag, told_hold

    read = read_file(options.workbook, options.layout)
    for hold in read.reading.holds:
        say(told_hold(hold))
    for flag in read.reading.flags:
        say(told_flag(flag))
    document = to_document(read.policy, read.form)
    put({"document": document, **_receipts(read.reading)} if options.receipts else document)
    return 0


def _receipts(reading: Reading) -> dict[str, Any]:
    return {
        "receipts": [{**receipt._asdict(), "cell": receipt.cell} for receipt in reading.receipts],
        "flags": [{**flag._asdict(), "cell": flag.cell} for flag in reading.flags],
        "holds": [hold._asdict() for hold in reading.holds],
        "sheets": [match._asdict() for match in reading.sheets],
        "confidence": reading.confidence,
    }


def import_(options: argparse.Namespace) -> int:
    from kxdesk.domain.merging import Decision
    from kxdesk.usecases.import_workbooks import import_workbooks

    decide = Decision(options.decide) if options.decide else None
    with open_for(options.desk, read_only=False) as desk:
        taken = import_workbooks(desk, options.workbooks, decide)
    put({"workbooks": [_taken(entry) for entry in taken]})
    for entry in taken:
        _say(entry)
    if any(entry.problem for entry in taken):
        return REFUSED
    return UNDECIDED if any(entry.undecided or entry.holds for entry in taken) else 0


def _say(taken: Taken) -> None:
    from kxdesk.words.flags import told_hold
    from kxdesk.words.problems import told

    if taken.problem is not None:
        say(f"{taken.problem.code}: {taken.path.name}: {told(taken.problem).whole}")
    for hold in taken.holds:
        say(f"{hold.code}: {taken.path.name}: {told_hold(hold)}")


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "workbook": str(taken.path),
        "sha256": taken.sha256,
        "bureau": taken.read.policy.bureau if taken.read else None,
        "problem": taken.problem.code if taken.problem else None,
        "held": [hold._asdict() for hold in taken.holds],
        "again": taken.again,
        "applied": len(taken.applied),
        "undecided": [_difference(entry) for entry in taken.undecided],
        "differences": [_difference(entry) for entry in taken.differences],
    }


def _difference(entry: Difference) -> dict[str, Any]:
    return {
        "kind": entry.ref.kind,
        "id": entry.ref.id,
        "issue": entry.issue,
        "field": entry.field,
        "state": entry.state,
        "base": entry.base,
        "theirs": entry.theirs,
        "ours": entry.ours,
    }


def export(options: argparse.Namespace) -> int:
    from kxdesk.usecases.export_workbook import export_workbook

    with open_for(options.desk, read_only=False) as desk:
        exported = export_workbook(desk, options.out, template=options.template, bureau=options.bureau)
    say(_("書き出しました: {path}").format(path=exported.path))
    for note in exported.notes:
        say(_note(note))
    put({"path": str(exported.path), "notes": [note._asdict() for note in exported.notes]})
    return 0


def _note(note: FillNote) -> str:
    from kxdesk.words.guesses import name_of
    from kxdesk.words.print_notes import told_note

    cell = f"{note.sheet}!{note.cell}" if note.cell else note.sheet
    place = " ".join(part for part in (cell, name_of(note.field) if note.field else "") if part)
    return _("{place}: {sentence}").format(place=place, sentence=told_note(note))
