"""The ledger as the documents it came from: each entry as its source printed it, where nobody changed it."""

from __future__ import annotations

import json
import re
from typing import Any

from kxdesk.domain.indicators import Indicator, Observation, Source, Target
from kxdesk.domain.ledger_in import OBSERVATION_KEYS, TARGET_KEYS, texts_of
from kxdesk.domain.policy import Policy, values_of

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_KEYS = {"targets": TARGET_KEYS, "observations": OBSERVATION_KEYS}


def to_documents(policy: Policy, own_title: str) -> list[dict[str, Any]]:
    """One for each source in their order, then one of what was typed here, titled `own_title`."""
    documents = [_document(policy, source) for source in policy.sources]
    own = _own_document(policy, own_title)
    return [*documents, own] if own else documents


def _document(policy: Policy, source: Source) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(source.printed or "{}")
    said = [
        (_path(entry.place), indicator, entry)
        for indicator in policy.indicators
        for entry in _assertions(indicator)
        if entry.source == source.id and entry.place
    ]
    for path, indicator, entry in sorted(said, key=lambda one: [str(part).zfill(9) for part in one[0]]):
        holder: Any = document
        for part in path[:-1]:
            holder = holder[part]
        holder.append(_entry(indicator, entry))
    return document


def _assertions(indicator: Indicator) -> tuple[Target | Observation, ...]:
    return (*indicator.targets, *indicator.observations)


def _list_of(entry: Target | Observation) -> str:
    return "targets" if isinstance(entry, Target) else "observations"


def _path(place: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in place.split("/")]


def _own_document(policy: Policy, title: str) -> dict[str, Any]:
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for indicator in policy.indicators:
        typed = [entry for entry in _assertions(indicator) if not entry.place]
        if not typed:
            continue
        group = groups.setdefault(
            (indicator.group_number or "", indicator.group_name or ""),
            {"number": _json(indicator.group_number or ""), "name": indicator.group_name or ""}
            | {kind: [] for kind in _KEYS},
        )
        for entry in typed:
            group[_list_of(entry)].append(_entry(indicator, entry))
    return {"source": title, "fields": list(groups.values())} if groups else {}


def _entry(indicator: Indicator, entry: Target | Observation) -> dict[str, Any]:
    """As printed, with the fields that were changed since."""
    keys = _KEYS[_list_of(entry)]
    said: dict[str, Any] = json.loads(entry.printed) if entry.printed else {"indicator": indicator.name or ""}
    printed, values = texts_of(said, keys), values_of(entry)
    for key, own in keys.items():
        text = str(values[own] or "")
        if text != printed[own]:
            _put(said, key, _json(text))
    return said


def _put(said: dict[str, Any], key: str, value: Any) -> None:
    first, _, rest = key.partition(".")
    if rest:
        inner = said.setdefault(first, {})
        _put(inner, rest, value)
    elif value == "":
        said.pop(key, None)
    else:
        said[key] = value


def _json(text: str) -> Any:
    """A number where the text is one as JSON writes it."""
    return json.loads(text) if _JSON_NUMBER.fullmatch(text) else text
