"""The one catalogue of fields: screens, tables, checks, layouts, differences and the reader all read it.

Keys follow meaning, never the circled number of a form: ④ is the approach in R6 and the target outcome in R7.
Which form asks for a field, and what it calls it, is data of that form (see `form.Form`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kxdesk.domain.things import Kind


class FieldKind(StrEnum):
    """How a value is typed in and compared; every value but a quarter is stored as the text typed."""

    TEXT = "text"  # several lines
    LINE = "line"  # one line
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"  # in any habit: R7.12, 令和7年12月末
    NAMES = "names"  # several names, one a line or separated by 、
    QUARTER = "quarter"  # 1 to 4, an int
    LINK = "link"  # the id of another thing, or ""
    RECORD = "record"  # kept for the program: neither shown nor found by


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind of thing.

    Attributes:
        choices: what may be chosen; empty where the vocabulary is the form's or the bureau's own.
        yearly: it is said of one year and begins blank in the next.
    """

    thing: Kind
    key: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    yearly: bool = False

    @property
    def name(self) -> str:
        """`issue.title`: how layouts and the command line call it."""
        return f"{self.thing}.{self.key}"


AREAS = ("A", "B", "C")
LEVELS = ("高", "中", "低")
POLARITIES = ("高いほどよい", "低いほどよい")
COUNTINGS = ("累計", "期間ごと")

_P, _I, _A = Kind.POLICY, Kind.ISSUE, Kind.ACTIVITY
_D, _T, _O = Kind.INDICATOR, Kind.TARGET, Kind.OBSERVATION

CATALOGUE: tuple[Field, ...] = (
    Field(_P, "bureau", FieldKind.LINE),
    Field(_P, "fiscal_year", FieldKind.NUMBER),
    Field(_P, "form", FieldKind.LINE),
    Field(_P, "mission"),
    Field(_P, "budget", yearly=True),
    Field(_P, "general_account_oku_yen", FieldKind.NUMBER, yearly=True),
    Field(_P, "general_funds_oku_yen", FieldKind.NUMBER, yearly=True),
    Field(_P, "special_account_oku_yen", FieldKind.NUMBER, yearly=True),
    Field(_P, "organization_as_of", FieldKind.DATE, yearly=True),
    Field(_P, "organization", FieldKind.NAMES),
    Field(_P, "partner_bodies", FieldKind.NAMES),
    Field(_P, "retrospective_fiscal_year", FieldKind.NUMBER, yearly=True),
    Field(_P, "retrospective_overall", yearly=True),
    Field(_P, "retrospective_achieved", yearly=True),
    Field(_P, "retrospective_insufficient", yearly=True),
    Field(Kind.FACILITY, "operation", FieldKind.LINE),
    Field(Kind.FACILITY, "name", FieldKind.LINE),
    Field(_I, "area", FieldKind.CHOICE, AREAS),
    Field(_I, "number", FieldKind.NUMBER),
    Field(_I, "policy_field", FieldKind.LINE),
    Field(_I, "title", FieldKind.LINE),
    Field(_I, "division", FieldKind.LINE),
    Field(_I, "author", FieldKind.LINE),
    Field(_I, "impact", FieldKind.CHOICE, LEVELS),
    Field(_I, "urgency", FieldKind.CHOICE, LEVELS),
    Field(_I, "content"),
    Field(_I, "background"),
    Field(_I, "target_outcome"),
    Field(_I, "approach"),
    Field(_I, "plan_preface"),
    Field(_A, "number", FieldKind.NUMBER),
    Field(_A, "title", FieldKind.LINE),
    Field(_A, "description"),
    Field(Kind.TRACK, "label", FieldKind.LINE),
    Field(Kind.MILESTONE, "start", FieldKind.QUARTER),
    Field(Kind.MILESTONE, "end", FieldKind.QUARTER),
    Field(Kind.MILESTONE, "text"),
    Field(Kind.PROGRESS, "as_of", FieldKind.DATE, yearly=True),
    Field(Kind.PROGRESS, "activity", FieldKind.LINK, yearly=True),
    Field(Kind.PROGRESS, "text", yearly=True),
    Field(Kind.SOURCE, "title", FieldKind.LINE),
    Field(Kind.SOURCE, "printed", FieldKind.RECORD),
    Field(Kind.SOURCE, "fingerprint", FieldKind.RECORD),
    Field(_D, "group_number", FieldKind.LINE),
    Field(_D, "group_name", FieldKind.LINE),
    Field(_D, "name", FieldKind.LINE),
    Field(_D, "unit", FieldKind.LINE),
    Field(_D, "polarity", FieldKind.CHOICE, POLARITIES),
    Field(_D, "cumulative", FieldKind.CHOICE, COUNTINGS),
    Field(_D, "base_fiscal_year", FieldKind.DATE),
    Field(_D, "base_value", FieldKind.NUMBER),
    Field(_D, "part_of", FieldKind.LINK),
    Field(_D, "note"),
    Field(_T, "comparator", FieldKind.LINE),
    Field(_T, "value", FieldKind.NUMBER),
    Field(_T, "unit", FieldKind.LINE),
    Field(_T, "words"),
    Field(_T, "fiscal_year", FieldKind.DATE),
    Field(_T, "base_fiscal_year", FieldKind.DATE),
    Field(_T, "base_value", FieldKind.NUMBER),
    Field(_T, "note"),
    Field(_T, "source", FieldKind.LINK),
    Field(_T, "place", FieldKind.RECORD),
    Field(_T, "printed", FieldKind.RECORD),
    Field(_O, "as_of", FieldKind.DATE),
    Field(_O, "value", FieldKind.NUMBER),
    Field(_O, "numerator", FieldKind.NUMBER),
    Field(_O, "denominator", FieldKind.NUMBER),
    Field(_O, "unit", FieldKind.LINE),
    Field(_O, "previous", FieldKind.NUMBER),
    Field(_O, "previous_numerator", FieldKind.NUMBER),
    Field(_O, "previous_denominator", FieldKind.NUMBER),
    Field(_O, "printed_change", FieldKind.LINE),
    Field(_O, "approximate", FieldKind.LINE),
    Field(_O, "provisional", FieldKind.LINE),
    Field(_O, "base_fiscal_year", FieldKind.DATE),
    Field(_O, "base_value", FieldKind.NUMBER),
    Field(_O, "note"),
    Field(_O, "who", FieldKind.LINE),
    Field(_O, "source", FieldKind.LINK),
    Field(_O, "place", FieldKind.RECORD),
    Field(_O, "printed", FieldKind.RECORD),
    Field(Kind.CLOSING, "code", FieldKind.RECORD),
    Field(Kind.CLOSING, "about", FieldKind.LINK),
    Field(Kind.CLOSING, "fingerprint", FieldKind.RECORD),
    Field(Kind.CLOSING, "reason"),
)

