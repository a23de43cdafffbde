"""A whole form looked at: what each sheet is for, which box holds which field, what is unsure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kxdesk.domain.dates import fiscal_year_in
from kxdesk.domain.fields import CATALOGUE, FieldKind, field_named
from kxdesk.domain.things import Kind
from kxdesk.workbook.labels import fold
from kxdesk.workbook.layout import CONTROL_NUMBER, Relation, Role
from kxdesk.workbook.learn.boxes import guess_boxes
from kxdesk.workbook.learn.grids import FoundBlock, find_block
from kxdesk.workbook.learn.guess import LIKELY, Guess, Reason, Refusal
from kxdesk.workbook.learn.holes import printed_year
from kxdesk.workbook.learn.lists import FoundList, FoundMatrix, find_lists, find_matrix
from kxdesk.workbook.learn.refusals import refusals
from kxdesk.workbook.learn.tiles import Plate, Tile, read_plate
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.package import open_package
from kxdesk.workbook.patterns import compile_pattern, match
from kxdesk.workbook.raw import RawWorkbook
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.skeleton import skeleton
from kxdesk.workbook.styles import read_styles

_ISSUE_TEXTS = {
    f"issue.{key}"
    for key in ("title", "content", "background", "target_outcome", "approach", "impact", "urgency")
}
_PIECES = {f"policy.{key}_oku_yen" for key in ("general_account", "general_funds", "special_account")}
_HEAD = {"policy.bureau", "policy.fiscal_year", CONTROL_NUMBER}  # a sheet of an issue says whose it is
_CHARACTERS = re.compile(r"([0-9０-９]{2,4})\s*(?:文字|字)")
_PLAN = re.compile("取り?組み?|計画|工程|スケジュール|予定|進め方")
_NOT_BOXES = {Kind.ACTIVITY, Kind.TRACK, Kind.MILESTONE, Kind.FACILITY}
# What boxes and lists of a form may hold; indicators have a sheet of their own.
ON_PAPER = frozenset(
    {
        Kind.POLICY,
        Kind.FACILITY,
        Kind.ISSUE,
        Kind.ACTIVITY,
        Kind.TRACK,
        Kind.MILESTONE,
        Kind.PROGRESS,
    }
)
_SHORT = 24  # a longer text is an explanation, not the label of an unknown box


@dataclass(frozen=True, slots=True)
class Unknown:
    """A box of the form that no field stands for; left alone."""

    sheet: str
    label: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """One sheet as proposed.

    Attributes:
        guesses: boxes that are placed, surest or not.
        doubts: guesses too weak to place; a person is asked.
        printed: other texts of the form.
    """

    name: str
    role: Role
    guesses: tuple[Guess, ...] = ()
    doubts: tuple[Guess, ...] = ()
    lists: tuple[FoundList, ...] = ()
    block: FoundBlock | None = None
    matrix: FoundMatrix | None = None
    printed: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    def placed(self) -> Iterator[Guess]:
        """Every guess that would go into the layout."""
        yield from self.guesses
        for listed in self.lists:
            yield from listed.columns
        if self.block:
            yield from self.block.guesses
            if self.block.label:
                yield self.block.label


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout as proposed for a template."""

    fiscal_year: int | None
    fingerprint: str
    skeleton: str
    sheets: tuple[SheetProposal, ...]
    refusals: tuple[Refusal, ...]
    patterns: Mapping[str, str] = field(default_factory=dict)

    @property
    def compose(self) -> dict[str, str]:
        """Patterns of the texts that this form asks in pieces."""
        asked = {name for sheet in self.sheets for guess in sheet.placed() for name in guess.fields}
        wanted = {"budget": asked >= _PIECES, "progress": any(sheet.block for sheet in self.sheets)}
        return {key: pattern for key, pattern in self.patterns.items() if wanted.get(key)}

    @property
    def questions(self) -> tuple[tuple[str, Guess], ...]:
        """What a person has to look at, with its sheet."""
        return tuple(
            (sheet.name, guess)
            for sheet in self.sheets
            for guess in (*(entry for entry in sheet.placed() if not entry.sure), *sheet.doubts)
        )

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Fields of the catalogue that the form has no box for."""
        asked = {name for sheet in self.sheets for guess in sheet.placed() for name in guess.fields}
        for sheet in self.sheets:
            asked |= {"issue.title", "issue.policy_field"} if sheet.matrix else set()
        if any(sheet.block for sheet in self.sheets):
            asked |= {"milestone.start", "milestone.end", "milestone.text"}
        own = {"policy.form", "progress.activity", "policy.fiscal_year"}
        return tuple(
            entry.name for entry in CATALOGUE if entry.thing in ON_PAPER and entry.name not in asked | own
        )


def propose(data: bytes, vocabulary: Vocabulary) -> Proposal:
    """Look at a blank form.

    Raises:
        Problem: a reason code of `open_package`.
    """
    return look_at(data, vocabulary)[0]


def look_at(data: bytes, vocabulary: Vocabulary) -> tuple[Proposal, dict[str, Plate]]:
    """What is proposed, and the visible sheets as tiles, by name; raises as `propose`."""
    package = open_package(data)
    raw = read_workbook(package)
    styles = read_styles(package)
    plates = [
        read_plate(package, raw, sheet, styles)
        for sheet in raw.sheets
        if sheet.kind == "worksheet" and sheet.state == "visible"
    ]
    issue = _issue_sheet(plates, vocabulary)
    alone = sum(not _is_leaflet(plate, vocabulary) for plate in plates) == 1
    sheets = [propose_sheet(plate, vocabulary, issue=plate is issue, alone=alone) for plate in plates]
    refused = tuple(entry for plate in plates for entry in refusals(plate, vocabulary))
    proposal = Proposal(
        _year(plates),
        sha256(data).hexdigest(),
        skeleton(raw),
        (*sheets, *_hidden(raw)),
        refused,
        vocabulary.compose,
    )
    return proposal, {plate.sheet.name: plate for plate in plates}


def _hidden(raw: RawWorkbook) -> Iterator[SheetProposal]:
    for sheet in raw.sheets:
        if sheet.state != "visible" and sheet.kind == "worksheet":
            headings = (cell for (row, _), cell in sheet.cells.items() if row == 1)
            texts = (str(cell.value) for cell in headings if cell.kind == "text")
            yield SheetProposal(sheet.name, Role.LEAVE, printed=tuple(dict.fromkeys(texts)))


def _issue_sheet(plates: list[Plate], vocabulary: Vocabulary) -> Plate | None:
    """The sheet that repeats for each issue: it asks for most texts of one issue, or has the quarter grid."""
    scored = [(_issue_score(plate, vocabulary), -order, plate) for order, plate in enumerate(plates)]
    score, _, best = max(scored, key=lambda entry: entry[:2], default=(0.0, 0, None))
    return best if score >= 2 else None


def _issue_score(plate: Plate, vocabulary: Vocabulary) -> float:
    if _is_leaflet(plate, vocabulary) or _is_indicators(plate, vocabulary):
        return 0.0
    guesses = guess_boxes(plate, vocabulary, _on_issue_sheet, _taken(plate, vocabulary))
    sure = {guess.field for guess in guesses if guess.sure} & _ISSUE_TEXTS
    likely = {guess.field for guess in guesses if guess.confidence >= LIKELY} & _ISSUE_TEXTS
    return len(sure) + 0.6 * len(likely - sure) + (3.0 if find_block(plate, vocabulary) else 0.0)


def _on_issue_sheet(name: str) -> bool:
    kind = name.partition(".")[0]
    return kind in {Kind.ISSUE, Kind.PROGRESS} or name in _HEAD


def _on_other_sheet(name: str) -> bool:
    return name.startswith("policy.")


def _on_only_sheet(plate: Plate, vocabulary: Vocabulary) -> Callable[[str], bool]:
    """A single sheet may ask for the mission too, and look back; a budget there is the issue's own."""
    texts = [fold(tile.text) for tile in plate.labels]
    back = any(word in text for text in texts for word in vocabulary.looking_back)

    def allowed(name: str) -> bool:
        more = name == "policy.mission" or (back and name.startswith("policy.retrospective"))
        return _on_issue_sheet(name) or more

    return allowed


