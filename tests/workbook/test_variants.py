"""However people mangle a form, it reads to exactly the expected document, and what is doubtful is said."""

from __future__ import annotations

import pytest

from tests.workbook.returned import Returned
from tests.workbook.sources import NAMES, read, said, source
from tests.workbook.variants_of_content import SHEETS, VALUES
from tests.workbook.variants_of_form import RETYPED, ROWS

VARIANTS = {**ROWS, **RETYPED, **VALUES, **SHEETS}
CASES = [(name, kind) for name in NAMES for kind, one in VARIANTS.items() if one.only in ("", name)]


@pytest.mark.parametrize(("name", "kind"), CASES, ids=lambda text: text)
def test_reads_to_exactly_what_it_says(name: str, kind: str) -> None:
    variant = VARIANTS[kind]
    book, expected = Returned(source(name)), said(name)
    variant.change(book)
    variant.said(expected)
    reading, document = read(book.data())
    assert [hold.code for hold in reading.holds] == list(variant.holds)
    assert {flag.code for flag in reading.flags} == variant.flags
    if not variant.holds:
        assert document == expected


def test_there_are_enough_of_them() -> None:
    assert len(VARIANTS) >= 40
