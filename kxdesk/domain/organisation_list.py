"""A list of organisations as offices keep them: columns in any order, known by the words of their headings.

What it would change is worked out first: known organisations are found by code, else by name; those the list
does not name are told and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kxdesk.domain.keys import folded, search_key
from kxdesk.domain.organisation import Organisation, Organisations
from kxdesk.domain.problems import Problem

Rows: TypeAlias = Sequence[Sequence[str]]

# The first of these in a heading says what its column holds; the order matters: 課コード is a code.
_CODE = ("コード", "code", "番号", "no.")
_CONTACT = ("メール", "mail", "アドレス", "連絡先", "宛先")
_DIVISION = ("課", "係", "室", "担当", "division", "section")
_BUREAU = ("局", "区", "部", "所属", "bureau", "organization", "organisation")
_NO_NAME = ("区分", "部門", "電話", "住所", "課題")
_HEADING_ROWS = 20
_DITTO = {"〃", "同上", '"', "々"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: a bureau, or a division of one."""

    bureau: str
    division: str = ""
    code: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a list comes to beside what the desk has.

    Attributes:
        added, changed: as they will be; a division's `bureau` is an id, or the name of an added bureau.
        unchanged: how many say what the desk says.
        not_listed: in the desk and not in the list; they stay.
    """

    added: tuple[Organisation, ...]
    changed: tuple[Organisation, ...]
    unchanged: int
    not_listed: tuple[Organisation, ...]


def listed_in(rows: Rows) -> tuple[Listed, ...]:
    """The lines below the headings, each once; a blank bureau is the one above.

    Raises:
        Problem: list-without-headings, list-empty, list-code-twice (number, first, second).
    """
    at, columns = _headings(rows)
    columns = _whose_code(rows[at + 1 :], columns)
    found: dict[tuple[str, str], Listed] = {}
    bureau = ""
    for row in rows[at + 1 :]:
        cells = {key: _cell(row, column) for key, column in columns.items()}
        said = cells.get("bureau", "")
        bureau = said if said and said not in _DITTO else bureau
        division = cells.get("division", "")
        if not bureau or not (said or division):
            continue
        found |= _lines(bureau, division, cells, found)
    if not found:
        raise Problem("list-empty")
    _check_codes(tuple(found.values()))
    return tuple(found.values())


def _lines(
    bureau: str, division: str, cells: dict[str, str], found: dict[tuple[str, str], Listed]
) -> dict[tuple[str, str], Listed]:
    """The line of a row, and that of its bureau where it is named for the first time."""
    above, key = (search_key(bureau), ""), (search_key(bureau), search_key(division))
    lines: dict[tuple[str, str], Listed] = {}
    if above not in found or cells.get("bureau_code"):
        lines[above] = Listed(bureau, code=cells.get("bureau_code", ""))
        if above in found:
            lines[above] = replace(found[above], code=lines[above].code)
    own = Listed(bureau, division, cells.get("code", ""), cells.get("contact", ""))
    if division:
        lines[key] = own
    else:
        code = own.code or cells.get("bureau_code", "")
        lines[above] = replace(own, code=code)
    return lines


def _headings(rows: Rows) -> tuple[int, dict[str, int]]:
    """The row that names most columns, and what each holds."""
    best: tuple[int, dict[str, int]] = (-1, {})
    for at, row in enumerate(rows[:_HEADING_ROWS]):
        columns: dict[str, int] = {}
        for column, text in enumerate(row):
            if (key := _meaning(text)) is not None:
                columns.setdefault(key, column)
        if len(columns) > len(best[1]):
            best = at, columns
    if "bureau" not in best[1] or len(best[1]) < 2:
        raise Problem("list-without-headings")
    return best


def _whose_code(rows: Rows, columns: dict[str, int]) -> dict[str, int]:
    """A code of the bureau's column that differs within one bureau is each line's own."""
    if "bureau_code" not in columns or "code" in columns:
        return columns
    codes: dict[str, set[str]] = {}
    for row in rows:
        if code := _cell(row, columns["bureau_code"]):
            codes.setdefault(_cell(row, columns["bureau"]), set()).add(code)
    if all(len(found) == 1 for found in codes.values()):
        return columns
    return {("code" if key == "bureau_code" else key): column for key, column in columns.items()}


def _meaning(heading: str) -> str | None:
    text = folded(heading).casefold().strip()
    if not text or len(text) > 20 or any(word in text for word in _NO_NAME):
        return None
    if any(word in text for word in _CODE):
        of_bureau = any(word in text for word in _BUREAU) and not any(word in text for word in _DIVISION)
        return "bureau_code" if of_bureau else "code"
    if any(word in text for word in _CONTACT):
        return "contact"
    if any(word in text for word in _DIVISION):
        return "division"
    return "bureau" if any(word in text for word in _BUREAU) else None


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip(" 　\t\r\n") if column < len(row) else ""


def _check_codes(lines: Sequence[Listed]) -> None:
    seen: dict[str, Listed] = {}
    for line in lines:
        if not line.code:
            continue
        other = seen.setdefault(search_key(line.code), line)
        if other is not line:
            names = {"first": _name(other), "second": _name(line)}
            raise Problem("list-code-twice", number=line.code, **names)


def _name(line: Listed) -> str:
    return f"{line.bureau} {line.division}".strip()


def load(lines: Sequence[Listed], here: Organisations) -> Loaded:
    """What the desk would have to write."""
    coded = {search_key(entry.code): entry for entry in here.entries if entry.code}
    added: list[Organisation] = []
    changed: list[Organisation] = []
    met: dict[str, Organisation] = {}
    bureaus: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: bool(line.division)):
        old = coded.get(search_key(line.code)) if line.code else None
        if old is None or old.id in met or old.is_bureau == bool(line.division):
            old = _by_name(line, here, bureaus)
        new = _wanted(line, old, bureaus)
        if not line.division:
            bureaus[search_key(line.bureau)] = new.id or new.name
        if old is None:
            added.append(new)
            continue
        met[old.id] = new
        if new != old:
            changed.append(new)
    gone = tuple(entry for entry in here.entries if entry.id not in met)
    return Loaded(tuple(added), tuple(changed), len(met) - len(changed), gone)


def _by_name(line: Listed, here: Organisations, bureaus: dict[str, str]) -> Organisation | None:
    if not line.division:
        return here.bureau_named(line.bureau)
    bureau = here.by_id.get(bureaus.get(search_key(line.bureau), ""))
    return here.division_named(bureau, line.division) if bureau else None


def _wanted(line: Listed, old: Organisation | None, bureaus: dict[str, str]) -> Organisation:
    """As the list has it; what the list leaves blank stays."""
    bureau = bureaus[search_key(line.bureau)] if line.division else ""
    before = old or Organisation("")
    return Organisation(
        line.division or line.bureau,
        line.code or before.code,
        line.contact or before.contact,
        bureau,
        before.id,
    )


def in_writing_order(loaded: Loaded) -> Iterator[Organisation]:
    """Added ones, bureaus before their divisions."""
    yield from (entry for entry in loaded.added if entry.is_bureau)
    yield from (entry for entry in loaded.added if not entry.is_bureau)
