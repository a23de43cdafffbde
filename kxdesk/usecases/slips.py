"""Remarks as lines of a slip and notes at their boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.identity import ALPHABET, LENGTH, control_number
from kxdesk.domain.keys import comparison_key
from kxdesk.domain.policy import Milestone, find, values_of
from kxdesk.domain.problems import Problem
from kxdesk.domain.remarks import place_of
from kxdesk.domain.things import Kind
from kxdesk.workbook.addresses import address
from kxdesk.workbook.annotate import BoxNote
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.slip import SlipLine, note_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kxdesk.domain.organisation import Organisation
    from kxdesk.domain.policy import Policy
    from kxdesk.domain.remarks import Remark
    from kxdesk.domain.things import Ref
    from kxdesk.usecases.read_workbook import Read
    from kxdesk.workbook.fill import Place
    from kxdesk.workbook.layout import Layout

# Of a thing that has no box of its own for what was remarked on, the first of these that it has.
_FALLBACKS = ("title", "text", "label", "name", "number")
_COLOUR = "FFF2CC"


def line_of(
    remark: Remark, policy: Policy, layout: Layout, places: Mapping[tuple[Ref, str], Place]
) -> SlipLine:
    """A remark as a line of the slip of a workbook."""
    place = place_in(remark, places)
    code = ""
    if len(remark.ref.id) == LENGTH and set(remark.ref.id) <= set(ALPHABET):
        code = f"{remark.ref.kind}.{remark.field}:{control_number(remark.ref.id)}"
    return SlipLine(
        remark.id,
        place_of(policy, remark.ref),
        heading_of(remark, policy, layout),
        remark.demand,
        "\n".join(f"{said.said_on} {said.author}: {said.text}" for said in remark.earlier),
        remark.answer,
        place.sheet if place else "",
        address(place.row, place.column) if place else "",
        code,
    )


def note_of(remark: Remark, places: Mapping[tuple[Ref, str], Place], author: str) -> BoxNote | None:
    """The note at its box, None where the paper has no box for it."""
    place = place_in(remark, places)
    if place is None:
        return None
    text = note_text(remark.id, remark.demand)
    return BoxNote(place.sheet, place.row, place.column, author, text, _COLOUR)


def place_in(remark: Remark, places: Mapping[tuple[Ref, str], Place]) -> Place | None:
    """Its own box, else one of its thing."""
    for field in (remark.field, *_FALLBACKS):
        if found := places.get((remark.ref, field)):
            return found
    return None


def heading_of(remark: Remark, policy: Policy, layout: Layout) -> str:
    """What the form calls the box; a quarter's own heading for a band in it."""
    thing = find(policy, remark.ref)
    block = layout.issue_layout.block if layout.issue_layout else None
    if isinstance(thing, Milestone) and block and block.grid:
        return block.grid.quarters[thing.start - 1].label
    asked = form_of(layout).find(remark.ref.kind, remark.field)
    return asked.heading if asked else ""


def value_at(policy: Policy, remark: Remark) -> str:
    """What its field says in a policy; "" where it is blank or away."""
    thing = find(policy, remark.ref)
    value = values_of(thing).get(remark.field) if thing else None
    return "" if value is None else str(value)


def check_slip(read: Read, lines: tuple[SlipLine, ...]) -> None:
    """The slip says what was meant to be on it. Raises Problem export-differs; our fault."""
    wanted = {line.remark: line for line in lines}
    found = {line.remark: line for line in read.reading.slip}
    wrong = [id_ for id_, line in wanted.items() if id_ not in found or not _same(found[id_], line)]
    if wrong:
        raise Problem("export-differs", kind=str(Kind.REMARK), field="text", count=len(wrong))


def _same(one: SlipLine, other: SlipLine) -> bool:
    pairs = ((one.demand, other.demand), (one.answer, other.answer), (one.cell, other.cell))
    return all(comparison_key(first) == comparison_key(second) for first, second in pairs)


def ahead_of(organisation: Organisation) -> dict[str, str]:
    """What stands on the blank form of an organisation without issues."""
    return {} if organisation.is_bureau else {"issue.division": organisation.name}


def kind_of_code(code: str) -> tuple[Kind, str, str] | None:
    """Kind, field and control number out of `issue.title:DVC0-VMV3-HBQZ-B`; None for anything else."""
    name, colon, number = code.partition(":")
    kind, _, field = name.partition(".")
    if not colon or kind not in set(Kind):
        return None
    return Kind(kind), field, number
