"""A workbook that was filled by hand must read to exactly what it says, and say where each value stood."""

import json
from pathlib import Path

import pytest

from kxdesk.domain.interchange import to_document
from kxdesk.domain.policy import Policy, values_of
from kxdesk.domain.things import Kind
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layouts import layout_place
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.receipts import Reading, Receipt

SHARED = Path(__file__).parents[3] / "shared" / "real"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real return is not here")


@pytest.fixture(scope="module")
def reading() -> Reading:
    data = next(SHARED.glob("*.xlsx")).read_bytes()
    return read_policy(read_workbook(open_package(data)), layout_place("R7").layout)


@pytest.fixture(scope="module")
def expected() -> dict:
    document = json.loads((SHARED / "r7-policy-bureau.json").read_text(encoding="utf-8"))
    for issue in document["issues"]:
        for activity in issue["activities"]:
            for track in activity["tracks"]:
                track["label"] = track["label"].removeprefix("○")  # the typed return lost them
    return document


def test_the_real_return_reads_to_the_published_document(reading, expected):
    """Every text, number, band and date of twelve issues comes out as published."""
    assert to_document(reading.policy, form_of(layout_place("R7").layout)) == expected


def test_nothing_in_it_is_doubtful(reading):
    """A return typed as asked raises neither flags nor holds."""
    assert not reading.flags
    assert not reading.holds
    assert reading.confidence == 1.0


def thing_at(policy: Policy, receipt: Receipt):
    thing = policy
    names = {
        Kind.FACILITY: ("facilities",),
        Kind.ISSUE: ("issues",),
        Kind.PROGRESS: ("issues", "progress"),
        Kind.ACTIVITY: ("issues", "activities"),
        Kind.TRACK: ("issues", "activities", "tracks"),
        Kind.MILESTONE: ("issues", "activities", "tracks", "milestones"),
    }.get(receipt.kind, ())
    for name, at in zip(names, receipt.path, strict=True):
        thing = getattr(thing, name)[at]
    return thing


def test_every_value_has_a_receipt_that_leads_to_it(reading):
    """Each receipt leads to a value of the policy and to the cell that holds it as typed, or says why not."""
    raw = {
        sheet.name: sheet
        for sheet in read_workbook(open_package(next(SHARED.glob("*.xlsx")).read_bytes())).sheets
    }
    for receipt in reading.receipts:
        if receipt.key == "control_number":
            continue
        value = values_of(thing_at(reading.policy, receipt))[receipt.key]
        cell = raw[receipt.sheet].cells[receipt.row, receipt.column]
        assert str(cell.value) == receipt.raw
        assert value == receipt.raw or receipt.normalised or receipt.key == "number"  # "(1)" is 1


def test_every_text_has_a_receipt(reading):
    """No value of the policy is without one."""
    seen = {(receipt.kind, receipt.path, receipt.key) for receipt in reading.receipts}
    for at, issue in enumerate(reading.policy.issues):
        for key, value in values_of(issue).items():
            assert not value or (Kind.ISSUE, (at,), key) in seen
        for number, activity in enumerate(issue.activities):
            for key, value in values_of(activity).items():
                assert not value or (Kind.ACTIVITY, (at, number), key) in seen
            for row, track in enumerate(activity.tracks):
                for place, _ in enumerate(track.milestones):
                    assert (Kind.MILESTONE, (at, number, row, place), "text") in seen
