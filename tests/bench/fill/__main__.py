"""50 workbooks of 12 issue sheets by kxdesk, excelize, openpyxl and xltpl: `python -m tests.bench.fill`.

Engines take turns, each turn in a process of its own; times are medians over the turns, memory the highest.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.fill.engines import CELLS, ENGINES, Job

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "resources" / "forms" / "R7" / "template.xlsx"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fill", description=__doc__)
    parser.add_argument("--template", type=Path, default=SHIPPED)
    parser.add_argument("--books", type=int, default=50)
    parser.add_argument("--clones", type=int, default=12)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES, help="one turn of this one, as JSON")
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(turn(options.engine, options.template, options.books, options.clones)))
        return
    report(options)


def turn(engine: str, template: Path, books: int, clones: int) -> dict[str, float]:
    """Milliseconds a workbook by the clock and of CPU, opening the template included; sizes."""
    with tempfile.TemporaryDirectory() as folder:
        job = Job(template, *stencil(template), clones, Path(folder))
        started, worked = time.perf_counter(), time.process_time()
        make = ENGINES[engine](job)
        for number in range(books):
            make(number)
        passed, work = time.perf_counter() - started, time.process_time() - worked
        size = (Path(folder) / "0.xlsx").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": passed / books * 1000, "cpu": work / books * 1000, "mb": peak, "kb": size / 1024}


def stencil(template: Path) -> tuple[str, tuple[str, ...]]:
    """The sheet with the most merged ranges, and the first cells of some of them."""
    from kxdesk.workbook.addresses import address  # noqa: PLC0415 - after the clock of none has started
    from kxdesk.workbook.template import Template  # noqa: PLC0415

    book = Template.open(template.read_bytes()).book()
    found: dict[str, list[str]] = {}
    for tab in book.tabs:
        if tab.is_worksheet:
            places = (address(row, column) for row in range(1, 100) for column in range(1, 60))
            ranges = {merge for place in places if (merge := tab.sheet.merged_range(place))}
            found[tab.name] = [address(top, left) for top, left, _, _ in sorted(ranges)]
    name = max(found, key=lambda one: len(found[one]))
    return name, tuple(found[name][:CELLS])


def report(options: argparse.Namespace) -> None:
    turns: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
    for _ in range(options.turns):
        for engine, results in turns.items():
            results.append(run(engine, options))
    ours = median(turns["kxdesk"], "ms"), median(turns["kxdesk"], "cpu")
    print(
        f"{options.template.name}: {options.books} workbooks x {options.clones} clones, {options.turns} turns"
    )
    heads = f"{'ms/workbook':>12} {'ratio':>7} {'CPU ms':>8} {'ratio':>7} {'peak MB':>8} {'file KB':>8}"
    print(f"{'engine':10} {heads}")
    for engine, results in turns.items():
        wall, work = median(results, "ms"), median(results, "cpu")
        peak, size = max(one["mb"] for one in results), results[0]["kb"]
        times = f"{wall:12.1f} {wall / ours[0]:7.2f} {work:8.1f} {work / ours[1]:7.2f}"
        print(f"{engine:10} {times} {peak:8.0f} {size:8.0f}")


def median(results: list[dict[str, float]], key: str) -> float:
    return statistics.median(one[key] for one in results)


def run(engine: str, options: argparse.Namespace) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.fill", "--engine", engine]
    command += ["--template", str(options.template), "--books", str(options.books)]
    command += ["--clones", str(options.clones)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
