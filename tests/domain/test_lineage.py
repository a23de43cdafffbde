"""Issues are followed from year to year by what they say, and nothing is decided for a person."""

from __future__ import annotations

from kxdesk.domain.lineage import Link, Relation, propose, unchanged, without_heir, without_origin, worded
from kxdesk.domain.policy import Issue, Policy

QUAY = Issue(
    id="old-quay",
    area="B",
    number="1",
    title="老朽岸壁の計画的な更新",
    content="造られてから五十年を超える岸壁が三割あり、順に直す必要がある。",
    background="点検の結果、二つの岸壁で沈下が進んでいることが分かった。",
)
PARK = Issue(
    id="old-park",
    area="C",
    number="2",
    title="水辺の空間を市民に開く",
    content="堤防の上を歩けるようにする。",
)
GONE = Issue(
    id="old-gone", area="A", number="1", title="紙の台帳の廃止", content="台帳を電子化し、紙をやめる。"
)


def _links(*issues: Issue, kept: tuple[Link, ...] = ()) -> list[tuple[str, str, Relation]]:
    links = propose(Policy(issues=(QUAY, PARK, GONE)), Policy(issues=issues), kept)
    return [(link.earlier, link.later, link.relation) for link in links]


def test_a_renumbered_issue_is_followed_by_its_words() -> None:
    """Another number and a few other words are still the same issue; another area has moved it."""
    quay = Issue(id="q", area="B", number="4", title="老朽岸壁の計画的な更新と耐震化", content=QUAY.content)
    park = Issue(id="p", area="A", number="1", title=PARK.title, content=PARK.content)
    assert _links(quay, park) == [
        ("old-quay", "q", Relation.CONTINUES),
        ("old-park", "p", Relation.MOVED),
    ]


def test_two_issues_out_of_one_are_a_split() -> None:
    """The likeliest continues, the other one was split from it."""
    first = Issue(
        id="1", area="B", number="1", title=QUAY.title, content=QUAY.content, background=QUAY.background
    )
    second = Issue(id="2", area="B", number="2", title=QUAY.title, content=QUAY.content)
    assert _links(first, second) == [
        ("old-quay", "1", Relation.CONTINUES),
        ("old-quay", "2", Relation.SPLIT),
    ]


def test_two_issues_into_one_are_a_merger() -> None:
    """An issue without an heir of its own that is like one of this year was merged into that."""
    twin = Issue(id="old-twin", area="B", number="2", title=QUAY.title, content=QUAY.content)
    new = Issue(
        id="n", area="B", number="1", title=QUAY.title, content=QUAY.content, background=QUAY.background
    )
    links = propose(Policy(issues=(QUAY, twin)), Policy(issues=(new,)))
    assert {(link.earlier, link.relation) for link in links} == {
        ("old-quay", Relation.CONTINUES),
        ("old-twin", Relation.MERGED),
    }


def test_what_a_person_kept_is_not_proposed_anew() -> None:
    """An issue that was ended, and one that was linked by hand, are left alone."""
    kept = (
        Link("old-gone", "", Relation.ENDED, "終わった", kept=True),
        Link("old-park", "q", Relation.CONTINUES, kept=True),
    )
    quay = Issue(id="q", area="B", number="1", title=QUAY.title, content=QUAY.content)
    assert _links(quay, kept=kept) == [
        ("old-park", "q", Relation.CONTINUES),
        ("old-quay", "q", Relation.MERGED),
        ("old-gone", "", Relation.ENDED),
    ]


def test_what_vanished_and_what_is_new_is_named() -> None:
    """An issue of last year without an heir is listed until somebody says what became of it."""
    earlier, later = (
        Policy(issues=(QUAY, GONE)),
        Policy(issues=(Issue(id="n", title="新しい橋", content="架ける"),)),
    )
    links = propose(earlier, later)
    assert [issue.id for issue in without_heir(earlier, links)] == ["old-quay", "old-gone"]
    assert [issue.id for issue in without_origin(later, links)] == ["n"]


def test_unchanged_texts_are_found_whatever_their_width() -> None:
    """Only worded fields that say something count; spaces and width are no change."""
    new = Issue(id="n", title="老朽岸壁の計画的な更新 ", content="別のこと", background=QUAY.background)
    assert unchanged(QUAY, new) == ("title", "background")
    assert worded(PARK) == ("title", "content")
