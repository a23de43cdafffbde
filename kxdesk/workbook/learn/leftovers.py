"""Boxes whose labels say too little, and fields that no label names: what is left is matched, and asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from kxdesk.domain.fields import FieldKind, field_named
from kxdesk.workbook.areas import Area
from kxdesk.workbook.labels import fold
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.guess import LIKELY, Guess, Reason
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Vocabulary

_REMARK = re.compile(r"[※*]|\(?注|.{12,}(?:こと|ください|下さい)[.)]*$|.{16,}[.]$")
_SHARE = 0.5  # a field is meant where it is likelier than all others that are left together
_TALL = 40.0  # points: room for several lines
_ROOMY, _BROAD = 0.35, 0.5  # of the form's width


def beside(plate: Plate, label: Tile) -> Iterator[tuple[Relation, Tile]]:
    """Blank tiles right of a label and below it; remarks may stand between."""
    right, below = plate.right_of(label), plate.below(label)
    if right is not None and right.blank:
        yield Relation.RIGHT, right
    while below is not None and is_remark(below.text) and below.area.first_column == label.area.first_column:
        below = plate.below(below)
    if below is not None and below.blank:
        yield Relation.BELOW, below


def is_remark(text: str) -> bool:
    """A sentence that says how to fill the box under it."""
    return bool(_REMARK.match(fold(text)))


def leftovers(
    plate: Plate,
    vocabulary: Vocabulary,
    fields: frozenset[str],
    used: Collection[Area],
    firm: Sequence[Guess],
) -> tuple[Guess, ...]:
    """Guesses for the boxes that are left, none of them sure.

    Args:
        plate: the sheet.
        vocabulary: the words.
        fields: those that have no box.
        used: areas of tiles that are spoken for.
        firm: what is placed.
    """
    labels = {guess.label_at for guess in firm}
    boxes = {guess.at for guess in firm}
    found = [
        guess
        for label in plate.labels
        if label.area not in used and label.area[:2] not in labels and not _is_settled(vocabulary, label)
        for guess in _of_label(plate, vocabulary, fields, label, boxes)
    ]
    chosen: list[Guess] = []
    for guess in sorted(found, key=lambda guess: -guess.confidence):
        if all(guess.field != other.field and guess.at != other.at for other in chosen):
            chosen.append(guess)
    return tuple(chosen)


def _is_settled(vocabulary: Vocabulary, label: Tile) -> bool:
    """What such a label asks for is known, if only that it is nothing of ours."""
    return vocabulary.is_stranger(label.text) or any(fit.exact for fit in vocabulary.fits(label.text))


def _of_label(
    plate: Plate,
    vocabulary: Vocabulary,
    fields: frozenset[str],
    label: Tile,
    boxes: Collection[tuple[int, int]],
) -> Iterator[Guess]:
    first = next(((r, box) for r, box in beside(plate, label) if box.framed or box.open), None)
    if first is None or first[1].area[:2] in boxes or (plate.protected and not first[1].open):
        return
    relation, box = first
    fitting = frozenset(name for name in fields if is_for(plate, name, box))
    shares = vocabulary.shares(label.text, fitting)
    field = max(shares, key=lambda name: shares[name], default="")
    if field and shares[field] >= _SHARE:
        confidence = LIKELY + 0.1 * (shares[field] - _SHARE)
        yield Guess(
            field,
            label.text,
            label.area[:2],
            relation,
            box.area[:2],
            confidence,
            Reason.ALIKE,
            choices=box.choices,
            note=box.note,
            blank=box.example,
        )


def is_for(plate: Plate, name: str, box: Tile) -> bool:
    """Whether a box of this size may be for a text of several lines, or for a short value."""
    field = field_named(name)
    rows = range(box.area.first_row, box.area.last_row + 1)
    tall = sum(plate.geometry.row_pt(row) for row in rows) >= _TALL
    of_several = field is not None and field.kind in {FieldKind.TEXT, FieldKind.NAMES}
    if of_several:
        return tall or box.width >= _ROOMY * plate.last_column
    return not tall or box.width < _BROAD * plate.last_column
