"""What hangs on a sheet beside its cells: notes, threads, drawn shapes, check boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kxdesk.domain.problems import Problem
from kxdesk.workbook.notes_in import THREAD_STAND_IN, read_notes, read_persons, read_threads
from kxdesk.workbook.raw import CheckBox, Note, Position, Shape
from kxdesk.workbook.shapes_in import read_check_boxes, read_shapes
from kxdesk.workbook.xml_in import parse_xml

if TYPE_CHECKING:
    from kxdesk.workbook.package import Package, Relation


@dataclass(slots=True)
class Attached:
    """Of one sheet; `broken` are the parts that could not be read."""

    notes: dict[Position, Note] = field(default_factory=dict)
    threads: dict[Position, tuple[Note, ...]] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    check_boxes: list[CheckBox] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class AttachedReader:
    """Reads what hangs on the sheets of one workbook; parts that are copies of each other only once."""

    def __init__(self, package: Package, persons_part: str | None) -> None:
        self._package = package
        self._persons = read_persons(package.tree(persons_part)) if persons_part else {}
        self._shapes: dict[bytes, tuple[Shape, ...]] = {}
        self._notes: dict[bytes, dict[Position, Note]] = {}

    def read(self, sheet_part: str) -> Attached:
        """Read what the relations of a worksheet part lead to; a broken part is named, not fatal."""
        found = Attached()
        for relation in self._package.rels(sheet_part):
            if relation.external or relation.target not in self._package:
                continue
            try:
                self._add(relation, found)
            except Problem as problem:
                if problem.code != "broken-xml":
                    raise
                found.broken.append(relation.target)
        for place in found.threads:
            if found.notes.get(place, Note("", "")).author.startswith(THREAD_STAND_IN):
                del found.notes[place]
        return found

    def _add(self, relation: Relation, found: Attached) -> None:
        part = relation.target
        if relation.kind == "comments":
            data = self._package.xml(part)
            if data not in self._notes:
                self._notes[data] = read_notes(parse_xml(data, part))
            found.notes.update(self._notes[data])
        elif relation.kind == "threadedComment":
            found.threads.update(read_threads(self._package.tree(part), self._persons))
        elif relation.kind == "drawing":
            data = self._package.xml(part)
            if data not in self._shapes:
                self._shapes[data] = read_shapes(parse_xml(data, part))
            found.shapes += self._shapes[data]
        elif relation.kind == "vmlDrawing":
            found.check_boxes += read_check_boxes(self._package.xml(part))
