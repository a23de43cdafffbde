"""Which label names which field, and which tile is its box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kxdesk.domain.fields import FieldKind, field_named
from kxdesk.workbook.labels import fold
from kxdesk.workbook.layout import Relation
from kxdesk.workbook.learn.decoys import stamps, table_heads
from kxdesk.workbook.learn.guess import DOUBTFUL, LIKELY, Guess, Reason
from kxdesk.workbook.learn.holes import date_hole, room
from kxdesk.workbook.learn.leftovers import beside, is_for, leftovers
from kxdesk.workbook.learn.tiles import Plate, Tile
from kxdesk.workbook.learn.vocabulary import Fit, Vocabulary

_WIDE = 0.7  # of the form's width: a label this wide has its box below
_ROOMY, _NARROW = 0.35, 0.25  # of the form's width: less is narrow for a text of several lines
_GROUPED, _MISFIT = 0.95, 0.7
_COMPANIONS = {"progress.as_of": "progress.text", "policy.organization_as_of": "policy.organization"}
_TORN, _LIKELIER = 0.62, 0.8  # a label that may name two fields: as it is, and once the other has its own
_ELSEWHERE = 0.55  # the box beside a label that is for something else
_OPENING, _CLOSING = tuple("（(〈<《【[「『"), tuple("）)〉>》】]」』")
_WITH_AREA = {"課題"}  # 課題（A1）
Allowed = Callable[[str], bool]


def guess_boxes(
    plate: Plate,
    vocabulary: Vocabulary,
    allowed: Allowed,
    taken: Iterable[Tile] = (),
    plan: int | None = None,
) -> tuple[Guess, ...]:
    """The likeliest assignment of fields to boxes; each field once, each box once.

    Args:
        plate: the sheet.
        vocabulary: the words.
        allowed: whether a field may stand on this sheet.
        taken: tiles that belong to grids and lists.
        plan: the row in which the year's plan begins, if it is known.
    """
    used = {tile.area for tile in (*taken, *stamps(plate, vocabulary))}
    tables = table_heads(plate)
    candidates = [
        _outside_tables(candidate) if tile in tables else candidate
        for tile in plate.labels
        if tile.area not in used
        for candidate in _candidates(plate, vocabulary, _near_plan(plate, allowed, tile, plan), tile)
        if candidate.guess.at not in {(area.first_row, area.first_column) for area in used}
    ]
    settled = list(_settled(_with_own_area(candidates)))
    placed = _assigned(_with_companion(guess, settled) for guess in settled)
    firm = [guess for guess in placed if guess.confidence >= LIKELY]
    fields = frozenset(filter(allowed, vocabulary.fields)) - {"issue.plan_preface"}
    fields = fields.difference(*(guess.fields for guess in firm))
    rest = leftovers(plate, vocabulary, fields, used, firm)
    again = {guess.field for guess in rest} | {guess.at for guess in rest}
    doubts = [guess for guess in placed if guess not in firm and again.isdisjoint((guess.field, guess.at))]
    return tuple(sorted((*firm, *rest, *doubts), key=lambda guess: guess.label_at))


class _Candidate(NamedTuple):
    """A guess before it is known which other labels name its field, or which other fields its label."""

    guess: Guess
    rivals: frozenset[str] = frozenset()


def _with_own_area(candidates: list[_Candidate]) -> list[_Candidate]:
    """Where a label of its own asks for the area, the number's box is for the number alone."""
    own = any(one.guess.fields == ("issue.area",) and one.guess.confidence >= LIKELY for one in candidates)
    return [one for one in candidates if not own or len(one.guess.fields) == 1]


def _outside_tables(candidate: _Candidate) -> _Candidate:
    """A list's heading names no box of its own."""
    guess = candidate.guess
    most = _ELSEWHERE if guess.relation is Relation.BELOW else 1.0
    return candidate._replace(guess=replace(guess, confidence=min(guess.confidence, most)))


def _near_plan(plate: Plate, allowed: Allowed, label: Tile, plan: int | None) -> Allowed:
    """A preface stands right over the plan; elsewhere the same words are about something else."""
    bottoms = [box.area.last_row for _, box in beside(plate, label)]
    if plan is None or any(0 <= plan - bottom - 1 <= 1 for bottom in bottoms):
        return allowed
    return lambda name: name != "issue.plan_preface" and allowed(name)


