"""Where each organisation stands follows from facts alone, and who has to be chased comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kxdesk.domain.board import Board, Line, Stage, day_of, days_late, in_order, stage_of

LINE = Line("e", "o", "101", "試験局", "総務課", "", Stage.UNSENT)
SENT, BACK, LATER = "2025-05-01", "2025-05-20", "2025-06-01"


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, Stage.UNSENT),
        ({"distributed": SENT}, Stage.SILENT),
        ({"distributed": SENT, "returned": BACK}, Stage.RETURNED),
        ({"distributed": SENT, "returned": BACK, "disputed": 2}, Stage.DISPUTED),
        ({"distributed": SENT, "refused": 1}, Stage.DISPUTED),
        ({"returned": BACK, "sent_back": LATER}, Stage.SENT_BACK),
        ({"returned": LATER, "sent_back": BACK}, Stage.RETURNED),
        ({"returned": LATER, "settled": "2025-06-02", "disputed": 1}, Stage.SETTLED),
        ({"excused": "課題なし", "settled": "x"}, Stage.EXCUSED),
    ],
)
def test_where_it_lies(facts: dict[str, object], stage: Stage) -> None:
    """Excused and settled are said by a person; else the last thing that happened counts."""
    assert stage_of(replace(LINE, **facts)) is stage  # type: ignore[arg-type]


def test_the_silent_ones_first_the_latest_on_top() -> None:
    """Late ones before those that have time left, finished ones at the end."""
    lines = [
        replace(LINE, organisation=name, stage=stage, days_late=late)
        for name, stage, late in (
            ("settled", Stage.SETTLED, None),
            ("soon", Stage.SILENT, -3),
            ("back", Stage.SENT_BACK, 9),
            ("late", Stage.SILENT, 12),
            ("open", Stage.SILENT, None),
        )
    ]
    assert [line.organisation for line in in_order(lines)] == ["late", "soon", "open", "back", "settled"]


def test_totals_follow_a_form_along_its_way() -> None:
    """A file that came and could not be read has arrived and was not read; the excused count nowhere."""
    lines = (
        replace(LINE, distributed=SENT, stage=Stage.SILENT, days_late=2),
        replace(LINE, distributed=SENT, refused=1, stage=Stage.DISPUTED),
        replace(LINE, distributed=SENT, returned=BACK, disputed=3, rounds_back=1, stage=Stage.DISPUTED),
        replace(LINE, distributed=SENT, returned=BACK, stage=Stage.SETTLED),
        replace(LINE, excused="x", stage=Stage.EXCUSED),
    )
    assert Board(lines).totals == {
        "expected": 4, "distributed": 4, "returned": 3, "read": 2, "disputed": 1, "sent-back": 1,
        "settled": 1, "late": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("R7.5.30", date(2025, 5, 30)),
        ("令和7年2月末", date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("来週", None),
        ("R7.2.31", None),
    ],
)
def test_a_deadline_in_any_habit(text: str, day: date | None) -> None:
    """A month alone ends with its last day; what is no day is none."""
    assert day_of(text) == day
    assert days_late(text, date(2025, 6, 1)) == (None if day is None else (date(2025, 6, 1) - day).days)
