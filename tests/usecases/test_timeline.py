"""The timeline: pages, every way to narrow it, words that came and words that went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases import timeline
from kxdesk.usecases.timeline import Sought, all_edits, choices, edits_of, first_page, next_page
from tests.store.desks import first, make_desk, open_again, small_policy


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path / "desk.kxdesk", small_policy()) as desk:
        issue, policy = first(desk, Kind.ISSUE), first(desk, Kind.POLICY)
        _write(desk, issue, "title", "港の再生", why="局長の指示")
        _write(desk, policy, "mission", "海と街をつなぐ", source="返却.xlsx abc")
        _write(desk, issue, "title", "街の再生")
        yield desk


def _write(desk: Desk, ref: Ref, field: str, text: str, **facts: str) -> None:
    with desk.write("fields-edited", **facts) as writing:
        writing.set(ref, field, text)


def numbers(desk: Desk, **sought: str) -> list[int]:
    return [each.line.facts.number for each in first_page(desk, Sought(**sought)).lines]


def test_newest_first_with_place_and_facts(desk: Desk) -> None:
    """Each line says who, why, from which file, and where; the other order is the same backwards."""
    page = first_page(desk, Sought())
    assert [each.line.facts.number for each in page.lines] == [4, 3, 2, 1]
    assert page.total == 4
    assert (page.lines[0].bureau, page.lines[0].issue, page.lines[0].title) == ("試験局", "A(1)", "街の再生")
    assert page.lines[1].line.facts.source == "返却.xlsx abc"
    assert page.lines[2].line.facts.why == "局長の指示"
    turned = first_page(desk, Sought(), oldest_first=True)
    assert [each.line.facts.number for each in turned.lines] == [1, 2, 3, 4]


def test_each_way_to_narrow_it(desk: Desk) -> None:
    """By person, by day, by issue, by field, and by both of these."""
    issue = first(desk, Kind.ISSUE).id
    at = first_page(desk, Sought()).lines[1].line.facts.at
    assert numbers(desk, who="山田") == [4, 3, 2, 1]
    assert numbers(desk, who="だれか") == []
    assert numbers(desk, since=at) == [4, 3]
    assert numbers(desk, before=at) == [2, 1]
    assert numbers(desk, issue=issue) == [4, 2, 1]
    assert numbers(desk, field="policy.mission") == [3, 1]
    assert numbers(desk, field="issue.title", issue=issue) == [4, 2, 1]
    assert numbers(desk, field="policy.mission", issue=issue) == []
    with pytest.raises(Problem, match="field-unknown"):
        first_page(desk, Sought(field="issue.nothing"))


def test_words_that_came_and_words_that_went(desk: Desk) -> None:
    """Who wrote a word, who struck it out; reasons and file names count, width and case do not."""
    assert numbers(desk, words="港") == [4, 2]
    assert numbers(desk, words="再生 街") == [4]
    assert numbers(desk, words="局長") == [2]
    assert numbers(desk, words="返却 ＸＬＳＸ") == [3]
    assert numbers(desk, words="港", since=first_page(desk, Sought()).lines[0].line.facts.at) == [4]
    assert numbers(desk, words="どこにもない") == []


@pytest.mark.parametrize("words", ["", "文"])
@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_join_without_gap(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: str, oldest_first: bool
) -> None:
    """However many pages, each change comes once, in the order of its number."""
    for at in range(9):
        _write(desk, first(desk, Kind.ISSUE), "content", f"文{at}")
    monkeypatch.setattr(timeline, "PAGE", 4)
    page = first_page(desk, Sought(words=words), oldest_first=oldest_first)
    seen = [each.line.facts.number for each in page.lines]
    while more := next_page(desk, page, seen[-1]):
        seen += [each.line.facts.number for each in more]
    assert sorted(seen, reverse=not oldest_first) == seen
    assert len(seen) == len(set(seen)) == page.total == (13 if not words else 9)


def test_edits_of_a_change_and_all_of_them(desk: Desk) -> None:
    """Each edit with its place; more than can be written down is refused, not cut."""
    (edit,) = edits_of(desk, 4)
    assert (edit.entry.before, edit.entry.after, edit.issue) == ("港の再生", "街の再生", "A(1)")
    page = first_page(desk, Sought(words="港"))
    assert [edit.entry.after for edit in all_edits(desk, page, 10)] == ["街の再生", "港の再生"]
    with pytest.raises(Problem, match="too-much-to-write-down"):
        all_edits(desk, page, 1)


def test_choices_hold_what_was_taken_out(desk: Desk, tmp_path: Path) -> None:
    """A retired issue has its history and is offered; a desk that is only read answers the same."""
    issue = first(desk, Kind.ISSUE)
    with desk.write("issue-retired") as writing:
        writing.retire(issue)
    found = choices(desk)
    assert found.people == ("山田",)
    assert [code for _id, code, _title in found.issues] == ["A(1)", "A(2)"]
    assert len(load_policy(desk, policies(desk)[0].id).issues) == 1
    assert numbers(desk, issue=issue.id) == [5, 4, 2, 1]
    before = first_page(desk, Sought(words="港"))
    path = desk.path
    desk.close()
    with open_again(path, read_only=True) as again:
        assert first_page(again, Sought(words="港")) == replace(before)
