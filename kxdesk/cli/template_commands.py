"""Commands about templates and their layouts."""

from __future__ import annotations

import argparse
import dataclasses

from kxdesk.cli.output import put as put_json
from kxdesk.cli.output import say
from kxdesk.words.language import _


def list_(_options: argparse.Namespace) -> int:
    from kxdesk.usecases.forms import usable_layouts  # noqa: PLC0415

    put_json(
        [
            {
                "name": place.layout.name,
                "fiscal_year": place.layout.fiscal_year,
                "folder": str(place.folder),
                "template": str(place.template),
                "shipped": place.shipped,
            }
            for place in usable_layouts()
        ]
    )
    return 0


def put(options: argparse.Namespace) -> int:
    from kxdesk.usecases.put_cells import put_cells  # noqa: PLC0415

    report = put_cells(options.form, options.out, options.cells, options.clone, options.insert_rows)
    say(_("書き出しました: {path}").format(path=report.path))
    put_json(dataclasses.asdict(report) | {"path": str(report.path)})
    return 0
