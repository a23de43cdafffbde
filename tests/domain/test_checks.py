"""Each check finds its fault where it is, and a sound policy has none of it."""

from dataclasses import replace

import pytest

from kxdesk.domain.characters import named, troublesome
from kxdesk.domain.checks import check
from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.policy import Activity, Issue, Milestone, Policy, Progress, Track
from kxdesk.domain.things import Kind

FORM = Form(
    "X",
    2025,
    (
        AskedField(Kind.ISSUE, "title", "課題名", recommended=40, required=True),
        AskedField(Kind.ISSUE, "content", "内容", recommended=10),
        AskedField(Kind.PROGRESS, "text", "進捗"),
    ),
)
SOUND = Issue(
    area="A",
    number="1",
    title="岸壁",
    content="十字以内で",
    activities=(Activity("1", "工事", "", (Track("", (Milestone(1, 2, "掘る"),), "t"),), "a"),),
    progress=(Progress("R7.12", "掘った", "", "p"),),
    id="i",
)


def codes(issue: Issue, *others: Issue) -> set[str]:
    return {finding.code for finding in check(Policy(issues=(issue, *others)), FORM)}


def test_a_sound_policy_has_no_findings() -> None:
    assert codes(SOUND) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "required-blank"),
        ({"content": "十字を超える内容の文章です"}, "longer-than-recommended"),
        ({"content": "𠮷野\x07"}, "character-may-be-lost"),
        ({"area": "D"}, "not-a-choice"),
        ({"number": "2"}, "number-missing"),
        ({"progress": ()}, "progress-missing"),
        ({"progress": (Progress("年末", "掘った"),)}, "date-unreadable"),
        ({"activities": (Activity("1", "工事"),)}, "activity-without-band"),
        (
            {"activities": (Activity(tracks=(Track("", (Milestone(1, 3, "a"), Milestone(2, 2, "b"))),)),)},
            "bands-overlap",
        ),
        ({"activities": (Activity(tracks=(Track("", (Milestone(3, 2, "a"),)),)),)}, "outside-the-year"),
    ],
)
def test_one_fault_gives_its_finding(change: dict, code: str) -> None:
    assert code in codes(replace(SOUND, **change))


def test_the_same_number_or_title_twice_is_said() -> None:
    assert codes(SOUND, replace(SOUND, id="j")) >= {"number-twice", "title-twice"}


def test_characters_that_a_gateway_may_lose_are_named_and_common_ones_are_not() -> None:
    assert troublesome("髙﨑①㈱〜−―ﾊﾟ\n\t漢字～") == ()
    assert troublesome("𠮷葛\U000e0100é𠮷") == ("𠮷", "\U000e0100", "é")
    assert named("𠮷") == "𠮷 (U+20BB7)"
    assert named("\x07") == "(U+0007)"
