"""The words that forms use for each field, and how well a printed label fits one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kxdesk.workbook.labels import fold, label_key, similarity, without_numbering

# A label with its remark in brackets, after a dash or behind a colon: the remark is not its name.
_REMARK = re.compile(r"[(<\[].*?[)>\]]|[-~:※].*$")
_IN_BRACKETS = re.compile(r"[(<\[](.{2,12}?)[)>\]]")
_OUTER = re.compile(r"^[\[<(]([^\[\]<>()]+)[\])>]$")
# 「…をご記入ください。」 and the like say what to do, not what it is about.
_HOW = r"(?:具体的に|簡潔に|詳しく)*(?:ご|御)?(?:記入|記載|入力|記述|説明|お書き)"
_DO = r"(?:して|する|のうえ|の上|ください|下さい|こと|願います|お願いします)"
_ASKING = re.compile(rf"(?:(?:について|に関して|につき|を){_HOW}{_DO}*|{_HOW}{_DO}+)[.]?(?=[(<\[※]|$)")
_NUMBERING = re.compile(
    r"^(?:第\d+[章節]|[ivx]+(?:-\d+)?[.)]?(?=[^a-z0-9.)-])|\d+-\d+[.)]?|[一二三四五六七八九十][.、,]"
    r"|\([ア-コa-h]\)|[ア-コa-h][.)])(?=.)"
)
_YEAR = re.compile(r"#年度|今年度|本年度|当該年度|前年度|昨年度")
_NEAR, _EXACT, _LIKE, _ASIDE = 0.6, 1.0, 0.87, 0.8
_TOO_LONG = 40  # a sentence of instructions is no label
_SENTENCE = 80  # unless it asks in so many words


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of one field.

    Attributes:
        exact: names that settle it; a longer label that holds one may mean it.
        whole: names that settle it alone, and say nothing within a longer label.
        near: names that need help.
        like: what labels of it say in many ways.
        never: what it is not.
    """

    exact: frozenset[str]
    whole: frozenset[str]
    near: frozenset[str]
    like: tuple[re.Pattern[str], ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a label names a field, 0 to 1; `exact` where a settled name was met to the letter."""

    field: str
    score: float
    exact: bool


class Vocabulary:
    """The words of all fields; see `resources/forms/vocabulary.toml`."""

    def __init__(self, text: str) -> None:
        data = tomllib.loads(text)
        self._alike: Mapping[str, str] = data["alike"]
        self._fields = {name: self._words(entry) for name, entry in data["fields"].items()}
        self.areas: dict[str, frozenset[str]] = {
            area: frozenset(fold(word) for word in words) for area, words in data["areas"].items()
        }
        self.compose: dict[str, str] = data["compose"]
        self.halves = self._folded(data["halves"]["words"])
        self.instructions = self._folded(data["instructions"]["words"])
        self.indicators = frozenset(self._folded(data["indicators"]["words"]))
        self._cache: dict[str, tuple[Fit, ...]] = {}

    def fits(self, label: str) -> tuple[Fit, ...]:
        """The fields this label may name, best first."""
        found = self._cache.get(label)
        if found is None:
            fits = (self._fit(name, words, label) for name, words in self._fields.items())
            found = tuple(sorted((fit for fit in fits if fit.score > 0), key=lambda fit: -fit.score))
            self._cache[label] = found
        return found

    def fit(self, label: str, field: str) -> Fit:
        """How well the label names this one."""
        return next((fit for fit in self.fits(label) if fit.field == field), Fit(field, 0.0, False))

    def area_in(self, label: str) -> str | None:
        """The area a heading names: 課題領域A, Ａ領域, A 行政サービス…"""
        key = without_numbering(fold(label)).lstrip("([<○◯●■□◆◇")
        for area, words in self.areas.items():
            if key.rstrip(")]>") in words or any(len(word) > 1 and key.startswith(word) for word in words):
                return area
        bare = re.match(r"([a-c])(?![a-z0-9])", key)
        return bare[1].upper() if bare and len(key) <= _TOO_LONG else None

    def _words(self, entry: Mapping[str, Any]) -> Words:
        return Words(
            frozenset(self._plain(word) for word in entry.get("exact", ())),
            frozenset(self._plain(word) for word in entry.get("whole", ())),
            frozenset(self._plain(word) for word in entry.get("near", ())),
            tuple(re.compile(pattern) for pattern in entry.get("like", ())),
            tuple(self._plain(word) for word in entry.get("never", ())),
        )

    def _folded(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(fold(word) for word in words)

    def _plain(self, text: str) -> str:
        key = without_numbering(fold(text))
        for variant, plain in self._alike.items():
            key = key.replace(fold(variant), plain)
        return key

    def _forms(self, label: str) -> tuple[str, ...]:
        """The label as a whole, without its remarks, and without its year; the fullest first."""
        key = _strip_numbering(label_key(label))
        key = _ASKING.sub("", key) or key
        key = _OUTER.sub(r"\1", key)
        inner = _IN_BRACKETS.match(key)
        bare = _REMARK.sub("", key) or (inner[1] if inner else key)
        forms = (key, bare, _YEAR.sub("", bare), _YEAR.sub("", key))
        return tuple(dict.fromkeys(self._plain(form) for form in forms if form))

    def _asides(self, label: str) -> tuple[str, ...]:
        """What a label says in brackets, in its first line or in one of its sentences."""
        key = _strip_numbering(label_key(label))
        lines = label.split("\n")[:1] if "\n" in label else []
        sentences = [_ASKING.sub("", part) for part in key.split(".")] if "." in key else []
        return tuple(map(self._plain, (*_IN_BRACKETS.findall(key), *map(label_key, lines), *sentences)))

    def _fit(self, name: str, words: Words, label: str) -> Fit:
        forms = self._forms(label)
        whole = forms[0] if forms else ""
        settled = words.exact | words.whole
        if not settled.isdisjoint(forms):  # whatever its remark says
            return Fit(name, _EXACT if whole in settled else 0.97, True)
        if not whole or any(never in whole for never in words.never):
            return Fit(name, 0.0, False)
        if len(whole) <= _SENTENCE and any(pattern.search(form) for pattern in words.like for form in forms):
            return Fit(name, _LIKE, False)
        if not words.exact.isdisjoint(self._asides(label)):
            return Fit(name, _ASIDE, False)
        best = max((_closeness(form, words.exact) for form in forms), default=0.0)
        near = max((_closeness(form, words.near) for form in forms), default=0.0) * _NEAR
        return Fit(name, max(best * 0.9, near), False)


def _strip_numbering(key: str) -> str:
    while (shorter := _NUMBERING.sub("", without_numbering(key))) != key:
        key = shorter
    return key


@lru_cache(maxsize=8192)
def _closeness(form: str, words: frozenset[str]) -> float:
    """1 for a word itself, less for a label that holds one or looks like one."""
    if form in words:
        return 1.0
    best = 0.0
    for word in words:
        if len(word) >= 2 and word in form and len(form) <= _TOO_LONG:
            best = max(best, 0.6 + 0.35 * len(word) / len(form))
        elif len(word) >= 3 and (likeness := similarity(word, form)) >= 0.75:
            best = max(best, likeness * 0.9)
    return best
