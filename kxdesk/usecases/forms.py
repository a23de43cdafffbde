"""The forms that can be used: shipped with the program, or learnt from another template by this person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kxdesk.domain.form import Form
from kxdesk.domain.problems import Problem
from kxdesk.system.places import places
from kxdesk.system.resources import resource
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layout_file import load_layout

LAYOUT_FILE = "layout.toml"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A layout and the blank template that lies beside it."""

    path: Path
    layout: Layout

    @property
    def form(self) -> Form:
        """What it asks."""
        return form_of(self.layout)

    @property
    def template(self) -> Path:
        """The ward office's blank workbook."""
        return self.path.parent / self.layout.template


def form_files() -> tuple[FormFile, ...]:
    """All that can be used, the newest first; a learnt one hides a shipped one of the same name."""
    found: dict[str, FormFile] = {}
    for folder in (places().layouts, resource("forms")):
        for path in sorted(folder.glob(f"*/{LAYOUT_FILE}")):
            file = _load(path)
            found.setdefault(file.layout.name, file)
    return tuple(sorted(found.values(), key=lambda file: -(file.layout.fiscal_year or 0)))


def form_file(name: str) -> FormFile:
    """By name ("R7"), by layout file, or by template with a layout beside it.

    Raises:
        Problem: layout-unknown with the names there are; layout-missing, layout-newer, layout-broken.
    """
    for file in form_files():
        if file.layout.name == name:
            return file
    path = Path(name)
    if path.suffix == ".toml":
        return _load(path)
    beside = path.with_name(LAYOUT_FILE)
    if path.is_file() and beside.is_file() and (file := _load(beside)).template.samefile(path):
        return file
    raise Problem("layout-unknown", name=name, here="、".join(file.layout.name for file in form_files()))


def form_named(name: str) -> Form:
    """The form "R7" and the like; raises as `form_file`."""
    return form_file(name).form


def form_for_year(fiscal_year: int, name: str | None = None) -> Form:
    """The form by name; else the newest that was made for that year or before it.

    Raises:
        Problem: layout-unknown, no-form-for-year.
    """
    if name is not None:
        return form_named(name)
    for file in form_files():
        if file.layout.fiscal_year is not None and file.layout.fiscal_year <= fiscal_year:
            return file.form
    raise Problem("no-form-for-year", fiscal_year=fiscal_year)


def _load(path: Path) -> FormFile:
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise Problem("layout-missing", file=path.name) from None
    return _parsed(path, changed)


@lru_cache(maxsize=32)
def _parsed(path: Path, _changed: int) -> FormFile:
    return FormFile(path, load_layout(path))