def _anywhere(name: str) -> bool:
    return name.partition(".")[0] not in _NOT_BOXES


def _taken(plate: Plate, vocabulary: Vocabulary) -> list[Tile]:
    """Tiles of lists; they are no boxes of their own."""
    rows: set[int] = set()
    for listed in find_lists(plate, vocabulary):
        rows |= {column.label_at[0] for column in listed.columns}
        for section in listed.sections:
            rows |= {*range(section.first - 1, section.last + 1)}
            if section.heading:
                rows.add(section.heading.area.first_row)
    return [tile for tile in plate.tiles.values() if tile.area.first_row in rows]


def _is_leaflet(plate: Plate, vocabulary: Vocabulary) -> bool:
    """Instructions and lists behind drop-downs: named so, or without a single box to write in."""
    texts = [plate.sheet.name, *(tile.text for tile in plate.labels[:2])]
    if any(word in fold(text) for text in texts for word in vocabulary.instructions if len(text) <= _SHORT):
        return True
    return not any(tile.blank and (tile.framed or tile.open) for tile in plate.tiles.values()) and not any(
        guess.relation is Relation.INSIDE for guess in guess_boxes(plate, vocabulary, _anywhere)
    )


def _is_indicators(plate: Plate, vocabulary: Vocabulary) -> bool:
    rows: dict[int, set[str]] = {}
    for tile in plate.labels:
        key = fold(tile.text)
        words = {word for word in vocabulary.indicators if key == word or (len(word) > 2 and word in key)}
        rows.setdefault(tile.area.first_row, set()).update(words)
    return any(len(words) >= 3 for words in rows.values())


