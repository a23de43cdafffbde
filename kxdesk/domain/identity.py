"""Ids that survive paper: twelve characters without I, L, O, U, and a check character when printed.

Crockford's base 32; the check of a control number is ISO/IEC 7064 MOD 37,36, which catches every single wrong
character and nearly every swap of neighbours.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_FOLD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_DASHES = "-‐‑‒–—―−ー－ 　"


def id_from_bits(bits: int) -> str:
    """The id for 60 random bits."""
    return "".join(ALPHABET[(bits >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def _check_character(text: str) -> str:
    product = 36
    for character in text:
        total = (product + _CHECK.index(character)) % 36 or 36
        product = total * 2 % 37
    return _CHECK[(37 - product) % 36]


def control_number(id_: str) -> str:
    """The code printed on an issue sheet: `K7Q4-TM2X-9B0P-3`."""
    return "-".join((id_[0:4], id_[4:8], id_[8:12], _check_character(id_)))


def remark_number(id_: str) -> str:
    """The code of a remark, told from an issue's by what stands before it: `R-K7Q4-TM2X-9B0P-3`."""
    return f"R-{control_number(id_)}"


def id_from_remark_number(text: str) -> str | None:
    """The id behind the code of a remark, its R there or lost; None as `id_from_control_number`."""
    plain = text.strip()
    bare = plain[1:].lstrip(_DASHES) if plain[:1] in ("R", "r", "Ｒ", "ｒ") else plain
    return id_from_control_number(bare) or id_from_control_number(plain)


def id_from_control_number(text: str) -> str | None:
    """The id behind a control number as it may come back: full-width, lower case, with any dashes or spaces.

    None where it has not the length, the alphabet or the check character of one.
    """
    narrow = narrowed(text)
    code, check = narrow[:-1].translate(_FOLD), narrow[-1:]
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    return code if _check_character(code) == check else None


def narrowed(text: str) -> str:
    """What was copied from paper, half-width, in capitals, without dashes and spaces."""
    return "".join(
        chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character
        for character in text
        if character not in _DASHES
    ).upper()
