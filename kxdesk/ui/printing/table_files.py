"""A table that is seen, written down as workbook, as CSV or as PDF: the file's name says which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kxdesk.report import table_book, table_csv
from kxdesk.system import atomic_file
from kxdesk.ui.printing.table_pdf import table_pdf
from kxdesk.ui.text import _

MOST = {".xlsx": 20_000, ".csv": 100_000, ".pdf": 5_000}  # rows a person can do something with


def ask_where(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a file in one of the three kinds."""
    dialog = QFileDialog(parent, title)
    kinds = [_("Excelブック (*.xlsx)"), _("CSV (*.csv)"), _("PDF (*.pdf)")]
    dialog.setNameFilters(kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{name}.xlsx")
    endings = dict(zip(kinds, MOST, strict=True))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(endings[kind][1:]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.open()


def most_rows(path: Path) -> int:
    """How many rows a file of this kind takes."""
    return MOST.get(path.suffix.casefold(), MOST[".xlsx"])


def write_table(path: Path, table: Any, made: datetime) -> Path:
    """On the worker.

    Raises:
        Problem: disk-full, no-right-to-write and their like; what was there before is as it was.
    """
    kind = path.suffix.casefold()
    if kind == ".csv":
        return atomic_file.replace_file(path, table_csv.table_csv(table))
    if kind == ".pdf":
        return atomic_file.replace_file(path, table_pdf(table))
    return atomic_file.replace_file(path, table_book.table_book(table, made))
