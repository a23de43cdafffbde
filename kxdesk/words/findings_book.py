"""The findings of 点検 as the table that goes along with a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.form import Form
from kxdesk.domain.policy import Policy
from kxdesk.report.table_book import Table, Value, table_book
from kxdesk.words.fields import field_name
from kxdesk.words.findings import severity_name, told_finding
from kxdesk.words.language import _

_COLOURS = {Severity.ERROR: "FBE6E4", Severity.WARNING: "FFF4DC"}
_ORDER = tuple(Severity)


def findings_book(checked: Iterable[tuple[Policy, Form, tuple[Finding, ...]]], now: datetime) -> bytes:
    """The bytes of the .xlsx; gravest first within each policy."""
    rows: list[list[Value]] = []
    marked: dict[int, str] = {}
    for policy, form, found in checked:
        places = {
            issue.id: f"{issue.area or '?'}({issue.number or '–'}) {issue.title or ''}"
            for issue in policy.issues
        }
        for finding in sorted(found, key=lambda each: _ORDER.index(each.severity)):
            if finding.severity in _COLOURS:
                marked[len(rows)] = _COLOURS[finding.severity]
            field = field_name(finding.ref.kind, finding.key, form) if finding.key else ""
            rows.append(
                [
                    policy.bureau or "",
                    severity_name(finding.severity),
                    places.get(finding.issue, ""),
                    field,
                    told_finding(finding, form),
                    "、".join(finding.sources),
                    "",
                ]
            )
    headings = [_("局・区"), _("程度"), _("課題"), _("項目"), _("指摘"), _("出典"), _("対応")]
    facts: list[tuple[str, Value]] = [(_("作成日"), now.astimezone().date()), (_("件数"), len(rows))]
    return table_book(Table(_("点検の指摘"), facts, headings, rows, marked), now)
