"""What a child process does to show a returned workbook: from its bytes to pictures of its sheets."""

from __future__ import annotations

from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import SheetPicture, picture_workbook
from kxdesk.workbook.read_raw import read_workbook


def picture_bytes(data: bytes) -> tuple[SheetPicture, ...]:
    """Every worksheet, in the order of the tabs.

    Args:
        data: the whole file.

    Raises:
        Problem: a reason code of `package.open_package`.
    """
    package = open_package(data)
    return picture_workbook(package, read_workbook(package))
