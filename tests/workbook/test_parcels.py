"""What comes out of a parcel is what went in, whatever a child had to say."""

from __future__ import annotations

import pickle

from kxdesk.domain.things import Kind
from kxdesk.workbook.fill import fill
from kxdesk.workbook.layouts import available_layouts
from kxdesk.workbook.parcels import pack
from kxdesk.workbook.read_job import read_bytes
from kxdesk.workbook.receipts import Flag, Reading, Receipt
from tests.workbook.policies import issue, layout, policy, template


def test_a_reading_comes_out_as_it_went_in() -> None:
    """Policy, receipts and flags, each of its own class."""
    data = fill(template("R7"), layout("R7"), policy(issue("A", "1"), issue("B", "2"))).data
    reading, _ = read_bytes(data, tuple(place.layout for place in available_layouts()))
    flagged = Reading(reading.policy, reading.receipts, (Flag("text-stray", "課題", 3, 4, "余白"),))
    for one in (reading, flagged):
        found = pickle.loads(pack((None, (one, "R7"))))
        assert found == (None, (one, "R7"))
        assert all(isinstance(receipt, Receipt) for receipt in found[1][0].receipts)
        assert all(isinstance(flag, Flag) for flag in found[1][0].flags)
        assert found[1][0].receipts[0].kind is Kind(found[1][0].receipts[0].kind)
