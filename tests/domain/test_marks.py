"""Runs of a change put together again give both texts, and no run is a crumb."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain import marks
from kxdesk.domain.marks import Mark, Run, changes_in

TEXTS = st.text(st.sampled_from("令和7年度は、実施する。\n"), max_size=60)


def sides(runs: tuple[Run, ...]) -> tuple[str, str]:
    old = "".join(run.text for run in runs if run.mark is not Mark.NEW)
    new = "".join(run.text for run in runs if run.mark is not Mark.GONE)
    return old, new


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_runs(before: str, after: str) -> None:
    """Nothing is lost or invented, and no run is empty."""
    runs = changes_in(before, after)
    assert sides(runs) == (before, after)
    assert all(run.text for run in runs)


def test_marked_by_character() -> None:
    """Only what changed is marked; a stretch too short to help the eye joins its neighbours."""
    assert changes_in("令和7年8月末", "令和7年12月末") == (
        Run(Mark.SAME, "令和7年"),
        Run(Mark.GONE, "8"),
        Run(Mark.NEW, "12"),
        Run(Mark.SAME, "月末"),
    )
    assert changes_in("あ1いう2え", "あ3いう4え")[1:3] == (Run(Mark.GONE, "1いう2"), Run(Mark.NEW, "3いう4"))


def test_long_texts_are_compared_by_sentence_first(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A text of many pages keeps nobody waiting, and its one changed character is still found."""
    monkeypatch.setattr(marks, "_TOO_MUCH", 500)
    before = "".join(f"{number}番目の文です。" for number in range(400))
    runs = changes_in(before, before.replace("200番目の文", "200番目の図"))
    assert [run for run in runs if run.mark is not Mark.SAME] == [Run(Mark.GONE, "文"), Run(Mark.NEW, "図")]
