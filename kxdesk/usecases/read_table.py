"""Read a list that an office keeps as a workbook or as text: rows of cells, nothing is stored."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kxdesk.domain.organisation_list import Listed, listed_in
from kxdesk.domain.problems import Problem
from kxdesk.system.incoming import file_bytes
from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.table_job import Table, tables_of

_TEXTS = {".csv", ".txt", ".tsv"}
_ENCODINGS = ("utf-8-sig", "cp932", "utf-16")
_LARGEST = 20_000_000


def read_organisations(path: Path) -> tuple[Listed, ...]:
    """The organisations a list names: of the first sheet whose headings say what its columns hold.

    Raises:
        Problem: file-missing, file-locked, a reason code of reading, text-encoding-unknown,
            list-without-headings, list-empty, list-code-twice.
    """
    problem = Problem("list-empty")
    for table in read_tables(path):
        try:
            return listed_in(table)
        except Problem as found:
            if found.code != "list-without-headings":
                raise
            problem = found
    raise problem


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables of a workbook, or the one of a text file."""
    if path.suffix.lower() in _TEXTS:
        return (_read_text(file_bytes(path)),)
    with ReaderPool(1) as pool:
        (outcome,) = pool.map(tables_of, [str(path)], lambda name: file_bytes(Path(name)))
    if outcome.problem is not None:
        raise outcome.problem
    return outcome.result or ()


def _read_text(data: bytes) -> Table:
    if len(data) > _LARGEST:
        raise Problem("too-large", size=len(data), limit=_LARGEST)
    text = _decoded(data)
    first = text.partition("\n")[0]
    separator = "\t" if first.count("\t") > first.count(",") else ","
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def _decoded(data: bytes) -> str:
    """UTF-8 says by itself that it is; what is neither that nor what Excel saves is refused."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise Problem("text-encoding-unknown")
