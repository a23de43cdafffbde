"""Which label names which field, and which tile is its box."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kxdesk.domain.fields import FieldKind, field_named
from kxdesk.workbook.labels import fold
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.guess import DOUBTFUL, LIKELY, Guess, Reason
from kxdesk.workbook.learn.holes import date_hole, room
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Fit, Vocabulary

_WIDE = 0.7  # of the form's width: a label this wide has its box below
_ROOMY, _NARROW = 0.35, 0.25  # of the form's width: less is narrow for a text of several lines
_GROUPED = 0.95
_COMPANIONS = {"progress.as_of": "progress.text", "policy.organization_as_of": "policy.organization"}
_TORN, _LIKELIER = 0.55, 0.8  # a label that may name two fields: as it is, and once the other has its own
_REMARK = re.compile(r"[※*]|\(?注|.{12,}(?:こと|ください|下さい)[.)]*$|.{16,}[.]$")
Allowed = Callable[[str], bool]


def guess_boxes(
    plate: Plate, vocabulary: Vocabulary, allowed: Allowed, taken: Iterable[Tile] = ()
) -> tuple[Guess, ...]:
    """The likeliest assignment of fields to boxes; each field once, each box once.

    Args:
        plate: the sheet.
        vocabulary: the words.
        allowed: whether a field may stand on this sheet.
        taken: tiles that belong to grids and lists.
    """
    used = {tile.area for tile in taken}
    candidates = [
        candidate
        for tile in plate.labels
        if tile.area not in used
        for candidate in _candidates(plate, vocabulary, allowed, tile)
        if candidate.guess.at not in {(area.first_row, area.first_column) for area in used}
    ]
    settled = list(_settled(candidates))
    return _assigned(_with_companion(guess, settled) for guess in settled)


class _Candidate(NamedTuple):
    """A guess before it is known which other labels name its field, or which other fields its label."""

    guess: Guess
    rivals: frozenset[str] = frozenset()


def _candidates(plate: Plate, vocabulary: Vocabulary, allowed: Allowed, label: Tile) -> Iterator[_Candidate]:
    fits = [fit for fit in _fits(plate, vocabulary, label) if allowed(fit.field)]
    near = {fit.field for fit in fits if fit.score >= fits[0].score - 0.02}
    for fit in fits[:4]:
        for relation, box in _boxes(plate, label):
            score = fit.score * _suits(plate, fit, label, box, relation)
            if score >= DOUBTFUL:
                rivals = near - {fit.field} if fit.field in near and not box.choices else frozenset()
                yield _Candidate(_guess(fit, label, relation, box, score), frozenset(rivals))
    alone = not any(True for _ in _boxes(plate, label))
    yield from map(_Candidate, _inside(vocabulary, allowed, label, alone=alone))


def _fits(plate: Plate, vocabulary: Vocabulary, label: Tile) -> list[Fit]:
    """What a label may name, also together with the taller text at its left: 課題 | 名称."""
    best = {fit.field: fit for fit in vocabulary.fits(label.text)}
    group = plate.at(label.area.first_row, label.area.first_column - 1)
    if (
        group
        and group.text
        and group.area.last_row - group.area.first_row > label.area.last_row - label.area.first_row
    ):
        for fit in vocabulary.fits(fold(group.text) + label.text):
            if fit.exact and fit.score * _GROUPED > (best[fit.field].score if fit.field in best else 0.0):
                best[fit.field] = replace(fit, score=fit.score * _GROUPED)
    return sorted(best.values(), key=lambda fit: -fit.score)


def _settled(candidates: list[_Candidate]) -> Iterator[Guess]:
    """A label of two fields means the one no other label names better; a field of two labels is asked."""
    alone = [one.guess for one in candidates if not one.rivals and one.guess.sure]
    for guess, rivals in candidates:
        elsewhere = {other.field for other in alone if other.label_at != guess.label_at}
        most = 1.0
        if rivals:
            most = _LIKELIER if rivals <= elsewhere else _TORN
        elif any(_is_double(guess, other) for other in alone):
            most = _LIKELIER
        yield replace(guess, confidence=min(guess.confidence, most))


def _with_companion(guess: Guess, all_: list[Guess]) -> Guess:
    """A date belongs to the box it stands near; elsewhere it may be the date of anything."""
    companion = _COMPANIONS.get(guess.field)
    if companion is None:
        return guess
    rows = (entry.label_at[0] for entry in all_ if entry.field == companion and entry.confidence >= LIKELY)
    if any(abs(row - guess.label_at[0]) <= 2 for row in rows):
        return replace(guess, confidence=max(guess.confidence, 0.9))
    return replace(guess, confidence=min(guess.confidence, 0.7))


def _is_double(guess: Guess, other: Guess) -> bool:
    """Two labels, two boxes, one field, the same words."""
    inside = Relation.INSIDE in (guess.relation, other.relation)
    same = guess.field == other.field and guess.label_at != other.label_at and guess.at != other.at
    return same and not inside and abs(guess.confidence - other.confidence) < 0.02


def _boxes(plate: Plate, label: Tile) -> Iterator[tuple[Relation, Tile]]:
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


def _suits(plate: Plate, fit: Fit, label: Tile, box: Tile, relation: Relation) -> float:
    """How well a blank tile suits as the field's box, 0 to 1."""
    field = field_named(fit.field)
    kind = field.kind if field else FieldKind.LINE
    score = 1.0
    if not (box.framed or box.open):
        score *= 0.6
    if plate.protected and not box.open:
        score *= 0.3
    if relation is Relation.BELOW and not _right_is_no_box(plate, label):
        score *= 0.5
    if relation is Relation.RIGHT and label.width >= _WIDE * plate.last_column:
        score *= 0.5
    if kind is FieldKind.TEXT:
        if box.choices:
            score *= 0.4
        if box.width < _NARROW * plate.last_column:
            score *= 0.75
        elif box.width < _ROOMY * plate.last_column:
            score *= 0.95
    if field and field.choices and box.choices:
        score *= 1.0 if set(field.choices) & {fold(choice).upper() for choice in box.choices} else 0.5
    return score


