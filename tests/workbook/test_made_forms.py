"""On forms of every habit: nothing that was not asked for changes, nothing is lost, and the file opens."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.package import Package, open_package
from kxdesk.workbook.template import Template
from tests.conftest import REPOSITORY, Convert
from tests.workbook.made_forms import FEATURES, made_form, mixes
from tests.workbook.rich_form import rich_form
from tests.workbook.written import FORM, changed, opened, parts

MIXES = {f"{at}-{mix[0].__name__}-{len(mix)}": mix for at, mix in enumerate(mixes())}
SHIPPED = sorted((REPOSITORY / "resources" / "forms").glob("*/template.xlsx"))
REAL = sorted((REPOSITORY.parent / "shared" / "corpus" / "templates").glob("*.xls?"))
_CORE = {"xl/workbook.xml"}


def elements(content: bytes) -> Counter[str]:
    """How often each kind of element stands in a part."""
    return Counter(re.findall(r"<([\w:]+)", content.decode("utf-8", "replace")))


def check_fill(data: bytes) -> bytes:
    """One cell set: that sheet, sheets that look at it, the workbook part; all else the same bytes."""
    template = Template.open(data)
    book = template.book()
    tab = next(one for one in book.tabs if one.is_worksheet)
    tab.sheet.set("XFD999", "隅")
    new = book.save()
    assert changed(data, new) <= {tab.part, *_CORE}
    before, after = elements(parts(data)[tab.part]), elements(parts(new)[tab.part])
    assert {name: n for name, n in (before - after).items() if not name.endswith("v")} == {}
    return new


def check_clone(data: bytes) -> bytes:
    """Every worksheet cloned: originals untouched, clones of the same elements, no relation dangling."""
    book = Template.open(data).book()
    pairs = []
    for number, tab in enumerate([one for one in book.tabs if one.is_worksheet]):
        if any(one.kind == "pivotTable" for one in tab.parts):
            with pytest.raises(Problem, match="clone-not-possible"):
                book.clone(tab.name, "不可")
            continue
        book.clone(tab.name, f"写し {number}")
        pairs.append((tab.part, next(one.part for one in book.tabs if one.name == f"写し {number}")))
    new = book.save()
    touched = {name for name in changed(data, new) if "/worksheets/" in name or "/drawings/" in name}
    assert touched == set()
    old, made = parts(data), parts(new)
    for source, clone in pairs:
        missing = elements(old[source]) - elements(made[clone])
        assert {name: n for name, n in missing.items() if name.rpartition(":")[2] != "v"} == {}
    check_relations(open_package(new))
    return new


def check_repeat(data: bytes) -> bytes:
    """Rows repeated here and there: nothing is lost, everything is still there more often."""
    book = Template.open(data).book()
    sheets = [one for one in book.tabs if one.is_worksheet][:3]
    for tab in sheets:
        for first, last, times in ((6, 6, 2), (5, 9, 1), (12, 14, 1)):
            tab.sheet.repeat_rows(first, last, times)
    new = book.save()
    old, made = parts(data), parts(new)
    for tab in sheets:
        missing = elements(old[tab.part]) - elements(made[tab.part])
        assert {name: n for name, n in missing.items() if name.rpartition(":")[2] != "v"} == {}
    check_relations(open_package(new))
    return new


def check_relations(package: Package) -> None:
    """Every relation inside the package leads to a part of a known type; ids do not repeat."""
    for name in package.names():
        relations = package.rels(name)
        ids = [one.id for one in relations]
        assert len(ids) == len(set(ids)), name
        for one in relations:
            if not one.external and one.kind not in ("hyperlink", "externalLinkPath"):
                assert not one.target or one.target in package, (name, one)
        if "/worksheets/sheet" in name:
            assert package.content_type(name).endswith("worksheet+xml")


@pytest.mark.parametrize("name", MIXES)
def test_made(name: str) -> None:
    """21 forms, each another mix of features; openpyxl as a second reader agrees on what it sees."""
    data = made_form(MIXES[name])
    check_fill(data)
    clone, grown = check_clone(data), check_repeat(data)
    original, copied = opened(clone)["様式"], opened(clone)["写し 0"]
    assert copied.merged_cells.ranges == original.merged_cells.ranges
    assert copied.print_title_rows == original.print_title_rows
    assert len(copied._images) == len(original._images)
    assert len(copied._charts) == len(original._charts)
    assert copied.protection.__dict__ == original.protection.__dict__
    assert [(c.coordinate, c.comment.text) for r in copied for c in r if c.comment] == [
        (c.coordinate, c.comment.text) for r in original for c in r if c.comment
    ]
    assert opened(grown)["様式"].max_row == original.max_row + 2 + 5 + 3


@pytest.mark.parametrize("path", [*SHIPPED, *REAL], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_shipped_and_real(path: Path) -> None:
    """The same on the forms that are shipped and on files from elsewhere."""
    data = path.read_bytes()
    assert Template.open(data).book().save() == data
    check_fill(data)
    check_clone(data)
    check_repeat(data)


def test_every_feature_is_in_some_form() -> None:
    """The mixes leave nothing out, and pairs differ."""
    assert {feature for mix in MIXES.values() for feature in mix} == set(FEATURES)
    assert len(MIXES) >= 20


@pytest.mark.office
def test_libreoffice_opens_all(soffice: Convert, tmp_path: Path) -> None:
    """Converted without complaint, and every text that was put in is read back by another program."""
    forms = {"rich": rich_form(), "all": made_form(FEATURES)}
    forms |= {path.parent.name: path.read_bytes() for path in SHIPPED}
    for name, data in forms.items():
        book = Template.open(data).book()
        stencil = next(tab.name for tab in book.tabs if tab.is_worksheet)
        for number in range(3):
            sheet = book.clone(stencil, f"写し{number}")
            sheet.repeat_rows(6, 7, number)
            sheet.set("B2", f"=値{number}_x000D_\n二行目")
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(book.save())
        assert soffice(path).stat().st_size > 1000
        saved = soffice(path, "xlsx:Calc MS Excel 2007 XML").read_bytes()
        again = opened(saved)
        for number in range(3):
            written = opened(path.read_bytes())[f"写し{number}"]
            seen = again[f"写し{number}"]
            merge = next((one for one in written.merged_cells.ranges if "B2" in one), None)
            cell = merge.start_cell.coordinate if merge else "B2"
            assert seen[cell].value == f"=値{number}_x000D_\n二行目"
            assert sorted(map(str, seen.merged_cells.ranges)) == sorted(map(str, written.merged_cells.ranges))
        # What LibreOffice saves is a form like any other.
        check_fill(saved)
        check_clone(saved)
        check_repeat(saved)


def test_read_as_bytes_only() -> None:
    """A file object is not needed; the form may come from anywhere."""
    assert Template.open(io.BytesIO(made_form(())).getvalue()).book().sheet_names[0] == "様式"
    assert FORM in parts(made_form(()))
