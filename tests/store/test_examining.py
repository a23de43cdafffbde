"""An audit copy is held to what it was when it was issued, and what was done to it is named."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.short_code import read_code
from kxdesk.domain.things import Kind
from kxdesk.store.audit_copy import IssuedCopy, audit_copies, make_audit_copy
from kxdesk.store.editions import freeze
from kxdesk.store.examined import Examined, Outcome, Signature
from kxdesk.store.examining import examine
from kxdesk.store.manifest import read_manifest, read_trailer, trailer_bytes
from kxdesk.store.signing import SigningKey, load_key, make_key
from tests.store import attacks
from tests.store.attacks import BROKEN, attack
from tests.store.desks import TickingClock, first, make_desk, open_again, small_policy

LONG = os.environ.get("KXDESK_LONG") == "1"


class Office:
    """A desk that goes on being written, its signing key, and the copies that were issued of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        make_key(folder / "key.pem", "himitsu-123")
        self.key = load_key(folder / "key.pem", "himitsu-123")
        self.desk = make_desk(folder / "desk.kxdesk", small_policy())
        self.work(12)
        freeze(self.desk, "確定版", "令和7年12月", TickingClock().now())

    def work(self, changes: int) -> None:
        for number in range(changes):
            with self.desk.write("fields-edited") as writing:
                writing.set(first(self.desk, Kind.ISSUE), "title", f"{number}回目 {random.random()}")

    def issue(self, name: str, key: SigningKey | None = None) -> IssuedCopy:
        return make_audit_copy(self.desk, self.folder / name, key)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def older(office: Office) -> IssuedCopy:
    return office.issue("older.kxdesk", office.key)


@pytest.fixture(scope="module")
def issued(office: Office, older: IssuedCopy) -> IssuedCopy:
    office.work(5)
    return office.issue("copy.kxdesk", office.key)


@pytest.fixture
def copy(issued: IssuedCopy, tmp_path: Path) -> Path:
    return Path(shutil.copy(issued.path, tmp_path / "写し.kxdesk"))


def codes(examined: Examined) -> list[str]:
    return [finding.code for finding in examined.findings]


def parts(path: Path) -> tuple[bytes, bytes, bytes]:
    """Database, manifest, signature."""
    trailer = read_trailer(path)
    assert trailer
    return path.read_bytes()[: trailer.start], trailer.signed, trailer.signature


def test_honest_copy_is_sound(office: Office, issued: IssuedCopy, copy: Path) -> None:
    """What was issued holds against key, code and an older manifest, and says what it is."""
    seen: list[tuple[str, int, int]] = []
    older = read_manifest(office.folder / "older.kxdesk")
    examined = examine(
        copy,
        public_key=office.key.public,
        code=issued.manifest.head_code.lower(),
        known=older,
        progress=lambda *step: seen.append(step),
    )
    assert (examined.outcome, examined.findings) == (Outcome.SOUND, [])
    assert examined.signature is Signature.VALID
    assert examined.code_entry == examined.length == issued.manifest.length
    assert issued.manifest.previous == older.id
    assert issued.manifest.editions[0][:2] == ["確定版", "令和7年12月"]
    assert {step for step, _, _ in seen} == {"bytes", "entries"}
    assert all(0 < done <= total for _, done, total in seen)


def test_copy_holds_what_the_desk_held(office: Office, issued: IssuedCopy) -> None:
    """Content, history and rows are the desk's; the desk remembers its copies, the copy that it is one."""
    with open_again(issued.path) as copy:
        assert (copy.is_audit_copy, copy.read_only, copy.role) == (True, True, "audit-copy")
        assert copy.id == office.desk.id
        with pytest.raises(Problem, match="audit-copy-read-only"), copy.write("fields-edited"):
            pass
        with pytest.raises(Problem, match="copy-of-copy"):
            make_audit_copy(copy, office.folder / "again.kxdesk", None)
    names = [name for _, _, name in audit_copies(office.desk)]
    assert names[:2] == ["older.kxdesk", "copy.kxdesk"]
    with pytest.raises(Problem, match="file-exists"):
        office.issue("copy.kxdesk")


