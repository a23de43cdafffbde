"""Filled sheets end their pages where nothing that belongs together is parted; long boxes get rows."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest

from kxdesk.domain.policy import Issue
from kxdesk.workbook.fill import fill
from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import picture_workbook
from kxdesk.workbook.read_raw import read_workbook
from tests.conftest import Convert
from tests.workbook.policies import activity, issue, layout, policy, read, template

HEADING = "第1四半期"
LONG = "とても長い文章。" * 700


def growing_issues() -> Iterator[Issue]:
    """Issues whose plans begin a line further down each."""
    for lines in range(1, 25):
        yield issue(
            number=str(lines),
            content="\n".join(["窓口が混み合う。"] * lines),
            activities=tuple(activity(str(at), tracks=3) for at in range(1, 7)),
        )


def page_texts(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")


@pytest.mark.office
@pytest.mark.slow
def test_no_quarter_heading_stands_alone_at_a_page_foot(soffice: Convert, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("not run here, it needs poppler-utils")
    out = fill(template("R7"), layout("R7"), policy(*growing_issues()))
    (tmp_path / "many.xlsx").write_bytes(out.data)
    pages = [
        lines
        for text in page_texts(soffice(tmp_path / "many.xlsx"))
        if (lines := [re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()])
    ]
    heads = [(page, at) for page in pages for at, line in enumerate(page) if HEADING in line]
    assert len(heads) >= 24 * 6
    # Below the heading come its tracks, then the foot line of the page.
    assert [page[at] for page, at in heads if len(page) - at <= 2] == []


def breaks_of(said: Issue) -> dict[str, tuple[int, ...]]:
    """The breaks of each sheet."""
    package = open_package(fill(template("R7"), layout("R7"), policy(said)).data)
    return {one.name: one.setup.row_breaks for one in picture_workbook(package, read_workbook(package))}


def test_breaks_are_set_only_where_a_page_would_part_something() -> None:
    """A sheet of one page has none of ours; others few, and none leaves a page half empty."""
    assert not any(breaks for name, breaks in breaks_of(issue()).items() if not name.startswith("課題"))
    for said in islice(growing_issues(), 0, None, 5):
        breaks = next(found for name, found in breaks_of(said).items() if name.startswith("課題A"))
        assert len(breaks) <= 2
        assert all(below - above > 20 for above, below in pairwise((0, *breaks)))


def test_a_box_over_the_limit_of_a_row_gets_more_rows() -> None:
    """All of it shows, it reads back, and what the pages cut is said."""
    said = policy(issue(content=LONG, background="短い文。"))
    out = fill(template("R7"), layout("R7"), said)
    assert [(note.code, note.field) for note in out.notes] == [("page-cut", "issue.content")]
    reading = read(out.data)
    assert reading.policy == said
    assert reading.flags == ()
    package = open_package(out.data)
    picture = next(
        one for one in picture_workbook(package, read_workbook(package)) if one.name.startswith("課題A")
    )
    box = next(cell for cell in picture.cells if cell.text.startswith("とても長い"))
    assert box.overflow is None
    assert box.area.last_row > box.area.first_row


@pytest.mark.office
@pytest.mark.slow
def test_all_of_a_long_text_is_printed(soffice: Convert, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("not run here, it needs poppler-utils")
    numbered = "".join(f"【{at}】文章が続く。" for at in range(600))
    out = fill(template("R7"), layout("R7"), policy(issue(content=numbered)))
    (tmp_path / "long.xlsx").write_bytes(out.data)
    printed = re.sub(r"\s", "", "".join(page_texts(soffice(tmp_path / "long.xlsx"))))
    assert [at for at in range(600) if f"【{at}】" not in printed] == []
