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
    if options.chart is not None:
        return _chart(options)
    with open_for(options.desk, read_only=True) as desk:
        documents = print_indicators(desk, options.bureau)
    put(documents[0] if len(documents) == 1 else {"documents": documents})
    return 0


def _chart(options: argparse.Namespace) -> int:
    """Draw one indicator into a file."""
    from pathlib import Path

    from kxdesk.report.charts import chart
    from kxdesk.system.atomic_file import replace_file
    from kxdesk.usecases.measure_indicators import find_indicator, form_of_picture
    from kxdesk.words.charts import chart_words

    name, out = options.chart[0], Path(options.chart[1])
    form = form_of_picture(out)
    with open_for(options.desk, read_only=True) as desk:
        indicator, measures = find_indicator(desk, name, options.bureau)
    replace_file(out, chart(measures, chart_words(indicator, measures), form))
    say(_("図を書き出しました: {path}").format(path=out))
    return 0


def close_findings(options: argparse.Namespace) -> int:
    """Close the contradictions of a code at a place, as `check` prints both."""
    from kxdesk.cli.desk_commands import as_json
    from kxdesk.domain.problems import Problem
    from kxdesk.usecases.check_policies import check_policies
    from kxdesk.usecases.close_finding import close_findings as close

    code, place = options.close
    with open_for(options.desk, read_only=False) as desk:
        for policy, form, found in check_policies(desk):
            meant = [
                finding
                for finding in found
                if finding.fingerprint
                and finding.code == code
                and as_json(finding, policy, form)["place"] == place
            ]
            if meant:
                close(desk, policy.id, meant, options.reason)
                say(_("{count}件の食い違いを閉じました。").format(count=len(meant)))
                return 0
    raise Problem("finding-unknown", finding=code, place=place)


def closed_findings(options: argparse.Namespace) -> int:
    """What was closed, with its reason."""
    from kxdesk.cli.desk_commands import as_json
    from kxdesk.usecases.check_policies import check_policies, findings

    with open_for(options.desk, read_only=True) as desk:
        checked = check_policies(desk)
    put(
        [
            as_json(finding, policy, form) | {"reason": closing.reason}
            for policy, form, _found in checked
            for finding, closing in findings(policy, form)
            if closing is not None
        ]
    )
    return 0
