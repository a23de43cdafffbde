"""Cell addresses between the way people write them and (row, column) from 1."""

from __future__ import annotations

import re
from functools import lru_cache

_ADDRESS = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """AA is 27. ValueError if they are no letters of a column."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """(3, 5) is E3."""
    return f"{column_letters(column)}{row}"


def position(text: str) -> tuple[int, int]:
    """E3 or $E$3 is (3, 5). ValueError if it is no address."""
    match = _ADDRESS.match(text)
    if match is None:
        raise ValueError(text)
    return int(match[2]), column_number(match[1])
