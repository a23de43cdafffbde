"""Names for the sheets of issues that Excel will take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kxdesk.domain.policy import Issue
from kxdesk.domain.problems import Problem
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.sheet_names import LONGEST_NAME, check_sheet_name

_INSTEAD = str.maketrans(dict.fromkeys(":\\/?*[]'", "-"))


def issue_titles(issues: Sequence[Issue], layout: Layout, taken: Iterable[str], blank: str) -> list[str]:
    """One name for each issue, as the form's instructions say, made legal and told apart.

    Args:
        issues: in the order of the sheets.
        layout: says how the sheets are named.
        taken: names of all sheets of the template.
        blank: name of the sheet that becomes the first issue's; it may be used again.
    """
    names = [name for name in taken if name != blank]
    titles: list[str] = []
    for issue in issues:
        wanted = layout.issue_sheet.filled(
            {"issue.area": issue.area or "", "issue.number": issue.number or ""}
        )
        # Until all clones are made the blank sheet still has its name; only the first issue may take it.
        others = names if not titles else [*names, blank]
        titles.append(_free(wanted.translate(_INSTEAD).strip(), others))
        names.append(titles[-1])
    return titles


def _free(wanted: str, taken: Sequence[str]) -> str:
    for attempt in range(1, len(taken) + 2):
        suffix = f" {attempt}" if attempt > 1 else ""
        name = wanted[: LONGEST_NAME - len(suffix)] + suffix
        try:
            check_sheet_name(name, taken)
        except Problem as problem:
            if problem.code == "sheet-name-taken":
                continue
            return _free("Sheet", taken)
        return name
    raise AssertionError
