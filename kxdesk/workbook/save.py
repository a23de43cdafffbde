"""Putting a workbook's package together: what nobody touched goes over as it is packed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kxdesk.workbook.package import CONTENT_TYPES, RawPart
from kxdesk.workbook.package_edits import content_types, titles_dropped, workbook_relations
from kxdesk.workbook.relations import relations_name
from kxdesk.workbook.stale import drop_stale_values
from kxdesk.workbook.workbook_part import with_attribute, with_relation
from kxdesk.workbook.zip_out import packed_part, write_zip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kxdesk.workbook.book import Book
    from kxdesk.workbook.parts import Part
    from kxdesk.workbook.sheet import Sheet
    from kxdesk.workbook.tabs import Tab
    from kxdesk.workbook.template import Template


def saved(book: Book) -> bytes:
    """The bytes of the file.

    Every changed file is calculated when it is opened. Last values of formulas are dropped where cells were
    filled, because whoever does not calculate (Protected View, a viewer) would show the template's.
    """
    template = book.template
    changed = {part.name.lower(): part.render() for part in _touched_parts(book)}
    if book.tabs_changed:
        _select_tab(book)
    drop_stale_values(_sheets_concerned(book), book.names)
    changed |= {
        tab.part.lower(): tab.opened.render() for tab in book.tabs if tab.opened and tab.opened.touched
    }
    if not changed and not book.tabs_changed:
        return template.data
    gone = _gone(book)
    new_tabs = [tab for tab in book.tabs if tab.template_position is None]
    ids, relations = workbook_relations(template, new_tabs, gone)
    if relations is not None:
        changed[relations_name(template.workbook.name).lower()] = relations
    changed[template.workbook.name.lower()] = _workbook(book, ids)
    if new_tabs or gone:
        changed[CONTENT_TYPES.lower()] = content_types(template, new_tabs, gone)
    if book.tabs_changed:
        changed |= titles_dropped(template)
    return write_zip(_entries(book, changed, gone))


def _entries(book: Book, changed: Mapping[str, bytes], gone: frozenset[str]) -> Iterator[RawPart]:
    package = book.template.package
    for name in package.names():
        content = changed.get(name.lower())
        if content is not None:
            yield packed_part(name, content)
        elif name.lower() not in gone:
            yield package.raw(name)
    for tab in book.tabs:
        if tab.template_position is not None:
            continue
        yield packed_part(tab.part, changed[tab.part.lower()])
        for part in tab.parts:
            content = changed.get(part.name.lower())
            if content is not None:
                yield packed_part(part.name, content)
            else:
                yield replace(package.raw(part.origin), name=part.name)


def _touched_parts(book: Book) -> Iterator[Part]:
    for tab in book.tabs:
        yield from (part for part in tab.opened_parts if part.touched)
    yield from (part for part in book.loose if part.touched)


def _gone(book: Book) -> frozenset[str]:
    """Parts that are left out, lower case."""
    template = book.template
    gone: set[str] = set()
    kept: set[str] = set()
    present = {tab.template_position for tab in book.tabs}
    for at, entry in enumerate(template.workbook.sheets):
        if entry.part:
            own = {entry.part.lower(), *(one.name.lower() for one in template.owned(entry.part))}
            (kept if at in present else gone).update(own)
    chain = _calculation_chain(template)
    if chain and _order_broken(book):
        gone.add(chain.lower())
    return frozenset(gone - kept)


def _calculation_chain(template: Template) -> str:
    relations = template.package.rels(template.workbook.name)
    return next((one.target for one in relations if one.kind == "calcChain"), "")


def _order_broken(book: Book) -> bool:
    return book.tabs_changed or any(tab.opened and tab.opened.order_broken for tab in book.tabs)


def _workbook(book: Book, ids: Mapping[int, str]) -> bytes:
    workbook = book.template.workbook
    positions = {tab.identity: at for at, tab in enumerate(book.tabs)}
    now = [positions.get(at, -1) for at in range(len(workbook.sheets))]
    open_tab = _open_position(book)
    if 0 <= workbook.active < len(now):
        now[workbook.active] = open_tab
    names = [(name, positions.get(name.scope) if name.scope is not None else None) for name in book.names]
    highest = max((entry.sheet_id for entry in workbook.sheets), default=0)
    elements = []
    for tab in book.tabs:
        if tab.template_position is None:
            highest += 1
        elements.append(_element(tab, ids, highest))
    return workbook.render(elements, names, now)


def _element(tab: Tab, ids: Mapping[int, str], sheet_id: int) -> bytes:
    entry = tab.entry
    name = None if tab.name == entry.name else tab.name
    if tab.template_position is not None:
        return entry.shown_as(name=name, state="hidden" if tab.hidden and not entry.hidden else None)
    raw = entry.shown_as(name=tab.name, state="hidden" if tab.hidden else "visible")
    raw = with_attribute(raw, b"sheetId", str(sheet_id).encode())
    return with_relation(raw, ids[tab.identity])


def _open_position(book: Book) -> int:
    """The tab to be open: the one the template has open, else the first that can be seen."""
    active = book.template.workbook.active
    for at, tab in enumerate(book.tabs):
        if tab.template_position == active and not tab.hidden:
            return at
    return next((at for at, tab in enumerate(book.tabs) if not tab.hidden), 0)


def _sheets_concerned(book: Book) -> list[Sheet]:
    """Those that were changed, and those whose formulas may look at them, directly or by others."""
    keys = {tab.key for tab in book.tabs if tab.opened and tab.opened.touched}
    found = [tab for tab in book.tabs if tab.key in keys]
    waiting = [tab for tab in book.tabs if tab.has_formulas and tab.key not in keys] if keys else []
    named = any(name.sheets() & keys for name in book.names if not name.name.startswith("_xlnm."))
    again = True
    while again:
        more = [tab for tab in waiting if named or tab.names_any(keys)]
        found += more
        keys |= {tab.key for tab in more}
        waiting = [tab for tab in waiting if tab not in more]
        again = bool(more)
    return [tab.sheet for tab in found]


def _select_tab(book: Book) -> None:
    """Where the open tab is hidden or gone, another one takes its place; two selected tabs edit together."""
    active = book.template.workbook.active
    position = _open_position(book)
    if book.tabs[position].template_position == active:
        return
    for at, tab in enumerate(book.tabs):
        if tab.is_worksheet and (tab.template_position == active or at == position):
            tab.sheet.select(selected=at == position)
