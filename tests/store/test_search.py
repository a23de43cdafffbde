"""Any piece of a Japanese word is found, in what is present, with its place in the text as typed."""

from __future__ import annotations

import pytest

from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.search import search, spans
from tests.store.desks import first


def put(desk: Desk, text: str, field: str = "content") -> Ref:
    ref = first(desk, Kind.ISSUE)
    with desk.write("fields-edited") as writing:
        writing.set(ref, field, text)
    return ref


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("職員の研修を行う", "研", ["研"]),
        ("職員の研修を行う", "研修", ["研修"]),
        ("ＡＩ推進とai人材", "Ai", ["ＡＩ", "ai"]),
        ("ﾃﾞｼﾞﾀﾙ化", "デジタル", ["ﾃﾞｼﾞﾀﾙ"]),
        ("葛\U000e0100飾区", "葛飾", ["葛\U000e0100飾"]),
        ("㈱港", "(株)", ["㈱"]),
        ("生成\nAIの活用", "生成AI", ["生成\nAI"]),
        ("研修と市民、また研修", "研修　市民", ["研修", "市民", "研修"]),
        ("100%_'\"*", "%_'", ["%_'"]),
        ("か\u3099く", "がく", ["か\u3099く"]),
    ],
)
def test_finds_and_marks(desk: Desk, text: str, words: str, marked: list[str]) -> None:
    """Width, case, marks and line ends make no difference; the spans are those of the text as it stands."""
    ref = put(desk, text)
    (hit,) = search(desk, words)
    assert (hit.ref, hit.field, hit.text) == (ref, "content", text)
    assert [text[start:end] for start, end in hit.spans] == marked
    assert (hit.issue_id, hit.policy_id) == (ref.id, first(desk, Kind.POLICY).id)


@pytest.mark.parametrize("words", ["", " 　", "\U000e0100", "無い語", "研修 無い語"])
def test_finds_nothing(desk: Desk, words: str) -> None:
    """No words find nothing, and all words must be there."""
    put(desk, "研修")
    assert search(desk, words) == ()


def test_follows_edits_and_retiring(desk: Desk) -> None:
    """What was overwritten or retired, with all below it, is no longer found; what came back is."""
    ref = put(desk, "あたらしい")
    with desk.write("x") as writing:
        writing.create(Kind.ACTIVITY, ref.id, {"title": "取組あたらしい"})
    assert [hit.field for hit in search(desk, "あたらしい")] == ["content", "title"]
    put(desk, "")
    assert [hit.ref.kind for hit in search(desk, "あたらしい")] == [Kind.ACTIVITY]
    with desk.write("x") as writing:
        writing.retire(ref)
    assert search(desk, "あたらしい") == ()
    with desk.write("x") as writing:
        writing.restore(ref)
    assert len(search(desk, "あたらしい")) == 1


def test_order_and_limit(desk: Desk) -> None:
    """Hits come in the order of the document: the policy's own, then issue by issue, field by field."""
    policy = first(desk, Kind.POLICY)
    with desk.write("x") as writing:
        writing.create(Kind.ISSUE, policy.id, {"content": "語", "title": "語"}, after="")
        writing.set(policy, "mission", "語")
    put(desk, "語")
    found = [(hit.ref.kind, hit.field) for hit in search(desk, "語")]
    assert found[:3] == [(Kind.POLICY, "mission"), (Kind.ISSUE, "title"), (Kind.ISSUE, "content")]
    assert [(hit.ref.kind, hit.field) for hit in search(desk, "語", limit=2)] == found[:2]


def test_spans_that_overlap_are_one() -> None:
    """Words that share letters are marked once."""
    assert spans("市民協働", ["市民", "民協"]) == ((0, 3),)
