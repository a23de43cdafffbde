"""The readers that are measured, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.interchange import to_document
from kxdesk.usecases.read_workbook import read_files
from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection


def ours(files: list[Path]) -> int:
    return sum(count_cells(path.read_bytes()) for path in files)


@cache
def warm_pool() -> ReaderPool:
    """The window keeps its children between imports; they end with this process."""
    return ReaderPool(2)


def whole(files: list[Path]) -> int:
    """As an import does it; what comes back is a reading with its receipts, and the document made of it."""
    count = 0
    for file in read_files(files, warm_pool()):
        assert file.read is not None
        assert to_document(file.read.policy, file.read.form)["issues"]
        count += len(file.read.reading.receipts)
    return count


def ours_in_children(files: list[Path]) -> int:
    by_name = {path.name: path for path in files}
    outcomes = warm_pool().map(count_cells, list(by_name), lambda name: by_name[name].read_bytes())
    return sum(outcome.result or 0 for outcome in outcomes)


def count_cells(data: bytes) -> int:
    """The child's job: everything is read, a number comes back, as a document would later."""
    workbook = read_workbook(open_package(data))
    return sum(cell.value not in (None, "") for sheet in workbook.sheets for cell in sheet.cells.values())


def calamine(files: list[Path]) -> int:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - each process pays for its own reader only

    count = 0
    for path in files:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            count += sum(value != "" for row in workbook.get_sheet_by_name(name).to_python() for value in row)
    return count


def openpyxl_read_only(files: list[Path]) -> int:
    from openpyxl import load_workbook  # noqa: PLC0415

    count = 0
    for path in files:
        workbook = load_workbook(path, read_only=True, data_only=True)
        for sheet in workbook:
            count += sum(value is not None for row in sheet.iter_rows(values_only=True) for value in row)
        workbook.close()
    return count


def pandas_with(engine: str) -> Callable[[list[Path]], int]:
    def read(files: list[Path]) -> int:
        import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415

        count = 0
        for path in files:
            tables = pd.read_excel(path, sheet_name=None, header=None, engine=engine)
            count += sum(int(table.notna().sum().sum()) for table in tables.values())
        return count

    return read


READERS: dict[str, tuple[Callable[[list[Path]], int], float]] = {
    "python-calamine": (calamine, 1),
    "kxdesk whole, two children": (whole, 1),
    "kxdesk raw, two children": (ours_in_children, 1),
    "kxdesk raw, one process": (ours, 1),
    "pandas with calamine": (pandas_with("calamine"), 0.25),
    "openpyxl read-only": (openpyxl_read_only, 0.1),
    "pandas with openpyxl": (pandas_with("openpyxl"), 0.1),
}
BASE = "python-calamine"


class Figures(NamedTuple):
    """Of one reader, a file: milliseconds by the clock and by the processors, values; and peak megabytes.

    The values are cells, of the whole job receipts.
    """

    wall: float
    cpu: float
    megabytes: int
    cells: float


def measure(name: str, folder: str, pipe: Connection) -> None:
    """Time one reader over its share of the files, after two to warm up."""
    read, share = READERS[name]
    files = sorted(Path(folder).iterdir())
    files = files[: max(2, round(len(files) * share))]
    read(files[:2])
    start, spent = time.perf_counter(), cpu_seconds()
    cells = read(files)
    each = 1000 / len(files)
    wall, cpu = (time.perf_counter() - start) * each, (cpu_seconds() - spent) * each
    warm_pool().close()
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    pipe.send(Figures(wall, cpu, max(peaks) // 1024, cells / len(files)))


def cpu_seconds() -> float:
    """Of this process and the children it has, those that still run too."""
    used = os.times()
    ticks = sum(_ticks(child.pid) for child in multiprocessing.active_children())
    mine = used.user + used.system + used.children_user + used.children_system
    return mine + ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int | None) -> int:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return int(user) + int(system)


def run(name: str, folder: str) -> Figures:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=measure, args=(name, folder, theirs))
    process.start()
    found: Figures = ours.recv()
    process.join()
    return found
