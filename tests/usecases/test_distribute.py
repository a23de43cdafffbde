"""Every division gets its own workbook; what was sent is the base of what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kxdesk.domain.merging import State
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.exchanges import Direction, exchanges
from kxdesk.store.passages import PassageKind, passages
from kxdesk.store.policies import insert_policy, load_policy, policies
from kxdesk.usecases import distribute as module
from kxdesk.usecases.distribute import Distribution, distribute
from kxdesk.usecases.division_desk import make_division_desk
from kxdesk.usecases.edit_fields import set_fields
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.read_workbook import read_file
from kxdesk.usecases.rounds import begin_round, change_expected, find_round
from tests.store.desks import PERSON, TickingClock, files, open_again
from tests.usecases.rounds import FIRST, consolidation_desk

POLICY = Policy(
    "試験局",
    "2025",
    "R7",
    mission="使命",
    issues=(
        Issue("A", "1", "計画", "いち", division="総務課", content="内容", background=""),
        Issue("A", "2", "DX推進", "に", division="企画課、総務課", content="共同"),
        Issue("B", "1", "国際", "さん", division="企画課", content="三"),
        Issue("C", "1", "", "よん", division="廃止課", content="四"),
    ),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    with consolidation_desk(tmp_path / "取りまとめ.kxdesk") as desk:
        with desk.write("policy-added") as writing:
            insert_policy(writing, POLICY)
        begin_round(desk, FIRST)
        yield desk


def send(desk: Desk, folder: Path, **more: object) -> Distribution:
    return distribute(desk, folder, find_round(desk), **more)  # type: ignore[arg-type]


def titles(path: Path) -> list[str | None]:
    return [issue.title for issue in read_file(path).policy.issues]


def test_each_gets_its_own(office: Desk, tmp_path: Path) -> None:
    """Only its issues, a joint one to both, a division without any the form with its names on it."""
    done = send(office, tmp_path / "配布")
    assert [entry.path.name for entry in done.entries if entry.path] == [
        "試験局_総務課_R7.xlsx", "試験局_企画課_R7.xlsx", "試験局_広報課_R7.xlsx",
    ]  # fmt: skip
    paths = [entry.path for entry in done.entries if entry.path]
    assert [titles(path) for path in paths] == [["いち", "に"], ["に", "さん"], []]
    assert [issue.title for issue in done.unclaimed] == ["よん"]
    blank = read_file(paths[2])
    assert blank.policy.bureau == "試験局"
    assert [flag for flag in blank.reading.flags if flag.code != "sheet-unused"] == []
    sent = passages(office, find_round(office).id)
    assert [entry.kind for entry in sent] == [PassageKind.DISTRIBUTED] * 3
    issued = exchanges(office, policies(office)[0].id)
    assert [entry.direction for entry in issued] == [Direction.ISSUED] * 3
    assert [entry.sha256 for entry in issued] == [entry.sha256 for entry in sent]


def test_what_was_sent_is_the_base(office: Desk, tmp_path: Path) -> None:
    """A field changed here since is no conflict with a return that left it alone."""
    done = send(office, tmp_path / "配布")
    issue = load_policy(office, policies(office)[0].id).issues[0]
    set_fields(office, {(Ref(Kind.ISSUE, issue.id), "content"): "こちらで直した"})
    assert done.entries[0].path is not None
    (taken,) = import_workbooks(office, [done.entries[0].path])
    assert {entry.state for entry in taken.differences} == {State.OURS}
    assert load_policy(office, policies(office)[0].id).issues[0].content == "こちらで直した"


def test_again_changes_nothing_and_a_change_is_sent_anew(office: Desk, tmp_path: Path) -> None:
    """A second run writes and records only what differs from what was sent last."""
    folder = tmp_path / "配布"
    send(office, folder)
    assert all(entry.again for entry in send(office, folder).entries)
    issue = load_policy(office, policies(office)[0].id).issues[2]
    set_fields(office, {(Ref(Kind.ISSUE, issue.id), "content"): "三訂"})
    assert [entry.again for entry in send(office, folder).entries] == [True, False, True]
    assert len(passages(office, find_round(office).id)) == 4
    assert len(files(folder)) == 3


def test_a_file_that_somebody_filled_in_is_never_written_over(office: Desk, tmp_path: Path) -> None:
    """The new one goes beside it."""
    folder = tmp_path / "配布"
    folder.mkdir()
    theirs = folder / "試験局_総務課_R7.xlsx"
    theirs.write_bytes(b"filled in")
    done = send(office, folder)
    assert done.entries[0].path == folder / "試験局_総務課_R7 (2).xlsx"
    assert theirs.read_bytes() == b"filled in"


def test_stopped_and_gone_on(office: Desk, tmp_path: Path) -> None:
    """A cancel leaves whole files and their records; the next run does the rest and nothing twice."""
    folder, told = tmp_path / "配布", list[tuple[str, int, int]]()
    done = send(
        office,
        folder,
        progress=lambda *step: told.append(step),
        cancelled=lambda: len(told) == 2,
    )
    assert done.cancelled
    assert told == [("試験局 総務課", 1, 3), ("試験局 企画課", 2, 3)]
    assert len(files(folder)) == len(passages(office, find_round(office).id)) == 2
    done = send(office, folder)
    assert [entry.again for entry in done.entries] == [True, True, False]
    assert len(passages(office, find_round(office).id)) == 3


def test_killed_between_file_and_record(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without its record is written and recorded again: no base is missing."""

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "配布"
    with monkeypatch.context() as patched:
        patched.setattr(module, "record_passage", dies)
        with pytest.raises(KeyboardInterrupt):
            send(office, folder)
    assert (len(files(folder)), exchanges(office, policies(office)[0].id)) == (1, ())
    assert not any(entry.again for entry in send(office, folder).entries)
    assert len(files(folder)) == len(exchanges(office, policies(office)[0].id)) == 3