LEVELS_OF_ROUND = ("division", "bureau")
STATES_OF_REMARK = ("open", "answered", "settled")
SIDES = ("desk", "division")
OUTCOMES = ("changed", "elsewhere", "untouched", "gone")
RELATIONS = ("継続", "分割", "統合", "移管", "終了")
_O, _R, _M = Kind.ORGANISATION, Kind.ROUND, Kind.REMARK

# Of what no form asks for: who returns what, by when, what was remarked on, and the thread through the years.
BESIDE: tuple[Field, ...] = (
    Field(_O, "code", FieldKind.LINE),
    Field(_O, "name", FieldKind.LINE),
    Field(_O, "contact", FieldKind.LINE),
    Field(_R, "name", FieldKind.LINE),
    Field(_R, "fiscal_year", FieldKind.NUMBER),
    Field(_R, "form", FieldKind.LINE),
    Field(_R, "as_of", FieldKind.DATE),
    Field(_R, "deadline", FieldKind.DATE),
    Field(_R, "level", FieldKind.CHOICE, LEVELS_OF_ROUND),
    Field(Kind.EXPECTED, "organisation", FieldKind.LINK),
    Field(Kind.EXPECTED, "deadline", FieldKind.DATE),
    Field(Kind.EXPECTED, "excused", FieldKind.LINE),
    Field(Kind.EXPECTED, "settled", FieldKind.DATE),
    Field(_M, "thing_kind", FieldKind.LINE),
    Field(_M, "thing", FieldKind.LINK),
    Field(_M, "field", FieldKind.LINE),
    Field(_M, "state", FieldKind.CHOICE, STATES_OF_REMARK),
    Field(_M, "quoted"),
    Field(_M, "organisation", FieldKind.LINK),
    Field(_M, "round", FieldKind.LINK),
    Field(_M, "sent", FieldKind.DATE),
    Field(_M, "outcome", FieldKind.CHOICE, OUTCOMES),
    Field(Kind.STATEMENT, "side", FieldKind.CHOICE, SIDES),
    Field(Kind.STATEMENT, "author", FieldKind.LINE),
    Field(Kind.STATEMENT, "said_on", FieldKind.DATE),
    Field(Kind.STATEMENT, "text"),
    Field(Kind.EDITION, "name", FieldKind.LINE),
    Field(Kind.EDITION, "as_of", FieldKind.DATE),
    Field(Kind.EDITION, "frozen_at", FieldKind.RECORD),
    Field(Kind.EDITION, "policies", FieldKind.RECORD),
    Field(Kind.EDITION, "history_length", FieldKind.RECORD),
    Field(Kind.EDITION, "history_head", FieldKind.RECORD),
    Field(Kind.EDITION, "digest", FieldKind.RECORD),
    Field(Kind.LINEAGE, "earlier", FieldKind.LINK),
    Field(Kind.LINEAGE, "later", FieldKind.LINK),
    Field(Kind.LINEAGE, "relation", FieldKind.CHOICE, RELATIONS),
    Field(Kind.LINEAGE, "reason"),
    Field(Kind.PROMISE, "issue", FieldKind.LINK),
    Field(Kind.PROMISE, "text"),
    Field(Kind.PROMISE, "owner", FieldKind.LINK),
    Field(Kind.PROMISE, "reason"),
)

_BY_NAME = {field.name: field for field in CATALOGUE}
_ALL = (*CATALOGUE, *BESIDE)
_OF_THING = {(field.thing, field.key): field for field in _ALL}


def is_found_by(thing: Kind, key: str) -> bool:
    """Whether the words of the field are searched."""
    return field(thing, key).kind not in {FieldKind.LINK, FieldKind.QUARTER, FieldKind.RECORD}


def field(thing: Kind, key: str) -> Field:
    """The field; KeyError where there is none."""
    return _OF_THING[thing, key]


def field_named(name: str) -> Field | None:
    """`issue.title` → the field a form may ask for, or None."""
    return _BY_NAME.get(name)


@cache
def fields_of(thing: Kind) -> tuple[Field, ...]:
    """In the order of the form."""
    return tuple(entry for entry in _ALL if entry.thing is thing)
