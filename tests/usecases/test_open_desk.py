"""A desk opens with the typing a crash left; where it cannot be worked on, a copy is, and is brought back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind, Ref
from kxdesk.store import drafts, history, policies, working_copy
from kxdesk.store.desk import Desk
from kxdesk.system.places import Place, places
from kxdesk.usecases import open_desk as opening
from kxdesk.usecases.bring_back import BroughtBack, Outcome, bring_back, close_copy
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.open_desk import OpenedDesk
from tests.store.desks import (
    PERSON,
    TickingClock,
    files,
    first,
    let_time_pass,
    make_desk,
    open_again,
    small_policy,
)

NOW = datetime(2025, 12, 1, 5, 3, 22, tzinfo=UTC)
CLOCK = TickingClock()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk on a share."""
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    share = tmp_path / "share"
    share.mkdir()
    monkeypatch.setattr(
        opening, "kind_of_place", lambda path: Place.SHARE if path.is_relative_to(share) else Place.LOCAL
    )
    make_desk(share / "政策局.kxdesk", small_policy()).close()
    return share / "政策局.kxdesk"


def start(path: Path) -> OpenedDesk:
    return opening.open_desk(path, PERSON, CLOCK)


def retitle(desk: Desk, title: str) -> None:
    set_fields(desk, {(first(desk, Kind.ISSUE), "title"): title})


def title_in(path: Path) -> object:
    with open_again(path, read_only=True) as desk:
        return policies.value_of(desk, first(desk, Kind.ISSUE), "title")


def back(opened: OpenedDesk) -> BroughtBack:
    assert opened.working_copy is not None
    return bring_back(opened.desk, opened.working_copy, PERSON, CLOCK)


def close(opened: OpenedDesk, result: BroughtBack) -> None:
    close_copy(opened.desk, result.copy)


def copies() -> list[str]:
    return files(places().working_copies) if places().working_copies.exists() else []


def test_local_desk_is_opened_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy is made on a local disk."""
    monkeypatch.setenv("KXDESK_DATA", str(tmp_path / "data"))
    make_desk(tmp_path / "a.kxdesk").close()
    opened = start(tmp_path / "a.kxdesk")
    assert (opened.desk.path, opened.working_copy) == (tmp_path / "a.kxdesk", None)
    opened.desk.close()
    assert copies() == []


def test_typing_is_recovered(tmp_path: Path) -> None:
    """Drafts are in their fields again, as one change; one that says nothing new is no news."""
    path = tmp_path / "a.kxdesk"
    with make_desk(path, small_policy()) as desk:
        ref = first(desk, Kind.ISSUE)
        drafts.save_draft(desk, ref, "title", "打ちかけ", NOW)
        drafts.save_draft(desk, ref, "number", "1", NOW)
        drafts.save_draft(desk, Ref(Kind.ISSUE, "0" * 12), "title", "無い課題", NOW)
    opened = start(path)
    with opened.desk as desk:
        assert [(draft.field, draft.text) for draft in opened.recovered] == [("title", "打ちかけ")]
        assert policies.value_of(desk, ref, "title") == "打ちかけ"
        assert history.changes(desk)[0].label == "drafts-recovered"
        assert [draft.text for draft in drafts.drafts(desk)] == ["無い課題"]
        second = start(path)
        assert second.recovered == ()
        assert second.holder is not None
        second.desk.close()
    opened = start(path)
    assert opened.recovered == ()
    opened.desk.close()


def test_share_is_worked_on_as_a_copy_and_brought_back(home: Path) -> None:
    """The home is untouched until the checked snapshot replaces it; then no stray file is left."""
    before = home.read_bytes()
    opened = start(home)
    assert opened.working_copy is not None
    assert opened.working_copy.home == home
    assert not opened.resumed
    retitle(opened.desk, "新")
    assert home.read_bytes() == before
    result = back(opened)
    assert (result.outcome, result.path) == (Outcome.RETURNED, home)
    assert title_in(home) == "新"
    close(opened, result)
    assert files(home.parent) == [home.name]
    assert copies() == []


def test_bringing_back_twice_in_a_session(home: Path) -> None:
    """What was brought back is known, so the next time is no conflict; nothing new brings nothing."""
    opened = start(home)
    assert back(opened).outcome is Outcome.NOTHING_NEW
    retitle(opened.desk, "一")
    result = back(opened)
    assert bring_back(opened.desk, result.copy, PERSON, CLOCK).outcome is Outcome.NOTHING_NEW
    retitle(opened.desk, "二")
    result = bring_back(opened.desk, result.copy, PERSON, CLOCK)
    assert result.outcome is Outcome.RETURNED
    assert title_in(home) == "二"
    close(opened, result)


def change_elsewhere(home: Path) -> None:
    with open_again(home) as desk:
        retitle(desk, "よそで")


def test_home_changed_meanwhile_keeps_both(home: Path) -> None:
    """Nobody's work is overwritten: ours lies beside it, named by who and when."""
    opened = start(home)
    retitle(opened.desk, "こちら")
    change_elsewhere(home)
    result = back(opened)
    assert result.outcome is Outcome.KEPT_BOTH
    assert result.path.parent == home.parent
    assert result.path.name.startswith("政策局 (山田 20251201-")
    assert (title_in(home), title_in(result.path)) == ("よそで", "こちら")
    retitle(opened.desk, "こちら、続き")
    result = bring_back(opened.desk, result.copy, PERSON, CLOCK)
    assert (result.outcome, title_in(result.path)) == (Outcome.RETURNED, "こちら、続き")
    close(opened, result)
    assert copies() == []
    assert len(files(home.parent)) == 2


