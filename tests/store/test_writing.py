"""Every step inside a change becomes edits, and the tables, the history and the drafts stay in line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from kxdesk.domain.edits import PRESENT, Edit, inverse
from kxdesk.domain.indicators import Closing
from kxdesk.domain.policy import CLASS_OF
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import FINAL, PARENT_OF, Kind, Ref
from kxdesk.store import history, policies
from kxdesk.store.desk import Desk
from kxdesk.store.editions import freeze
from kxdesk.store.policies import insert_policy, load_policy, outline
from kxdesk.store.verifying import verify
from kxdesk.usecases.sample_desk import sample_policy
from tests.store.desks import first


def titles(desk: Desk) -> Sequence[str | None]:
    return [line.title for line in outline(desk, first(desk, Kind.POLICY).id)]


def test_equal_value_is_no_change(desk: Desk) -> None:
    """Setting what is there already writes nothing and gives no change."""
    with desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", "いち")
    assert writing.change is None
    assert [facts.number for facts in history.changes(desk)] == [1]


def test_text_is_kept_as_typed(desk: Desk) -> None:
    """No normal form, no trimming, no change of line ends: what was typed is what is read."""
    ref = first(desk, Kind.ISSUE)
    typed = " 神\ufa19か\u3099葛\U000e0100\r\n㈱①ｶﾞ\u3000 '=cmd _x000D_ \x07\ttail\n"
    with desk.write("fields-edited") as writing:
        writing.set(ref, "content", typed)
    assert policies.value_of(desk, ref, "content") == typed


@pytest.mark.parametrize(("text", "character"), [("a\0b", "U+0000"), ("a\ud842", "U+D842")])
def test_what_no_database_keeps_is_refused(desk: Desk, text: str, character: str) -> None:
    """A NUL or half a pair is refused by name, and nothing is written."""
    with pytest.raises(Problem) as caught, desk.write("fields-edited") as writing:
        writing.set(first(desk, Kind.ISSUE), "title", text)
    assert caught.value.code == "text-not-storable"
    assert caught.value.facts["character"] == character
    assert titles(desk) == ["いち", "に"]


def test_wrong_types_and_unknown_fields_are_our_bug(desk: Desk) -> None:
    """A number for a text, or a field the catalogue lacks, never reaches the desk."""
    ref = first(desk, Kind.ISSUE)
    with pytest.raises(TypeError), desk.write("fields-edited") as writing:
        writing.set(ref, "number", 3)
    with pytest.raises(KeyError), desk.write("fields-edited") as writing:
        writing.set(ref, "present", 0)
    with pytest.raises(KeyError), desk.write("fields-edited") as writing:
        writing.create(Kind.ISSUE, first(desk, Kind.POLICY).id, {"mission": ""})
    with pytest.raises(Problem, match="no-such-thing"), desk.write("fields-edited") as writing:
        writing.set(Ref(Kind.ISSUE, "0" * 12), "title", "x")


def test_places_among_siblings(desk: Desk) -> None:
    """First, last, and behind a sibling: new things and moved ones stand where they were put."""
    policy = first(desk, Kind.POLICY).id
    one = first(desk, Kind.ISSUE)
    with desk.write("issue-added") as writing:
        writing.create(Kind.ISSUE, policy, {"title": "先頭"}, after="")
        writing.create(Kind.ISSUE, policy, {"title": "間"}, after=one.id)
        last = writing.create(Kind.ISSUE, policy, {"title": "末尾"})
    assert titles(desk) == ["先頭", "いち", "間", "に", "末尾"]
    with desk.write("issue-moved") as writing:
        writing.move(last, after=one.id)
    assert titles(desk) == ["先頭", "いち", "末尾", "間", "に"]
    assert writing.change is not None
    assert len(writing.change.edits) == 1
    with desk.write("issue-moved") as writing:
        writing.move(last, after=one.id)
        writing.move(first(desk, Kind.ISSUE), after="")
        writing.move(Ref(Kind.ISSUE, outline(desk, policy)[-1].id), after=None)
    assert writing.change is None
    with pytest.raises(Problem, match="no-such-thing"), desk.write("issue-moved") as writing:
        writing.move(last, after="0" * 12)


def test_gaps_that_are_used_up_are_spread_again(desk: Desk) -> None:
    """Any number of things can be put into the same place, in order."""
    policy, one = first(desk, Kind.POLICY).id, first(desk, Kind.ISSUE)
    with desk.write("issue-added") as writing:
        for number in range(40):
            writing.create(Kind.ISSUE, policy, {"title": str(number)}, after=one.id)
    assert titles(desk) == ["いち", *map(str, reversed(range(40))), "に"]
    assert verify(desk).sound


def test_retired_things_are_hidden_with_all_below(desk: Desk) -> None:
    """A retired issue is in no list, can be listed apart, and comes back whole to its place."""
    policy, one = first(desk, Kind.POLICY).id, first(desk, Kind.ISSUE)
    before = load_policy(desk, policy)
    with desk.write("issue-retired") as writing:
        writing.retire(one)
    assert titles(desk) == ["に"]
    assert [line.id for line in policies.retired_issues(desk, policy)] == [one.id]
    with pytest.raises(Problem, match="no-such-thing"):
        policies.load_issue(desk, one.id)
    with desk.write("issue-restored") as writing:
        writing.restore(one)
    assert load_policy(desk, policy) == before


def test_apply_refuses_what_changed_meanwhile(desk: Desk) -> None:
    """Edits that start from a value the field no longer has are refused, all of them."""
    one = first(desk, Kind.ISSUE)
    edits = (Edit(one, "policy_field", "計画", "国際"), Edit(one, "title", "別の題", "新しい題"))
    with pytest.raises(Problem, match="changed-meanwhile"), desk.write("undone") as writing:
        writing.apply(edits)
    assert policies.value_of(desk, one, "policy_field") == "計画"


def test_creation_can_be_applied_elsewhere(desk: Desk) -> None:
    """The edits of a creation make the same thing again in a desk that lacks it, and never twice."""
    one = first(desk, Kind.ISSUE)
    new = Ref(Kind.ACTIVITY, "A" * 12)
    edits = (
        Edit(new, PRESENT, None, 1),
        Edit(new, "parent", None, one.id),
        Edit(new, "position", None, 1024),
        Edit(new, "title", None, "取組"),
    )
    with desk.write("merged") as writing:
        writing.apply(edits)
    (activity,) = policies.load_issue(desk, one.id).activities
    assert (activity.id, activity.title, activity.description) == (new.id, "取組", None)
    assert writing.change is not None
    assert writing.change.edits == edits
    with pytest.raises(Problem, match="changed-meanwhile"), desk.write("merged") as writing:
        writing.apply(edits)
    with desk.write("undone") as writing:
        writing.apply(inverse(edits))
    assert policies.load_issue(desk, one.id).activities == ()
    assert verify(desk).sound


def test_nothing_is_ever_deleted(desk: Desk) -> None:
    """The tables themselves refuse to lose a thing or an entry, and entries never change."""
    with desk.write("policy-added") as writing:
        full = replace(sample_policy(), closings=(Closing("values-differ"),))
        parents = {Kind.POLICY: insert_policy(writing, full).id}
        for kind in Kind:  # those that stand beside policies
            if kind not in CLASS_OF and kind not in FINAL:
                parents[kind] = writing.create(kind, parents.get(PARENT_OF[kind] or kind, ""), {}).id
    freeze(desk, "確定版", "", datetime(2025, 12, 1, tzinfo=UTC))
    statements = [f'DELETE FROM "{name}"' for name in [*Kind, "history", "change", "desk"]]
    statements += [
        f"UPDATE {name}" for name in ("history SET field=''", "change SET pc=''", "desk SET id=''")
    ]
    for statement in statements:
        with pytest.raises(DBAPIError, match=r": no (delete|update)"), desk.noting() as connection:
            connection.exec_driver_sql(statement)
    assert verify(desk).sound
