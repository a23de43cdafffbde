"""A part as a row of chunks: bytes that stay, and the few places that follow rows, sheets and copies.

A chunk never changes; each move makes a new one, so that template, workbooks and clones share all they can.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kxdesk.workbook import formulas
from kxdesk.workbook.addresses import column_letters
from kxdesk.workbook.growth import Block, Growth, grown_areas, grown_merges
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.xml_spans import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SHAPES_IN_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Cloning:
    """What is new about the copy of a sheet.

    Attributes:
        source: key of the sheet that is copied; name: of the copy.
        shape_blocks: new block of 1,024 shape numbers for each old one.
        tables: new name by old, lower case.
        table_ids: new id by old.
        parts: name of the new part by that of the old, lower case.
    """

    source: str
    name: str
    shape_blocks: Mapping[int, int]
    tables: Mapping[str, str]
    table_ids: Mapping[int, int]
    parts: Mapping[str, str]

    def guid(self, old: str) -> str:
        """The same new one for the same old one, wherever it is referred to."""
        return "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, f"{old}\n{self.name}")).upper() + "}"

    def shape(self, number: int) -> int:
        block, rest = divmod(number, _SHAPES_IN_BLOCK)
        return self.shape_blocks.get(block, block) * _SHAPES_IN_BLOCK + rest


class Chunk:
    """Bytes that follow something. What a chunk does not care about leaves it as it is."""

    __slots__ = ()

    def render(self) -> bytes:
        raise NotImplementedError

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002 - the default
        """After rows were repeated; `home` if on this part's sheet, `inside` if this stands in those rows."""
        return self

    def grown_all(
        self,
        growth: Growth,
        *,
        home: bool,
        fresh: Callable[[int], int],  # noqa: ARG002 - the default
    ) -> Iterable[Chunk]:
        """As `grown`, with the copies that belong to the new rows; `fresh` gives new numbers."""
        return (self.grown(growth, home=home),)

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002 - the default
        """As it stands in a copy of the repeated rows."""
        return self

    def retargeted(self, names: Mapping[str, str | None]) -> Chunk:  # noqa: ARG002 - the default
        """After sheets were renamed or removed."""
        return self

    def cloned(self, cloning: Cloning) -> Chunk:  # noqa: ARG002 - the default
        """As it stands in a clone of its sheet."""
        return self

    def sheets(self) -> set[str]:
        """Keys of the sheets it refers to by name."""
        return set()


Chunks: TypeAlias = "tuple[bytes | Chunk, ...]"


def render(chunks: Chunks) -> bytes:
    return b"".join([chunk if isinstance(chunk, bytes) else chunk.render() for chunk in chunks])


def grow(chunks: Chunks, growth: Growth, *, home: bool, fresh: Callable[[int], int]) -> Chunks:
    """Each chunk grown, with the copies that come with it; the very same chunks if none did."""
    result: list[bytes | Chunk] = []
    for chunk in chunks:
        if isinstance(chunk, bytes):
            result.append(chunk)
        else:
            result.extend(chunk.grown_all(growth, home=home, fresh=fresh))
    same = len(result) == len(chunks) and all(new is old for new, old in zip(result, chunks, strict=True))
    return chunks if same else tuple(result)


def each(chunks: Chunks, change: Callable[[Chunk], Chunk]) -> Chunks:
    """Each chunk changed; the very same chunks if none did."""
    changed = False
    result: list[bytes | Chunk] = []
    for chunk in chunks:
        if not isinstance(chunk, bytes):
            new = change(chunk)
            changed = changed or new is not chunk
            result.append(new)
        else:
            result.append(chunk)
    return tuple(result) if changed else chunks


def one_number_each(fresh: Callable[[int], int]) -> Callable[[int], int]:
    """Numbers for one copied thing: the same one wherever it names itself."""
    numbers: dict[int, int] = {}

    def once(old: int) -> int:
        if old not in numbers:
            numbers[old] = fresh(old)
        return numbers[old]

    return once


def sheets_in(chunks: Chunks) -> set[str]:
    return {key for chunk in chunks if not isinstance(chunk, bytes) for key in chunk.sheets()}


