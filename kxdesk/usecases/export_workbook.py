"""Fill the ward office's own form from a policy, read it again, and only then put it in place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.alignment import align
from kxdesk.domain.edits import PRESENT
from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.keys import number_key
from kxdesk.domain.merging import Difference, compare
from kxdesk.domain.printed import as_printed
from kxdesk.domain.problems import Problem
from kxdesk.domain.roles import Role
from kxdesk.store.exchanges import Direction, record_exchange
from kxdesk.store.policies import load_policy
from kxdesk.store.remarks import remarks
from kxdesk.system.atomic_file import is_same_file, replace_file
from kxdesk.system.ids import new_id
from kxdesk.usecases.align_reading import aligned
from kxdesk.usecases.find_policy import find_policy
from kxdesk.usecases.forms import layout_named
from kxdesk.usecases.read_workbook import Read, read_own
from kxdesk.usecases.slips import check_slip, line_of
from kxdesk.workbook.annotate import annotated
from kxdesk.workbook.fill import Filled, fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.slip import Slip
from kxdesk.workbook.template import Template

if TYPE_CHECKING:
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.workbook.layout import Layout
    from kxdesk.workbook.sheet_filler import FillNote
    from kxdesk.workbook.slip import SlipLine

# A form prints the year it looks back on; it is no answer of the policy.
_PRINTED_BY_THE_FORM = {"retrospective_fiscal_year"}
_NO_DIGIT = re.compile(r"[^\d.]")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: where it really is; a new name beside the wanted one where that was open elsewhere.
        notes: what a person should look at before printing.
    """

    path: Path
    notes: tuple[FillNote, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A workbook that was filled, and what it was filled from."""

    policy: Policy
    layout: Layout
    filled: Filled
    template: Path


def export_workbook(
    desk: Desk, out: Path, *, template: str | None = None, bureau: str | None = None
) -> Exported:
    """One policy into a workbook.

    Args:
        desk: where it is kept.
        out: the file to write; an existing one is replaced in one step.
        template: name of a layout ("R7"), a layout file or a template; the policy's own form where None.
        bureau: whose policy, where the desk keeps several.

    Raises:
        Problem: bureau-unknown, several-policies, layout-unknown, out-is-template, export-differs, and what
            writing may raise.
    """
    made = fill_workbook(desk, template=template, bureau=bureau)
    policy, layout = made.policy, made.layout
    printed = as_printed(policy, form_of(layout))
    data, lines = with_answers(desk, made)
    if is_same_file(out, made.template):
        raise Problem("out-is-template", path=str(out))

    def check(path: Path) -> None:
        read = read_own(path.read_bytes(), layout)
        check_reads_back(read, printed)
        check_slip(read, lines)

    path = replace_file(out, data, check)
    if not desk.read_only:
        # What went out is what a workbook that comes back was made from.
        with desk.write("workbook-exported") as writing:
            sha256 = hashlib.sha256(data).hexdigest()
            issued = aligned(read_own(data, layout), policy)
            record_exchange(writing, Direction.ISSUED, issued, file_name=path.name, sha256=sha256)
    return Exported(path, made.filled.notes)


def with_answers(desk: Desk, made: FilledForm) -> tuple[bytes, tuple[SlipLine, ...]]:
    """The workbook of a division that has remarks to answer, with the slip in front; else as it is."""
    asked = remarks(desk, made.policy.id) if desk.role is Role.DIVISION else ()
    if not asked:
        return made.filled.data, ()
    lines = tuple(line_of(remark, made.policy, made.layout, made.filled.places) for remark in asked)
    return annotated(made.filled.data, (), Slip((), lines)), lines


def fill_workbook(desk: Desk, *, template: str | None = None, bureau: str | None = None) -> FilledForm:
    """The policy's workbook in memory; arguments and problems as `export_workbook`, nothing is written."""
    line = find_policy(desk, bureau)
    policy = load_policy(desk, line.id)
    place = layout_named(template or line.form or "")
    filled = fill(Template.open(place.template.read_bytes()), place.layout, policy)
    return FilledForm(policy, place.layout, filled, place.template)


def check_reads_back(read: Read, printed: Policy) -> None:
    """The workbook says what was meant to be in it.

    Raises:
        Problem: export-differs with the first place where it does not; our fault, never the person's.
    """
    back = align(read.policy, printed, new_id)
    found = compare(None, back, printed)
    differences = [
        entry for entry in found if entry.field not in _PRINTED_BY_THE_FORM and not _read_plainly(entry)
    ]
    if differences:
        first = differences[0]
        raise Problem("export-differs", kind=str(first.ref.kind), field=first.field, count=len(differences))
    missing = {issue.id for issue in printed.issues} - {issue.id for issue in back.issues}
    if missing:
        raise Problem("export-differs", kind="issue", field="present", count=len(missing))


def _read_plainly(entry: Difference) -> bool:
    """１, ① and (1) come back as 1, and a choice as the form prints it: the same answer in another dress."""
    if entry.field == PRESENT or not isinstance(entry.theirs, str) or not isinstance(entry.ours, str):
        return False
    theirs, ours = number_key(entry.theirs), number_key(entry.ours)
    kind = catalogue_field(entry.ref.kind, entry.field).kind
    if kind is FieldKind.NUMBER:  # its unit is printed beside the box, and -0 is a number as well
        return theirs == ours or theirs == _NO_DIGIT.sub("", ours) != ""
    return kind is FieldKind.CHOICE and theirs == ours
