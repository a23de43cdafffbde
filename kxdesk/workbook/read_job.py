"""What a child process does with one returned workbook, from its bytes to its meaning."""

from __future__ import annotations

from kxdesk.domain.problems import Problem
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_sheets
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.receipts import Reading
from kxdesk.workbook.recognise import recognise


def read_bytes(data: bytes, layouts: tuple[Layout, ...]) -> tuple[Reading, str]:
    """The reading and the name of the layout it was read as.

    Args:
        data: the whole file.
        layouts: read as the likeliest of these.

    Raises:
        Problem: a reason code of `package.open_package`; form-unknown.
    """
    raw = read_workbook(open_package(data))
    found = recognise(raw, layouts)
    layout = found.layout
    if layout is None:
        if len(layouts) != 1:
            raise Problem("form-unknown", confidence=round(found.confidence, 2))
        layout = layouts[0]  # the person said so
    return read_sheets(raw, layout, found.sheets), layout.name
