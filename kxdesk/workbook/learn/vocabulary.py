"""The words that forms use for each field, and how well a printed label fits one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from kxdesk.workbook.labels import fold, label_key, similarity, without_numbering
from kxdesk.workbook.learn.likeness import Likeness

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
_ROMAN = re.compile(r"^\s*[Ⅰ-Ⅻⅰ-ⅻ][.．)）、 　]*(?=.)")
_YEAR = re.compile(r"#年度|今年度|本年度|当該年度")
_LAST_YEAR = re.compile(r"前年度|昨年度")
_PRINTED = {"policy.fiscal_year", "policy.retrospective_fiscal_year"}
_OF_LAST_YEAR = "policy.retrospective"
# 前年度課題名, 関連する課題番号: named like ours and about something else.
_ELSEWHERE = re.compile(
    "^(?:前年度?|昨年度?|次年度|翌年度|来年度|過年度|変更前|(?:関連|関係|類似|既存)(?:課題|取組|事業|施策|計画|課|局|部))"
)
_NEAR, _EXACT, _LIKE, _ASIDE = 0.6, 1.0, 0.87, 0.8
_DOUBT, _UNSURE = 0.5, 0.8  # most for what is named like a stranger; for what resembles something else too
_LIKELY, _AGREED = 0.5, 0.7  # shares of likeness
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
        self.looking_back = self._folded(data["looking_back"]["words"])
        self.officials = frozenset(self._folded(data["officials"]["words"]))
        self._strangers = frozenset(map(self._plain, data["strangers"]["words"]))
        names = {name: words.exact | words.whole | words.near for name, words in self._fields.items()}
        names = {name: listed for name, listed in names.items() if name not in _PRINTED}
        self._likeness = Likeness({**names, "": self._strangers})
        self._cache: dict[str, tuple[Fit, ...]] = {}
        self._among: dict[tuple[str, frozenset[str]], tuple[Fit, ...]] = {}

    def fits(self, label: str) -> tuple[Fit, ...]:
        """The fields this label may name, best first."""
        found = self._cache.get(label)
        if found is None:
            fits = (self._fit(name, words, label) for name, words in self._fields.items())
            found = tuple(sorted((fit for fit in fits if fit.score > 0), key=lambda fit: -fit.score))
            self._cache[label] = found
        return found

    def fits_among(self, label: str, fields: frozenset[str]) -> tuple[Fit, ...]:
        """The same where only these may be meant: also by what no list has and one of them resembles most."""
        found = self._among.get((label, fields))
        if found is None:
            listed = {fit.field: fit for fit in self.fits(label) if fit.field in fields}
            exact = any(fit.exact for fit in listed.values())
            shares = {} if exact else self.shares(label, fields)
            fits = (self._weighed(listed.get(name), name, shares) for name in {*listed, *shares})
            found = tuple(sorted((fit for fit in fits if fit.score > 0), key=lambda fit: -fit.score))
            self._among[label, fields] = found
        return found

    @cached_property
    def fields(self) -> frozenset[str]:
        """All fields it has words for."""
        return frozenset(self._fields)

    def is_stranger(self, label: str) -> bool:
        """Whether the label is listed as one of no field."""
        return not self._strangers.isdisjoint(self._forms(label))

    def shares(self, label: str, fields: frozenset[str]) -> dict[str, float]:
        """How likely each of these fields is meant by a label that no list has, "" being none of any kind."""
        forms = self._forms(label)
        shares = self._likeness.among(forms[min(1, len(forms) - 1)], {*fields, ""}) if forms else {}
        if self.is_stranger(label) or (forms and _ELSEWHERE.match(forms[0])):
            back = {name: share for name, share in shares.items() if name.startswith(_OF_LAST_YEAR)}
            return back if back and forms and _LAST_YEAR.match(forms[0]) else {"": 1.0}
        return shares

    def _weighed(self, listed: Fit | None, name: str, shares: Mapping[str, float]) -> Fit:
        fit = listed or Fit(name, 0.0, False)
        if not name or fit.exact or not shares:
            return fit if name else Fit(name, 0.0, False)
        share = shares.get(name, 0.0)
        score = fit.score if share >= _AGREED else min(fit.score, _UNSURE)
        if share >= _LIKELY:
            score = max(score, 0.17 * share + 0.6)
        if name not in shares or shares.get("", 0.0) >= _LIKELY:
            score = min(score, _DOUBT)
        return Fit(name, score, False)

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
        key = _strip_numbering(label_key(_ROMAN.sub("", label)))
        key = _ASKING.sub("", key) or key
        key = _OUTER.sub(r"\1", key)
        inner = _IN_BRACKETS.match(key)
        bare = _REMARK.sub("", key) or (inner[1] if inner else key)
        forms = (key, bare, _YEAR.sub("", bare), _YEAR.sub("", key))
        return tuple(dict.fromkeys(self._plain(form) for form in forms if form))

    def _forms_of(self, name: str, label: str) -> tuple[str, ...]:
        """The same as they may name a field; what looks back on last year need not say so."""
        forms = self._forms(label)
        if not name.startswith(_OF_LAST_YEAR):
            return forms
        return tuple(dict.fromkeys((*forms, *(_LAST_YEAR.sub("", form) for form in forms))))

    def _asides(self, label: str) -> tuple[str, ...]:
        """What a label says in brackets, in its first line or in one of its sentences."""
        key = _strip_numbering(label_key(label))
        lines = label.split("\n")[:1] if "\n" in label else []
        sentences = [_ASKING.sub("", part) for part in key.split(".")] if "." in key else []
        return tuple(map(self._plain, (*_IN_BRACKETS.findall(key), *map(label_key, lines), *sentences)))

    def _fit(self, name: str, words: Words, label: str) -> Fit:
        forms = self._forms_of(name, label)
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


def _shares_letters(word: str, letters: set[str]) -> bool:
    """Words that resemble each other have most letters in common; most pairs of words have none."""
    own = set(word)
    return 2 * len(own & letters) >= min(len(own), len(letters))


@lru_cache(maxsize=8192)
def _closeness(form: str, words: frozenset[str]) -> float:
    """1 for a word itself, less for a label that holds one or looks like one."""
    if form in words:
        return 1.0
    best, letters = 0.0, set(form)
    if len(form) > _TOO_LONG:
        return best
    for word in words:
        if len(word) >= 2 and word in form:
            best = max(best, 0.6 + 0.35 * len(word) / len(form))
        elif (
            len(word) >= 3 and _shares_letters(word, letters) and (likeness := similarity(word, form)) >= 0.75
        ):
            best = max(best, likeness * 0.9)
    return best
