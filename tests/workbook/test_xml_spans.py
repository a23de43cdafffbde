"""Elements and attributes are found at the bytes where they stand, however the XML is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kxdesk.domain.problems import Problem
from kxdesk.workbook.xml_spans import as_utf8, attributes, escaped, parse, unescaped, value

ODD = b"<?xml version='1.0'?><!--<a>--><x:a\n b = '>\"' x:c=\"1 &lt; 2\"><d/><?p?><d ></d ><e><d/></e></x:a >"


def test_spans() -> None:
    """Start tags, contents and ends, with quotes of both kinds, comments and instructions between."""
    root = parse(ODD, "p")
    bytes_of = [(ODD[n.start : n.end], ODD[n.inner : n.inner_end]) for n in root.walk()]
    assert bytes_of[1:] == [
        (b"<d/>", b""),
        (b"<d ></d >", b""),
        (b"<e><d/></e>", b"<d/>"),
        (b"<d/>", b""),
    ]
    assert [(a.name, ODD[a.start : a.end]) for a in attributes(ODD, root)] == [
        ("b", b'>"'),
        ("c", b"1 &lt; 2"),
    ]
    assert value(ODD, root, "c") == "1 < 2"
    assert root.name == "a"


def test_rows_are_told_apart() -> None:
    """Elements below sheetData are reported and make no nodes."""
    data = b"<w><sheetData><row><c><f>1</f></c><c/></row><row/></sheetData><z/></w>"
    seen: list[tuple[int, str, bytes]] = []
    root = parse(data, "p", lambda depth, name, start, end: seen.append((depth, name, data[start:end])))
    assert seen == [
        (3, "f", b"<f>1</f>"),
        (2, "c", b"<c><f>1</f></c>"),
        (2, "c", b"<c/>"),
        (1, "row", b"<row><c><f>1</f></c><c/></row>"),
        (1, "row", b"<row/>"),
    ]
    assert [node.name for node in root.walk()] == ["w", "sheetData", "z"]


def test_other_encodings_become_utf8() -> None:
    """Offsets are offsets into what is patched."""
    data = "<?xml version='1.0' encoding='Shift_JIS'?><a>様式</a>".encode("shift_jis")
    new = as_utf8(data)
    assert new == "<?xml version='1.0' encoding='UTF-8'?><a>様式</a>".encode()


def test_broken_xml_is_a_problem() -> None:
    """Named with its part."""
    with pytest.raises(Problem) as caught:
        parse(b"<a><b></a>", "xl/x.xml")
    assert (caught.value.code, caught.value.facts["part"]) == ("broken-xml", "xl/x.xml")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_escapes_come_back(text: str) -> None:
    """Text survives being written and read."""
    assert unescaped(escaped(text)) == text
    assert unescaped(escaped(text, quotes=False)) == text


def test_cdata_and_character_references() -> None:
    """What a reader sees, not how it is written."""
    assert unescaped(b"a<![CDATA[<&amp;]]><!-- c -->&#12354;&#x3042;&quot;") == 'a<&amp;ああ"'