def _candidates(plate: Plate, vocabulary: Vocabulary, allowed: Allowed, label: Tile) -> Iterator[_Candidate]:
    fits = _fits(plate, vocabulary, label, allowed)
    near = {fit.field for fit in fits if fit.score >= fits[0].score - 0.02}
    roomy = room(label.text) is not None and date_hole(label.text) is None
    for fit in fits[:4]:
        for relation, box in beside(plate, label):
            score = fit.score * _suits(plate, fit, label, box, relation)
            score = min(score, _ELSEWHERE) if roomy else score
            if score >= DOUBTFUL:
                rivals = near - {fit.field} if fit.field in near and not box.choices else frozenset()
                yield _Candidate(_guess(fit, label, relation, box, score), frozenset(rivals))
    alone = not any(True for _ in beside(plate, label))
    yield from map(_Candidate, _inside(vocabulary, allowed, label, alone=alone))


def _fits(plate: Plate, vocabulary: Vocabulary, label: Tile, allowed: Allowed) -> list[Fit]:
    """What a label may name, also together with the taller text at its left: 課題 | 名称."""
    fields = frozenset(filter(allowed, vocabulary.fields))
    best = {fit.field: fit for fit in vocabulary.fits_among(label.text, fields)}
    group = plate.at(label.area.first_row, label.area.first_column - 1)
    if (
        group
        and group.text
        and group.area.last_row - group.area.first_row > label.area.last_row - label.area.first_row
    ):
        for fit in vocabulary.fits(fold(group.text) + label.text):
            if (
                fit.field in fields
                and fit.exact
                and fit.score * _GROUPED > (best[fit.field].score if fit.field in best else 0.0)
            ):
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
    if companion is None or guess.confidence < LIKELY:
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


def _suits(plate: Plate, fit: Fit, label: Tile, box: Tile, relation: Relation) -> float:
    """How well a blank tile suits as the field's box, 0 to 1."""
    field = field_named(fit.field)
    kind = field.kind if field else FieldKind.LINE
    score = 1.0 if fit.exact or is_for(plate, fit.field, box) else _MISFIT
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
        yield from [found(field, f"{date[0]}{{{field}}}{date[1]}", 0.9)] if allowed(field) else []
        return
    gap = _room_in(label.text, alone=alone)
    if gap is None:
        return
    words = _around(*gap)
    with_area = allowed("issue.number") and bool(gap[1].strip()) and _numbers(vocabulary, words)
    if with_area:
        settled = 0.86 if fold(words) in _WITH_AREA else _LIKELIER
        yield found("issue.area", f"{gap[0]}{{issue.area}}{{issue.number}}{gap[1]}", settled)
    for fit in vocabulary.fits_among(words, frozenset(filter(allowed, vocabulary.fields)))[:2]:
        score = 0.88 * fit.score if fit.exact else min(fit.score, _LIKELIER)
        if with_area:
            score = min(score, _LIKELIER - 0.01)
        if score >= LIKELY:
            yield found(fit.field, f"{gap[0]}{{{fit.field}}}{gap[1]}", score)
    if "方針" in words and allowed("policy.bureau"):
        yield found("policy.bureau", f"{gap[0]}{{policy.bureau}}{gap[1]}", 0.86)


def _room_in(text: str, *, alone: bool) -> tuple[str, str] | None:
    """What stands around the empty place of a label; a colon alone makes one where no box follows."""
    gap = room(text)
    return (text, "") if gap is None and alone and text.endswith((":", "：")) else gap


def _around(before: str, after: str) -> str:
    """The words around an empty place, without the brackets that hold it."""
    before, after = before.rstrip(" 　:："), after.strip(" 　")
    if before[-1:] in _OPENING and after[:1] in _CLOSING:
        before, after = before[:-1], after[1:]
    return f"{before}{after}".strip(" 　:：")


def _numbers(vocabulary: Vocabulary, words: str) -> bool:
    """Whether it is the number of an issue that such words leave room for."""
    number, title = (vocabulary.fit(words, f"issue.{key}") for key in ("number", "title"))
    return fold(words) in _WITH_AREA or (number.score >= 0.55 and number.score > title.score)


def _surest_first(guess: Guess) -> tuple[float, bool, tuple[int, int], tuple[int, int]]:
    """A word for the bureau's box and the issue's is the issue's: 所属 above 担当."""
    return -guess.confidence, guess.field.startswith("policy."), guess.label_at, guess.at


def _assigned(candidates: Iterable[Guess]) -> tuple[Guess, ...]:
    """The surest first; a label serves one box beside it, and one field inside it."""
    chosen: list[Guess] = []
    fields: set[str] = set()
    boxes: set[tuple[int, int]] = set()
    labels: set[tuple[tuple[int, int], bool]] = set()
    for guess in sorted(candidates, key=_surest_first):
        inside = guess.relation is Relation.INSIDE
        key = (guess.label_at, inside)
        if fields.intersection(guess.fields) or key in labels or (guess.at in boxes and not inside):
            continue
        chosen.append(guess)
        fields.update(guess.fields)
        labels.add(key)
        boxes.add(guess.at)
    return tuple(sorted(chosen, key=lambda guess: guess.label_at))
