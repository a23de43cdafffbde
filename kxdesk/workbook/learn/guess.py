"""What is proposed, why, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kxdesk.workbook.layout import Relation
from kxdesk.workbook.patterns import compile_pattern

SURE = 0.85  # said without asking
LIKELY = 0.6  # proposed, and asked about
DOUBTFUL = 0.4  # asked about only


class Reason(StrEnum):
    """What speaks for a guess."""

    EXACT = "label-exact"  # a settled name, to the letter
    ALIKE = "label-alike"  # a name that holds or resembles a settled one
    CHOICES = "drop-down"  # the box's own list has the field's values
    HOLE = "hole-in-label"  # the label leaves room for it
    PLACE = "place-in-block"  # where such a box stands in every block
    HEADING = "column-heading"
    REPEATED = "repeated-rows"
    PERSON = "said-by-person"


@dataclass(frozen=True, slots=True)
class Guess:
    """One field in one box.

    Attributes:
        label: as printed, or the pattern with its holes for INSIDE and PRINTED.
        label_at: cell of the label, (row, column); the box's own where it has none.
        at: the box's first cell.
        confidence: 0 to 1; see SURE.
    """

    field: str
    label: str
    label_at: tuple[int, int]
    relation: Relation
    at: tuple[int, int]
    confidence: float
    reason: Reason
    recommended: int | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    blank: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields in the box: a label may have room for two."""
        if self.relation in {Relation.INSIDE, Relation.PRINTED}:
            return compile_pattern(self.label).holes
        return (self.field,)

    @property
    def sure(self) -> bool:
        """No need to ask."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of the form that kxdesk cannot hold: a code and where it was seen."""

    code: str
    sheet: str
    at: tuple[int, int]
    text: str
