"""Whatever is written, undone and redone, in whatever order, a desk holds what a plain model holds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kxdesk.domain.edits import Change
from kxdesk.domain.things import PARENT_OF, Kind, Ref, Value
from kxdesk.store import policies
from kxdesk.store.desk import Desk
from kxdesk.store.verifying import verify
from kxdesk.usecases.undo import UndoStack
from tests.store.desks import make_desk, open_again

TEXTS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8
) | st.sampled_from(["", "神\ufa19", "が", "か\u3099", "\r\n", "→"])
FIELDS = {Kind.ISSUE: ("title", "content"), Kind.ACTIVITY: ("title",), Kind.TRACK: ("label",)}
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of commits, none of them to last
CHILD = {Kind.POLICY: Kind.ISSUE, Kind.ISSUE: Kind.ACTIVITY, Kind.ACTIVITY: Kind.TRACK}


@dataclass
class Model:
    """What a desk comes to: children in their order, values, and what was retired."""

    children: dict[str, list[str]] = field(default_factory=dict)
    values: dict[tuple[Ref, str], Value] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)

    def copy(self) -> Model:
        return Model(
            {parent: list(ids) for parent, ids in self.children.items()},
            dict(self.values),
            set(self.retired),
        )

    def shown(self, id_: str) -> list[str]:
        return [child for child in self.children.get(id_, ()) if child not in self.retired]


class DeskMachine(RuleBasedStateMachine):
    """Rules are what a person does; `past` and `future` are the model's own undo."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.desk: Desk = make_desk(Path(self.folder.name) / "a.kxdesk")
        with self.desk.write("policy-added") as writing:
            self.policy = writing.create(Kind.POLICY, "", {"bureau": ""})
        self.model = Model()
        self.refs = [self.policy]
        self.stack = UndoStack()
        self.past: list[Model] = []
        self.future: list[Model] = []

    def done(self, change: Change | None, before: Model) -> None:
        """A move past things that do not show is a change too, though the model is the same after it."""
        assert change is not None or before == self.model
        if change is not None:
            self.stack.push(change)
            self.past.append(before)
            self.future.clear()

    def pick(self, data: st.DataObject, *kinds: Kind) -> Ref | None:
        """Not one whose making was undone: the desk keeps it, the model never knew it."""
        known = {self.policy.id, *chain.from_iterable(self.model.children.values())}
        found = [ref for ref in self.refs if ref.kind in kinds and ref.id in known]
        return data.draw(st.sampled_from(found)) if found else None

    @rule(data=st.data(), text=TEXTS)
    def create(self, data: st.DataObject, text: str) -> None:
        parent = self.pick(data, *CHILD)
        assert parent is not None
        kind, before = CHILD[parent.kind], self.model.copy()
        siblings = self.model.children.setdefault(parent.id, [])
        after = data.draw(st.sampled_from([None, "", *siblings]))
        key = FIELDS[kind][0]
        with self.desk.write("added") as writing:
            ref = writing.create(kind, parent.id, {key: text}, after=after)
        siblings.insert(len(siblings) if after is None else siblings.index(after) + 1 if after else 0, ref.id)
        self.refs.append(ref)
        self.model.values[ref, key] = text
        self.done(writing.change, before)

    @rule(data=st.data(), first=TEXTS, second=TEXTS)
    def set_twice(self, data: st.DataObject, first: str, second: str) -> None:
        """Two edits of one change, perhaps of the same field, perhaps there and back again."""
        if (ref := self.pick(data, *FIELDS)) is None:
            return
        before = self.model.copy()
        fields = [data.draw(st.sampled_from(FIELDS[ref.kind])) for _ in range(2)]
        with self.desk.write("edited") as writing:
            for key, text in zip(fields, (first, second), strict=True):
                writing.set(ref, key, text)
                self.model.values[ref, key] = text
        self.done(writing.change, before)

    @rule(data=st.data())
    def retire_or_restore(self, data: st.DataObject) -> None:
        if (ref := self.pick(data, *FIELDS)) is None:
            return
        before = self.model.copy()
        back = data.draw(st.booleans())
        with self.desk.write("retired") as writing:
            (writing.restore if back else writing.retire)(ref)
        (self.model.retired.discard if back else self.model.retired.add)(ref.id)
        self.done(writing.change, before)

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        if (ref := self.pick(data, *FIELDS)) is None:
            return
        parent = self.pick(data, PARENT_OF[ref.kind] or Kind.POLICY)
        assert parent is not None
        before = self.model.copy()
        for ids in self.model.children.values():
            if ref.id in ids:
                ids.remove(ref.id)
        siblings = self.model.children.setdefault(parent.id, [])
        after = data.draw(st.sampled_from([None, "", *siblings]))
        with self.desk.write("moved") as writing:
            writing.move(ref, after=after, parent=parent.id)
        siblings.insert(len(siblings) if after is None else siblings.index(after) + 1 if after else 0, ref.id)
        before.children.setdefault(parent.id, [])
        self.done(writing.change, before)

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 9))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            self.stack.undo(self.desk)
            self.future.append(self.model)
            self.model = self.past.pop()
            self.desk_shows_what_the_model_shows()

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 9))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            self.stack.redo(self.desk)
            self.past.append(self.model)
            self.model = self.future.pop()
            self.desk_shows_what_the_model_shows()

    @rule()
    def open_again(self) -> None:
        path = self.desk.path
        self.desk.close()
        self.desk = open_again(path)

    @invariant()
    def desk_shows_what_the_model_shows(self) -> None:
        if not hasattr(self, "desk"):
            return
        policy = policies.load_policy(self.desk, self.policy.id)
        assert [issue.id for issue in policy.issues] == self.model.shown(self.policy.id)
        for issue in policy.issues:
            ref = Ref(Kind.ISSUE, issue.id)
            assert issue.title == self.model.values.get((ref, "title"))
            assert issue.content == self.model.values.get((ref, "content"))
            assert [entry.id for entry in issue.activities] == self.model.shown(issue.id)
            for activity in issue.activities:
                assert [track.id for track in activity.tracks] == self.model.shown(activity.id)
        assert bool(self.stack.undo_label) == bool(self.past)
        assert bool(self.stack.redo_label) == bool(self.future)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert verify(self.desk).sound
            self.desk.close()
            self.folder.cleanup()


TestDeskMachine = DeskMachine.TestCase
TestDeskMachine.settings = settings(
    max_examples=settings().max_examples // 5, stateful_step_count=30, deadline=None
)
