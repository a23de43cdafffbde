"""Nothing of base, theirs or ours is lost, and what only one side changed needs no decision."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.alignment import align
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.indicators import Indicator
from kxdesk.domain.merging import Decision, State, compare, disputed, steps_of, to_apply, undisputed
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Track, walk
from kxdesk.domain.steps import Create
from kxdesk.usecases.sample_desk import sample_policy


@pytest.fixture
def base() -> Policy:
    return sample_policy()


def without_ids(thing):
    """As a workbook brings it: without ids."""
    inner = {
        name: tuple(map(without_ids, getattr(thing, name)))
        for name in ("issues", "facilities", "activities", "tracks", "milestones", "progress")
        if hasattr(thing, name)
    }
    bare = replace(thing, id="", **inner)
    return replace(bare, activity="") if hasattr(thing, "as_of") else bare


def with_issue(policy: Policy, place: int, **change) -> Policy:
    issues = list(policy.issues)
    issues[place] = replace(issues[place], **change)
    return replace(policy, issues=tuple(issues))


def new_ids():
    numbers = count()
    return lambda: f"new{next(numbers)}"


def test_a_policy_without_ids_finds_every_one_of_its_things_again(base: Policy) -> None:
    whole = with_issue(base, 0, progress=base.issues[0].progress[:1])
    aligned = align(without_ids(whole), whole, new_ids())
    assert aligned == whole


def test_moved_and_renumbered_issues_are_known_by_their_content(base: Policy) -> None:
    issues = [replace(issue, number=str(place)) for place, issue in enumerate(reversed(base.issues), 1)]
    aligned = align(without_ids(replace(base, issues=tuple(issues))), base, new_ids())
    assert [issue.id for issue in aligned.issues] == [issue.id for issue in issues]


def test_two_issues_invented_under_one_number_are_two(base: Policy) -> None:
    invented = Issue(area="C", number="5", title="渡り鳥の観察小屋", content="干潟に小屋を置く。")
    other = Issue(area="C", number="5", title="灯台の夜間公開", content="灯台を夜も開く。", id="lighthouse")
    ours = replace(base, issues=(*base.issues, other))
    theirs = align(without_ids(replace(base, issues=(*base.issues, invented))), ours, new_ids())
    added = [entry for entry in compare(base, theirs, ours) if isinstance(entry.added, Issue)]
    assert [entry.added.title for entry in added] == ["渡り鳥の観察小屋"]
    assert added[0].state is State.THEIRS
    assert added[0].after == base.issues[-1].id


def test_a_sheet_copied_for_a_new_issue_does_not_take_the_first_ones_place(base: Policy) -> None:
    copied = replace(base.issues[0], title="別の課題", content="別の内容", number="9")
    theirs = align(replace(base, issues=(*base.issues, copied)), base, new_ids())
    assert len({issue.id for issue in theirs.issues}) == len(theirs.issues)


def test_only_theirs_changed_is_undisputed_and_both_is_a_conflict(base: Policy) -> None:
    theirs = with_issue(base, 0, title="新しい題", content="彼らの内容")
    ours = with_issue(base, 0, content="私たちの内容", background="私たちの背景")
    differences = {entry.field: entry for entry in compare(base, theirs, ours)}
    assert {field: entry.state for field, entry in differences.items()} == {
        "title": State.THEIRS,
        "content": State.CONFLICT,
        "background": State.OURS,
    }
    assert differences["content"].base == base.issues[0].content


def test_without_a_base_nothing_typed_here_is_overwritten(base: Policy) -> None:
    theirs = with_issue(base, 0, title="題", content="内容", background="")
    ours = with_issue(base, 0, content="")
    states = {entry.field: entry.state for entry in compare(None, theirs, ours)}
    assert states == {"title": State.CONFLICT, "content": State.THEIRS, "background": State.OURS}


def test_a_partial_return_deletes_nothing_and_a_removed_band_is_taken_out(base: Policy) -> None:
    activity = base.issues[0].activities[0]
    fewer = replace(activity, tracks=activity.tracks[:-1])
    issue = replace(base.issues[0], activities=(fewer, *base.issues[0].activities[1:]))
    differences = compare(base, replace(base, issues=(issue,)), base)
    assert [(entry.field, entry.theirs, entry.ref.id) for entry in differences] == [
        (PRESENT, 0, activity.tracks[-1].id)
    ]


def test_removed_there_and_changed_here_is_a_conflict(base: Policy) -> None:
    activity = base.issues[2].activities[0]
    theirs = with_issue(base, 2, activities=base.issues[2].activities[1:])
    changed = replace(activity, title="ここで直した")
    ours = with_issue(base, 2, activities=(changed, *base.issues[2].activities[1:]))
    (difference,) = compare(base, theirs, ours)
    assert (difference.field, difference.state) == (PRESENT, State.CONFLICT)


def test_what_the_form_does_not_ask_is_no_difference(base: Policy) -> None:
    theirs = with_issue(base, 0, impact=None, target_outcome=None)
    assert compare(base, theirs, base) == ()


def test_decisions_choose_what_goes_in(base: Policy) -> None:
    theirs = with_issue(base, 0, title="彼らの題", content="彼らの内容")
    ours = with_issue(base, 0, content="私たちの内容")
    differences = compare(base, theirs, ours)
    (conflict,) = disputed(differences)
    assert to_apply(differences, {}) == undisputed(differences)
    decided = {(conflict.ref, conflict.field): Decision.THEIRS}
    assert {entry.field for entry in to_apply(differences, decided)} == {"title", "content"}


texts = st.sampled_from(["", "ア", "イ", "ウ", "エ"])


@given(texts, texts, texts)
def test_every_value_of_the_three_is_in_the_result_or_named(base_text: str, their: str, our: str) -> None:
    def policy(text: str) -> Policy:
        band = Milestone(1, 1, text, "m")
        activity = Activity("1", "取組", "", (Track("", (band,), "t"),), "a")
        return Policy(
            issues=(Issue(area="A", number="1", title="題", activities=(activity,), id="i"),), id="p"
        )

    differences = compare(policy(base_text), policy(their), policy(our))
    named = {value for entry in differences for value in (entry.base, entry.theirs, entry.ours)}
    assert {base_text, their, our} <= named | {our}
    applied = {entry.theirs for entry in to_apply(differences, {})}
    assert applied == ({their} if our == base_text != their else set())


def test_comparing_again_after_applying_finds_nothing(base: Policy) -> None:
    theirs = with_issue(base, 0, title="彼らの題")
    assert undisputed(compare(base, theirs, theirs)) == ()
    assert all(thing.id for thing, _ in walk(theirs))


def test_the_steps_of_an_added_issue_make_all_of_it_in_order(base: Policy) -> None:
    ours = replace(base, issues=base.issues[1:])
    steps = steps_of(undisputed(compare(None, base, ours)))
    made = [step.ref for step in steps if isinstance(step, Create)]
    assert {ref.id for ref in made} == {thing.id for thing, _ in walk(base.issues[0])}
    placed = {ours.id}
    for step in steps:
        assert step.parent in placed
        placed.add(step.ref.id)


def test_an_indicator_is_known_by_the_name_it_was_issued_with(base: Policy) -> None:
    """One division renames it; what another one returns under the old name is no new indicator."""
    issued = replace(base, indicators=(Indicator(name="入港船舶数", id="known"),))
    renamed = replace(issued, indicators=(Indicator(name="外航船の数", id="known"),))
    theirs = replace(without_ids(issued), indicators=(Indicator(name="入港船舶数"),))
    assert [entry.id for entry in align(theirs, renamed, new_ids(), (issued,)).indicators] == ["known"]
