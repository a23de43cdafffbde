"""Commands about workbooks: read, import, export."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    pass

UNDECIDED = 4


def read(options: argparse.Namespace) -> int:
    from kxdesk.domain.interchange import to_document  # noqa: PLC0415
    from kxdesk.usecases.read_workbook import read_file  # noqa: PLC0415

    reading = read_file(options.workbook, options.layout)
    document = to_document(reading.policy, reading.form)
    for flag in reading.flags:
        say(_told_flag(flag))
    put({"document": document, "receipts": _receipts(reading)} if options.receipts else document)
    return 0


def import_(options: argparse.Namespace) -> int:
    from kxdesk.domain.merging import Decision  # noqa: PLC0415
    from kxdesk.usecases.import_workbooks import import_workbooks  # noqa: PLC0415

    decide = Decision(options.decide) if options.decide else None
    with open_for(options.desk, read_only=False) as desk:
        taken = import_workbooks(desk, options.workbooks, decide)
    put({"workbooks": [_taken(entry) for entry in taken]})
    return UNDECIDED if any(entry.undecided for entry in taken) else 0


def export(options: argparse.Namespace) -> int:
    from kxdesk.usecases.export_workbook import export_workbook  # noqa: PLC0415

    with open_for(options.desk, read_only=True) as desk:
        exported = export_workbook(desk, options.out, template=options.template, bureau=options.bureau)
    say(_("書き出しました: {path}").format(path=exported.path))
    put(
        {
            "path": str(exported.path),
            "sheets": list(exported.sheets),
            "notes": [str(n) for n in exported.notes],
        }
    )
    return 0
