"""A package gives its parts as they are, under any spelling of their names, and inflates none unasked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest

from kxdesk.domain.problems import Problem
from kxdesk.workbook.limits import Limits
from kxdesk.workbook.package import Relation, open_package
from tests.workbook.packages import RELATIONS, Member, book, forged, members, parts, relations


def test_names_keep_their_order_and_match_without_case() -> None:
    package = open_package(book())
    assert package.names() == tuple(parts())
    assert "XL/Workbook.XML" in package
    assert package.read("/xl/WORKBOOK.xml") == parts()["xl/workbook.xml"]
    assert package.workbook_part == "xl/workbook.xml"


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(Problem) as caught:
        open_package(book()).read("xl/nothing.xml")
    assert (caught.value.code, caught.value.facts) == ("missing-part", {"part": "xl/nothing.xml"})


def test_a_raw_part_inflates_to_its_content_elsewhere() -> None:
    raw = open_package(book()).raw("xl/styles.xml")
    content = zlib.decompress(raw.packed, -15)
    assert content == parts()["xl/styles.xml"]
    assert (raw.size, raw.crc, raw.method) == (len(content), zlib.crc32(content), 8)


def test_relations_are_resolved_against_their_part() -> None:
    changes = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("a", "drawing", "../drawings/drawing1.xml"),
            ("b", "image", "/xl/media/a%20b.png"),
            ("c", "hyperlink", "#Sheet!A1"),
        )
    }
    package = open_package(book(changes=changes))
    assert package.rels("xl/worksheets/sheet1.xml") == (
        Relation("a", f"{RELATIONS}/drawing", "xl/drawings/drawing1.xml", external=False),
        Relation("b", f"{RELATIONS}/image", "xl/media/a b.png", external=False),
        Relation("c", f"{RELATIONS}/hyperlink", "#Sheet!A1", external=True),
    )
    assert package.rels("xl/styles.xml") == ()
    assert [relation.kind for relation in package.rels("")] == ["officeDocument"]


def test_content_types_by_name_then_by_ending() -> None:
    package = open_package(book())
    assert package.content_type("xl/Workbook.xml").endswith("sheet.main+xml")
    assert package.content_type("xl/styles.xml") == "application/xml"
    assert package.content_type("xl/media/a.png") == ""


def test_zip64_and_stored_parts_are_read() -> None:
    entries = [Member(name, content, wide=True) for name, content in parts().items()]
    entries[0] = Member(entries[0].name, entries[0].content, method=0)
    assert open_package(forged(entries)).read("xl/styles.xml") == parts()["xl/styles.xml"]


def test_zip64_as_the_standard_library_writes_it() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts().items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content)
    assert open_package(buffer.getvalue()).read("xl/styles.xml") == parts()["xl/styles.xml"]


def test_a_fault_in_a_part_nobody_reads_is_found_when_all_are_checked() -> None:
    package = open_package(forged([*members(), Member("xl/media/x.png", b"x" * 3_000_000, method=8, crc=1)]))
    with pytest.raises(Problem) as caught:
        package.verify_all()
    assert (caught.value.code, caught.value.facts) == ("broken-zip", {"part": "xl/media/x.png"})


def test_a_folder_is_no_part() -> None:
    assert open_package(forged([Member("xl/", method=0), *members()])).names() == tuple(parts())


def test_the_limits_are_those_given() -> None:
    size = len(book())
    open_package(book(), Limits(file_bytes=size))
    for limits, code in (
        (Limits(file_bytes=size - 1), "too-large"),
        (Limits(parts=6), "too-many-parts"),
        (Limits(part_bytes=100), "too-large"),
        (Limits(total_bytes=1000), "too-large"),
        (Limits(ratio=1, ratio_from=10), "zip-bomb"),
    ):
        with pytest.raises(Problem) as caught:
            open_package(book(), limits)
        assert caught.value.code == code
