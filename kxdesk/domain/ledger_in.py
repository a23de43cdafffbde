"""A document that asserts figures, put beside what is known: new assertions, nothing overwritten.

The shape is `{"source": …, "fields": [{"number", "name", "targets": […], "observations": […]}]}`. The two
lists may also stand at the top. Every entry names its indicator. All that a document holds besides is kept.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from kxdesk.domain.indicators import Indicator, Observation, Source, Target
from kxdesk.domain.keys import number_key, search_key
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.domain.units import comparable, unit

NewId = Callable[[], str]
# Key in a document → key of the thing; a dot goes one object down.
TARGET_KEYS = {
    "comparator": "comparator", "value": "value", "unit": "unit", "qualitative": "words",
    "target_fiscal_year": "fiscal_year", "base_fiscal_year": "base_fiscal_year", "base_value": "base_value",
    "note": "note",
}  # fmt: skip
OBSERVATION_KEYS = {
    "unit": "unit", "as_of": "as_of", "value": "value", "numerator": "numerator",
    "denominator": "denominator",
    "approximate": "approximate", "provisional": "provisional", "previous": "previous",
    "previous_numerator": "previous_numerator", "previous_denominator": "previous_denominator",
    "printed_change": "printed_change", "base.fiscal_year": "base_fiscal_year", "base.value": "base_value",
    "note": "note", "who": "who",
}  # fmt: skip
_LISTS = {"targets": TARGET_KEYS, "observations": OBSERVATION_KEYS}
_UP = frozenset({"up", "higher", "+", "more", "高い", "増"})
_DOWN = frozenset({"down", "lower", "-", "less", "低い", "減"})
_MARKS = re.compile(r"[・,、。.:;\-_/()\[\]「」『』<>【】〈〉《》]")
# A name of so many characters means the same in another field of work; a shorter one ("参加者数") may not.
_SPEAKS_FOR_ITSELF = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    """One target or observation as it stands in its document."""

    kind: str
    place: str
    group_number: str
    group_name: str
    said: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.said["indicator"])


def fingerprint_of(document: dict[str, Any]) -> str:
    """Equal for documents that say the same, whatever the order of their keys."""
    return sha256(
        json.dumps(document, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    ).hexdigest()


def with_document(policy: Policy, document: Any, file_name: str, new_id: NewId) -> Policy:
    """The policy with what the document asserts; the same policy where it holds that document already.

    Args:
        policy: as it stands.
        document: parsed JSON.
        file_name: what the source is called where it does not name itself.
        new_id: gives an id.

    Raises:
        Problem: indicators-not-understood (where).
    """
    entries = tuple(_entries(document))
    fingerprint = fingerprint_of(document)
    if any(source.fingerprint == fingerprint for source in policy.sources):
        return policy
    title = document.get("source")
    source = Source(
        title=title if isinstance(title, str) and title else file_name,
        printed=json.dumps(_frame(document), ensure_ascii=False),
        fingerprint=fingerprint,
        id=new_id(),
    )
    indicators = list(policy.indicators)
    for entry in entries:
        at = _place_of(entry, indicators)
        if at is None:
            indicators.append(_new_indicator(entry, new_id()))
            at = len(indicators) - 1
        indicators[at] = _with_entry(indicators[at], entry, source.id, new_id)
    return replace(policy, sources=(*policy.sources, source), indicators=tuple(indicators))


def text_of(value: Any) -> str:
    """A JSON value as the text of a field: 62.0 stays 62.0, true is said by its field's own word."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def found(said: dict[str, Any], key: str) -> Any:
    """`base.value` is the value in the object `base`; None where there is none."""
    first, _, rest = key.partition(".")
    value = said.get(first)
    return value if not rest else value.get(rest) if isinstance(value, dict) else None


def texts_of(said: dict[str, Any], keys: dict[str, str]) -> dict[str, str]:
    """The fields of an entry."""
    texts = {own: text_of(found(said, key)) for key, own in keys.items()}
    if texts.get("provisional") == "true":
        texts["provisional"] = "暫定"
    return texts


