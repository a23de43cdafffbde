"""Commands about templates and their layouts."""

from __future__ import annotations

import argparse
import dataclasses

from kxdesk.cli.output import put as put_json
from kxdesk.cli.output import say
from kxdesk.words.language import _


def list_(_options: argparse.Namespace) -> int:
    from kxdesk.usecases.forms import form_files  # noqa: PLC0415

    put_json(
        [
            {
                "name": file.layout.name,
                "fiscal_year": file.layout.fiscal_year,
                "layout": str(file.path),
                "template": str(file.template),
            }
            for file in form_files()
        ]
    )
    return 0


def put(options: argparse.Namespace) -> int:
    from kxdesk.usecases.put_cells import put_cells  # noqa: PLC0415

    report = put_cells(options.form, options.out, options.cells, options.clone, options.insert_rows)
    say(_("書き出しました: {path}").format(path=report.path))
    put_json(dataclasses.asdict(report) | {"path": str(report.path)})
    return 0