def propose_sheet(plate: Plate, vocabulary: Vocabulary, *, issue: bool, alone: bool) -> SheetProposal:
    """One sheet by itself; `issue`: it repeats for each issue, `alone`: the form has no other."""
    name = plate.sheet.name
    if not issue and _is_leaflet(plate, vocabulary):
        return SheetProposal(name, Role.LEAVE, printed=printed_texts(plate.labels))
    if not issue and _is_indicators(plate, vocabulary):
        texts = [tile for tile in plate.labels if not tile.text.strip().isdigit()]
        return SheetProposal(name, Role.INDICATORS, printed=printed_texts(texts))
    return propose_fields(plate, vocabulary, issue=issue, alone=alone)


def propose_fields(plate: Plate, vocabulary: Vocabulary, *, issue: bool, alone: bool) -> SheetProposal:
    """The same of a sheet that is known to have boxes to fill."""
    block = find_block(plate, vocabulary) if issue else None
    lists = () if issue else find_lists(plate, vocabulary)
    matrix = None if issue or lists else find_matrix(plate, vocabulary)
    taken = [tile for tile in plate.tiles.values() if block and block.holds(tile, plate.last_column)]
    taken += [] if issue else _taken(plate, vocabulary)
    taken += [tile for _, tile in matrix.columns] if matrix else []
    on_issue = _on_only_sheet(plate, vocabulary) if alone else _on_issue_sheet
    allowed = on_issue if issue else _on_other_sheet
    found = guess_boxes(plate, vocabulary, allowed, taken, block.rows.start if block else None)
    found = _with_preface(plate, vocabulary, block, tuple(with_remarks(plate, guess) for guess in found))
    found = tuple(_under_its_hole(guess, found) for guess in found)
    placed = (*_years(plate, found), *(guess for guess in found if guess.confidence >= LIKELY))
    doubts = tuple(guess for guess in found if guess.confidence < LIKELY)
    proposal = SheetProposal(
        plate.sheet.name,
        Role.ISSUE if issue else Role.ONCE,
        tuple(sorted(placed, key=lambda guess: guess.label_at)),
        doubts,
        lists,
        block,
        matrix,
    )
    return with_rest(plate, proposal, taken)


def _under_its_hole(guess: Guess, all_: Iterable[Guess]) -> Guess:
    """A box under a label with a hole in it is found by that label however the hole was filled."""
    if guess.relation is Relation.INSIDE:
        return guess
    holed = (g for g in all_ if g.relation is Relation.INSIDE and g.label_at == guess.label_at)
    return next((replace(guess, label=other.label) for other in holed), guess)


def with_remarks(plate: Plate, guess: Guess) -> Guess:
    """What the form recommends and requires for the box."""
    said = f"{guess.label} {guess.note}"
    match = _CHARACTERS.search(said)
    known = field_named(guess.field)
    is_text = known is not None and known.kind in {FieldKind.TEXT, FieldKind.LINE}
    recommended = int(match[1]) if match and is_text else None
    return replace(guess, recommended=recommended, required=guess.at in plate.marked_if_blank)


