"""Things that take a row each: headings side by side over rows of blank boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kxdesk.domain.things import Kind
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.guess import SURE, Guess, Reason
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

# What a row may hold.
COLUMNS = {
    Kind.ISSUE: (
        "issue.number",
        "issue.area",
        "issue.policy_field",
        "issue.title",
        "issue.approach",
        "issue.division",
        "issue.content",
        "issue.impact",
        "issue.urgency",
        "issue.target_outcome",
    ),
    Kind.FACILITY: ("facility.operation", "facility.name"),
}
_NEEDED = {Kind.ISSUE: "issue.title", Kind.FACILITY: "facility.name"}
_LEAST, _UNSETTLED = 0.55, 0.8


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One run of rows; `value` is the area its heading names, "" without one."""

    value: str
    heading: Tile | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list as proposed; all sections have the same columns."""

    of: Kind
    columns: tuple[Guess, ...]
    sections: tuple[FoundSection, ...]

    @property
    def by(self) -> str:
        """What the sections are by."""
        return "issue.area" if any(section.value for section in self.sections) else ""


@dataclass(frozen=True, slots=True)
class FoundMatrix:
    """An overview: areas across, policy fields down, issue titles in the boxes."""

    columns: tuple[tuple[str, Tile], ...]
    first: int
    last: int
    heading: int


def find_lists(plate: Plate, vocabulary: Vocabulary) -> tuple[FoundList, ...]:
    """All lists of a sheet, top to bottom."""
    found: list[FoundList] = []
    last_row = 0
    for row in sorted({tile.area.last_row for tile in plate.labels}):
        if row <= last_row:
            continue
        heads = plate.ending_in(row)
        kind, columns = max(
            ((kind, _columns(vocabulary, heads, kind)) for kind in _NEEDED), key=lambda one: _weight(one[1])
        )
        rows = _rows(plate, [head for head, _ in columns])
        if len(columns) < 2 or rows is None:
            continue
        top = min(head.area.first_row for head, _ in columns)
        section = FoundSection(*section_heading(plate, vocabulary, top), *rows)
        last_row = rows[1]
        _add(found, kind, tuple(guess for _, guess in columns), section)
    return tuple(found)


def find_matrix(plate: Plate, vocabulary: Vocabulary) -> FoundMatrix | None:
    """Headings that name areas over rows of blank boxes, with a column of blank headings at the left."""
    for row in sorted({tile.area.first_row for tile in plate.labels}):
        heads = [
            (area, tile) for tile in plate.row_tiles(row) if (area := vocabulary.area_in(tile.text or "-"))
        ]
        if len({area for area, _ in heads}) < 2 or len(heads) != len({area for area, _ in heads}):
            continue
        rows = _rows(plate, [tile for _, tile in heads])
        left = plate.at(rows[0], heads[0][1].area.first_column - 1) if rows else None
        if rows and left is not None and left.blank:
            return FoundMatrix(tuple(heads), rows[0], rows[1], left.area.first_column)
    return None


def _add(found: list[FoundList], kind: Kind, columns: tuple[Guess, ...], section: FoundSection) -> None:
    """A list with the same columns as the one before it is another section of that."""
    before = found[-1] if found else None
    if before is not None and before.of is kind and _places(before.columns) == _places(columns):
        found[-1] = FoundList(kind, before.columns, (*before.sections, section))
    else:
        found.append(FoundList(kind, columns, (section,)))


def _places(columns: tuple[Guess, ...]) -> list[tuple[str, int]]:
    return [(guess.field, guess.at[1]) for guess in columns]


def _weight(columns: list[tuple[Tile, Guess]]) -> float:
    """How much headings speak for a kind of thing; a number speaks for any."""
    return sum(guess.confidence for _, guess in columns if guess.field != "issue.number")


def _columns(vocabulary: Vocabulary, heads: Sequence[Tile], kind: Kind) -> list[tuple[Tile, Guess]]:
    """As `list_columns`; none unless the one is there that makes it a list of this kind."""
    found = list_columns(vocabulary, heads, kind)
    name = next((guess for _, guess in found if guess.field == _NEEDED[kind]), None)
    if name is None:
        return []
    others = [guess for _, guess in found if guess.sure and guess.field not in ("issue.number", name.field)]
    if name.sure or len(others) > 1:
        return found
    # Nothing settles what the rows are.
    return [(head, replace(guess, confidence=min(guess.confidence, _UNSETTLED))) for head, guess in found]


def list_columns(vocabulary: Vocabulary, heads: Sequence[Tile], kind: Kind) -> list[tuple[Tile, Guess]]:
    """Which headings side by side name which fields of a thing."""
    found: dict[str, tuple[Tile, Guess]] = {}
    taken: set[Tile] = set()
    every = frozenset(name for names in COLUMNS.values() for name in names)
    fits = [
        (fit, head)
        for head in heads
        for fit in vocabulary.fits_among(head.text, every)
        if fit.field in COLUMNS[kind]
    ]
    for fit, head in sorted(fits, key=lambda one: -one[0].score):
        if fit.score < _LEAST or fit.field in found or head in taken:
            continue
        taken.add(head)
        at = (head.area.last_row + 1, head.area.first_column)
        # Several headings side by side settle each other's weaker names.
        score = max(fit.score, SURE) if fit.exact else fit.score
        reason = Reason.HEADING if fit.exact else Reason.ALIKE
        guess = Guess(fit.field, head.text, head.area[:2], Relation.BELOW, at, score, reason)
        found[fit.field] = (head, guess)
    return sorted(found.values(), key=lambda one: one[1].at[1])


def _rows(plate: Plate, heads: list[Tile]) -> tuple[int, int] | None:
    """Rows under the headings in which each column has a box of its heading's width, at least two of them."""
    if not heads:
        return None
    first = max(head.area.last_row for head in heads) + 1
    last = first - 1
    while all(_is_row_box(plate, last + 1, head) for head in heads):
        last += 1
    return (first, last) if last > first else None


def _is_row_box(plate: Plate, row: int, head: Tile) -> bool:
    tile = plate.at(row, head.area.first_column)
    if tile is None or tile.area.first_row != row or tile.area.last_column != head.area.last_column:
        return False
    return (tile.blank and (tile.framed or tile.open)) or tile.text.strip().isdigit()


def section_heading(plate: Plate, vocabulary: Vocabulary, row: int) -> tuple[str, Tile | None]:
    for above in (row - 1, row - 2):
        for tile in plate.row_tiles(above):
            if tile.text and (area := vocabulary.area_in(tile.text)):
                return area, tile
    return "", None