def test_crash_loses_nothing(home: Path) -> None:
    """A copy that was not brought back is gone on with at the next opening of the same home."""
    opened = start(home)
    retitle(opened.desk, "まだ戻していない")
    opened.desk.close()
    again = start(home)
    assert again.resumed
    assert policies.value_of(again.desk, first(again.desk, Kind.ISSUE), "title") == "まだ戻していない"
    result = back(again)
    assert result.outcome is Outcome.RETURNED
    close(again, result)
    assert title_in(home) == "まだ戻していない"


def test_crash_between_sending_and_noting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own snapshot at home is no conflict, even where the crash came before it was noted."""
    opened = start(home)
    retitle(opened.desk, "送った")
    real = working_copy.remember
    calls: list[int] = []

    def crash_at_second(copy: working_copy.WorkingCopy) -> working_copy.WorkingCopy:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(copy)

    monkeypatch.setattr(working_copy, "remember", crash_at_second)
    with pytest.raises(KeyboardInterrupt):
        back(opened)
    monkeypatch.setattr(working_copy, "remember", real)
    opened.desk.close()
    again = start(home)
    assert again.resumed
    retitle(again.desk, "続き")
    result = back(again)
    assert result.outcome is Outcome.RETURNED
    close(again, result)
    assert files(home.parent) == [home.name]


def test_untouched_copy_follows_its_home(home: Path) -> None:
    """A copy without edits of its own that a crash left is taken anew when the home went on."""
    start(home).desk.close()
    change_elsewhere(home)
    opened = start(home)
    assert not opened.resumed
    assert policies.value_of(opened.desk, first(opened.desk, Kind.ISSUE), "title") == "よそで"
    close(opened, back(opened))
    assert copies() == []


def test_home_that_is_away(home: Path) -> None:
    """With the stick pulled out the copy opens, cannot be brought back, stays, and comes home later."""
    opened = start(home)
    retitle(opened.desk, "抜けた")
    away = home.parent.with_name("away")
    home.parent.rename(away)
    with pytest.raises(Problem, match="folder-missing"):
        back(opened)
    opened.desk.close()
    again = start(home)
    assert again.resumed
    away.rename(home.parent)
    result = back(again)
    assert (result.outcome, title_in(home)) == (Outcome.RETURNED, "抜けた")
    close(again, result)


def test_stick_under_another_letter(home: Path) -> None:
    """The same bytes at another place are the same home when the old place is gone."""
    opened = start(home)
    retitle(opened.desk, "別の文字")
    opened.desk.close()
    moved = home.with_name("移した.kxdesk")
    home.rename(moved)
    again = start(moved)
    assert again.resumed
    result = back(again)
    assert (result.outcome, result.path, title_in(moved)) == (Outcome.RETURNED, moved, "別の文字")
    close(again, result)


def test_second_program_on_this_pc_reads_the_copy(home: Path) -> None:
    """Two windows on one home share its one copy; the second only reads and leaves it in place."""
    opened = start(home)
    second = start(home)
    assert second.desk.read_only
    assert second.holder is not None
    assert second.working_copy is not None
    close_copy(second.desk, second.working_copy)
    retitle(opened.desk, "一人だけ")
    result = back(opened)
    close(opened, result)
    assert title_in(home) == "一人だけ"


def test_journal_at_home_is_never_played_into_ours(home: Path) -> None:
    """Where an unfinished transaction lies at home, ours goes beside it."""
    opened = start(home)
    retitle(opened.desk, "新")
    home.with_name(f"{home.name}-journal").write_bytes(b"")
    result = back(opened)
    assert result.outcome is Outcome.KEPT_BOTH
    assert title_in(result.path) == "新"
    close(opened, result)


def test_older_home_is_kept_beside_it(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that had to be brought up to date replaces its home only with the old version beside it."""
    before = home.read_bytes()
    let_time_pass(tmp_path, monkeypatch)
    opened = start(home)
    retitle(opened.desk, "新しい版")
    result = back(opened)
    close(opened, result)
    assert title_in(home) == "新しい版"
    assert files(home.parent) == ["政策局 (旧版 20251201).kxdesk", home.name]
    assert home.with_name("政策局 (旧版 20251201).kxdesk").read_bytes() == before
    assert copies() == []


def test_home_that_is_no_desk_leaves_no_copy(home: Path) -> None:
    """What is refused leaves nothing behind."""
    home.write_text("x" * 5000)
    with pytest.raises(Problem, match="not-a-desk"):
        start(home)
    assert copies() == []
