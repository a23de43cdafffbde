"""Hashes short enough for paper: `7K3M-Q0ZX-…`, nineteen characters and one that catches a slip of the hand.

95 of the hash's bits: nobody finds another history, or another key, with the same code. The check character
follows ISO/IEC 7064's hybrid scheme over Crockford's 32 characters, so that all of it is folded as ids are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kxdesk.domain.identity import ALPHABET, narrowed

_LENGTH = 19
_FOLD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def head_code(length: int, head: str) -> str:
    """What is printed on paper to hold a history to: of the number of its entries and the last one's hash."""
    return short_code(_head_bytes(length, head))


def entry_with_code(code: str, entries: Iterable[tuple[int, str]]) -> int | None:
    """The number of the entry that was the last one when the code was printed; None where there is none.

    Args:
        code: as `read_code` gives it.
        entries: number and hash of each.
    """
    wanted = 0
    for character in code.replace("-", "")[:_LENGTH]:
        wanted = wanted << 5 | ALPHABET.index(character)
    return next((seq for seq, hash_ in entries if _bits(_head_bytes(seq, hash_)) == wanted), None)


def _head_bytes(length: int, head: str) -> bytes:
    return f"kxdesk-head:{length}:{head}".encode()


def _bits(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest()[:12], "big") >> 1


def short_code(data: bytes) -> str:
    """`XXXX-XXXX-XXXX-XXXX-XXXX` of any bytes."""
    bits = _bits(data)
    text = "".join(ALPHABET[(bits >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return _grouped(text + _check(text))


def read_code(text: str) -> str | None:
    """The code as it may be typed: full-width, lower case, any dashes; None where a character is wrong."""
    plain = narrowed(text).translate(_FOLD)
    if len(plain) != _LENGTH + 1 or any(character not in ALPHABET for character in plain):
        return None
    return _grouped(plain) if _check(plain[:-1]) == plain[-1] else None


def _grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _check(text: str) -> str:
    product = 32
    for character in text:
        total = (product + ALPHABET.index(character)) % 32 or 32
        product = total * 2 % 33
    return ALPHABET[(33 - product) % 32]
