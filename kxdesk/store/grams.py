"""Which texts hold a letter or a pair of letters: small sets of numbers, packed for a database.

Texts are numbered; 65,536 numbers make a block. A block's set is two bytes for each number in rising order,
or, from 4,096 numbers on, one bit for each of the block's: 8,192 bytes, whatever is in it.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

BLOCK = 1 << 16
DENSE = 4096
_BITS = BLOCK // 8


def grams_of(key: str) -> set[str]:
    """Every letter and every pair of neighbours of a folded text."""
    return {*key, *(first + second for first, second in pairwise(key))}


def grams_of_word(word: str) -> list[str]:
    """What a text that holds the word must have; it proves a word of one or two letters."""
    if len(word) == 1:
        return [word]
    return sorted({first + second for first, second in pairwise(word)})


def pack(numbers: Iterable[int]) -> bytes:
    """Numbers below 65,536, rising."""
    found = array("H", numbers)
    if len(found) >= DENSE:
        bits = bytearray(_BITS)
        for number in found:
            bits[number >> 3] |= 1 << (number & 7)
        return bytes(bits)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def unpack(data: bytes) -> array[int]:
    """The numbers, rising."""
    if len(data) < _BITS:
        return _sparse(data)
    return array("H", _falling_bits(data))[::-1]


def common(sets: Iterable[bytes]) -> Iterator[int]:
    """The numbers that are in all of them, falling."""
    sparse: set[int] | None = None
    dense: list[int] = []
    for data in sorted(sets, key=len):
        if len(data) >= _BITS:
            dense.append(int.from_bytes(data, "little"))
        elif sparse is None:
            sparse = set(_sparse(data))
        else:
            sparse.intersection_update(_sparse(data))
    bits = -1
    for each in dense:
        bits &= each
    if sparse is None:
        yield from _falling_bits(bits.to_bytes(_BITS, "little"))
        return
    held = bits.to_bytes(_BITS, "little") if dense else None
    for number in sorted(sparse, reverse=True):
        if held is None or held[number >> 3] >> (number & 7) & 1:
            yield number


def _sparse(data: bytes) -> array[int]:
    found = array("H")
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _falling_bits(data: bytes) -> Iterator[int]:
    for index in range(len(data) - 1, -1, -1):
        byte = data[index]
        while byte:
            top = byte.bit_length() - 1
            yield index << 3 | top
            byte ^= 1 << top
