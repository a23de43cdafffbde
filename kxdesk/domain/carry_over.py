"""A policy taken over into another fiscal year or form: what carries, what empties, what is newly asked.

The policy it comes from is never touched: what the new form does not ask stays with its year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kxdesk.domain.fields import CATALOGUE, Field, FieldKind
from kxdesk.domain.form import Form
from kxdesk.domain.policy import CHILDREN, KIND_OF, Policy, Thing, values_of
from kxdesk.domain.things import LEDGER, Kind

_OWN = ("policy.bureau", "policy.fiscal_year", "policy.form")  # every policy has them, whatever a form asks
_FRAME = (FieldKind.QUARTER, FieldKind.LINK, FieldKind.DATE)


class Fate(StrEnum):
    """What becomes of a field."""

    KEPT = "kept"  # both forms ask it
    EMPTIED = "emptied"  # both ask it, and it belongs to its year
    NEW = "new"  # only the new form asks it
    LEFT = "left"  # only the old form asks it


@dataclass(frozen=True, slots=True)
class CarryOver:
    """From which form into which, and in which year.

    Attributes:
        same_year: only the form changes: nothing belongs to another year.
        with_plan: activities keep their bands as a first draft; else only their titles and rows carry.
    """

    before: Form
    after: Form
    fiscal_year: int
    same_year: bool = False
    with_plan: bool = True

    def fate(self, field: Field) -> Fate | None:
        """None where neither form asks it."""
        asked, asks = _asks(self.before, field), _asks(self.after, field)
        if not asks:
            return Fate.LEFT if asked else None
        if not asked:
            return Fate.NEW
        return Fate.EMPTIED if self._empties(field) else Fate.KEPT

    def fates(self) -> dict[str, Fate]:
        """By field name, in the order of the catalogue; of what either form asks."""
        found = {entry.name: self.fate(entry) for entry in CATALOGUE if entry.name not in _OWN}
        return {name: fate for name, fate in found.items() if fate is not None}

    def _empties(self, field: Field) -> bool:
        if self.same_year:
            return False
        return field.yearly or (field.thing is Kind.MILESTONE and not self.with_plan)


def carried(policy: Policy, way: CarryOver) -> Policy:
    """The policy as it begins in the other year or form; ids are those of the things it comes from."""
    result = _carried(policy, way)
    assert isinstance(result, Policy)
    looked_back = way.after.asks(Kind.POLICY, "retrospective_fiscal_year") and not way.same_year
    return replace(
        result,
        bureau=policy.bureau,
        form=way.after.name,
        fiscal_year=str(way.fiscal_year),
        retrospective_fiscal_year=policy.fiscal_year if looked_back else result.retrospective_fiscal_year,
    )


def _carried(thing: Thing, way: CarryOver) -> Thing:
    kind = KIND_OF[type(thing)]
    if kind in LEDGER:
        return thing
    fates = {entry.key: way.fate(entry) for entry in CATALOGUE if entry.thing is kind}
    values = {key: _value(value, fates.get(key)) for key, value in values_of(thing).items()}
    groups = {
        name: tuple(_carried(child, way) for child in _taken(getattr(thing, name), child_kind, way))
        for child_kind, name in CHILDREN.get(kind, {}).items()
    }
    changed: dict[str, Any] = values | groups
    return replace(thing, **changed)


def _value(value: str | int | None, fate: Fate | None) -> str | int | None:
    match fate:
        case Fate.KEPT:
            return "" if value is None else value
        case Fate.NEW | Fate.EMPTIED:
            return ""
    return None


def _taken(children: Iterable[Thing], kind: Kind, way: CarryOver) -> Iterable[Thing]:
    return children if _carries(kind, way) else ()


def _carries(kind: Kind, way: CarryOver) -> bool:
    """Whether a thing of this kind keeps any words of its own or below it; a date or a quarter is no word."""
    if kind in LEDGER:
        return True
    own = (entry for entry in CATALOGUE if entry.thing is kind and entry.kind not in _FRAME)
    below = CHILDREN.get(kind, ())
    return any(way.fate(entry) is Fate.KEPT for entry in own) or any(_carries(each, way) for each in below)


def _asks(form: Form, field: Field) -> bool:
    if field.kind in (FieldKind.QUARTER, FieldKind.LINK):
        return any(asked.thing is field.thing for asked in form.asked)
    composed = field.thing is Kind.POLICY and field.key in form.compose
    return field.name in _OWN or composed or form.asks(field.thing, field.key)