@pytest.mark.parametrize("name", BROKEN)
def test_attack_on_a_copy_is_named(copy: Path, name: str) -> None:
    """Each attack on the history is called what it is, with the first bad entry, before the changed bytes."""
    act, fault, seq = BROKEN[name]
    attack(copy, act)
    examined = examine(copy)
    assert examined.outcome is Outcome.ALTERED
    assert (examined.findings[0].code, examined.findings[0].entry) == (f"history-{fault}", seq)
    assert "bytes-changed" in codes(examined)


@pytest.mark.parametrize(
    ("act", "code", "entry"),
    [
        (attacks.cut, "history-cut", "length"),
        (attacks.rehashed, "history-rehashed", 20),
        (attacks.appended, "history-inserted", "length+1"),
        (attacks.strayed, "history-strayed", None),
    ],
)
def test_attack_that_needs_the_manifest_is_named(
    issued: IssuedCopy, copy: Path, act: attacks.Attack, code: str, entry: int | str | None
) -> None:
    """Cut, hashed anew, gone on with, and a value changed past the history: each has its name and place."""
    attack(copy, act)
    places = {"length": issued.manifest.length, "length+1": issued.manifest.length + 1}
    found = examine(copy).findings[0]
    assert (found.code, found.entry) == (code, places.get(str(entry), entry))


def test_edition_cannot_be_altered(copy: Path) -> None:
    """A frozen document that says something else is named, whether or not its hash was made to fit."""
    attack(copy, lambda raw: raw.execute("UPDATE document SET text=replace(text, '試験局', '別局')"))
    assert examine(copy).findings[0].code == "history-edition"


def test_older_copy_in_place_of_a_newer(office: Office, issued: IssuedCopy, older: IssuedCopy) -> None:
    """It is sound in itself; the code on paper or a newer manifest gives it away, in words of its own."""
    assert examine(older.path, public_key=office.key.public).sound
    by_code = examine(older.path, code=issued.manifest.head_code)
    by_known = examine(older.path, known=issued.manifest)
    assert (by_code.outcome, codes(by_code)) == (Outcome.OUTDATED, ["head-not-reached"])
    assert (by_known.outcome, codes(by_known)) == (Outcome.OUTDATED, ["older-copy"])
    assert by_known.findings[0].entry == older.manifest.length + 1


def test_code_of_older_paper_is_found_in_a_newer_copy(issued: IssuedCopy, older: IssuedCopy) -> None:
    """Paper of last month still proves all that came before it."""
    examined = examine(issued.path, code=older.manifest.head_code)
    assert examined.sound
    assert examined.code_entry == older.manifest.length
    with pytest.raises(Problem, match="code-mistyped"):
        examine(issued.path, code=older.manifest.head_code[:-1] + "?")


def test_swapped_manifest(older: IssuedCopy, copy: Path) -> None:
    """The manifest and signature of another copy of the same desk do not fit, though both are genuine."""
    database, _, _ = parts(copy)
    _, manifest, signature = parts(older.path)
    copy.write_bytes(database + trailer_bytes(manifest, signature, older.manifest.size))
    examined = examine(copy)
    assert examined.outcome is Outcome.ALTERED
    assert examined.findings[0].code == "manifest-swapped"


def test_issuer_is_another_question_than_alteration(
    office: Office, issued: IssuedCopy, tmp_path: Path
) -> None:
    """Another key, and no signature where one is expected, are not called altered."""
    make_key(tmp_path / "other.pem", "himitsu-456")
    other = load_key(tmp_path / "other.pem", "himitsu-456")
    by_other = examine(issued.path, public_key=other.public)
    assert (by_other.outcome, codes(by_other)) == (Outcome.ISSUER_UNCONFIRMED, ["other-key"])
    unsigned = office.issue("unsigned.kxdesk")
    assert examine(unsigned.path).sound
    assert codes(examine(unsigned.path, public_key=office.key.public)) == ["unsigned"]
    forged = office.issue("forged.kxdesk", other)
    assert examine(forged.path, public_key=office.key.public).outcome is Outcome.ISSUER_UNCONFIRMED


def test_manifest_made_anew_breaks_the_signature(office: Office, copy: Path) -> None:
    """Changed bytes with a manifest that fits them need the private key."""
    database, manifest, signature = parts(copy)
    changed = manifest.replace("確定版".encode(), "別の版".encode())
    copy.write_bytes(database + trailer_bytes(changed, signature, len(database)))
    examined = examine(copy)
    assert (examined.outcome, examined.signature) == (Outcome.ALTERED, Signature.BROKEN)
    stripped = manifest.replace(office.key.public.raw.hex().encode(), b"")
    copy.write_bytes(database + trailer_bytes(stripped, b"", len(database)))
    assert codes(examine(copy)) == ["signature-broken"]
    stripped = stripped.replace(office.key.public.print.encode(), b"")
    copy.write_bytes(database + trailer_bytes(stripped, b"", len(database)))
    assert codes(examine(copy, public_key=office.key.public)) == ["unsigned"]


