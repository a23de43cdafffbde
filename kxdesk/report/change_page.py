"""A list of changes as one web page without anything from outside: it is read aloud, printed, and mailed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from kxdesk.report.table_book import Runs

_STYLE = """
:root { color-scheme: light dark; --line: #b8c0cc; --soft: #eef2f7; --gone: #a4262c; --new: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --line: #4a5361; --soft: #262c35; --gone: #ff9c9f; --new: #8cc4ff; } }
body { font: 15px/1.7 "Yu Gothic UI", "Yu Gothic", "Noto Sans CJK JP", Meiryo, sans-serif;
  margin: 2rem auto; max-width: 64rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th, .facts th { background: var(--soft); font-weight: 600; white-space: nowrap; }
.facts { width: auto; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.list { table-layout: fixed; overflow-wrap: anywhere; }
.list th:nth-child(1) { width: 19%; } .list th:nth-child(2) { width: 14%; }
.list th:nth-child(3) { width: 4.5em; } .list th:nth-child(5) { width: 5em; }
.text { white-space: pre-wrap; }
del { color: var(--gone); text-decoration: line-through; }
ins { color: var(--new); text-decoration: underline; text-underline-offset: 3px; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h3 { break-after: avoid; }
  tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: where it lies, what it is called, what became of it, its text, and by how much it grew."""

    place: str
    name: str
    sort: str
    runs: Runs
    growth: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes under one heading; `level` 2 for a bureau, 3 for an issue."""

    heading: str
    level: int
    rows: list[ChangeRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The page; every word on it is given, so that it speaks whatever language the program does.

    Attributes:
        language: of the words, as in `lang`.
        facts: lines under the title: (name, value).
        counted: a small table: headings, then rows of texts and numbers.
        headings: place, name, sort, text, growth.
        gone, new: what is read aloud before a run that went or came.
        nothing: what stands where there is no change.
    """

    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    counted_title: str
    counted: Sequence[Sequence[str | int]]
    headings: tuple[str, str, str, str, str]
    groups: Sequence[ChangeGroup]
    gone: str
    new: str
    nothing: str


def change_page(page: ChangePage) -> bytes:
    """UTF-8."""
    facts = "".join(
        f'<tr><th scope="row">{_e(name)}</th><td>{_e(value)}</td></tr>' for name, value in page.facts
    )
    body = "".join(_group(page, group) for group in page.groups) or f"<p>{_e(page.nothing)}</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="{_e(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_e(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header>\n"
        f'<h1>{_e(page.title)}</h1>\n<table class="facts"><tbody>{facts}</tbody></table>\n</header>\n<main>\n'
        f"{_counted(page)}{body}</main>\n</body>\n</html>\n"
    ).encode()


def _counted(page: ChangePage) -> str:
    if len(page.counted) < 2:
        return ""
    head, *rows = page.counted
    cells = "".join(f'<th scope="col">{_e(str(name))}</th>' for name in head)
    lines = "".join(
        f'<tr><th scope="row">{_e(str(row[0]))}</th>'
        + "".join(f'<td class="number">{_e(str(cell))}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    caption = f"<caption>{_e(page.counted_title)}</caption>"
    return f"<table>{caption}<thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>\n"


def _group(page: ChangePage, group: ChangeGroup) -> str:
    heading = f"<h{group.level}>{_e(group.heading)}</h{group.level}>\n"
    if not group.rows:
        return heading
    head = "".join(f'<th scope="col">{_e(name)}</th>' for name in page.headings)
    rows = "".join(_row(page, row) for row in group.rows)
    caption = f'<caption class="aloud">{_e(group.heading)}</caption>'
    return (
        f'{heading}<table class="list">'
        f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    )


def _row(page: ChangePage, row: ChangeRow) -> str:
    text = "".join(_run(page, stands, run) for stands, run in row.runs)
    return (
        f'<tr><td>{_e(row.place)}</td><th scope="row">{_e(row.name)}</th><td>{_e(row.sort)}</td>'
        f'<td class="text">{text}</td><td class="number">{_e(row.growth)}</td></tr>\n'
    )


def _run(page: ChangePage, stands: str, text: str) -> str:
    if not stands:
        return _e(text)
    tag, aloud = ("del", page.gone) if stands == "gone" else ("ins", page.new)
    return f'<{tag}><span class="aloud">{_e(aloud)}</span>{_e(text)}</{tag}>'


def _e(text: str) -> str:
    return html.escape(text)
