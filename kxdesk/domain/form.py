"""A form (様式) as a policy sees it: what is asked, in which order, and what it is called there.

A form is data: it comes out of the layout of the ward office's own template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kxdesk.domain.things import Kind


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field the form asks for.

    Attributes:
        heading: what the paper calls it, with its circled number.
        recommended: characters the form recommends, or None.
        choices: the form's own drop-down, if it has one.
        required: the form wants it filled.
    """

    thing: Kind
    key: str
    heading: str
    recommended: int | None = None
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A year's form.

    Attributes:
        name: "R7".
        fiscal_year: the year it was made for, or None.
        asked: in the order of the paper.
        compose: patterns of texts made of pieces: `budget` over the policy's number fields, `progress` the
            heading over an activity's number.
        instructions: texts shown beside the editor as guidance, by field name ("issue.content").
        indicator_years: fiscal years whose figures of an indicator have a column of their own.
        numbers_activities: its activity blocks are printed with the numbers 1, 2, 3 …
    """

    name: str
    fiscal_year: int | None
    asked: tuple[AskedField, ...]
    compose: Mapping[str, str] = field(default_factory=dict, hash=False)
    instructions: Mapping[str, str] = field(default_factory=dict, hash=False)
    numbers_activities: bool = False
    indicator_years: tuple[int, ...] = ()

    def asks(self, thing: Kind, key: str) -> bool:
        """Whether the form has a box for it."""
        return self.find(thing, key) is not None

    def find(self, thing: Kind, key: str) -> AskedField | None:
        """What the form asks, or None."""
        return next((entry for entry in self.asked if entry.thing is thing and entry.key == key), None)
