"""Whatever a desk holds goes out: nothing typed oddly or left half done keeps it from being written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kxdesk.domain.policy import (
    CHILDREN,
    KIND_OF,
    Activity,
    Facility,
    Issue,
    Milestone,
    Policy,
    Progress,
    Thing,
    Track,
)
from kxdesk.domain.printed import as_printed
from kxdesk.system.ids import new_id
from kxdesk.usecases.export_workbook import check_reads_back
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.read_workbook import read_own
from kxdesk.workbook.fill import Filled, fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.template import Template

BAND = Milestone(1, 2, "準備")


def with_ids(thing: Any) -> Any:
    """As a desk would hold it."""
    names = CHILDREN.get(KIND_OF[type(thing)], {}).values()
    groups: dict[str, tuple[Thing, ...]] = {
        name: tuple(map(with_ids, getattr(thing, name))) for name in names
    }
    return replace(thing, **groups, id=thing.id or new_id())


def exported(policy: Policy, form: str = "R7") -> Filled:
    """Filled, and read back as an export does; raises where that would refuse it."""
    place = layout_named(form)
    policy = with_ids(policy)
    filled = fill(Template.open(place.template.read_bytes()), place.layout, policy)
    check_reads_back(read_own(filled.data, place.layout), as_printed(policy, form_of(place.layout)))
    return filled


def planned(*activities: Activity) -> Policy:
    issue = Issue("A", "1", title="窓口", content="内容", activities=activities)
    return Policy("試験局", "2025", "R7", issues=(issue,))


@pytest.mark.parametrize("number", ["１", "①", "(1)", "1.", "-0", "−1", "1,204", " 1", "一"])
def test_a_number_goes_out_in_whatever_dress_it_was_typed(number: str) -> None:
    policy = planned(Activity(number, "題", "", (Track("", (BAND,)),)), Activity(number))
    issues = tuple(replace(issue, number=number) for issue in policy.issues)
    exported(replace(policy, issues=issues, general_account_oku_yen=number))


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\t", "\u2028", "\x0b", "\U000e0100"])
def test_spaces_alone_are_nothing_to_trip_over(blank: str) -> None:
    track = Track(blank, (BAND, Milestone(3, 4, blank)))
    policy = planned(
        Activity("1", blank, "", (track,)), Activity("2", "", blank, (track,)), Activity(blank, "題")
    )
    exported(replace(policy, facilities=(Facility("直営", blank), Facility(blank, "館"), Facility(blank))))


@pytest.mark.parametrize("form", ["R6", "R7"])
def test_an_activity_with_a_number_alone_goes_out(form: str) -> None:
    exported(planned(Activity("5"), Activity("2", "", "", (Track("", (BAND,)),)), Activity("3")), form)


def test_a_band_without_text_is_left_out_and_said() -> None:
    filled = exported(planned(Activity("1", "題", "", (Track("", (BAND, Milestone(3, 4, ""))),))))
    assert [note.code for note in filled.notes] == ["band-without-text"]


def test_an_arrow_typed_as_a_band_goes_out_as_the_arrow_it_is() -> None:
    track = Track("", (Milestone(1, 1, "準備"), Milestone(2, 3, "→"), Milestone(4, 4, "－＞")))
    exported(planned(Activity("1", "題", "", (track,)), Activity("2", "題2", "", (Track("", (BAND,)),))))


@pytest.mark.parametrize("form", ["R6", "R7"])
def test_what_another_form_never_asked_goes_out_as_blank(form: str) -> None:
    exported(Policy("試験局", "2025", "R5", issues=(Issue("B", "2", title="窓口"),)), form)


def test_progress_of_activities_goes_out_as_one_text() -> None:
    activities = (Activity("１", "題", id="0" * 12), Activity("", "題2", id="1" * 12))
    issue = Issue("A", "1", title="窓口", activities=activities)
    said = tuple(Progress("2025-09-30", "済み", entry.id) for entry in activities)
    exported(Policy("試験局", "2025", "R7", issues=(replace(issue, progress=said),)))
