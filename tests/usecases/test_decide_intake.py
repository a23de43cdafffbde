"""What a person decides is kept, carried out as it was seen, told in the history, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kxdesk.domain.merging import Choice, Decision, Difference
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.store import history
from kxdesk.store.decisions import decisions
from kxdesk.store.intake import NEW, IntakeItem, IntakeState, intake_item, intake_items
from kxdesk.store.policies import policies
from kxdesk.store.snapshot import content_hash
from kxdesk.store.verifying import verify
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.decide_intake import candidates, decide, discard_item, place_item, undo_decision
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.look_at_intake import look_at_item
from kxdesk.workbook.receipts import Hold
from tests.store.desks import first, open_again, small_policy
from tests.usecases.returns import issue_out, kept, staged, taken

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.store.desk import Desk


def with_first(policy: Policy, **values: str) -> Policy:
    return replace(policy, issues=(replace(policy.issues[0], **values), *policy.issues[1:]))


def disputed(desk: Desk) -> tuple[IntakeItem, Difference]:
    """A workbook whose title was changed here as well since it went out."""
    issued = issue_out(desk)
    set_fields(desk, {(first(desk, Kind.ISSUE), "title"): "うちの題"})
    item = staged(desk, with_first(issued, title="よその題", content="よその内容"), "後.xlsx")
    (entry,) = look_at_item(desk, item.sha256).disputed.values()
    return item, entry


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        (Choice(Decision.THEIRS), "よその題"),
        (Choice(Decision.OURS), "うちの題"),
        (Choice(Decision.BOTH), "うちの題／よその題"),
        (Choice(Decision.EDITED, "相談して決めた題"), "相談して決めた題"),
    ],
)
def test_a_decision_is_carried_out_in_one_change_and_stands_in_the_history(
    desk: Desk, choice: Choice, title: str
) -> None:
    """Whichever it is, keeping what stands included: who, why and from which file."""
    item, entry = disputed(desk)
    before = content_hash(desk)
    decide(desk, item.sha256, [(entry, choice)], "電話で確認")
    assert content_hash(desk) == before
    (applied,) = taken(desk, item)
    assert (kept(desk).issues[0].title, kept(desk).issues[0].content) == (title, "よその内容")
    assert applied.undecided == ()
    told = history.entries(desk, refs=[entry.ref], field="title", limit=1)[0]
    assert (told.label, told.why, told.after) == ("workbook-imported", "電話で確認", title)
    assert told.display_name == "山田"
    assert "後.xlsx" in told.source
    assert [made.change for made in decisions(desk, item.sha256)] == [told.change]
    assert intake_item(desk, item.sha256).counts.waiting == 0
    assert verify(desk).sound


def test_decisions_outlive_the_session(desk: Desk, tmp_path: Path) -> None:
    """What was decided yesterday is decided today, and what waits still waits."""
    item, entry = disputed(desk)
    decide(desk, item.sha256, [(entry, Choice(Decision.THEIRS))])
    path = desk.path
    desk.close()
    with open_again(path) as again:
        (found,) = intake_items(again)
        assert (found.state, found.counts.waiting) == (IntakeState.STAGED, 0)
        looked = look_at_item(again, item.sha256)
        assert [made.choice.decision for made in looked.made.values()] == [Decision.THEIRS]
        taken(again, found)
        assert kept(again).issues[0].title == "よその題"


def test_what_is_left_undecided_waits_in_the_queue_and_is_decided_later(desk: Desk) -> None:
    """The desk's value stands until then; the rest of the workbook is in."""
    item, _entry = disputed(desk)
    (applied,) = taken(desk, item)
    assert [each.field for each in applied.undecided] == ["title"]
    assert (kept(desk).issues[0].title, kept(desk).issues[0].content) == ("うちの題", "よその内容")
    (waiting,) = look_at_item(desk, item.sha256).undecided.values()
    assert (waiting.base, waiting.theirs, waiting.ours) == ("いち", "よその題", "うちの題")
    decide(desk, item.sha256, [(waiting, Choice(Decision.THEIRS))], "後日")
    (later,) = taken(desk, item)
    assert later.change is not None
    assert later.change.label == "conflicts-decided"
    assert kept(desk).issues[0].title == "よその題"
    assert look_at_item(desk, item.sha256).undecided == {}
    assert taken(desk, item)[0].change is None


@pytest.mark.parametrize("carried_out", [False, True])
def test_one_decision_can_be_taken_back(desk: Desk, carried_out: bool) -> None:
    """Before or after it was carried out; then the desk says again what it said, and the place is open."""
    item, entry = disputed(desk)
    decide(desk, item.sha256, [(entry, Choice(Decision.BOTH))])
    if carried_out:
        taken(desk, item)
    back = undo_decision(desk, item.sha256, (entry.ref, "title"))
    assert back is not None
    assert (back.change is not None) is carried_out
    assert kept(desk).issues[0].title == "うちの題"
    assert [each.field for each in look_at_item(desk, item.sha256).undecided.values()] == ["title"]
    assert intake_item(desk, item.sha256).counts.waiting == 1
    assert undo_decision(desk, item.sha256, (entry.ref, "title")) is None
    assert verify(desk).sound


