"""How long one saved edit takes in a file and on a server, in one run.

Run: python -m tests.bench.server [--runs 300]
The same small desk, the same edits through `save_fields`, in turns. The server is PostgreSQL's own on this
machine, with its disk as safe as the file's: fsync on, so that both wait for the disk. The line to a server
elsewhere comes on top of that: an edit waits for it eight to ten times.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.usecases.edit_fields import save_fields
from tests.servers import Server
from tests.store.desks import first, make_desk, small_policy


def timed(desk: Desk, number: int) -> float:
    start = time.perf_counter()
    save_fields(desk, {(first(desk, Kind.ISSUE), "content"): f"本文の{number}回目"}, {})
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    runs = parser.parse_args().runs
    server = Server(safe=True)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            make_desk(Path(folder) / "a.kxdesk", small_policy()) as file,
            make_desk(server.database(), small_policy()) as served,
        ):
            times = [(timed(file, number), timed(served, number)) for number in range(runs)]
    finally:
        server.remove()
    for name, taken in zip(("file", "server"), zip(*times, strict=True), strict=True):
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{name}: median {statistics.median(taken):.1f} ms, 95th percentile {p95:.1f} ms")
    print(f"server over file: {statistics.median(b / a for a, b in times):.2f}")


if __name__ == "__main__":
    main()
