"""Show a returned workbook as it will print, so that a value is seen where it stood. Nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.workbook.picture_job import picture_bytes

if TYPE_CHECKING:
    from kxdesk.workbook.bounded import ReaderPool
    from kxdesk.workbook.picture import SheetPicture


def show_workbook(name: str, data: bytes, pool: ReaderPool) -> tuple[SheetPicture, ...]:
    """Pictures of its sheets, made in a child process: the file comes from outside.

    Raises:
        Problem: a reason code of reading.
    """
    (outcome,) = pool.map(picture_bytes, [name], lambda _name: data)
    if outcome.problem is not None:
        raise outcome.problem
    return outcome.result or ()