def test_copy_without_manifest(copy: Path) -> None:
    """A copy whose trailer was cut off is no copy any more, and no desk either."""
    database, _, _ = parts(copy)
    copy.write_bytes(database)
    assert "manifest-missing" in codes(examine(copy))
    raw = sqlite3.connect(copy)
    raw.execute(f"PRAGMA application_id={0x6B784473}")
    raw.close()
    assert codes(examine(copy)) == ["manifest-missing"]


def flipped(path: Path, data: bytearray, bit: int) -> Examined:
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)
    data[bit // 8] ^= 1 << bit % 8
    return examine(path)


def test_flipped_bits_are_found(issued: IssuedCopy, tmp_path: Path) -> None:
    """Random bits of the file, and those of header, manifest, signature and last line: none passes.

    KXDESK_LONG=1 tries 10,000 random ones and every single one of the rest.
    """
    data = bytearray(issued.path.read_bytes())
    start = 8 * issued.manifest.size
    chance = random.Random(1)
    bits = [chance.randrange(8 * len(data)) for _ in range(10_000 if LONG else 40)]
    bits += list(range(0, 800, 1 if LONG else 80))
    bits += list(range(start, 8 * len(data), 1 if LONG else 1497))
    bits += list(range(8 * (len(data) - 180), 8 * len(data), 1 if LONG else 110))
    path = tmp_path / "flipped.kxdesk"
    assert [bit for bit in bits if flipped(path, data, bit).outcome is not Outcome.ALTERED] == []


def test_no_false_alarm(office: Office, issued: IssuedCopy, tmp_path: Path) -> None:
    """Copies that were renamed, dated back, moved and made read-only are sound. KXDESK_LONG=1: a thousand."""
    chance = random.Random(2)
    for number in range(1000 if LONG else 12):
        folder = tmp_path / f"媒体 {number}#%20"
        folder.mkdir()
        path = Path(shutil.copy(issued.path, folder / f"{chance.choice('写し控え')}?{number}.kxdesk"))
        os.utime(path, (chance.randrange(2**31),) * 2)
        path.chmod(0o444)
        folder.chmod(0o555)
        assert examine(path, public_key=office.key.public, code=issued.manifest.head_code).sound
        folder.chmod(0o755)
        path.unlink()


def test_older_version_of_a_copy_is_read_in_memory(
    issued: IssuedCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later program opens and verifies a copy of an earlier one, same content, writing nothing."""
    from tests.store.desks import let_time_pass  # noqa: PLC0415

    folder = tmp_path / "媒体"
    folder.mkdir()
    copy = Path(shutil.copy(issued.path, folder))
    folder.chmod(0o555)
    let_time_pass(tmp_path, monkeypatch)
    assert examine(copy).findings == []
    with open_again(copy) as desk:
        assert desk.read_only
    folder.chmod(0o755)
    assert [entry.name for entry in folder.iterdir()] == [copy.name]


def test_failed_copy_leaves_nothing(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was written is not what the desk holds, nothing is put in place and nothing remembered."""
    known = audit_copies(office.desk)
    monkeypatch.setattr("kxdesk.store.audit_copy.rows_of", lambda _: {"audit_copy": 99})
    with pytest.raises(Problem, match="snapshot-differs"):
        make_audit_copy(office.desk, tmp_path / "a.kxdesk", None)
    assert list(tmp_path.iterdir()) == []
    assert audit_copies(office.desk) == known


def test_codes_survive_paper(issued: IssuedCopy) -> None:
    """Full-width, lower case and other dashes are read; any single wrong character is caught."""
    code = issued.manifest.head_code
    wide = "".join(chr(ord(c) + 0xFEE0) if c != "-" else "ー" for c in code)
    assert read_code(wide) == read_code(code.lower().replace("-", " ")) == code
    for place, right in enumerate(code):
        if right != "-":
            wrong = "0" if right != "0" else "7"
            assert read_code(code[:place] + wrong + code[place + 1 :]) is None
