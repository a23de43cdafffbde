"""354 returned workbooks of twelve issues from a folder to a preview and into the desk.

Run: python -m tests.bench.intake [--files 354] [--share 0.1]
Beside it a script as people write it: pandas reads every sheet of every file and puts the cells under each
other. It knows no issue, no base, no conflict; it reads a share of the files, its figures are for one file.
Each engine runs in a process of its own. Memory is the peak after a third of the files and at the end.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from pathlib import Path

from tests.bench.intake.engines import BUREAUS, ENGINES, Figures, measure, workbook


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=354)
    parser.add_argument("--share", type=float, default=0.1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "returned"
        folder.mkdir()
        for number in range(options.files):
            (folder / f"{number:03}.xlsx").write_bytes(workbook(number))
        print(f"{options.files} workbooks of {BUREAUS} bureaus; python {sys.version.split()[0]}")
        print(f"{'':33} {'preview':>9} {'applied':>9} {'ratio':>6} {'MB at 1/3':>10} {'MB':>5}")
        context = multiprocessing.get_context("spawn")
        base = 0.0
        for name in ENGINES:
            mine, theirs = context.Pipe()
            process = context.Process(target=measure, args=(name, str(folder), options.share, theirs))
            process.start()
            found: Figures = mine.recv()
            process.join()
            base = base or found.applied
            figures = f"{found.preview:6.0f} ms {found.applied:6.0f} ms {found.applied / base:6.2f}"
            print(f"{name:33} {figures} {found.early:10} {found.peak:5}  {found.told}")


if __name__ == "__main__":
    main()
