"""Wording rules, which are data: words not to be used, and words that others are preferred to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.keys import folded
from kxdesk.domain.policy import CHILDREN, KIND_OF, Policy, Thing, children_of, ref_of, values_of
from kxdesk.domain.things import Kind

_WORDED = (FieldKind.TEXT, FieldKind.LINE)


@dataclass(frozen=True, slots=True)
class WordRule:
    """One word.

    Attributes:
        word: as it is looked for, whatever its width; a run of letters or katakana only as a whole.
        instead: what to write; "" where nothing is proposed.
        why: shown with it, may be "".
        forbidden: else others are only preferred.
    """

    word: str
    instead: str = ""
    why: str = ""
    forbidden: bool = False


def worded(policy: Policy, rules: Iterable[WordRule]) -> Iterator[Finding]:
    """One finding a rule and field."""
    patterns = [(rule, _pattern(rule.word)) for rule in rules if rule.word]
    if patterns:
        yield from _below(policy, "", patterns)


def _below(thing: Thing, issue: str, patterns: list[tuple[WordRule, re.Pattern[str]]]) -> Iterator[Finding]:
    ref = ref_of(thing)
    issue = thing.id if ref.kind is Kind.ISSUE else issue
    for key, value in values_of(thing).items():
        if not isinstance(value, str) or not value or catalogue_field(ref.kind, key).kind not in _WORDED:
            continue
        text = folded(value)
        for rule, pattern in patterns:
            if pattern.search(text):
                code = "word-forbidden" if rule.forbidden else "word-preferred"
                severity = Severity.WARNING if rule.forbidden else Severity.NOTICE
                facts = {"word": rule.word, "instead": rule.instead, "why": rule.why}
                yield Finding(code, severity, ref, key, facts, issue)
    if KIND_OF[type(thing)] in CHILDREN:
        for child in children_of(thing):
            yield from _below(child, issue, patterns)


def _pattern(word: str) -> re.Pattern[str]:
    """子供 is found in 子供たち, DX not in DXF, サーバ not in サーバー."""
    plain = folded(word)
    before = after = ""
    for script in ("A-Za-z", "ァ-ヴー"):
        before += f"(?<![{script}])" if re.match(f"[{script}]", plain) else ""
        after += f"(?![{script}])" if re.search(f"[{script}]$", plain) else ""
    return re.compile(f"{before}{re.escape(plain)}{after}")