def _with_preface(
    plate: Plate, vocabulary: Vocabulary, block: FoundBlock | None, found: tuple[Guess, ...]
) -> tuple[Guess, ...]:
    """A wide blank box right over the first block, under a heading of its own, is the plan's preface."""
    if block is None:
        return found
    top = block.rows.start
    for tile in plate.tiles.values():
        if tile.blank and tile.area.last_row == top - 1 and tile.width * 2 > plate.last_column:
            heading = plate.at(tile.area.first_row - 1, tile.area.first_column)
            at = tile.area[:2]
            if heading is None or any(g.at == at and g.sure for g in found):
                continue
            if not _PLAN.search(heading.text) or heading.width < tile.width:
                continue
            settled = vocabulary.fit(heading.text, "issue.plan_preface").exact
            rest = tuple(g for g in found if g.at != at and g.field != "issue.plan_preface")
            guess = Guess(
                "issue.plan_preface",
                heading.text,
                heading.area[:2],
                Relation.BELOW,
                at,
                0.88 if settled else 0.75,
                Reason.PLACE,
                note=tile.note,
            )
            return (*rest, with_remarks(plate, guess))
    return found


def _years(plate: Plate, found: tuple[Guess, ...]) -> Iterator[Guess]:
    """Fiscal years that the form prints in its titles."""
    seen: set[str] = set()
    held = {guess.label_at for guess in found if guess.relation is Relation.INSIDE}
    for tile in plate.labels:
        parts = printed_year(tile.text)
        if parts is None or tile.area[:2] in held or tile.area.first_row > 3:
            continue
        before, _, after = parts
        back = "振り返り" in tile.text or "振返り" in tile.text
        name = "policy.retrospective_fiscal_year" if back else "policy.fiscal_year"
        if name not in seen:
            seen.add(name)
            pattern = f"{before}{{{name}}}{after}"
            place = tile.area[:2]
            yield Guess(name, pattern, place, Relation.PRINTED, place, 0.95, Reason.HOLE)


def _year(plates: list[Plate]) -> int | None:
    years = [
        year.year
        for plate in plates
        for tile in plate.labels
        if tile.area.first_row <= 3
        and "振" not in tile.text
        and (year := fiscal_year_in(tile.text)) is not None
    ]
    return max(years, default=None)


def with_rest(plate: Plate, proposal: SheetProposal, taken: list[Tile]) -> SheetProposal:
    """What else the sheet prints, and boxes nobody knows."""
    used_labels = {guess.label_at for guess in proposal.placed()}
    used_boxes = {guess.at for guess in proposal.placed()} | {tile.area[:2] for tile in taken}
    rest = [
        tile
        for tile in plate.labels
        if tile.area[:2] not in used_labels and not _is_part(plate, tile, proposal)
    ]
    unknown = tuple(
        Unknown(proposal.name, tile.text, box.area[:2])
        for tile in rest
        if len(tile.text) <= _SHORT
        for box in (plate.right_of(tile) or plate.below(tile),)
        if box is not None and box.blank and (box.open or box.framed) and box.area[:2] not in used_boxes
    )
    printed = [tile for tile in plate.labels if tile in rest or _is_loose(tile, proposal, used_labels)]
    return replace(proposal, printed=printed_texts(printed), unknown=unknown)


def _is_loose(tile: Tile, proposal: SheetProposal, used_labels: set[tuple[int, int]]) -> bool:
    """A text among the rows of blocks and lists that the layout does not name: ①, a title at their side."""
    named = set(proposal.block.headings.quarters) if proposal.block else set()
    named |= {section.heading for listed in proposal.lists for section in listed.sections if section.heading}
    named |= {heading for _, heading in proposal.matrix.columns} if proposal.matrix else set()
    if tile in named or tile.area[:2] in used_labels:
        return False
    words = {heading.text for heading in named} | {guess.label for guess in proposal.placed()}
    numbers = (guess.label for guess in (proposal.block.guesses if proposal.block else ()) if guess.blank)
    counts = any(match(compile_pattern(pattern), tile.text) is not None for pattern in numbers)
    return not (tile.text in words or counts or fold(tile.text).isdecimal())


def _is_part(plate: Plate, tile: Tile, proposal: SheetProposal) -> bool:
    """Headings of grids, blocks, sections and matrices: the layout names them itself."""
    row = tile.area.first_row
    if proposal.block and proposal.block.holds(tile, plate.last_column):
        return True
    if proposal.matrix and any(tile is heading for _, heading in proposal.matrix.columns):
        return True
    return any(
        tile is section.heading or section.first <= row <= section.last or row == section.first - 1
        for listed in proposal.lists
        for section in listed.sections
    )


def printed_texts(tiles: Iterable[Tile]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tile.text for tile in tiles))
