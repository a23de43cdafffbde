"""Promises: what last year's texts say will be done in a later year.

A sentence counts where it names a later fiscal year than its own, or "next year", outside of a quoted name.
How it ends says whether it promises or only mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.fiscal_year import ERAS
from kxdesk.domain.keys import comparison_key, folded
from kxdesk.domain.policy import Issue, Policy, ref_of, values_of, walk
from kxdesk.domain.things import Ref

_ERA = {key: first for name, letter, first in ERAS for key in (name, letter)}
_YEAR = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERA)})\s*(?P<number>\d{{1,2}}|元)|(?<!\d)(?P<year>20\d\d))\s*"
    r"(?P<unit>年度|年(?P<month>\s*\d{1,2}\s*月)?|度|(?=予算|当初|[./]\s*\d))?"
)
_RELATIVE = re.compile("来年度|次年度|翌年度|次期年度")
_QUOTED = re.compile("「[^」]*」|『[^』]*』")
_SENTENCE = re.compile(r"[^。\n]+。?")
_BULLET = re.compile(r"^[\s\u3000]*[・○●◎◇◆■□※*\-]?[\s\u3000]*")
# A sentence that reports what was done promises nothing, whatever year it names.
_DONE = re.compile(r"(?:た|ました|ている|ています|済み?|済である|である|です)[。）)\s]*$")
_WILL = re.compile(
    r"(?:予定|見込み?|方針|計画|する|行う|図る|進める|目指す|いく|つなげる|繋げる|実現|開始|実施|策定|導入|拡大"
    r"|完了|予定です|します|たい|こととしている|としている)[。）)\s]*(?:\([^)]*\))?[。\s]*$"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence of an issue.

    Attributes:
        issue: id of the issue it stands in.
        place: the thing and the field.
        text: the sentence as it was typed.
        year: the latest fiscal year it names.
        sure: its end promises; else it only mentions the year, and a person has to judge.
    """

    issue: str
    ref: Ref
    field: str
    text: str
    year: int
    sure: bool

    @property
    def key(self) -> str:
        """Tells it from every other of its policy, whatever is retyped around it."""
        return f"{self.issue}/{comparison_key(self.text)}"


def promises(policy: Policy) -> tuple[Promise, ...]:
    """In the order of the form, each sentence once an issue; nothing where the policy's year is not known."""
    if not policy.fiscal_year or not policy.fiscal_year.isdecimal():
        return ()
    own = int(policy.fiscal_year)
    found = {promise.key: promise for issue in policy.issues for promise in reversed(list(_of(issue, own)))}
    order = {issue.id: number for number, issue in enumerate(policy.issues)}
    return tuple(sorted(found.values(), key=lambda promise: order[promise.issue]))


def _of(issue: Issue, own: int) -> Iterator[Promise]:
    for thing, _ in walk(issue):
        ref = ref_of(thing)
        for key, value in values_of(thing).items():
            if isinstance(value, str) and catalogue_field(ref.kind, key).kind is FieldKind.TEXT:
                for text in sentences(value):
                    if (year := later_year(text, own)) is not None:
                        yield Promise(issue.id, ref, key, text, year, is_promise(text))


def sentences(text: str) -> Iterator[str]:
    """Sentences and bulleted lines, without their bullets."""
    for match in _SENTENCE.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        if sentence := _BULLET.sub("", match[0]).strip():
            yield sentence


def later_year(sentence: str, own: int) -> int | None:
    """The latest fiscal year after `own` that the sentence names, outside of quoted names."""
    text = _QUOTED.sub("", folded(sentence))
    years = [year for match in _YEAR.finditer(text) if (year := _fiscal(match)) is not None]
    if _RELATIVE.search(text):
        years.append(own + 1)
    latest = max(years, default=own)
    return latest if latest > own else None


def is_promise(sentence: str) -> bool:
    """Whether its end says that something will be done."""
    text = folded(sentence).strip()
    return bool(_WILL.search(text)) or (not _DONE.search(text) and "まで" in text)


def _fiscal(match: re.Match[str]) -> int | None:
    """The fiscal year of a year as written; None where the number is none (R3 of a room)."""
    if match["unit"] is None and not match["year"]:
        return None
    number = 1 if match["number"] == "元" else int(match["number"] or 0)
    year = int(match["year"]) if match["year"] else _ERA[match["era"]] + number - 1
    month = int(re.sub(r"\D", "", match["month"])) if match["month"] else 0
    return year - 1 if 1 <= month <= 3 else year
