"""A proposal as a layout file that a person can read and correct."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kxdesk.workbook.addresses import address, column_letters
from kxdesk.workbook.layout import Relation, Role
from kxdesk.workbook.layout_file import VERSION
from kxdesk.workbook.learn.grids import FoundBlock
from kxdesk.workbook.learn.guess import Guess
from kxdesk.workbook.learn.lists import FoundList, FoundMatrix
from kxdesk.workbook.learn.propose import Proposal, SheetProposal

Explain = Callable[[Guess], str]


@dataclass(frozen=True, slots=True)
class Comments:
    """Words for the person who opens the file: lines at its top, and why a box was taken for its field."""

    preamble: str
    explain: Explain


_LONG = 300  # an explanation of the form is known by its beginning no worse


def layout_text(proposal: Proposal, *, form: str, template: str, comments: Comments) -> str:
    """The text of a `layout.toml`; see `layout_file` for its shape.

    Args:
        proposal: what was learnt, perhaps corrected.
        form: the form's name, "R8".
        template: path of the template from the layout's folder.
        comments: words for its comments.
    """
    lines = [f"# {line}" for line in comments.preamble.splitlines()]
    lines += [f"version = {VERSION}", f"form = {_quoted(form)}"]
    if proposal.fiscal_year is not None:
        lines.append(f"fiscal_year = {proposal.fiscal_year}")
    lines += [
        f"template = {_quoted(template)}",
        f"fingerprint = {_quoted(proposal.fingerprint)}",
        f"skeleton = {_quoted(proposal.skeleton)}",
    ]
    if proposal.compose:
        lines += ["", "[compose]"]
        lines += [f"{key} = {_quoted(pattern)}" for key, pattern in proposal.compose.items()]
    for sheet in proposal.sheets:
        lines += ["", *_sheet(sheet, comments.explain)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are the same."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _sheet(sheet: SheetProposal, explain: Explain) -> Iterator[str]:
    yield "[[sheet]]"
    yield f"name = {_quoted(sheet.name)}"
    yield f"role = {_quoted(sheet.role)}"
    if sheet.printed:
        yield "printed = ["
        yield from (f"    {_quoted(text[:_LONG])}," for text in sheet.printed)
        yield "]"
    if sheet.role is Role.LEAVE or sheet.role is Role.INDICATORS:
        return
    for guess in sheet.guesses:
        yield from ("", *_box("sheet.box", guess, explain))
    for listed in sheet.lists:
        yield from ("", *_list(listed, explain))
    if sheet.block:
        yield from ("", *_block(sheet.block, explain))
    if sheet.matrix:
        yield from ("", *_matrix(sheet.matrix))


def _box(table: str, guess: Guess, explain: Explain) -> Iterator[str]:
    yield f"[[{table}]]"
    yield f"# {explain(guess)}"
    if guess.relation not in {Relation.INSIDE, Relation.PRINTED}:
        yield f"field = {_quoted(guess.field)}"
    if guess.label:
        yield f"label = {_quoted(guess.label)}"
    yield f"at = {_quoted(guess.relation)}"
    yield f"cell = {_quoted(address(*guess.at))}"
    yield from _remarks(guess)


def _remarks(guess: Guess) -> Iterator[str]:
    if guess.recommended:
        yield f"recommended = {guess.recommended}"
    if guess.choices:
        yield f"choices = [{', '.join(map(_quoted, guess.choices))}]"
    if guess.required:
        yield "required = true"
    if guess.note:
        yield f"note = {_quoted(guess.note)}"
    if guess.blank:
        yield f"blank = {_quoted(guess.blank)}"


def _list(listed: FoundList, explain: Explain) -> Iterator[str]:
    yield "[[sheet.list]]"
    yield f"of = {_quoted(listed.of)}"
    if listed.by:
        yield f"by = {_quoted(listed.by)}"
    yield "section = ["
    for section in listed.sections:
        label = f"label = {_quoted(section.heading.text)}, " if section.heading else ""
        value = f"value = {_quoted(section.value)}, " if section.value else ""
        yield f'    {{ {value}{label}rows = "{section.first}:{section.last}" }},'
    yield "]"
    for column in listed.columns:
        yield "[[sheet.list.column]]"
        yield f"# {explain(column)}"
        yield f"field = {_quoted(column.field)}"
        yield f"label = {_quoted(column.label)}"
        yield f"column = {_quoted(column_letters(column.at[1]))}"
        yield from _remarks(column)


def _block(block: FoundBlock, explain: Explain) -> Iterator[str]:
    yield "[sheet.block]"
    yield f'rows = "{block.first}:{block.last}"'
    yield f"count = {block.count}"
    for guess in block.guesses:
        yield from _box("sheet.block.box", guess, explain)
    yield "[sheet.block.grid]"
    yield f"header = {block.headings.row}"
    yield f'rows = "{block.headings.first}:{block.headings.last}"'
    if block.label:
        yield f"# {explain(block.label)}"
        yield f"field = {_quoted(block.label.field)}"
        yield f"label = {_quoted(block.label.label)}"
        yield f"column = {_quoted(column_letters(block.label.at[1]))}"
    yield "quarter = ["
    for tile in block.headings.quarters:
        column = column_letters(tile.area.first_column)
        yield f"    {{ label = {_quoted(tile.text)}, column = {_quoted(column)} }},"
    yield "]"


def _matrix(matrix: FoundMatrix) -> Iterator[str]:
    yield "[sheet.matrix]"
    yield 'cells = "issue.title"'
    yield 'down = "issue.policy_field"'
    yield 'across = "issue.area"'
    yield f'rows = "{matrix.first}:{matrix.last}"'
    yield f"heading = {_quoted(column_letters(matrix.heading))}"
    yield "column = ["
    for area, tile in matrix.columns:
        column = column_letters(tile.area.first_column)
        yield f"    {{ value = {_quoted(area)}, label = {_quoted(tile.text)}, column = {_quoted(column)} }},"
    yield "]"