def _right_is_no_box(plate: Plate, label: Tile) -> bool:
    right = plate.right_of(label)
    return right is None or not right.blank or not (right.framed or right.open)


def _guess(fit: Fit, label: Tile, relation: Relation, box: Tile, score: float) -> Guess:
    reason = Reason.EXACT if fit.exact else Reason.ALIKE
    return Guess(
        fit.field,
        label.text,
        label.area[:2],
        relation,
        box.area[:2],
        min(score, 1.0),
        reason,
        choices=box.choices,
        note=box.note,
        blank=box.example,
    )


def _inside(vocabulary: Vocabulary, allowed: Allowed, label: Tile, *, alone: bool) -> Iterator[Guess]:
    """Fields whose place is in the label itself; `alone`: it has no box beside it."""
    place = label.area[:2]

    def found(field: str, pattern: str, confidence: float) -> Guess:
        return Guess(field, pattern, place, Relation.INSIDE, place, confidence, Reason.HOLE, blank=label.text)

    if (date := date_hole(label.text)) is not None:
        field = "progress.as_of" if allowed("progress.as_of") else "policy.organization_as_of"
        if allowed(field):
            yield found(field, f"{date[0]}{{{field}}}{date[1]}", 0.9)
        return
    gap = room(label.text)
    if gap is None and alone and label.text.endswith((":", "：")):
        gap = label.text, ""
    if gap is None:
        return
    words = "".join(gap).strip(" 　:：（）()〈〉<>【】[]「」")
    if (
        allowed("issue.number")
        and gap[1].strip()
        and max(vocabulary.fit(words, "issue.number").score, vocabulary.fit(words, "issue.title").score)
        >= 0.55
    ):
        yield found("issue.area", f"{gap[0]}{{issue.area}}{{issue.number}}{gap[1]}", 0.86)
        return
    fits = [fit for fit in vocabulary.fits(words) if allowed(fit.field)]
    if fits and fits[0].score >= 0.9:
        yield found(fits[0].field, f"{gap[0]}{{{fits[0].field}}}{gap[1]}", 0.88 * fits[0].score)
    elif "方針" in words and allowed("policy.bureau"):
        yield found("policy.bureau", f"{gap[0]}{{policy.bureau}}{gap[1]}", 0.86)


def _assigned(candidates: Iterable[Guess]) -> tuple[Guess, ...]:
    """The surest first; a label serves one box beside it, and one field inside it."""
    chosen: list[Guess] = []
    fields: set[str] = set()
    boxes: set[tuple[int, int]] = set()
    labels: set[tuple[tuple[int, int], bool]] = set()
    for guess in sorted(candidates, key=lambda guess: (-guess.confidence, guess.label_at, guess.at)):
        inside = guess.relation is Relation.INSIDE
        key = (guess.label_at, inside)
        if guess.field in fields or key in labels or (guess.at in boxes and not inside):
            continue
        chosen.append(guess)
        fields.add(guess.field)
        labels.add(key)
        boxes.add(guess.at)
    return tuple(sorted(chosen, key=lambda guess: guess.label_at))
