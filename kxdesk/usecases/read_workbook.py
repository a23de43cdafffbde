"""Read a returned workbook: which form it is, what it says, where each value stood. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kxdesk.domain.form import Form
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.usecases.forms import layout_named, usable_layouts
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.receipts import Reading
from kxdesk.workbook.recognise import best_layout


@dataclass(frozen=True, slots=True)
class Read:
    """A reading and the form it was read as."""

    reading: Reading
    form: Form

    @property
    def policy(self) -> Policy:
        """What the workbook says."""
        return self.reading.policy


def read_file(path: Path, layout: str | None = None) -> Read:
    """As `read_data`, from a file.

    Raises:
        Problem: file-missing, file-locked, and all that `read_data` raises.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Problem("file-missing", path=str(path)) from None
    except OSError as error:
        raise Problem("file-locked", path=str(path), system=error.strerror or "") from None
    return read_data(data, None if layout is None else layout_named(layout).layout)


def read_data(data: bytes, layout: Layout | None = None) -> Read:
    """What a workbook says.

    Args:
        data: the whole file.
        layout: read as this form; the likeliest one where None.

    Raises:
        Problem: a reason code of `package.open_package`; form-unknown.
    """
    raw = read_workbook(open_package(data))
    if layout is None:
        layout, confidence = best_layout(raw, [place.layout for place in usable_layouts()])
        if layout is None:
            raise Problem("form-unknown", confidence=round(confidence, 2))
    return Read(read_policy(raw, layout), form_of(layout))
