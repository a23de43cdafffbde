"""Several boxes shown one after the other: rows of a block with its quarters, rows of a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from kxdesk.domain.things import Kind
from kxdesk.ui.text import N_, _
from kxdesk.workbook.areas import Area
from kxdesk.workbook.learn.marked import quarters_from
from kxdesk.workbook.learn.pointed import tile_at
from kxdesk.workbook.learn.tiles import Plate

_BLOCK = (
    N_("最初の取組の、いちばん上の行をクリックしてください。"),
    N_("最初の取組の、いちばん下の行をクリックしてください。"),
    N_("第１四半期の見出しをクリックしてください。"),
    N_("第２四半期の見出しをクリックしてください。"),
    N_("第３四半期の見出しをクリックしてください。"),
    N_("第４四半期の見出しをクリックしてください。"),
)
_LIST = (
    N_("一覧の最初の行をクリックしてください。"),
    N_("一覧の最後の行をクリックしてください。"),
)


@dataclass(slots=True)
class Pointing:
    """What is being shown on which sheet; `of` is None for the block of activities."""

    sheet: str
    of: Kind | None = None
    areas: list[Area] = field(default_factory=list)

    @property
    def _sentences(self) -> tuple[str, ...]:
        return _BLOCK if self.of is None else _LIST

    @property
    def done(self) -> bool:
        return len(self.areas) == len(self._sentences)

    @property
    def wanted(self) -> str:
        """What to click next, with how far one is."""
        at = len(self.areas)
        count = len(self._sentences)
        return _("{number}/{count}　{sentence}").format(
            number=at + 1, count=count, sentence=_(self._sentences[at])
        )

    def show(self, plate: Plate, area: Area) -> None:
        """The next box; four headings in a row are taken at once."""
        self.areas.append(area)
        if self.of is None and len(self.areas) == 3:
            heads = quarters_from(plate, tile_at(plate, area[:2]))
            if heads:
                self.areas[2:] = [tile.area for tile in heads]

    @property
    def rows(self) -> tuple[int, int]:
        """First and last, whichever was clicked first."""
        both = self.areas[:2]
        return min(area.first_row for area in both), max(area.last_row for area in both)

    @property
    def quarters(self) -> tuple[tuple[int, int], ...]:
        return tuple(area[:2] for area in self.areas[2:])

    @property
    def steps(self) -> dict[Area, str]:
        """For the picture."""
        return {area: str(number) for number, area in enumerate(self.areas, 1)}
