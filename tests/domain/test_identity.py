"""A control number survives being printed and typed again, and no slip of the pen passes for another."""

from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.identity import ALPHABET, control_number, id_from_bits, id_from_control_number

ids = st.integers(0, 2**60 - 1).map(id_from_bits)


@given(ids)
def test_it_comes_back_from_paper_in_any_dress(id_: str) -> None:
    code = control_number(id_)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    assert id_from_control_number(code) == id_
    assert id_from_control_number(f" {code.lower()} ") == id_
    assert id_from_control_number(wide) == id_
    assert id_from_control_number(code.replace("-", "－")) == id_


@given(ids, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(id_: str, place: int, wrong: str) -> None:
    code = control_number(id_).replace("-", "")
    slipped = code[:place] + wrong + code[place + 1 :]
    assert slipped == code or id_from_control_number(slipped) is None


def test_other_texts_are_no_control_number() -> None:
    assert all(id_from_control_number(text) is None for text in ["", "課題A(1)", "0000-0000-0000", "*" * 13])
