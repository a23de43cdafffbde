"""What is measured, each in a process of its own."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.roles import Role
from kxdesk.store.desk import Desk
from kxdesk.store.intake import NEW, IntakeState, intake_items
from kxdesk.store.policies import load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.apply_intake import apply_intake
from kxdesk.usecases.read_workbook import read_files
from kxdesk.usecases.stage_workbooks import stage_file
from kxdesk.workbook.bounded import ReaderPool
from tests.bench.read.returned_workbooks import make

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

BUREAUS = 24


class Figures(NamedTuple):
    """Milliseconds a file to the preview and to the desk; megabytes early and at the end; what came of it."""

    preview: float
    applied: float
    early: int
    peak: int
    told: str


def workbook(number: int) -> bytes:
    """Of one of the bureaus: their divisions return workbooks into one policy."""
    source = zipfile.ZipFile(io.BytesIO(make(number)))
    target = io.BytesIO()
    name = f"第{number % BUREAUS + 1}局".encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            archive.writestr(part, source.read(part).replace("港湾局".encode(), name))
    return target.getvalue()


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ours(folder: Path, files: list[Path]) -> Figures:
    person = Person("bench", "bench", "bench")
    path = folder.parent / "bench.kxdesk"
    with (
        Desk.create(path, role=Role.CONSOLIDATION, person=person, clock=SystemClock()) as desk,
        ReaderPool(2) as pool,
    ):
        pool.warm()
        begun, early = time.perf_counter(), 0
        for count, file in enumerate(read_files(files, pool), 1):
            stage_file(desk, file, placed=NEW)
            early = megabytes() if count == len(files) // 3 else early
        previewed = time.perf_counter()
        items = intake_items(desk)
        ready = [item.sha256 for item in items if item.state is IntakeState.STAGED]
        problems = sum(applied.problem is not None for applied in apply_intake(desk, ready))
        done = time.perf_counter()
        issues = sum(len(load_policy(desk, line.id).issues) for line in policies(desk))
    told = f"{len(ready)} staged, {problems} problems, {issues} issues"
    each = 1000 / len(files)
    return Figures((previewed - begun) * each, (done - begun) * each, early, megabytes(), told)


def pandas_with(engine: str) -> Callable[[Path, list[Path]], Figures]:
    def concatenate(_folder: Path, files: list[Path]) -> Figures:
        import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415

        begun, early = time.perf_counter(), 0
        tables = []
        for count, path in enumerate(files, 1):
            sheets = pd.read_excel(path, sheet_name=None, header=None, engine=engine)
            tables += [table.assign(file=path.name, sheet=name) for name, table in sheets.items()]
            early = megabytes() if count == len(files) // 3 else early
        whole = pd.concat(tables)
        took = (time.perf_counter() - begun) * 1000 / len(files)
        return Figures(took, took, early, megabytes(), f"{len(whole)} rows")

    return concatenate


ENGINES: dict[str, Callable[[Path, list[Path]], Figures]] = {
    "kxdesk: read, compared, applied": ours,
    "pandas (openpyxl): concatenated": pandas_with("openpyxl"),
    "pandas (calamine): concatenated": pandas_with("calamine"),
}


def measure(name: str, folder: str, share: float, pipe: Connection) -> None:
    files = sorted(Path(folder).iterdir())
    if name.startswith("pandas"):
        files = files[: max(2, round(len(files) * share))]
    pipe.send(ENGINES[name](Path(folder), files))
