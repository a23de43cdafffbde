"""What somebody with a database tool can do to a history, in the ways that leave the least trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from kxdesk.store.chain import ChangeFacts, canonical_facts, entry_hash, first_hash

Attack = Callable[[sqlite3.Connection], object]


def attack(path: Path, act: Attack) -> None:
    """Take the seat belts off, act, and leave the file as SQLite leaves it."""
    raw = sqlite3.connect(path)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    act(raw)
    for _, sql in guards:
        raw.execute(sql)
    raw.commit()
    raw.close()


def rehash(raw: sqlite3.Connection, start: int, end: int | None = None) -> None:
    """Make entries from `start` on whole again, up to `end` or to the last."""
    (desk,) = raw.execute("SELECT id FROM desk").fetchone()
    facts = {row[0]: canonical_facts(ChangeFacts(*row)) for row in raw.execute("SELECT * FROM change")}
    row = raw.execute("SELECT hash FROM history WHERE seq=?", (start - 1,)).fetchone()
    previous = row[0] if row else first_hash(desk)
    last = end or raw.execute("SELECT max(seq) FROM history").fetchone()[0]
    for seq in range(start, last + 1):
        row = raw.execute("SELECT * FROM history WHERE seq=?", (seq,)).fetchone()
        before = row[6] if row[5] is None else row[5]
        after = row[8] if row[7] is None else row[7]
        own = entry_hash((seq, previous, row[2], row[3], row[4], before, after), facts[row[1]])
        raw.execute("UPDATE history SET previous_hash=?, hash=? WHERE seq=?", (previous, own, seq))
        previous = own


def shift(raw: sqlite3.Connection, start: int, by: int) -> None:
    """Give entries from `start` on other numbers."""
    raw.execute("UPDATE history SET seq = -seq WHERE seq >= ?", (start,))
    raw.execute("UPDATE history SET seq = -seq + ? WHERE seq < 0", (by,))


def edited(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE history SET after_text='別の題' WHERE seq=20")


def edited_and_hashed(raw: sqlite3.Connection) -> None:
    edited(raw)
    rehash(raw, 20, 20)


def edited_its_change(raw: sqlite3.Connection) -> None:
    raw.execute(
        "UPDATE change SET display_name='別人' WHERE number=(SELECT change FROM history WHERE seq=30)"
    )


def removed(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM history WHERE seq=20")


def removed_and_closed_up(raw: sqlite3.Connection) -> None:
    removed(raw)
    shift(raw, 21, -1)


def inserted(raw: sqlite3.Connection) -> None:
    shift(raw, 20, 1)
    raw.execute(
        "INSERT INTO history SELECT 20, change, kind, thing, field, before_text, before_number, '差し込み', "
        "after_number, previous_hash, hash FROM history WHERE seq=19"
    )


def inserted_and_hashed(raw: sqlite3.Connection) -> None:
    inserted(raw)
    rehash(raw, 20, 20)


def copied_in(raw: sqlite3.Connection) -> None:
    """An entry that was really written, once more."""
    shift(raw, 20, 1)
    raw.execute(
        "INSERT INTO history SELECT 20, change, kind, thing, field, before_text, before_number, after_text, "
        "after_number, previous_hash, hash FROM history WHERE seq=15"
    )


def reordered(raw: sqlite3.Connection) -> None:
    for old, new in ((20, -1), (21, 20), (-1, 21)):
        raw.execute("UPDATE history SET seq=? WHERE seq=?", (new, old))


def reordered_far(raw: sqlite3.Connection) -> None:
    for old, new in ((20, -1), (28, 20), (-1, 28)):
        raw.execute("UPDATE history SET seq=? WHERE seq=?", (new, old))


def reordered_contents(raw: sqlite3.Connection) -> None:
    columns = "change, kind, thing, field, before_text, before_number, after_text, after_number"
    rows = {
        seq: raw.execute(f"SELECT {columns} FROM history WHERE seq=?", (seq,)).fetchone() for seq in (20, 21)
    }
    for seq, other in ((20, 21), (21, 20)):
        marks = ", ".join(f"{column}=?" for column in columns.split(", "))
        raw.execute(f"UPDATE history SET {marks} WHERE seq=?", (*rows[other], seq))


def cut(raw: sqlite3.Connection) -> None:
    """The last change, its entries, and what it did."""
    (number,) = raw.execute("SELECT max(number) FROM change").fetchone()
    thing, field, before = raw.execute(
        "SELECT thing, field, before_text FROM history WHERE change=?", (number,)
    ).fetchone()
    raw.execute(f"UPDATE issue SET {field}=? WHERE id=?", (before, thing))
    raw.execute("DELETE FROM history WHERE change=?", (number,))
    raw.execute("DELETE FROM change WHERE number=?", (number,))


def rehashed(raw: sqlite3.Connection) -> None:
    edited(raw)
    raw.execute("UPDATE history SET before_text='別の題' WHERE seq=21")
    rehash(raw, 20)


def appended(raw: sqlite3.Connection) -> None:
    """One more entry, as the program would have written it."""
    raw.execute(
        "INSERT INTO change SELECT number + 1, at, os_user, display_name, pc, label, why, source, undo_of "
        "FROM change ORDER BY number DESC LIMIT 1"
    )
    raw.execute(
        "INSERT INTO history SELECT seq + 1, change + 1, kind, thing, field, after_text, NULL, '後から', "
        "NULL, '', '' FROM history ORDER BY seq DESC LIMIT 1"
    )
    (last,) = raw.execute("SELECT max(seq) FROM history").fetchone()
    rehash(raw, last)
    raw.execute("UPDATE issue SET title='後から' WHERE id=(SELECT thing FROM history WHERE seq=?)", (last,))


def strayed(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE issue SET content='履歴にない' WHERE rowid=1")


BROKEN = {  # what the chain alone shows: attack, what it is called, and the first bad entry
    "edited": (edited, "altered", 20),
    "edited and hashed": (edited_and_hashed, "altered", 20),
    "its change edited": (edited_its_change, "altered", 30),
    "removed": (removed, "removed", 20),
    "removed and closed up": (removed_and_closed_up, "removed", 20),
    "inserted": (inserted, "inserted", 20),
    "inserted and hashed": (inserted_and_hashed, "inserted", 20),
    "copied in": (copied_in, "inserted", 20),
    "reordered": (reordered, "reordered", 20),
    "reordered far": (reordered_far, "reordered", 20),
    "reordered contents": (reordered_contents, "reordered", 20),
}
