"""How long an auditor waits: an audit copy with a long history, from its first byte to its last value.

.venv/bin/python -m tests.bench.verify [--entries 1000000] [--fillers MB]

Prints JSON: seconds of the verification and of hashing the same bytes alone, and how progress was told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind
from kxdesk.store.audit_copy import make_audit_copy
from kxdesk.store.chain import ChangeFacts, canonical_facts, entry_hash
from kxdesk.store.desk import Desk
from kxdesk.store.examining import examine
from kxdesk.store.policies import insert_policy
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.sample_desk import sample_policy

PERSON = Person("bench", "計測", "PC")
WORDS = "書かない窓口の拡大に向け、関係課と協議を重ね、試行の結果を踏まえて見直した。"


def make_desk(path: Path, entries: int, fillers: int) -> None:
    """The sample, then edits of its issues until there are enough entries."""
    with (
        Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=SystemClock()) as desk,
        desk.write("sample-made") as writing,
    ):
        insert_policy(writing, sample_policy())
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; BEGIN")
    seq, previous = raw.execute("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    (number,) = raw.execute("SELECT max(number) FROM change").fetchone()
    values = dict(raw.execute("SELECT id, content FROM issue").fetchall())
    issues = list(values)
    while seq < entries:
        number += 1
        facts = ChangeFacts(number, "2025-12-01T05:00:00.000000+00:00", "u", "計測", "PC", "fields-edited")
        shared = canonical_facts(facts)
        row = (number, facts.at, "u", "計測", "PC", facts.label)
        raw.execute("INSERT INTO change VALUES (?,?,?,?,?,?,'','',NULL)", row)
        rows = []
        for _ in range(min(5, entries - seq)):
            seq += 1
            issue = issues[seq % len(issues)]
            after = f"{WORDS}{seq}"
            own = entry_hash((seq, previous, Kind.ISSUE, issue, "content", values[issue], after), shared)
            rows.append(
                (seq, number, "issue", issue, "content", values[issue], None, after, None, previous, own)
            )
            previous, values[issue] = own, after
        raw.executemany("INSERT INTO history VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    raw.executemany("UPDATE issue SET content=? WHERE id=?", [(text, id_) for id_, text in values.items()])
    for at in range(fillers):
        data = os.urandom(1 << 20)
        raw.execute("INSERT INTO file VALUES (?, ?)", (f"{at:064d}", data))
    raw.execute("COMMIT")
    raw.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--fillers", type=int, default=0, help="MB of returned workbooks beside the history")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "desk.kxdesk", Path(folder) / "copy.kxdesk"
        make_desk(path, options.entries, options.fillers)
        with Desk.open(path, person=PERSON, clock=SystemClock()) as desk:
            begun = time.perf_counter()
            make_audit_copy(desk, copy, None)
            made = time.perf_counter() - begun
        told: list[float] = []
        begun, worked = time.perf_counter(), time.process_time()
        examined = examine(copy, progress=lambda *_: told.append(time.perf_counter()))
        verified, worked = time.perf_counter() - begun, time.process_time() - worked
        assert examined.sound, examined.findings
        waits = [after - before for before, after in zip([begun, *told], told, strict=False)]
        begun = time.perf_counter()
        with copy.open("rb") as file:
            hashlib.file_digest(file, "sha256")
        hashed = time.perf_counter() - begun
        result = {
            "entries": examined.length,
            "megabytes": copy.stat().st_size >> 20,
            "verify_seconds": round(verified, 2),
            "verify_processor_seconds": round(worked, 2),
            "make_seconds": round(made, 2),
            "sha256_alone_seconds": round(hashed, 2),
            "progress_told": len(told),
            "longest_silence_seconds": round(max(waits), 2),
        }
    json.dump(result, sys.stdout, indent=1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