def test_only_those_that_are_meant(office: Desk, tmp_path: Path) -> None:
    """Some, and never who is excused; a name does not depend on who is meant."""
    expected = find_round(office).expected
    change_expected(office, [expected[0].id], {"excused": "課題なし"})
    done = send(office, tmp_path / "配布", only={expected[1].organisation})
    assert [entry.organisation.name for entry in done.entries] == ["企画課"]
    assert len(send(office, tmp_path / "配布").entries) == 2


def test_a_bureau_without_a_policy_gets_one(office: Desk, tmp_path: Path) -> None:
    """Its return has a home then."""
    begin_round(office, replace(FIRST, name="翌年", fiscal_year="2026"))
    send(office, tmp_path / "配布")
    assert [(line.bureau, line.fiscal_year) for line in policies(office)] == [
        ("試験局", "2025"), ("試験局", "2026"),
    ]  # fmt: skip


def test_desks_go_along(office: Desk, tmp_path: Path) -> None:
    """A division's own desk holds its share under the same ids; made once, it stays."""
    folder = tmp_path / "配布"
    make = partial(make_division_desk, person=PERSON, clock=TickingClock())
    done = send(office, folder, make_desk=make)
    path = done.entries[1].desk
    assert path == folder / "試験局_企画課_R7.kxdesk"
    ours = load_policy(office, policies(office)[0].id)
    with open_again(path) as desk:
        assert desk.role is Role.DIVISION
        theirs = load_policy(desk, policies(desk)[0].id)
    assert theirs == replace(ours, issues=ours.issues[1:3])
    before = path.read_bytes()
    send(office, folder, make_desk=make)
    assert path.read_bytes() == before


def test_one_that_cannot_be_written_stops_no_other(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with its reason; a full disk stops all."""
    real, calls = module.fill, iter(range(9))

    def fails_once(*arguments: object) -> object:
        if next(calls) == 1:
            raise Problem(code)
        return real(*arguments)  # type: ignore[arg-type]

    code = "text-too-long"
    monkeypatch.setattr(module, "fill", fails_once)
    done = send(office, tmp_path / "配布")
    assert [entry.problem.code if entry.problem else "" for entry in done.entries] == ["", code, ""]
    code, calls = "disk-full", iter(range(9))
    with pytest.raises(Problem, match="disk-full"):
        send(office, tmp_path / "別")
