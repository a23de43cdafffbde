"""A policy written into the ward office's form reads back as the same policy, and leaves the form alone."""

from dataclasses import replace

import pytest

from kxdesk.domain.identity import control_number, id_from_bits
from kxdesk.domain.policy import Activity, Milestone, Policy, Progress, Track
from kxdesk.workbook.fill import Filled, fill
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook
from tests.workbook.policies import (
    SHARED,
    activity,
    issue,
    large_policy,
    layout,
    policy,
    r6_policy,
    read,
    real_return,
    template,
)


def filled(said: Policy, form: str = "R7") -> Filled:
    return fill(template(form), layout(form), said)


def sheets(data: bytes):
    return {sheet.name: sheet for sheet in read_workbook(open_package(data)).sheets}


@pytest.mark.parametrize("said", [policy(issue()), policy(), large_policy()], ids=["one", "none", "grown"])
def test_what_is_written_reads_back(said):
    """One issue, no issue, and far more of everything than the form has room for."""
    out = filled(said)
    reading = read(out.data)
    assert reading.policy == said
    assert not reading.flags or said.issues == ()
    assert not reading.holds
    assert not out.notes


def test_the_r6_form_reads_back():
    """What R6 asks, with area, number and as-of date inside labels and titles in an overview."""
    out = filled(r6_policy(), "R6")
    reading = read(out.data, "R6")
    assert reading.policy == r6_policy()
    assert not reading.flags
    assert not out.notes
    overview = sheets(out.data)["概要"].cells
    assert overview[4, 5].value == "課題 A1\n課題 A2"
    assert overview[4, 1].value == "計画"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real return is not here")
def test_the_real_policy_reads_back():
    """A published document of twelve issues survives being written and read."""
    said = read(real_return()).policy
    out = filled(said)
    assert read(out.data).policy == said
    assert not out.notes


def test_a_second_export_is_the_same_file():
    """Nothing in the file depends on when or how often it was made."""
    assert filled(large_policy(2)).data == filled(large_policy(2)).data


def test_sheets_of_issues():
    """Named as the instructions say, in the order of areas and numbers, where the blank sheet stood."""
    said = policy(issue("C", "1"), issue("A", "10"), issue("A", "2"), issue("A", "2"))
    names = list(sheets(filled(said).data))
    assert names[4:9] == ["課題A(2)", "課題A(2) 2", "課題A(10)", "課題C(1)", "5 指標"]


def test_without_issues_the_blank_sheet_stays():
    """A form nobody has begun to fill still holds its sheet."""
    assert "課題票" in sheets(filled(policy()).data)


def test_bands_are_text_and_arrows():
    """The band's text in its first quarter, the arrow in each further one."""
    track = Track("調整", (Milestone(2, 4, "協議"),))
    cells = sheets(filled(policy(issue(activities=(Activity("1", "連携", "", (track,)),)))).data)[
        "課題A(1)"
    ].cells
    assert [cells[21, column].value for column in (1, 13, 21, 29)] == ["調整", "協議", "→", "→"]
    assert (21, 5) not in cells


def test_overlapping_bands_take_rows_of_their_own_and_come_back_as_one_track():
    """A row that goes on with the track above says so by the ditto mark."""
    bands = (Milestone(1, 2, "調査"), Milestone(2, 2, "試行"), Milestone(3, 4, "実施"))
    said = policy(issue(activities=(Activity("1", "連携", "", (Track("", bands), Track("次", bands[:1]))),)))
    out = filled(said)
    assert sheets(out.data)["課題A(1)"].cells[22, 1].value == "〃"
    assert read(out.data).policy == said


def test_the_control_number_stands_on_the_sheet_and_comes_back_as_the_id():
    """With its check character, in its own box."""
    known = id_from_bits(123456789012345678)
    out = filled(policy(issue(id=known)))
    assert sheets(out.data)["課題A(1)"].cells[2, 31].value == control_number(known)
    assert read(out.data).policy.issues[0].id == known


def test_activities_without_number_or_title():
    """The form's own number stays where nothing was said about it, and goes where a title has none."""
    plan = (
        Activity("", "", "", (Track("", (Milestone(1, 1, "調整"),)),)),
        Activity("", "番号なし", "", ()),
        Activity("7", "七つめ", "", ()),
        Activity("", "", "四つめの表", ()),
    )
    said = policy(issue(activities=plan))
    out = filled(said)
    cells = sheets(out.data)["課題A(1)"].cells
    assert cells[18, 1].value == "(1)"
    assert (24, 1) not in cells
    assert cells[30, 1].value == "(7)"
    assert read(out.data).policy == said


def test_a_number_nobody_can_tell_from_the_forms_own_is_noted():
    """Number 1 in the first block, with neither title nor description, looks as if nobody had written it."""
    out = filled(policy(issue(activities=(Activity("1", "", "", activity("1").tracks),))))
    assert [note.code for note in out.notes] == ["number-not-kept"]


def test_only_the_latest_progress_is_on_paper():
    """Whole and by activity under the form's own headings; earlier dates stay in the desk."""
    plan = (replace(activity("1"), id="a"), replace(activity("2"), id="b"))
    said = issue(
        activities=plan,
        progress=(
            Progress("R7.9", "前のこと"),
            Progress("令和7年12月末", "二つめ", "b"),
            Progress("令和7年12月末", "一つめ", "a"),
        ),
    )
    back = read(filled(policy(said)).data).policy.issues[0].progress
    assert back == (Progress("令和7年12月末", "取組内容(1)\n一つめ\n取組内容(2)\n二つめ"),)


def test_what_the_form_does_not_ask_is_noted():
    """Exported into R6, an R7 policy names what has no box there."""
    notes = filled(policy(issue()), "R6").notes
    missed = {note.field for note in notes if note.code == "not-asked"}
    assert {"issue.impact", "issue.target_outcome", "activity.title", "policy.organization"} <= missed
    assert "issue.title" not in missed
    assert "other-year" in {note.code for note in notes}


def test_an_area_the_form_does_not_have_is_noted():
    """The issue has its sheet, but no line in the list."""
    out = filled(policy(issue("D", "1")))
    assert [(note.code, note.text) for note in out.notes] == [
        ("area-not-on-form", "D 窓口の待ち時間を減らす D1")
    ]
    assert "課題D(1)" in sheets(out.data)


def test_sheets_without_values_come_out_byte_for_byte():
    """Instructions, indicators and lists are those of the form."""
    before, after = template("R7").package, open_package(filled(policy(issue())).data)
    names = {sheet.name: sheet.part for sheet in read_workbook(before).sheets}
    for name in ("記入要領", "5 指標", "リスト"):
        assert after.read(names[name]) == before.read(names[name])


def test_numbers_are_numbers_where_they_read_back_the_same():
    """129 is a number in its box; 007 and words stay text."""
    cells = sheets(filled(policy(issue(number="007"))).data)
    basics = next(sheet for name, sheet in cells.items() if name.startswith("1-2")).cells
    assert (basics[8, 10].value, basics[8, 10].kind) == (1290, "number")
    assert basics[9, 10].value == "なし"
    assert cells["課題A(007)"].cells[3, 10].value == "007"
