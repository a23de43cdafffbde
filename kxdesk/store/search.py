"""Find texts in what is present, by any piece of a word; width, case and variants make no difference."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, func, select

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.fields import fields_of
from kxdesk.domain.keys import search_key
from kxdesk.domain.policy import CLASS_OF
from kxdesk.domain.things import PARENT_OF, Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.tables import SEARCH_KEY, THINGS

_Step: TypeAlias = tuple[int, int, str]  # kind, position, id of a thing on the way down


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds all the words.

    Attributes:
        spans: start and end of each place in `text` that matches, in order, without overlaps.
        issue_id: the issue it belongs to; "" where it is the policy's own.
    """

    ref: Ref
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]
    issue_id: str
    policy_id: str


def search(desk: Desk, words: str, *, limit: int = 200) -> tuple[Hit, ...]:
    """The texts that hold every word, in the order of the document; words are parted by spaces."""
    keys = [key for word in words.split() if (key := search_key(word))]
    if not keys:
        return ()
    found: list[tuple[tuple[_Step, ...], int, Hit]] = []
    with desk.reading() as connection:
        contains = [_contains(connection, key) for key in keys]
        for kind in CLASS_OF:
            rows = connection.execute(_statement(kind).where(*contains).limit(limit))
            found += [_found(kind, row, keys) for row in rows]
    found.sort(key=lambda entry: entry[:2])
    return tuple(hit for _, _, hit in found[:limit])


def _contains(connection: Connection, key: str) -> ColumnElement[bool]:
    where = func.instr if connection.dialect.name == "sqlite" else func.strpos
    return where(SEARCH_KEY.c.key, key) > 0


def _line(kind: Kind) -> list[Kind]:
    """The kinds from the policy down to this one."""
    parent = PARENT_OF[kind]
    return [*(_line(parent) if parent else ()), kind]


def _statement(kind: Kind) -> Select[Any]:
    """Field, place and id of each thing from the policy down, then the values; only what is present."""
    tables = [THINGS[each] for each in _line(kind)]
    steps = [column for table in tables for column in (table.c[POSITION], table.c.id)]
    values = [tables[-1].c[entry.key] for entry in fields_of(kind)]
    joined = SEARCH_KEY.join(tables[-1], (SEARCH_KEY.c.thing == tables[-1].c.id))
    for child, parent in pairwise(reversed(tables)):
        joined = joined.join(parent, child.c[PARENT] == parent.c.id)
    return (
        select(SEARCH_KEY.c.field, *steps, *values)
        .select_from(joined)
        .where(SEARCH_KEY.c.kind == str(kind), *(table.c[PRESENT] == 1 for table in tables))
        .order_by(*steps)
    )


def _found(kind: Kind, row: Sequence[Any], keys: list[str]) -> tuple[tuple[_Step, ...], int, Hit]:
    line = _line(kind)
    order = list(Kind)
    steps = tuple(
        (order.index(each), row[1 + 2 * depth], row[2 + 2 * depth]) for depth, each in enumerate(line)
    )
    index = [entry.key for entry in fields_of(kind)].index(row[0])
    text = row[1 + 2 * len(line) + index]
    issue_id = steps[1][2] if len(line) > 1 and line[1] is Kind.ISSUE else ""
    return steps, index, Hit(Ref(kind, steps[-1][2]), row[0], text, spans(text, keys), issue_id, steps[0][2])


def spans(text: str, keys: list[str]) -> tuple[tuple[int, int], ...]:
    """Where a text shows what was found by folded keys; it may be longer or shorter than they are."""
    clusters = _clusters(text)
    pieces = list(map(_folded_cluster, clusters))
    folded = "".join(pieces)
    ends = list(accumulate(map(len, pieces)))  # in the folded text
    starts = [0, *accumulate(map(len, clusters))]  # in the text as it stands
    found: list[tuple[int, int]] = []
    for key in keys:
        at = folded.find(key)
        while at >= 0:
            last = at + len(key) - 1
            found.append((starts[bisect_right(ends, at)], starts[bisect_right(ends, last) + 1]))
            at = folded.find(key, last + 1)
    return _merged(sorted(found))


def _clusters(text: str) -> Sequence[str]:
    """Letters with the marks that belong to them: か with its ゛, ｶ with ﾞ, a letter with its selector."""
    if not any(map(_is_mark, text)):
        return text
    starts = [index for index, letter in enumerate(text) if index == 0 or not _is_mark(letter)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@lru_cache(maxsize=1 << 14)
def _folded_cluster(cluster: str) -> str:
    return search_key(cluster)


@lru_cache(maxsize=1 << 14)
def _is_mark(letter: str) -> bool:
    return letter in "ﾞﾟ" or unicodedata.category(letter).startswith("M")


def _merged(found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
