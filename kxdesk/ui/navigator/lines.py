"""What the navigator lists, what of it a filter leaves, and where the words were found. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from kxdesk.domain.fields import AREAS
from kxdesk.domain.keys import search_key

BEFORE_HIT = 10  # characters of context in front of a hit


class Line(Protocol):
    """An issue of the outline."""

    @property
    def id(self) -> str: ...
    @property
    def area(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def policy_field(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def missing(self) -> tuple[str, ...]: ...


class Hit(Protocol):
    """A text in which the words were found, `spans` as (start, end) in characters."""

    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> Sequence[tuple[int, int]]: ...
    @property
    def issue_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text around its first hit, in one line."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """An area with the lines that are shown in it; `total` counts the hidden ones too."""

    area: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class Filter:
    """Words as typed, and the issues whose contents hold all of them, each with an excerpt."""

    words: str = ""
    found: dict[str, Excerpt] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for word in self.words.split() if (key := search_key(word)))

    def heads(self, line: Line) -> bool:
        """Whether all words stand in the line itself."""
        if not self.keys:
            return True
        text = search_key(f"{label(line)} {line.policy_field or ''} {line.title or ''}")
        return all(key in text for key in self.keys)

    def shows(self, line: Line) -> bool:
        return self.heads(line) or line.id in self.found


def label(line: Line) -> str:
    """B(2), as the form numbers it."""
    return f"{line.area or '?'}({line.number or '–'})"


def groups(lines: Iterable[Line], wanted: Filter) -> tuple[Group, ...]:
    """Areas in their order, with an issue of no known area under the last."""
    by_area: dict[str, list[Line]] = {area: [] for area in AREAS}
    for line in lines:
        by_area.setdefault(line.area if line.area in by_area else AREAS[-1], []).append(line)
    return tuple(
        Group(area, tuple(line for line in all_ if wanted.shows(line)), len(all_))
        for area, all_ in by_area.items()
    )


def excerpt(text: str, spans: Sequence[tuple[int, int]]) -> Excerpt:
    """From a little before the first hit to the end, white space flattened, marks moved along."""
    flat = text.replace("\n", " ").replace("\r", " ")
    start = max(0, spans[0][0] - BEFORE_HIT) if spans else 0
    lead = "…" if start else ""
    shift = len(lead) - start
    return Excerpt(
        lead + flat[start : start + 120], tuple((a + shift, b + shift) for a, b in spans if a >= start)
    )


def excerpts(hits: Iterable[Hit]) -> dict[str, Excerpt]:
    """The first hit of each issue."""
    found: dict[str, Excerpt] = {}
    for hit in hits:
        if hit.issue_id and hit.issue_id not in found:
            found[hit.issue_id] = excerpt(hit.text, hit.spans)
    return found
