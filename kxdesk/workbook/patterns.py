"""Texts with named holes: 課題{issue.area}({issue.number}), written out, and found again however typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kxdesk.domain.fields import FieldKind, field_named
from kxdesk.workbook.labels import MIN_SIMILAR, fold, label_key, similarity

_HOLE = re.compile(r"\{([a-z_.]+)\}")
_DIGIT = re.compile(r"[0-9０-９①-⑳]")
_YEAR = re.compile(r"(?:令和|平成|[RrHh])?\s*(?:元|[0-9]{1,4})\s*年度")
_BRACKETED = re.compile(r"\(([0-9]{1,2})\)(?=.)")
_BLANKS = " 　\t\n"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Literal pieces with a hole between each two: `pieces` is one longer than `holes`."""

    text: str
    pieces: tuple[str, ...]
    holes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The literal pieces alone, folded."""
        return "".join(fold(piece) for piece in self.pieces)

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its holes filled; a hole without a value is left out."""
        return _HOLE.sub(lambda hole: values.get(hole[1], ""), self.text)


def compile_pattern(text: str) -> Pattern:
    """Read `{name}` as a hole; all else stands as it is."""
    parts = _HOLE.split(text)
    return Pattern(text, tuple(parts[0::2]), tuple(parts[1::2]))


@lru_cache(maxsize=8192)
def match(pattern: Pattern, text: str) -> Mapping[str, str] | None:
    """What stands in the holes, as typed but without blanks around it; None where the text is another one.

    Width, spaces and the kind of bracket do not count; a slip in the words before the first hole is forgiven
    where the brackets around it are still there.
    """
    letters, places = _folded(text)
    if _starts_with_number(pattern):
        letters, places = _without_brackets(letters, places)
    spans = _strict(pattern, letters) or _by_brackets(pattern, letters)
    if spans is None:
        return None
    values = [text[places[first] : places[last - 1] + 1] if last > first else "" for first, last in spans]
    return _shared_out(pattern, [value.strip(_BLANKS) for value in values])


def match_year(pattern: Pattern, text: str) -> Mapping[str, str] | None:
    """The fiscal year in the one hole of a label that was re-typed with a slip; None for any other text."""
    if len(pattern.holes) != 1 or not pattern.holes[0].endswith("fiscal_year"):
        return None
    year = _YEAR.search(unicodedata.normalize("NFKC", text))
    wanted = label_key(pattern.filled({pattern.holes[0]: "令和7年度"}))
    if year is None or similarity(wanted, label_key(text)) < MIN_SIMILAR:
        return None
    return {pattern.holes[0]: year[0]}


def _folded(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = fold(unicodedata.normalize("NFKC", character))
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _starts_with_number(pattern: Pattern) -> bool:
    return _without_brackets(fold(pattern.pieces[0]), [])[0][:1].isdigit()


def _without_brackets(letters: str, places: list[int]) -> tuple[str, list[int]]:
    """⑤ and (5) at the start of a label are the same."""
    found = _BRACKETED.match(letters)
    if found is None:
        return letters, places
    end = found.end()
    return found[1] + letters[end:], places[1 : end - 1] + places[end:]


def _strict(pattern: Pattern, letters: str) -> list[tuple[int, int]] | None:
    """Where the holes are, adjacent ones as one span."""
    pieces = [fold(piece) for piece in pattern.pieces]
    pieces[0] = _without_brackets(pieces[0], [])[0]
    if not letters.startswith(pieces[0]) or not letters.endswith(pieces[-1]):
        return None
    spans: list[tuple[int, int]] = []
    at, end = len(pieces[0]), len(letters) - len(pieces[-1])
    for piece in filter(None, pieces[1:-1]):
        found = letters.find(piece, at, end)
        if found < 0:
            return None
        spans.append((at, found))
        at = found + len(piece)
    return [*spans, (at, end)] if at <= end else None


def _by_brackets(pattern: Pattern, letters: str) -> list[tuple[int, int]] | None:
    before, after = _without_brackets(fold(pattern.pieces[0]), [])[0], fold(pattern.pieces[-1])
    if len(before) < 4 or not after or before[-1] not in "(<[":
        return None
    first, last = letters.find(before[-1]), letters.rfind(after[-1])
    if not 0 < first < last or similarity(before[:-1], letters[:first]) < MIN_SIMILAR:
        return None
    inner = letters[first + 1 : last]
    tail = after[:-1]
    return [(first + 1, last - len(tail) if tail and inner.endswith(tail) else last)]


def _shared_out(pattern: Pattern, values: list[str]) -> Mapping[str, str] | None:
    """Give each hole its text; of two holes with no word between them a number starts at the first digit."""
    found: dict[str, str] = {}
    groups = _groups(pattern)
    if len(groups) != len(values):
        return None
    for names, value in zip(groups, values, strict=True):
        if len(names) == 1:
            found[names[0]] = value
            continue
        digit = _DIGIT.search(value)
        cut = digit.start() if digit and _is_number(names[1]) else len(value)
        found[names[0]] = value[:cut].strip(_BLANKS)
        found[names[1]] = value[cut:].strip(_BLANKS)
    return found


def _groups(pattern: Pattern) -> list[list[str]]:
    groups: list[list[str]] = []
    for name, piece in zip(pattern.holes, pattern.pieces[:-1], strict=True):
        if groups and not fold(piece):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _is_number(name: str) -> bool:
    field = field_named(name)
    return field is not None and field.kind is FieldKind.NUMBER
