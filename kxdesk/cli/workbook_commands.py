"""Commands about workbooks: read, export."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.store.desk import Desk
    from kxdesk.workbook.receipts import Reading
    from kxdesk.workbook.sheet_filler import FillNote


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


def export(options: argparse.Namespace) -> int:
    from kxdesk.usecases.export_workbook import export_workbook

    with open_for(options.desk, read_only=False) as desk:
        exported = export_workbook(desk, options.out, template=options.template, bureau=options.bureau)
        if options.with_checks:
            say(_("書き出しました: {path}").format(path=_with_checks(desk, options.bureau, exported.path)))
    say(_("書き出しました: {path}").format(path=exported.path))
    for note in exported.notes:
        say(_note(note))
    put({"path": str(exported.path), "notes": [note._asdict() for note in exported.notes]})
    return 0


def _with_checks(desk: Desk, bureau: str | None, workbook: Path) -> Path:
    """The policy's findings beside the workbook: 局区X方針_点検.xlsx."""
    from kxdesk.system.atomic_file import replace_file
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.check_policies import check_policy
    from kxdesk.usecases.find_policy import find_policy
    from kxdesk.words.findings_book import findings_book

    checked = check_policy(desk, find_policy(desk, bureau).id)
    beside = workbook.with_name(f"{workbook.stem}_{_('点検')}.xlsx")
    return replace_file(beside, findings_book([checked], SystemClock().now()))


def _note(note: FillNote) -> str:
    from kxdesk.words.guesses import name_of
    from kxdesk.words.print_notes import told_note

    cell = f"{note.sheet}!{note.cell}" if note.cell else note.sheet
    place = " ".join(part for part in (cell, name_of(note.field) if note.field else "") if part)
    return _("{place}: {sentence}").format(place=place, sentence=told_note(note))
