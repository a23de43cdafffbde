"""A change of a return, with the document it must then read to and the flags and holds it must raise.

Made for returns of the R7 form whose first issue has its blocks where the blank form has them: from row 18,
six rows each, ⑥ in row 36.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.workbook.returned import Returned, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]
BASICS, LOOKING_BACK, LIST = "1-2 使命・基本情報", "3 振り返り", "4 課題一覧"
TITLE, CONTENT, BUREAU, NUMBER, CONTROL, AS_OF = "E4", "A11", "E2", "J3", "AE2", "AB36"
ACCOUNT = "J8"
DATED = 46022  # 2025-12-31


@dataclass(frozen=True)
class Variant:
    """A change of the workbook, the change of its document, and the flags and holds that come with it."""

    change: Callable[[Returned], None]
    said: Callable[[Document], None] = lambda _: None
    flags: frozenset[str] = frozenset()
    holds: tuple[str, ...] = ()
    only: str = ""  # of the sources, "" for all


def first(book: Returned) -> Sheet:
    return book.sheet(book.issue_names()[0])


def on_first(change: Callable[[Sheet], None]) -> Callable[[Returned], None]:
    return lambda book: change(first(book))


def on(name: str, change: Callable[[Sheet], None]) -> Callable[[Returned], None]:
    return lambda book: change(book.sheet(name))


def issue(key: str, value: object) -> Callable[[Document], None]:
    """The first issue says something else."""
    return lambda document: document["issues"][0].__setitem__(key, value)


def as_of(text: str) -> Callable[[Document], None]:
    return lambda document: document["issues"][0]["progress"].__setitem__("as_of", text)


def account(text: str, number: float | None) -> Callable[[Document], None]:
    """The budget with another first number; the sentence is made of it."""

    def change(document: Document) -> None:
        basics = document["basic_info"]
        before = f"{basics['general_account_oku_yen']}億円"
        basics["budget"] = basics["budget"].replace(before, text, 1)
        basics["general_account_oku_yen"] = number

    return change
