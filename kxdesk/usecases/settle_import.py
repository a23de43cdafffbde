"""Take in a workbook that a person has looked through: just what she saw, compared once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import Decision, Difference, State, disputed, steps_of
from kxdesk.domain.things import Ref
from kxdesk.store.policies import load_policy, value_of
from kxdesk.usecases.import_workbooks import Plan, apply_plan, plan_import
from kxdesk.usecases.take_steps import take

if TYPE_CHECKING:
    from kxdesk.domain.edits import Change
    from kxdesk.domain.policy import Policy
    from kxdesk.store.desk import Desk
    from kxdesk.usecases.read_workbook import ReadFile

Key = tuple[Ref, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan beside what the desk says now; `ours` is None where the workbook waits."""

    plan: Plan
    ours: Policy | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a workbook.

    Attributes:
        change: what was written; None where nothing was.
        plan: what it was taken in by.
        applied: the differences that went in.
        stale: decisions that no longer fit, because the desk changed meanwhile; they were not carried out.
    """

    change: Change | None
    plan: Plan
    applied: tuple[Difference, ...]
    stale: tuple[Difference, ...]


def look_at(desk: Desk, file: ReadFile) -> Looked:
    """What taking it in would do; nothing is stored. Raises as `plan_import`."""
    plan = plan_import(desk, file)
    return Looked(plan, load_policy(desk, plan.theirs.id) if plan.theirs else None)


def take_in(desk: Desk, file: ReadFile, decided: Mapping[Key, tuple[Difference, Decision]]) -> Settled:
    """The undisputed and the decided, in one transaction.

    Args:
        desk: open for writing.
        file: as it was read.
        decided: conflicts as the person saw them, with what she chose.

    Raises:
        Problem: as `plan_import`.
    """
    plan = plan_import(desk, file)
    if plan.theirs is None:
        return Settled(None, plan, (), ())
    now = {(entry.ref, entry.field): entry for entry in disputed(plan.differences)}
    fits = {key: choice for key, (seen, choice) in decided.items() if now.get(key) == seen}
    stale = tuple(entry for key, entry in now.items() if key in decided and key not in fits)
    applied = apply_plan(desk, plan, fits)
    return Settled(applied.change, plan, applied.differences, stale)


def settle_later(desk: Desk, plan: Plan, chosen: tuple[Difference, ...]) -> Settled:
    """Conflicts of a workbook that is in already, now decided for theirs, in one transaction."""
    fits = tuple(entry for entry in chosen if _still(desk, entry))
    with desk.write("workbook-imported", source=f"{plan.file.path.name} {plan.sha256}") as writing:
        take(writing, steps_of(fits))
    stale = tuple(entry for entry in chosen if entry not in fits)
    return Settled(writing.change, plan, fits, stale)


def _still(desk: Desk, entry: Difference) -> bool:
    """Whether the desk says what the person saw when she decided."""
    assert entry.state is State.CONFLICT
    return entry.field == PRESENT or value_of(desk, entry.ref, entry.field) == entry.ours