@dataclass(frozen=True, slots=True)
class FormulaText(Chunk):
    """A formula.

    Attributes:
        raw: its bytes while it is as the file has it.
        sign: what stands before the formula and is no part of it ("=", "#" of a link).
        quoted: it is the value of an attribute.
    """

    raw: bytes | None
    formula: formulas.Formula
    sign: str = ""
    quoted: bool = False

    def render(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return escaped(self.sign + formulas.formula_text(self.formula), quotes=self.quoted)

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        return self._changed(formulas.grown(self.formula, growth, home=home, inside=inside))

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002
        return self._changed(formulas.copied(self.formula, growth, down))

    def retargeted(self, names: Mapping[str, str | None]) -> Chunk:
        return self._changed(formulas.retargeted(self.formula, names))

    def cloned(self, cloning: Cloning) -> Chunk:
        formula = formulas.retargeted(self.formula, {cloning.source: cloning.name})
        return self._changed(formulas.with_tables(formula, cloning.tables))

    def sheets(self) -> set[str]:
        return formulas.sheets_named(self.formula)

    def _changed(self, formula: formulas.Formula) -> Chunk:
        return self if formula is self.formula else replace(self, raw=None, formula=formula)


@dataclass(frozen=True, slots=True)
class Areas(Chunk):
    """One or more areas of the part's own sheet.

    Attributes:
        spread: a list that takes in the copies of its areas; otherwise the one area stays one.
    """

    raw: bytes | None
    areas: tuple[Block, ...]
    spread: bool

    def render(self) -> bytes:
        return self.raw if self.raw is not None else " ".join(map(area_text, self.areas)).encode()

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        if not home:
            return self
        if self.spread and not inside:
            return self._changed(grown_areas(self.areas, growth))
        moved = []
        for top, left, bottom, right in self.areas:
            first, last = growth.span(top, bottom, inside=inside or (top, left) == (bottom, right))
            moved.append((first, left, last, right))
        return self._changed(tuple(moved))

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002
        return self._changed(
            tuple((top + down, left, end + down, right) for top, left, end, right in self.areas)
        )

    def _changed(self, areas: tuple[Block, ...]) -> Chunk:
        return self if areas == self.areas else replace(self, raw=None, areas=areas)


@dataclass(frozen=True, slots=True)
class HeadedArea(Areas):
    """The area of a table or a filter, heading included: repeated as a whole it stays what it is."""

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        top, _, bottom, _ = self.areas[0]
        return Areas.grown(self, growth, home=home, inside=inside or growth.holds(top, bottom))


@dataclass(frozen=True, slots=True)
class Merges(Chunk):
    """The whole `mergeCells` element; `prefix` is that of its tags, with the colon."""

    raw: bytes | None
    areas: tuple[Block, ...]
    prefix: str

    def render(self) -> bytes:
        if self.raw is not None:
            return self.raw
        items = "".join([f'<{self.prefix}mergeCell ref="{area_text(area)}"/>' for area in self.areas])
        name = f"{self.prefix}mergeCells"
        return f'<{name} count="{len(self.areas)}">{items}</{name}>'.encode()

    def added(self, area: Block) -> Merges:
        """With one more."""
        return replace(self, raw=None, areas=(*self.areas, area))

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002
        areas = grown_merges(self.areas, growth) if home else self.areas
        return self if areas == self.areas else replace(self, raw=None, areas=areas)


@dataclass(frozen=True, slots=True)
class FrozenRows(Chunk):
    """The number of rows held at the top by a frozen pane; `above` rows are scrolled away."""

    count: int
    above: int

    def render(self) -> bytes:
        return str(self.count).encode()

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002
        held = self.above + self.count
        return replace(self, count=self.count + growth.added) if home and growth.last < held else self


@dataclass(frozen=True, slots=True)
class ShapeNumber(Chunk):
    """The number of a shape in a VML drawing, written after `_x0000_s` or alone."""

    number: int

    def render(self) -> bytes:
        return str(self.number).encode()

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002
        return ShapeNumber(fresh(self.number))

    def cloned(self, cloning: Cloning) -> Chunk:
        return ShapeNumber(cloning.shape(self.number))


@dataclass(frozen=True, slots=True)
class ShapeBlocks(Chunk):
    """The blocks of shape numbers that a VML drawing claims."""

    blocks: tuple[int, ...]

    def render(self) -> bytes:
        return ",".join(map(str, self.blocks)).encode()

    def cloned(self, cloning: Cloning) -> Chunk:
        return ShapeBlocks(tuple(cloning.shape_blocks.get(block, block) for block in self.blocks))


@dataclass(frozen=True, slots=True)
class DrawingNumber(Chunk):
    """The number of an object within its drawing part."""

    number: int

    def render(self) -> bytes:
        return str(self.number).encode()

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002
        return DrawingNumber(fresh(self.number))


@dataclass(frozen=True, slots=True)
class Guid(Chunk):
    """An identity in braces that no two things may share."""

    text: str

    def render(self) -> bytes:
        return self.text.encode()

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:  # noqa: ARG002
        space = uuid.uuid5(uuid.NAMESPACE_OID, growth.sheet)
        return Guid("{" + str(uuid.uuid5(space, f"{self.text}\n{growth.first}\n{down}")).upper() + "}")

    def cloned(self, cloning: Cloning) -> Chunk:
        return Guid(cloning.guid(self.text))


@dataclass(frozen=True, slots=True)
class OnlyOnce(Chunk):
    """Bytes a clone must not have: `tabSelected` would group the sheets, a code name must stay unique."""

    raw: bytes

    def render(self) -> bytes:
        return self.raw

    def cloned(self, cloning: Cloning) -> Chunk:  # noqa: ARG002
        return OnlyOnce(b"")


@dataclass(frozen=True, slots=True)
class TableIdentity(Chunk):
    """The id of a table if `number`, otherwise its name."""

    text: str
    number: bool

    def render(self) -> bytes:
        return escaped(self.text)

    def cloned(self, cloning: Cloning) -> Chunk:
        if self.number:
            return replace(self, text=str(cloning.table_ids[int(self.text)]))
        return replace(self, text=cloning.tables[self.text.lower()])


def area_text(area: Block) -> str:
    """(1, 2, 3, 4) is B1:D3."""
    top, left, bottom, right = area
    if left == 1 and right == MAX_COLUMN:
        return f"{top}:{bottom}"
    if top == 1 and bottom == MAX_ROW:
        return f"{column_letters(left)}:{column_letters(right)}"
    first = f"{column_letters(left)}{top}"
    return first if (top, left) == (bottom, right) else f"{first}:{column_letters(right)}{bottom}"
