"""What can be done inside one writing transaction; every step becomes an edit of the history."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from kxdesk.domain.disputes import is_disputed
from kxdesk.domain.edits import PARENT, POSITION, PRESENT, STRUCTURE, Change, Edit
from kxdesk.domain.fields import FieldKind, fields_of, is_found_by
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.domain.keys import search_key
from kxdesk.domain.problems import Problem
from kxdesk.domain.things import FINAL, Kind, Ref, Value
from kxdesk.store.bulk import insert_rows
from kxdesk.store.chain import ChangeFacts
from kxdesk.store.positions import place
from kxdesk.store.tables import DRAFT, SEARCH_KEY, THINGS, column
from kxdesk.system.ids import new_id

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


class Writing:
    """Handed out by `Desk.write`.

    Attributes:
        facts: who writes, when and why.
        change: what was written, once the transaction is through; None where nothing changed.
    """

    def __init__(self, connection: Connection, facts: ChangeFacts) -> None:
        self.facts = facts
        self.change: Change | None = None
        self.edits: list[Edit] = []
        self._connection = connection
        self._new_rows: dict[Kind, list[dict[str, Value]]] = {}
        # Of a parent that was made here all children are known: nobody has to be asked for them.
        self._families: dict[str, dict[Kind, list[tuple[str, int]]]] = {}
        self._made: set[Ref] = set()
        self._confirmed: set[tuple[str, str]] = set()
        self._texts: dict[tuple[Ref, str], str] = {}

    def value(self, ref: Ref, field: str) -> Value:
        """What the field holds now.

        Raises:
            Problem: no-such-thing.
        """
        return self._value(ref, field)

    def set(self, ref: Ref, field: str, value: Value) -> None:
        """Give a field a value, and be done with its draft; it is no edit where it has the value already."""
        catalogue_field(ref.kind, field)
        check_value(ref.kind, field, value)
        self.clear_draft(ref, field)
        self._put(ref, field, self._value(ref, field), value)

    def put(self, edit: Edit) -> None:
        """As `set`, of an edit that was made on the screen.

        Raises:
            Problem: changed-meanwhile where the field has neither the value it starts from nor its own.
        """
        theirs = self._value(edit.ref, edit.field)
        if is_disputed(edit.before, theirs, edit.after):
            raise _changed_meanwhile(edit, theirs)
        self.set(edit.ref, edit.field, edit.after)

    def create(  # noqa: PLR0913 where, what, and the two things only an import knows
        self,
        kind: Kind,
        parent_id: str,
        values: Mapping[str, Value],
        *,
        after: str | None = None,
        id: str | None = None,  # noqa: A002 it is what the thing calls it
        position: int | None = None,
    ) -> Ref:
        """A new thing.

        Args:
            kind: what it is.
            parent_id: the thing it belongs to; "" for a policy.
            values: by field key; a field left out is not asked (None).
            after: the sibling it follows; None is after the last, "" before the first.
            id: where it has one already.
            position: where the place among its siblings is known to be free.
        """
        ref = Ref(kind, id or new_id())
        known = {entry.key for entry in fields_of(kind)}
        if not known.issuperset(values):
            raise KeyError(*values.keys() - known)
        if position is None:
            position = self._make_room(kind, parent_id or None, after, moving=ref.id)
        structure: dict[str, Value] = {PRESENT: 1, PARENT: parent_id or None, POSITION: position}
        self._insert(ref, structure | dict(values))
        self._made.add(ref)
        return ref

    def retire(self, ref: Ref) -> None:
        """Take it out of the policy; it and all below it stay in the desk."""
        self._put(ref, PRESENT, self._value(ref, PRESENT), 0)

    def restore(self, ref: Ref) -> None:
        """Bring a retired thing back to its place."""
        self._put(ref, PRESENT, self._value(ref, PRESENT), 1)

    def move(self, ref: Ref, *, after: str | None, parent: str | None = None) -> None:
        """To another place among its siblings, or below another parent; `after` as in `create`."""
        old_parent = self._value(ref, PARENT)
        new_parent = parent or old_parent
        assert new_parent is None or isinstance(new_parent, str)
        if new_parent == old_parent and self._stands_after(ref, new_parent, after):
            return
        position = self._make_room(ref.kind, new_parent, after, moving=ref.id)
        self._put(ref, PARENT, old_parent, new_parent)
        self._put(ref, POSITION, self._value(ref, POSITION), position)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Write edits made elsewhere, all of them.

        Raises:
            Problem: changed-meanwhile where a field no longer has the value the edit starts from.
        """
        edits = tuple(edits)
        rows: dict[Ref, dict[str, Value]] = {edit.ref: {} for edit in edits if _creates(edit)}
        for edit in edits:
            if edit.ref in rows:
                rows[edit.ref][edit.field] = edit.after
        for edit in edits:
            if edit.ref in rows:
                if _creates(edit):
                    self._insert_again(edit.ref, rows[edit.ref])
                continue
            current = self._value(edit.ref, edit.field)
            if current != edit.before:
                raise _changed_meanwhile(edit, current)
            if edit.field not in STRUCTURE:
                self.clear_draft(edit.ref, edit.field)
            self._put(edit.ref, edit.field, current, edit.after)

    def note(self, table: Table, row: Mapping[str, Value | bytes]) -> None:
        """A record beside the content, in the same transaction and no part of the history."""
        self._connection.execute(insert(table), dict(row))

    def amend(self, table: Table, key: Mapping[str, Value], row: Mapping[str, Value]) -> None:
        """Other values in records beside the content; as `note`."""
        where = [table.c[name] == value for name, value in key.items()]
        self._connection.execute(update(table).where(*where).values(dict(row)))

    def keep(self, ref: Ref, field: str) -> None:
        """A person has decided for what stands there: the history says so, nothing else changes."""
        value = self._value(ref, field)
        self._record(Edit(ref, field, value, value))

    def clear_draft(self, ref: Ref, field: str) -> None:
        """What was typed into the field without being confirmed is done with."""
        self._confirmed.add((ref.id, field))

    def flush(self) -> None:
        """Send what was held back; a query sees it from then on."""
        for kind in Kind:  # parents come before children
            if rows := self._new_rows.pop(kind, None):
                insert_rows(self._connection, THINGS[kind], rows)

    def finish(self) -> None:
        """Bring drafts and search keys in line, as the last step before the commit."""
        self.flush()
        if self._confirmed:
            statement = delete(DRAFT).where(DRAFT.c.thing == bindparam("t"), DRAFT.c.field == bindparam("f"))
            self._connection.execute(statement, [{"t": id_, "f": field} for id_, field in self._confirmed])
        if self._texts:
            self._write_search_keys()

    def _write_search_keys(self) -> None:
        gone = delete(SEARCH_KEY).where(
            SEARCH_KEY.c.thing == bindparam("t"), SEARCH_KEY.c.field == bindparam("f")
        )
        # What was made here had no keys before.
        if old := [{"t": ref.id, "f": field} for ref, field in self._texts if ref not in self._made]:
            self._connection.execute(gone, old)
        rows: list[dict[str, Value]] = [
            {"thing": ref.id, "field": field, "kind": str(ref.kind), "key": key}
            for (ref, field), text in self._texts.items()
            if (key := search_key(text))
        ]
        insert_rows(self._connection, SEARCH_KEY, rows)

    def _value(self, ref: Ref, field: str) -> Value:
        self.flush()
        table = THINGS[ref.kind]
        row = self._connection.execute(
            select(column(ref.kind, field)).where(table.c.id == bindparam("i")), {"i": ref.id}
        ).first()
        if row is None:
            raise Problem("no-such-thing", kind=str(ref.kind), id=ref.id)
        value: Value = row[0]
        return value

    def _put(self, ref: Ref, field: str, before: Value, after: Value) -> None:
        if before == after:
            return
        if ref.kind in FINAL:
            raise Problem("written-once", kind=str(ref.kind), id=ref.id)
        if field in {PARENT, POSITION}:
            self._families.clear()
        table = THINGS[ref.kind]
        self._connection.execute(
            update(table).where(table.c.id == bindparam("i")).values({field: bindparam("v")}),
            {"i": ref.id, "v": after},
        )
        self._record(Edit(ref, field, before, after))

    def _insert(self, ref: Ref, row: Mapping[str, Value]) -> None:
        for key, value in row.items():
            check_value(ref.kind, key, value)
        empty: dict[str, Value] = {entry.key: None for entry in fields_of(ref.kind)}
        self._new_rows.setdefault(ref.kind, []).append({"id": ref.id, **empty, **row})
        self._families[ref.id] = {}
        self._join_family(ref, row)
        for key, value in row.items():
            if value is not None:
                self._record(Edit(ref, key, None, value))

    def _join_family(self, ref: Ref, row: Mapping[str, Value]) -> None:
        family = self._families.get(str(row.get(PARENT) or ""))
        position = row.get(POSITION)
        if family is not None and isinstance(position, int):
            insort(family.setdefault(ref.kind, []), (ref.id, position), key=lambda entry: entry[::-1])

    def _insert_again(self, ref: Ref, row: Mapping[str, Value]) -> None:
        self.flush()
        table = THINGS[ref.kind]
        if self._connection.execute(select(table.c.id).where(table.c.id == ref.id)).first():
            raise _changed_meanwhile(Edit(ref, PRESENT, None, 1), row[PRESENT])
        self._insert(ref, {**row, PARENT: row.get(PARENT)})

    def _record(self, edit: Edit) -> None:
        self.edits.append(edit)
        if edit.field in STRUCTURE or not is_found_by(edit.ref.kind, edit.field):
            return
        self._texts[edit.ref, edit.field] = str(edit.after or "")

    def _siblings(self, kind: Kind, parent: str | None) -> list[tuple[str, int]]:
        if parent in self._families:
            return self._families[parent].get(kind, [])
        self.flush()
        table = THINGS[kind]
        rows = self._connection.execute(
            select(table.c.id, table.c[POSITION])
            .where(table.c[PARENT].is_not_distinct_from(parent))
            .order_by(table.c[POSITION], table.c.id)
        )
        return [(row[0], row[1]) for row in rows]

    def _stands_after(self, ref: Ref, parent: str | None, after: str | None) -> bool:
        order = [id_ for id_, _ in self._siblings(ref.kind, parent)]
        index = order.index(ref.id)
        if after is None:
            return index == len(order) - 1
        return after == (order[index - 1] if index else "")

    def _make_room(self, kind: Kind, parent: str | None, after: str | None, *, moving: str) -> int:
        siblings = [entry for entry in self._siblings(kind, parent) if entry[0] != moving]
        found = place(siblings, after)
        old = dict(siblings)
        for id_, position in found.spread.items():
            self._put(Ref(kind, id_), POSITION, old[id_], position)
        return found.position


def _creates(edit: Edit) -> bool:
    return edit.field == PRESENT and edit.before is None


def _changed_meanwhile(edit: Edit, theirs: Value) -> Problem:
    return Problem(
        "changed-meanwhile",
        kind=str(edit.ref.kind),
        id=edit.ref.id,
        field=edit.field,
        before=edit.before,
        theirs=theirs,
        ours=edit.after,
    )


def check_value(kind: Kind, field: str, value: Value) -> None:
    """Texts are texts and quarters are numbers, or the history could not tell them apart."""
    is_number = field in {PRESENT, POSITION} or (
        field not in STRUCTURE and catalogue_field(kind, field).kind is FieldKind.QUARTER
    )
    if value is not None and type(value) is not (int if is_number else str):
        raise TypeError(f"{kind}.{field}: {value!r}")
    if isinstance(value, str):
        _check_text(kind, field, value)


def _check_text(kind: Kind, field: str, text: str) -> None:
    """No database keeps a NUL or half of a surrogate pair; nothing else is refused."""
    if found := _NOT_STORABLE.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise Problem("text-not-storable", kind=str(kind), field=field, character=code)
