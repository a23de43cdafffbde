"""A form is found by its name, by its layout, or by the ward office's file itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.learn_form import learn_form, save_learnt
from kxdesk.workbook.learn.write_layout import Comments


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return Path(shutil.copy(layout_named("R7").template, tmp_path / "区役所 #7.xlsx"))


def test_a_template_stands_for_the_layout_that_fits_it(template: Path) -> None:
    found = layout_named(str(template))
    assert (found.layout.name, found.template) == ("R7", template)


def test_a_template_that_no_layout_fits_is_refused(template: Path, shared: Path) -> None:
    with pytest.raises(Problem, match="layout-unknown"):
        layout_named(str(shared / "corpus" / "templates" / "xlsmapper__attendance.xlsx"))
    with pytest.raises(Problem, match="file-missing"):
        layout_named(str(template.with_name("none.xlsx")))


def test_a_layout_is_never_written_over_the_form_it_was_learnt_from(template: Path) -> None:
    before = template.read_bytes()
    with pytest.raises(Problem, match="out-is-template"):
        save_learnt(learn_form(template), template, Comments("", lambda _: ""), out=template)
    assert template.read_bytes() == before


def test_an_odd_name_leads_to_no_other_folder(template: Path) -> None:
    learnt = save_learnt(learn_form(template), template, Comments("", lambda _: ""), name="../../R:8")
    assert learnt.path.parent.parent.name == "layouts"
    assert layout_named("../../R:8").layout.name == "../../R:8"


def test_a_folder_is_no_form(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="file-missing"):
        learn_form(tmp_path)
