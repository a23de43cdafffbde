"""From what a cell holds to the text of a field; one written rule for each habit.

Texts are taken as typed. What else happens has a code that goes into the receipt, and into a flag where a
person should look:

- formula-value (flag): the formula's last shown value is taken; formula-without-value: there is none, blank.
- error-value (flag): #REF! and the like are no answer; blank.
- value-lost (flag): the file does not say what stood there; blank.
- struck-through (flag): what is struck through is taken as deleted, the rest is read.
- date-shown: a serial or ISO date is taken as its cell shows it.
- percent-shown: a number shown in percent is taken as shown.
- number-plain: full-width digits, thousands separators, ▲, △ and the field's own unit are folded away where a
  number is left; anything more (約, 超, 暫定, another unit) stays as typed, flag number-in-words.
- choice-folded: a choice typed in another width; not-a-choice (flag): none of the form's choices, as typed.
- fiscal-year: 令和7年度 becomes 2025.
- serial-date (flag): a number in a date's box whose date format is gone is taken for the day it counts.
- date-far (flag): a date more than two years from the form's own year, a fiscal year more than one: a serial
  that counts from another day, a slip in a digit.
- date-unclear (flag): no date can be found in a date's box, or no year where the form prints one; as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kxdesk.domain.dates import as_of, fiscal_year_in
from kxdesk.domain.fields import FieldKind
from kxdesk.domain.figures import number_typed
from kxdesk.domain.periods import period
from kxdesk.domain.things import LEDGER
from kxdesk.workbook.labels import label_key
from kxdesk.workbook.layout import Slot
from kxdesk.workbook.raw import RawCell
from kxdesk.workbook.serial_dates import moment
from kxdesk.workbook.shown_dates import shown_date

FLAGGED = frozenset(
    {
        "formula-value",
        "formula-without-value",
        "error-value",
        "value-lost",
        "struck-through",
        "number-in-words",
        "not-a-choice",
        "serial-date",
        "date-unclear",
        "date-far",
    }
)
_NEAR_YEARS = 2
_OUR_TIME = (1990, 2100)
_PERCENT = re.compile(r"(?:0|#)(\.0+)?%")


class Shown(NamedTuple):
    """A value's text, and codes of what was done to get it."""

    text: str
    codes: tuple[str, ...] = ()


_BLANK = Shown("")


def shown(cell: RawCell | None, *, date1904: bool = False) -> Shown:
    """What a person sees in the cell."""
    if cell is None:
        return _BLANK
    if cell.kind == "text" and cell.formula is None and not cell.struck and cell.unstruck is None:
        return Shown(str(cell.value))
    text, codes = _content(cell, date1904)
    if cell.formula is not None and cell.kind != "empty":
        codes = (*codes, "formula-value")
    if text and cell.struck:
        return Shown("", (*codes, "struck-through"))
    if cell.unstruck is not None:
        return Shown(cell.unstruck, (*codes, "struck-through"))
    return Shown(text, codes)


def _content(cell: RawCell, date1904: bool) -> tuple[str, tuple[str, ...]]:
    value = cell.value
    if cell.kind == "number" and isinstance(value, int | float):
        return _number_shown(value, cell, date1904)
    if cell.kind == "date":
        return _iso_date(str(value), cell.format)
    if cell.kind == "bool":
        return ("TRUE" if value else "FALSE"), ()
    if cell.kind == "text":
        return str(value), ()
    code = {"error": "error-value", "lost": "value-lost"}.get(cell.kind, "formula-without-value")
    return "", (code,)


def _number_shown(value: float, cell: RawCell, date1904: bool) -> tuple[str, tuple[str, ...]]:
    if cell.dated:
        when = moment(value, date1904=date1904)
        if when is not None:
            return shown_date(when, cell.format), ("date-shown",)
    percent = _PERCENT.search(cell.format)
    if percent:
        return f"{value * 100:.{max(0, len(percent[1] or '') - 1)}f}%", ("percent-shown",)
    return plain_number(value), ()


def plain_number(value: float) -> str:
    """129, 12.5: fifteen digits as Excel keeps them, no exponent for what people type."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _iso_date(text: str, code: str) -> tuple[str, tuple[str, ...]]:
    try:
        return shown_date(datetime.fromisoformat(text), code), ("date-shown",)
    except ValueError:
        return text, ()


def value_for(slot: Slot, seen: Shown, unit: str = "") -> Shown:
    """The value of a field from what its box shows.

    Args:
        slot: the field, with the form's choices.
        seen: what the box shows.
        unit: the form's own unit of a number ("億円"), which may be typed behind it.
    """
    rule = _RULES.get(slot.typed_as) if seen.text else None
    if rule is None:
        return seen
    text, code = rule(slot, seen.text, unit)
    return Shown(text, (*seen.codes, code) if code else seen.codes)


def _number(slot: Slot, text: str, unit: str) -> tuple[str, str]:
    if slot.key.endswith("fiscal_year"):
        year = fiscal_year_in("".join(text.split()))
        return (str(year.year), "fiscal-year") if year else (text, "date-unclear")
    if slot.kind in LEDGER:  # 約30 and 1900/2260 are figures, and a target may be words
        return text, ""
    plain = number_typed(text, unit)
    if plain is None:
        return text, "number-in-words" if any(character.isdigit() for character in text) else ""
    return plain, "" if plain == text else "number-plain"


def _choice(slot: Slot, text: str, _unit: str) -> tuple[str, str]:
    if text in slot.choices:
        return text, ""
    key = label_key(text)
    found = next((choice for choice in slot.choices if label_key(choice) == key), None)
    return (found, "choice-folded") if found else (text, "not-a-choice")


def _date(_slot: Slot, text: str, _unit: str) -> tuple[str, str]:
    return text, "" if period(text) or fiscal_year_in(text) else "date-unclear"


def unformatted_date(cell: RawCell, *, date1904: bool) -> Shown | None:
    """The day of a bare number that can only be a serial date of our time; None for anything else."""
    if cell.kind != "number" or cell.dated or not isinstance(cell.value, int | float):
        return None
    when = moment(cell.value, date1904=date1904)
    if when is None or not _OUR_TIME[0] <= when.year <= _OUR_TIME[1]:
        return None
    return Shown(shown_date(when, ""), ("serial-date",))


def is_far_off(slot: Slot, text: str, year: int | None) -> bool:
    """Whether a date or a fiscal year is another time than a form of that year can speak of."""
    if year is None or not text or slot.kind in LEDGER:  # an indicator looks far back and far ahead
        return False
    if slot.key.endswith("fiscal_year"):
        return text.isdigit() and abs(int(text) - year) > 1
    if slot.typed_as is not FieldKind.DATE:
        return False
    found, fiscal = as_of(text), fiscal_year_in(text)
    said = found.year if found else fiscal.year if fiscal else year
    return abs(said - year) > _NEAR_YEARS


_RULES: dict[FieldKind | None, Callable[[Slot, str, str], tuple[str, str]]] = {
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
}
