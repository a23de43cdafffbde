"""First hits in everything that was ever written, beside a LIKE scan over the same folded texts, in one run.

Run: python -m tests.bench.search [--bureaus 34] [--issues 12] [--editions 10] [--runs 200] [--server]
A desk is written through the ordinary door: every text of every issue is changed twice between two editions.
Words of 1, 2 and 4 letters are cut out of its texts at random, so that common words come often. Shown is
`find_wordings` as the command line calls it: the first 20 hits with spans, place, and editions. Found is the
same without those. The scan is SQLite's LIKE over folded texts that were made before, and counts only. With
--server the desk is moved to a PostgreSQL of its own first, and the scan is the server's.

Goals: shown within 50 ms at the 95th percentile; found 50 times faster than the scan; the index under twice
the texts' size.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import text as sql

from kxdesk.domain.keys import search_key
from kxdesk.domain.policy import Activity, Issue, Policy
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import search_index
from kxdesk.store.desk import Desk
from kxdesk.store.editions import freeze
from kxdesk.store.moving import move
from kxdesk.store.policies import insert_policy, load_policy
from kxdesk.store.search_all import _Look, count_wordings, find_wordings
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import current_person

LENGTHS = (1, 2, 4)
HITS = 20
FIRST_HIT_MS, TIMES, SIZE = 50.0, 50.0, 2.0
_STORED = "SELECT after_text FROM history WHERE kind <> 'edition' AND field <> 'parent'"
FIELDS = ("title", "content", "background", "target_outcome", "approach")


@dataclass
class Language:
    """Words of two letters that are as uneven as a city's: few are everywhere, many are rare."""

    chance: random.Random

    def __post_init__(self) -> None:
        letters = [chr(self.chance.randint(0x4E00, 0x9FA0)) for _ in range(900)]
        self._words = ["".join(self.chance.choices(letters, k=2)) for _ in range(6000)]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def text(self, words: int) -> str:
        chosen = self.chance.choices(self._words, self._weights, k=words)
        parts = self.chance.choices("のをにはがと、", k=words)
        return "".join(word + part for word, part in zip(chosen, parts, strict=True)) + "。"


def write_desk(path: Path, options: argparse.Namespace) -> None:
    language = Language(random.Random(1))
    with Desk.create(path, role=Role.CONSOLIDATION, person=current_person(), clock=SystemClock()) as desk:
        policies = [_add_policy(desk, language, number, options.issues) for number in range(options.bureaus)]
        for edition in range(options.editions):
            for policy in policies * 2:
                _rewrite(desk, language, policy)
            freeze(desk, f"第{edition + 1}版", f"令和{edition + 1}年12月", SystemClock().now())


