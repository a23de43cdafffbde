"""Real files that broke other readers read, or end as a known reason; values are those calamine reads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.package import open_package
from kxdesk.workbook.raw import RawCell, RawWorkbook
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.serial_dates import moment
from tests.conftest import REPOSITORY
from tests.workbook.raw_jobs import outline

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = {
    "closedxml__~$LoadPivotTables.xlsx": "lock-file",
    "edr__agile_DES_MD5_CBC_pwd_password.xlsx": "encrypted",
    "edr__agile_DESede_SHA384_CBC_pwd_password.xlsx": "encrypted",
    "edr__standard_AES128_SHA1_ECB_pwd_password.xlsx": "encrypted",
    "edr__standard_AES192_SHA1_ECB_pwd_password.xlsx": "encrypted",
    "edr__standard_AES256_SHA1_ECB_pwd_password.xlsx": "encrypted",
}
DAMAGED = {
    "closedxml__EmptyFill.xlsx": ["count-differs"],
    "closedxml__SheetsWithoutRelId.xlsx": ["sheet-lost", "sheet-unlisted"],
    "closedxml__tdf100709.xlsx": ["unknown-style"],
    "closedxml__tdf111974.xlsm": ["sheet-lost"],
    "edr__Fillreport.xlsx": ["bad-address"],
    "edr__Test_git_issue_68_NullSheetPath.xlsm": ["sheet-lost", "sheet-unlisted"],
}


def test_every_bad_file_reads_or_ends_as_its_reason(shared: Path) -> None:
    files = {path.name: path for path in sorted((shared / "corpus/bad").iterdir())}
    with ReaderPool(2) as pool:
        outcomes = list(pool.map(outline, list(files), lambda name: files[name].read_bytes()))
    refused = {outcome.name: outcome.problem.code for outcome in outcomes if outcome.problem}
    damaged = {o.name: o.result["damages"] for o in outcomes if o.result and o.result["damages"]}
    assert refused == REFUSED
    assert damaged == DAMAGED
    assert max(outcome.result["megabytes"] for outcome in outcomes if outcome.result) < 512


def test_every_template_reads_unharmed(shared: Path) -> None:
    files = [*sorted((shared / "corpus/templates").iterdir()), *sorted((shared / "templates").iterdir())]
    for path in files:
        workbook = read_workbook(open_package(path.read_bytes()))
        assert workbook.damages == (), path.name
        assert workbook.sheets, path.name


def _sound_files() -> list[Path]:
    shared = REPOSITORY.parent / "shared"
    forms = sorted((REPOSITORY / "resources/forms").glob("*/template.xlsx"))
    return [*forms, *sorted(shared.glob("corpus/templates/*.xls?")), *sorted(shared.glob("real/*.xlsx"))]


@pytest.mark.parametrize("path", _sound_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_values_are_those_of_an_independent_reader(path: Path) -> None:
    data = path.read_bytes()
    ours = read_workbook(open_package(data))
    theirs = CalamineWorkbook.from_path(str(path))
    assert [sheet.name for sheet in ours.sheets] == theirs.sheet_names
    for sheet in ours.sheets:
        if sheet.kind != "worksheet":
            continue
        table = theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        seen = {
            (row, column): value
            for row, line in enumerate(table, 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }
        # An error and a formula without value are "" over there.
        known = {
            place: _as_calamine(cell, ours)
            for place, cell in sheet.cells.items()
            if cell.kind not in ("error", "empty") and cell.value != ""
        }
        assert known == seen, sheet.name


def _as_calamine(cell: RawCell, workbook: RawWorkbook) -> Any:
    if cell.kind != "number" or not isinstance(cell.value, int | float):
        return cell.value
    if not cell.dated:
        return float(cell.value)
    when = moment(cell.value, date1904=workbook.date1904)
    assert isinstance(when, dt.datetime)
    if "h" in cell.format and "[" in cell.format:
        return dt.timedelta(days=cell.value)
    if cell.value < 1:
        return when.time()
    return when.date() if when.time() == dt.time() else when
