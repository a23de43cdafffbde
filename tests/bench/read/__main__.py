"""Reading many returned workbooks of twelve issues, beside the readers people would otherwise take.

Run: python -m tests.bench.read [--files 354] [--rounds 3]
"whole" is the whole job: preflight, bounded parse in two children, recognition, document, receipts; the rest
hand over raw cells. Each reader runs in a process of its own, one after the other, in rounds; the best
round counts. The slow ones read a share of the files, as printed; all figures are for one file. On a busy
machine look at the processor time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.read.readers import BASE, READERS, run
from tests.bench.read.returned_workbooks import make


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
    print(
        f"{'reader':27} {'ms/file':>8} {'ratio':>6} {'CPU ms':>7} {'ratio':>6}"
        f" {'MB':>5} {'values':>6} {'share':>5}"
    )
    base = [min(found[BASE][kind] for found in rounds) for kind in (0, 1)]
    for name in READERS:
        wall, cpu = (min(found[name][kind] for found in rounds) for kind in (0, 1))
        last = rounds[-1][name]
        line = f"{name:27} {wall:8.2f} {wall / base[0]:6.2f} {cpu:7.2f} {cpu / base[1]:6.2f}"
        print(f"{line} {last.megabytes:5} {last.cells:6.0f} {READERS[name][1]:5.0%}")


if __name__ == "__main__":
    main()