def test_a_decision_that_was_overtaken_is_not_taken_back_over_newer_text(desk: Desk) -> None:
    item, entry = disputed(desk)
    decide(desk, item.sha256, [(entry, Choice(Decision.THEIRS))])
    taken(desk, item)
    set_fields(desk, {(entry.ref, "title"): "そのあとの題"})
    with pytest.raises(Problem, match="changed-meanwhile"):
        undo_decision(desk, item.sha256, (entry.ref, "title"))
    assert kept(desk).issues[0].title == "そのあとの題"


def test_a_decision_on_what_is_no_longer_there_waits(desk: Desk) -> None:
    """The rest of the workbook goes in all the same; nothing newer is overwritten."""
    item, entry = disputed(desk)
    decide(desk, item.sha256, [(entry, Choice(Decision.THEIRS))])
    set_fields(desk, {(entry.ref, "title"): "三人目の題"})
    (applied,) = taken(desk, item)
    assert (applied.stale, kept(desk).issues[0].title) == (1, "三人目の題")
    assert kept(desk).issues[0].content == "よその内容"
    assert [each.ours for each in look_at_item(desk, item.sha256).undecided.values()] == ["三人目の題"]


def test_two_numbers_are_not_joined(desk: Desk) -> None:
    """Nothing is kept of a decision that makes no sense."""
    item, entry = disputed(desk)
    number = replace(entry, field="number")
    with pytest.raises(Problem, match="choice-impossible"):
        decide(desk, item.sha256, [(entry, Choice(Decision.THEIRS)), (number, Choice(Decision.BOTH))])
    assert decisions(desk, item.sha256) == ()


def test_two_workbooks_that_want_different_things_both_wait(desk: Desk) -> None:
    """Whichever came first; each shows what the other wants, and neither is settled by `theirs`."""
    issued = issue_out(desk)
    one = staged(desk, with_first(issued, title="一人目の題", content="同じ"), "一.xlsx")
    two = staged(desk, with_first(issued, title="二人目の題", content="同じ"), "二.xlsx")
    applied = list(apply_intake(desk, [one.sha256, two.sha256], Decision.THEIRS))
    assert kept(desk).issues[0].title == issued.issues[0].title
    assert kept(desk).issues[0].content == "同じ"
    assert sorted(entry.theirs for each in applied for entry in each.undecided) == [
        "一人目の題",
        "二人目の題",
    ]
    (rivals,) = look_at_item(desk, one.sha256).rivals.values()
    assert [(rival.name, rival.value) for rival in rivals] == [("二.xlsx", "二人目の題")]
    late = staged(desk, with_first(issued, title="三人目の題"), "三.xlsx")
    assert [entry.theirs for entry in taken(desk, late)[0].undecided] == ["三人目の題"]


def test_a_held_workbook_is_placed_by_a_person(desk: Desk) -> None:
    """Candidates are named, the likeliest first; after that it goes in like any other."""
    theirs = replace(small_policy(), bureau="試験局 総務課", fiscal_year="")
    item = staged(desk, with_first(theirs, content="書いた"), "迷子.xlsx")
    assert item.state is IntakeState.HELD
    best = candidates(desk, item.sha256)[0]
    assert (best.line.bureau, best.issues) == ("試験局", (2, 2))
    placed = place_item(desk, item.sha256, best.line.id, "総務課から聞いた")
    assert (placed.state, placed.why) == (IntakeState.STAGED, "総務課から聞いた")
    taken(desk, placed)
    assert kept(desk).bureau == "試験局"


def test_what_the_reader_holds_goes_in_once_a_person_says_so(desk: Desk) -> None:
    issued = issue_out(desk)
    hold = Hold("issue-twice", {"first": "一", "second": "二"})
    item = staged(desk, with_first(issued, content="書いた"), "二枚.xlsx", hold)
    assert item.state is IntakeState.HELD
    assert taken(desk, item)[0].change is None
    taken(desk, place_item(desk, item.sha256, issued.id))
    assert kept(desk).issues[0].content == "書いた"


def test_an_unknown_bureau_gets_a_policy_only_when_a_person_says_so(desk: Desk) -> None:
    item = staged(desk, replace(small_policy(), bureau="環境局"), "環境.xlsx")
    assert item.state is IntakeState.HELD
    taken(desk, place_item(desk, item.sha256, NEW))
    assert [line.bureau for line in policies(desk)] == ["試験局", "環境局"]
    assert len(kept(desk, 1).issues) == 2
    assert verify(desk).sound


def test_a_workbook_is_put_aside_with_a_reason(desk: Desk) -> None:
    """It stays in the queue, says why, and does not come back by itself."""
    theirs = replace(small_policy(), bureau="環境局")
    item = staged(desk, theirs, "環境.xlsx")
    with pytest.raises(Problem, match="reason-missing"):
        discard_item(desk, item.sha256, " ")
    discard_item(desk, item.sha256, "別の課の練習用")
    again = staged(desk, theirs, "環境.xlsx")
    assert (again.state, again.why) == (IntakeState.DISCARDED, "別の課の練習用")
    assert taken(desk, again)[0].change is None
