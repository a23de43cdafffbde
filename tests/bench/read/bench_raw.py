"""Raw reading of many returned workbooks, beside the readers people would otherwise take.

Run: python -m tests.bench.read.bench_raw [--files 354] [--rounds 3]
Each reader runs in a process of its own, one after the other, in rounds; the best round counts. On a busy
machine look at the processor time.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook
from tests.bench.read.returned_workbooks import make

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection


def ours(files: list[Path]) -> int:
    return sum(count_cells(path.read_bytes()) for path in files)


def ours_in_children(files: list[Path]) -> int:
    with ReaderPool() as pool:
        pool.warm()
        by_name = {path.name: path for path in files}
        outcomes = pool.map(count_cells, list(by_name), lambda name: by_name[name].read_bytes())
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
        import pandas as pd  # noqa: PLC0415

        count = 0
        for path in files:
            tables = pd.read_excel(path, sheet_name=None, header=None, engine=engine)
            count += sum(int(table.notna().sum().sum()) for table in tables.values())
        return count

    return read


READERS: dict[str, tuple[Callable[[list[Path]], int], float]] = {
    "python-calamine": (calamine, 1),
    "kxdesk, one process": (ours, 1),
    "kxdesk, bounded children": (ours_in_children, 1),
    "pandas with calamine": (pandas_with("calamine"), 0.25),
    "openpyxl read-only": (openpyxl_read_only, 0.1),
    "pandas with openpyxl": (pandas_with("openpyxl"), 0.1),
}
_BASE = "python-calamine"


class Figures(NamedTuple):
    """Of one reader: milliseconds a file by the clock and by the processors, peak megabytes, cells a file."""

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
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    pipe.send(Figures(wall, cpu, max(peaks) // 1024, cells / len(files)))


def cpu_seconds() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def run(name: str, folder: str) -> Figures:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=measure, args=(name, folder, theirs))
    process.start()
    found: Figures = ours.recv()
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=354)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.files):
            (Path(folder) / f"{number:03}.xlsx").write_bytes(make(number))
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / options.files / 1024
        print(f"{options.files} workbooks of {size:.0f} KB; python {sys.version.split()[0]}")
        rounds = [{name: run(name, folder) for name in READERS} for _ in range(options.rounds)]
    print(f"{'reader':26} {'ms/file':>8} {'ratio':>6} {'CPU ms':>7} {'ratio':>6} {'MB':>5} {'cells':>6}")
    base = [min(found[_BASE][kind] for found in rounds) for kind in (0, 1)]
    for name in READERS:
        wall, cpu = (min(found[name][kind] for found in rounds) for kind in (0, 1))
        last = rounds[-1][name]
        line = f"{name:26} {wall:8.2f} {wall / base[0]:6.2f} {cpu:7.2f} {cpu / base[1]:6.2f}"
        print(f"{line} {last.megabytes:5} {last.cells:6.0f}")


if __name__ == "__main__":
    main()