def name_key(name: str | None) -> str:
    """Equal for the same name typed in another width, with other spaces, brackets and dots."""
    return _MARKS.sub("", search_key(name or ""))


def _entries(document: Any) -> Iterator[_Entry]:
    _expect(isinstance(document, dict), "")
    yield from _listed(document, "", "", "")
    fields = document.get("fields", [])
    _expect(isinstance(fields, list), "fields")
    for index, group in enumerate(fields):
        _expect(isinstance(group, dict), f"fields/{index}")
        yield from _listed(
            group, f"fields/{index}/", text_of(group.get("number")), text_of(group.get("name"))
        )


def _listed(holder: dict[str, Any], path: str, number: str, name: str) -> Iterator[_Entry]:
    for kind in _LISTS:
        listed = holder.get(kind, [])
        _expect(isinstance(listed, list), f"{path}{kind}")
        for index, said in enumerate(listed):
            place = f"{path}{kind}/{index}"
            _expect(isinstance(said, dict) and isinstance(said.get("indicator"), str), place)
            _expect(bool(said["indicator"].strip()), place)
            yield _Entry(kind, place, number, name, said)


def _expect(holds: bool, where: str) -> None:
    if not holds:
        raise Problem("indicators-not-understood", where=where or "/")


def _frame(document: dict[str, Any]) -> dict[str, Any]:
    """The document with gaps where its entries stood."""
    frame = copy.copy(document)
    for kind in _LISTS:
        if kind in frame:
            frame[kind] = []
    if "fields" in frame:
        frame["fields"] = [
            {key: [] if key in _LISTS else value for key, value in group.items()} for group in frame["fields"]
        ]
    return frame


def _place_of(entry: _Entry, indicators: list[Indicator]) -> int | None:
    """The indicator of that name: in the same field of work first, elsewhere where it can only mean that."""
    key = name_key(entry.name)
    same = [at for at, known in enumerate(indicators) if name_key(known.name) == key]
    fitting = [at for at in same if _fits(entry, indicators[at], key)]

    def rank(at: int) -> tuple[bool, bool, int]:
        known = indicators[at]
        units = comparable(unit(known.unit), unit(text_of(entry.said.get("unit"))))
        return (not _same_group(entry, known), not units, at)

    return min(fitting, key=rank, default=None)


def _fits(entry: _Entry, known: Indicator, key: str) -> bool:
    if not (entry.group_name or entry.group_number) or not (known.group_name or known.group_number):
        return True
    return _same_group(entry, known) or len(key) >= _SPEAKS_FOR_ITSELF


def _same_group(entry: _Entry, known: Indicator) -> bool:
    if entry.group_name and known.group_name:
        return name_key(entry.group_name) == name_key(known.group_name)
    return number_key(entry.group_number) == number_key(known.group_number)


def _new_indicator(entry: _Entry, id_: str) -> Indicator:
    return Indicator(entry.group_number, entry.group_name, entry.name, id=id_)


def _with_entry(indicator: Indicator, entry: _Entry, source: str, new_id: NewId) -> Indicator:
    texts: dict[str, Any] = texts_of(entry.said, _LISTS[entry.kind])
    printed = json.dumps(entry.said, ensure_ascii=False)
    texts |= {"source": source, "place": entry.place, "printed": printed, "id": new_id()}
    known = replace(
        indicator,
        unit=indicator.unit or texts["unit"],
        polarity=indicator.polarity or _polarity(entry.said.get("polarity")),
        cumulative=indicator.cumulative or _counting(entry.said.get("cumulative")),
    )
    if entry.kind == "targets":
        return replace(known, targets=(*known.targets, Target(**texts)))
    return replace(known, observations=(*known.observations, Observation(**texts)))


def _polarity(said: Any) -> str:
    word = search_key(text_of(said))
    return "高いほどよい" if word in _UP else "低いほどよい" if word in _DOWN else text_of(said)


def _counting(said: Any) -> str:
    return "累計" if said is True else "期間ごと" if said is False else text_of(said)
