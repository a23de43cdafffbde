"""The form's sheet of indicators goes out filled and comes back; what has no place on it stays in the desk."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kxdesk.domain.indicators import Indicator, Observation, Source, Target
from kxdesk.domain.policy import Issue, Policy
from kxdesk.domain.printed import as_printed
from kxdesk.domain.things import LEDGER
from kxdesk.store.desk import Desk
from kxdesk.store.policies import load_policy, policies
from kxdesk.usecases.export_workbook import export_workbook
from kxdesk.usecases.forms import form_named, layout_named
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.put_cells import put_cells
from kxdesk.usecases.read_workbook import read_own
from kxdesk.usecases.sample_desk import sample_policy
from kxdesk.workbook.fill import fill
from kxdesk.workbook.template import Template
from tests.store.desks import make_desk

SHEET = "5 指標"
ROWS = (
    Indicator(
        name="電子申請の割合",
        unit="%",
        note="年報による",
        targets=(Target(">=", "80", "%", fiscal_year="R9年度", base_fiscal_year="R4", base_value="12"),),
        observations=(
            Observation("R5年度", "24"),
            Observation("令和6年度", "27", approximate="約", provisional="速報"),
            Observation("R7.3末", "28"),
        ),
    ),
    Indicator(name="手続き", unit="手続き", observations=(Observation("R7.3末", numerator="1900", denominator="2260"),)),
    Indicator(name="近隣との約束", targets=(Target(words="段階的に公表"),)),
    Indicator(name="来訪者", unit="万人", observations=(Observation("R6年度", "41000", unit="人"),)),
    Indicator(name="どの欄にもない年", observations=(Observation("R1年度", "1"),)),
)  # fmt: skip


def filled(policy: Policy) -> bytes:
    place = layout_named("R7")
    return fill(Template.open(place.template.read_bytes()), place.layout, policy).data


def test_rows_go_out_and_come_back() -> None:
    """Name, unit, base, target, a figure for each year, 暫定 and note stand in their columns."""
    policy = Policy("試験局", "2025", "R7", issues=(Issue("A", "1", title="題"),), indicators=ROWS)
    reading = read_own(filled(policy), layout_named("R7").layout).reading
    rows = [replace(row, id="") for row in reading.policy.indicators]
    assert rows == list(as_printed(policy, form_named("R7")).indicators)
    first = rows[0]
    assert (first.base_value, first.base_fiscal_year, first.targets[0].value) == ("12", "R4", "80以上")
    assert [(said.as_of, said.value, said.provisional) for said in first.observations] == [
        ("R5年度", "24", None),
        ("R6年度", "約27", "○"),
    ]
    assert [row.observations[0].value for row in (rows[1], rows[3])] == ["1900/2260", "41000人"]
    cells = {receipt.cell for receipt in reading.receipts if receipt.sheet == SHEET}
    assert {"B4", "K4", "M4", "P4", "S4", "V4", "X4", "AA4", "AG4", "AH4", "AA5", "S6"} <= cells
    assert not reading.flags


def test_the_list_grows() -> None:
    """More indicators than the form has lines: lines with their numbers are put in."""
    many = tuple(Indicator(name=f"指標{at}", unit="件") for at in range(40))
    policy = Policy("試験局", "2025", "R7", indicators=many)
    reading = read_own(filled(policy), layout_named("R7").layout).reading
    assert [row.name for row in reading.policy.indicators] == [row.name for row in many]


def test_a_form_that_does_not_ask_shows_none() -> None:
    """R6 has no sheet of indicators."""
    assert as_printed(sample_policy(), form_named("R6")).indicators == ()


@pytest.fixture
def exported(tmp_path: Path) -> Iterator[tuple[Desk, Path]]:
    source = Source("計画", id="0" * 12)
    loaded = tuple(
        replace(row, observations=tuple(replace(said, source=source.id, place="observations/0")
                                        for said in row.observations))
        for row in ROWS
    )  # fmt: skip
    issues = (Issue("A", "1", title="題"),)
    policy = Policy("試験局", "2025", "R7", issues=issues, sources=(source,), indicators=loaded)
    with make_desk(tmp_path / "試験.kxdesk", policy) as desk:
        yield desk, export_workbook(desk, tmp_path / "out.xlsx").path


def ledger(desk: Desk) -> tuple[Indicator, ...]:
    return load_policy(desk, policies(desk)[0].id).indicators


def test_an_untouched_return_changes_nothing(exported: tuple[Desk, Path]) -> None:
    """A figure that the paper shows in fewer words than the ledger holds is the same figure."""
    desk, path = exported
    before = ledger(desk)
    (taken,) = import_workbooks(desk, [path])
    assert [entry for entry in taken.differences if entry.ref.kind in LEDGER] == []
    assert ledger(desk) == before


def test_what_was_typed_comes_in(exported: tuple[Desk, Path], tmp_path: Path) -> None:
    """A changed figure goes into its fields, a new year and a new row are added, the rest stays."""
    desk, path = exported
    back = tmp_path / "back.xlsx"
    typed = {"AA4": "超31", "AD4": "33", "AA5": "1950/2260", "S6": "90以上", "B9": "新しい指標", "AA9": "7"}
    put_cells(path, back, [f"{SHEET}!{cell}={text}" for cell, text in typed.items()], [], [])
    (taken,) = import_workbooks(desk, [back])
    assert taken.undecided == ()
    first, second, third, _, last, new = ledger(desk)
    said = {entry.as_of: (entry.value, entry.approximate) for entry in first.observations}
    assert said == {
        "R5年度": ("24", ""),
        "令和6年度": ("31", "超"),
        "R7.3末": ("28", ""),
        "R7年度": ("33", ""),
    }
    assert (second.observations[0].numerator, second.observations[0].denominator) == ("1950", "2260")
    assert (third.targets[0].comparator, third.targets[0].value, third.targets[0].words) == (">=", "90", "")
    assert (last.observations[0].value, new.name, new.observations[0].value) == ("1", "新しい指標", "7")


def test_a_sheet_that_is_away_takes_nothing_out(exported: tuple[Desk, Path], tmp_path: Path) -> None:
    """A return without any row of indicators leaves the ledger as it is."""
    desk, path = exported
    before, back = ledger(desk), tmp_path / "back.xlsx"
    cells: list[Any] = [f"{SHEET}!{column}{row}=" for column in ("B", "K", "M", "P", "S", "V", "X", "AA", "AG", "AH")
                        for row in range(4, 9)]  # fmt: skip
    put_cells(path, back, cells, [], [])
    import_workbooks(desk, [back])
    assert ledger(desk) == before
