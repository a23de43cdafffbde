"""The command about indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    import argparse


def indicators(options: argparse.Namespace) -> int:
    """Print the ledger, or load a document into it."""
    from kxdesk.usecases.indicators import load_indicators, print_indicators

    if options.load is not None:
        with open_for(options.desk, read_only=False) as desk:
            loaded = load_indicators(desk, options.load, options.bureau)
        told = _("指標を読み込みました: 新しい指標 {indicators}件、目標・実績 {assertions}件")
        known = _("この資料は、もう読み込まれています。変えたものはありません。")
        say(
            told.format(indicators=loaded.indicators, assertions=loaded.assertions)
            if loaded.change
            else known
        )
        return 0
    with open_for(options.desk, read_only=True) as desk:
        documents = print_indicators(desk, options.bureau)
    put(documents[0] if len(documents) == 1 else {"documents": documents})
    return 0
