"""The layouts at hand: those shipped with the program and those in a person's own folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.system.resources import resource
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layout_file import load_layout

FILE = "layout.toml"


@dataclass(frozen=True, slots=True)
class LayoutPlace:
    """A layout and where it lies.

    Attributes:
        folder: that of the layout file and its template.
        shipped: it came with the program.
    """

    layout: Layout
    folder: Path
    shipped: bool

    @property
    def template(self) -> Path:
        """The blank workbook."""
        return self.folder / self.layout.template


def available_layouts(folders: Iterable[Path] = ()) -> tuple[LayoutPlace, ...]:
    """All layouts, newest fiscal year first; a person's own stands before a shipped one of the same name.

    Args:
        folders: a person's own, each holding a folder for each form. What cannot be read there is left out.
    """
    found: dict[str, LayoutPlace] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*/{FILE}")):
            try:
                layout = load_layout(path)
            except Problem:
                continue  # `load_layout` says what is wrong with it to whoever asks for this one
            found.setdefault(layout.name, LayoutPlace(layout, path.parent, shipped=False))
    for path in sorted(resource("forms").glob(f"*/{FILE}")):
        layout = load_layout(path)
        found.setdefault(layout.name, LayoutPlace(layout, path.parent, shipped=True))
    return tuple(sorted(found.values(), key=lambda place: -(place.layout.fiscal_year or 0)))


def layout_place(name: str, folders: Iterable[Path] = ()) -> LayoutPlace:
    """The layout of that name, or the one in that file or folder.

    Raises:
        Problem: layout-unknown (name, known), layout-missing, layout-newer, layout-broken.
    """
    path = Path(name)
    if path.suffix == ".toml" or path.is_dir():
        file = path / FILE if path.is_dir() else path
        return LayoutPlace(load_layout(file), file.parent, shipped=False)
    places = available_layouts(folders)
    for place in places:
        if place.layout.name.casefold() == name.casefold():
            return place
    raise Problem("layout-unknown", name=name, known=" ".join(place.layout.name for place in places))
