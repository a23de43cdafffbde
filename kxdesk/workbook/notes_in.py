"""Comments at cells: the classic ones, and the modern threads with their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.workbook.areas import parse_cell
from kxdesk.workbook.raw import Note, Position
from kxdesk.workbook.text_in import plain_text
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from lxml import etree

# The author of the stand-in that Excel writes for readers without threads.
THREAD_STAND_IN = "tc="


def read_notes(root: etree._Element) -> dict[Position, Note]:
    """The notes of a `comments` part by their cell."""
    groups = {local_name(group): group for group in root}
    authors = [author.text or "" for author in groups.get("authors", ()) if local_name(author) == "author"]
    found = {}
    for comment in groups.get("commentList", ()):
        place = parse_cell(comment.get("ref", ""))
        text = comment.find("{*}text")
        if place and text is not None:
            index = comment.get("authorId", "")
            known = index.isascii() and index.isdigit() and int(index[:9]) < len(authors)
            found[place] = Note(authors[int(index)] if known else "", plain_text(text))
    return found


def read_threads(root: etree._Element, persons: dict[str, str]) -> dict[Position, tuple[Note, ...]]:
    """The threads of a `threadedComments` part by their cell, comments in the order of the file."""
    found: dict[Position, tuple[Note, ...]] = {}
    for comment in root.iter("{*}threadedComment"):
        place = parse_cell(comment.get("ref", ""))
        if place:
            note = Note(
                persons.get(comment.get("personId", ""), ""),
                comment.findtext("{*}text") or "",
                comment.get("done") in ("1", "true"),
            )
            found[place] = (*found.get(place, ()), note)
    return found


def read_persons(root: etree._Element) -> dict[str, str]:
    """Display names by id, of a `persons` part."""
    return {person.get("id", ""): person.get("displayName", "") for person in root.iter("{*}person")}
