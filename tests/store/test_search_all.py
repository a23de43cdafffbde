"""Everything that was ever written is found, exactly as a reading of every text would find it."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kxdesk.domain.edits import STRUCTURE
from kxdesk.domain.keys import search_key
from kxdesk.domain.policy import Issue
from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.store.editions import freeze
from kxdesk.store.grams import BLOCK, common, pack, unpack
from kxdesk.store.policies import insert_tree
from kxdesk.store.search_all import Narrowing, count_wordings, find_wordings
from kxdesk.store.search_index import catch_up, indexed_to
from kxdesk.store.snapshot import snapshot
from kxdesk.store.tables import HISTORY, POSTING
from tests.store.desks import TickingClock, first, open_again

LETTERS = "港研修計画職員の、AaＡ1１ｱｲ゛ｶﾞガ髙㈱～-— \n"


def put(desk: Desk, text: str, field: str = "content") -> None:
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), field, text)


def texts(desk: Desk) -> list[tuple[int, str]]:
    """Every entry of the history that has words, folded, newest first."""
    with desk.reading() as connection:
        rows = connection.execute(
            select(HISTORY.c.seq, HISTORY.c.field, HISTORY.c.after_text).order_by(HISTORY.c.seq.desc())
        )
        return [(seq, search_key(text)) for seq, field, text in rows if text and field not in STRUCTURE]


def found(desk: Desk, words: str) -> list[int]:
    return [entry.seq for entry in find_wordings(desk, words, limit=10**6)]


def test_what_was_replaced_is_found_with_what_replaced_it(desk: Desk) -> None:
    """An old text says which entry took its place, whether it stands, and in which editions it does."""
    put(desk, "港の研修")
    freeze(desk, "第一版", "令和7年12月", TickingClock().now())
    put(desk, "港の計画")
    freeze(desk, "第二版", "令和8年1月", TickingClock().now())
    with desk.write("issue-retired") as writing:
        writing.retire(first(desk, Kind.ISSUE))
    freeze(desk, "第三版", "令和8年2月", TickingClock().now())
    new, old = find_wordings(desk, "港")
    assert (old.text, old.until, old.stands, old.editions) == ("港の研修", new.seq, False, ("第一版",))
    assert (new.text, new.until, new.stands, new.editions) == ("港の計画", None, False, ("第二版",))
    assert (new.place.bureau, new.place.fiscal_year, new.place.area) == ("試験局", "2025", "A")
    assert new.spans == ((0, 1),)
    assert new.who == "山田"


def some_words(chance: random.Random) -> str:
    """One or two words of one letter and more."""
    lengths = chance.choices((1, 2, 3, 4), weights=(2, 1, 1, 1), k=chance.choice((1, 1, 2)))
    return " ".join("".join(chance.choices(LETTERS[:-2], k=length)) for length in lengths)


@pytest.mark.parametrize("indexed", ["not", "half", "whole"])
def test_equal_to_a_scan(desk: Desk, indexed: str) -> None:
    """A thousand random searches in all: the entries that a reading of every text finds."""
    chance = random.Random(indexed)
    with desk.write("issue-added") as writing:
        for number in range(40):
            text = "".join(chance.choices(LETTERS, k=chance.randint(0, 60)))
            insert_tree(writing, Issue("B", str(number), content=text), first(desk, Kind.POLICY).id)
    if indexed != "not":
        catch_up(desk, 100 if indexed == "half" else None)
    written = texts(desk)
    hits = 0
    for _ in range(170):
        words = some_words(chance)
        keys = [key for word in words.split() if (key := search_key(word))]
        wanted = [seq for seq, text in written if keys and all(key in text for key in keys)]
        hits += bool(wanted)
        assert found(desk, words) == wanted, words
    assert hits > 50


def test_new_texts_are_found_before_and_after_they_are_taken_in(desk: Desk) -> None:
    """Nothing has to be done for what was just written to be found; taking it in changes no answer."""
    for number in range(5):
        put(desk, f"語{number}")
        catch_up(desk, 3)
        assert len(found(desk, "語")) == number + 1
    catch_up(desk)
    with desk.reading() as connection:
        assert indexed_to(connection) == connection.execute(select(HISTORY.c.seq)).scalars().all()[-1]
    assert len(found(desk, "語")) == 5


def test_narrowed_and_counted(desk: Desk) -> None:
    """Counts by bureau, area, field and year; narrowing leaves what its count promised."""
    put(desk, "語")
    put(desk, "語", "title")
    with desk.write("x") as writing:
        writing.create(Kind.ISSUE, first(desk, Kind.POLICY).id, {"area": "B", "content": "語"})
        writing.set(first(desk, Kind.POLICY), "mission", "語")
    facets = count_wordings(desk, "語")
    assert (facets.total, facets.bureau, facets.fiscal_year) == (4, {"試験局": 4}, {"2025": 4})
    assert facets.area == {"A": 2, "B": 1, "": 1}
    assert facets.field == {"issue.content": 2, "issue.title": 1, "policy.mission": 1}
    for narrowing, count in (
        (Narrowing(area="A"), 2),
        (Narrowing(field="issue.content"), 2),
        (Narrowing(bureau="試験局", field="policy.mission"), 1),
        (Narrowing(fiscal_year="2024"), 0),
    ):
        assert len(find_wordings(desk, "語", narrowing)) == count
        assert count_wordings(desk, "語", narrowing).total == count


def test_pages_follow_each_other(desk: Desk) -> None:
    """What comes before an entry goes on where the page before ended."""
    for number in range(7):
        put(desk, f"語{number}")
    pages = [found_page := find_wordings(desk, "語", limit=3)]
    while found_page:
        pages.append(found_page := find_wordings(desk, "語", limit=3, before=found_page[-1].seq))
    assert [entry.text for page in pages for entry in page] == [f"語{number}" for number in range(6, -1, -1)]


def test_no_words_find_nothing(desk: Desk) -> None:
    """Not even everything."""
    assert find_wordings(desk, " 　") == ()
    assert count_wordings(desk, "").total == 0


def test_copies_carry_the_index(file_desk: Desk, tmp_path: Path) -> None:
    """A copy that can only be read is searched by the index that was made before."""
    put(file_desk, "港の研修")
    catch_up(file_desk)
    with open_again(snapshot(file_desk, tmp_path / "b.kxdesk"), read_only=True) as copy:
        with copy.reading() as connection:
            of_word = select(POSTING.c.block).where(POSTING.c.gram == "港の")
            assert connection.execute(of_word).scalars().all() == [0]
        assert len(find_wordings(copy, "港の研")) == 1


@given(
    st.lists(st.sets(st.integers(0, 40) | st.integers(0, BLOCK - 1)), min_size=1, max_size=4), st.booleans()
)
def test_sets_of_numbers(sets: list[set[int]], dense: bool) -> None:
    """Packed and unpacked they are the same, and what is common to all is found, falling, dense or not."""
    if dense:
        sets = [each | set(range(100, 9000, 2)) for each in sets]
    packed = [pack(sorted(each)) for each in sets]
    assert [set(unpack(each)) for each in packed] == sets
    assert [list(unpack(each)) for each in packed] == [sorted(each) for each in sets]
    assert all(isinstance(unpack(each), array) for each in packed)
    assert list(common(packed)) == sorted(set.intersection(*sets), reverse=True)
    assert all(len(each) <= 8192 for each in packed)