def _add_policy(desk: Desk, language: Language, number: int, issues: int) -> str:
    tree = Policy(
        f"第{number}局",
        "2025",
        "R7",
        mission=language.text(20),
        issues=tuple(
            Issue("ABC"[each % 3], str(each // 3 + 1), activities=tuple(map(Activity, "1234")))
            for each in range(issues)
        ),
    )
    with desk.write("policy-added") as writing:
        return insert_policy(writing, tree).id


def _rewrite(desk: Desk, language: Language, policy_id: str) -> None:
    policy = load_policy(desk, policy_id)
    with desk.write("fields-edited") as writing:
        for issue in policy.issues:
            for field in FIELDS:
                words = language.chance.randint(4, 8) if field == "title" else language.chance.randint(30, 90)
                writing.set(Ref(Kind.ISSUE, issue.id), field, language.text(words))
            for activity in issue.activities:
                writing.set(Ref(Kind.ACTIVITY, activity.id), "title", language.text(6))
                writing.set(Ref(Kind.ACTIVITY, activity.id), "description", language.text(25))


def words_of(desk: Desk, runs: int) -> dict[int, list[str]]:
    chance = random.Random(2)
    with desk.reading() as connection:
        rows = connection.execute(sql("SELECT after_text FROM history WHERE field = 'content'"))
        known = [search_key(row[0]) for row in rows if row[0]]
    texts = chance.sample(known, min(500, len(known)))
    found: dict[int, list[str]] = {}
    for length in LENGTHS:
        picked = (chance.choice(texts) for _ in range(runs))
        found[length] = [text[(at := chance.randrange(len(text) - length)) : at + length] for text in picked]
    return found


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def folded_texts(desk: Desk) -> None:
    """For the scan: the same texts, folded, in a table of their own."""
    with desk.noting() as connection:
        connection.execute(sql("CREATE TABLE folded (seq INTEGER PRIMARY KEY, key TEXT)"))
        for part in _parts(search_index._texts(connection, 0)):
            connection.execute(sql("INSERT INTO folded VALUES (:s, :k)"), part)


def _parts(texts: Iterator[tuple[int, str]]) -> Iterator[list[dict[str, object]]]:
    rows = [{"s": seq, "k": key} for seq, key in texts if key]
    for first in range(0, len(rows), 5000):
        yield rows[first : first + 5000]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("bureaus", 34), ("issues", 12), ("editions", 10), ("runs", 200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--server", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.kxdesk"
        print(f"writing took {timed(lambda: write_desk(path, options)) / 1000:.0f} s", flush=True)
        if options.server:
            _on_server(path, options)
        else:
            with Desk.open(path, person=current_person(), clock=SystemClock()) as desk:
                before = path.stat().st_size
                _measure(desk, options, lambda: path.stat().st_size - before)


def _on_server(path: Path, options: argparse.Namespace) -> None:
    from tests.servers import Server  # noqa: PLC0415

    server = Server()
    try:
        address = server.database()
        with Desk.open(path, person=current_person(), clock=SystemClock()) as desk:
            took = timed(lambda: move(desk, address, current_person(), SystemClock()))
        print(f"moving took {took / 1000:.0f} s")
        with Desk.open(address, person=current_person(), clock=SystemClock()) as desk:
            _measure(desk, options, lambda: _size_on_server(desk))
    finally:
        server.remove()


def _size_on_server(desk: Desk) -> int:
    with desk.reading() as connection:
        return int(connection.execute(sql("SELECT pg_total_relation_size('posting')")).scalar_one())


def _measure(desk: Desk, options: argparse.Namespace, size: Callable[[], int]) -> None:
    words = words_of(desk, options.runs)
    with desk.reading() as connection:
        searched = [key for _, key in search_index._texts(connection, 0) if key]
        rows = connection.execute(sql(_STORED))
        stored = sum(len(row[0].encode()) for row in rows if row[0])
    letters = sum(map(len, searched)) / len(searched)
    print(f"{len(searched):,} texts, {stored / 1e6:.1f} MB, {letters:.0f} letters each")
    print(f"indexing took {timed(lambda: search_index.catch_up(desk)) / 1000:.0f} s")
    ratio = size() / stored
    print(f"index {size() / 1e6:.1f} MB: {ratio:.2f} of the texts' size {_verdict(ratio < SIZE)}")
    folded_texts(desk)
    find_wordings(desk, "最初")
    for length, chosen in words.items():
        shown = [timed(lambda word=word: find_wordings(desk, word, limit=HITS)) for word in chosen]
        found = [timed(lambda word=word: _find(desk, word)) for word in chosen]
        scans = [timed(lambda word=word: _scan(desk, word)) for word in chosen[:40]]
        counts = [timed(lambda word=word: count_wordings(desk, word)) for word in chosen[:20]]
        p95 = statistics.quantiles(shown, n=20)[-1]
        print(
            f"{length} letters: first {HITS} hits shown in {statistics.median(shown):.1f} ms,"
            f" 95th percentile {p95:.1f} ms {_verdict(p95 < FIRST_HIT_MS)};"
            f" all counted in {statistics.median(counts):.0f} ms"
        )
        _compare(statistics.median(scans), statistics.median(found), statistics.median(shown))


def _compare(scan: float, found: float, shown: float) -> None:
    times = (
        f"{scan / found:.0f} times {_verdict(scan / found >= TIMES)}, {scan / shown:.0f} times with all shown"
    )
    print(f"  scan {scan:.0f} ms, found in {found:.2f} ms: {times}", flush=True)


def _find(desk: Desk, word: str) -> int:
    """The entries alone, as the scan's."""
    with desk.reading() as connection:
        return len(list(islice(_Look(desk, connection, [search_key(word)]).matches(), HITS)))


def _scan(desk: Desk, word: str) -> int:
    with desk.reading() as connection:
        found = connection.execute(sql("SELECT count(*) FROM folded WHERE key LIKE :w"), {"w": f"%{word}%"})
        return int(found.scalar_one())


def _verdict(held: bool) -> str:
    return "(held)" if held else "(MISSED)"


if __name__ == "__main__":
    main()
