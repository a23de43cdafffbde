"""The steps between two states of a thing lead from the one to the other, and there are no idle ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.policy import CHILDREN, CLASS_OF, Activity, Issue, Thing, Track, values_of, walk
from kxdesk.domain.steps import Create, Move, Put, Retire, Step, steps_between
from kxdesk.domain.things import Kind, Ref, Value


class Tree:
    """The plainest desk: values by ref, and children by parent, in order."""

    def __init__(self, thing: Thing) -> None:
        self.root = Ref(Kind.ISSUE, thing.id)
        self.values: dict[Ref, dict[str, Value]] = {}
        self.children: dict[str, list[Ref]] = {}
        for each, parent in walk(thing):
            ref = Ref(next(k for k, c in CLASS_OF.items() if c is type(each)), each.id)
            self.values[ref] = values_of(each)
            self.children.setdefault(parent, []).append(ref)

    def take(self, step: Step) -> None:
        if isinstance(step, Put):
            self.values[step.ref][step.field] = step.value
            return
        for refs in self.children.values():
            if step.ref in refs:
                refs.remove(step.ref)
        if isinstance(step, Create):
            assert step.ref not in self.values
            self.values[step.ref] = dict(step.values)
        if isinstance(step, Create | Move):
            siblings = self.children.setdefault(step.parent, [])
            ids = [ref.id for ref in siblings]
            siblings.insert(ids.index(step.after) + 1 if step.after else 0, step.ref)

    def thing(self, ref: Ref) -> Thing:
        groups: dict[str, list[Thing]] = {}
        for child in self.children.get(ref.id, []):
            groups.setdefault(CHILDREN[ref.kind][child.kind], []).append(self.thing(child))
        made = {name: tuple(things) for name, things in groups.items()}
        return CLASS_OF[ref.kind](id=ref.id, **self.values[ref], **made)  # type: ignore[arg-type]


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Activities with tracks out of one stock of ids, so that two issues share, lack and swap some."""
    ids = draw(st.permutations([f"T{n}" for n in range(5)]))[: draw(st.integers(0, 5))]
    activities = draw(st.permutations(["A0", "A1", "A2"]))[: draw(st.integers(0, 3))]
    cuts = sorted(draw(st.integers(0, len(ids))) for _ in activities)
    made = []
    for activity, start, end in zip(activities, [0, *cuts], cuts, strict=False):
        tracks = tuple(Track(draw(st.sampled_from("xy")), (), id_) for id_ in ids[start:end])
        made.append(Activity(title=draw(st.sampled_from("xy")), tracks=tracks, id=activity))
    return Issue(title="t", activities=tuple(made), id="I")


@given(issues(), issues())
def test_steps_lead_from_one_state_to_the_other(before: Issue, after: Issue) -> None:
    """Taken in their order, on the plainest desk."""
    tree = Tree(before)
    for step in steps_between(before, after):
        tree.take(step)
    assert tree.thing(tree.root) == after


@given(issues())
def test_nothing_changed_is_no_step(issue: Issue) -> None:
    """Also for a copy that is merely equal."""
    assert steps_between(issue, replace(issue)) == ()


def test_only_the_topmost_is_retired() -> None:
    """What hangs below goes with it and comes back with it."""
    before = Issue(activities=(Activity(tracks=(Track(id="T"),), id="A"),), id="I")
    assert steps_between(before, replace(before, activities=())) == (Retire(Ref(Kind.ACTIVITY, "A")),)
