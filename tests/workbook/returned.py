"""A returned workbook as its bytes hold it, to be mangled as people and gateways do, without the program."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_AFTER_DATA = ("mergeCells", "drawing", "legacyDrawing", "extLst")


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def shifted(address: str, change: Callable[[int], int]) -> str:
    """An address or area with other row numbers."""
    return _ADDRESS.sub(lambda found: f"{found[1]}{change(int(found[2]))}", address)


class Returned:
    """The parts of a workbook; worksheets are parsed when asked for and written again at the end."""

    def __init__(self, data: bytes) -> None:
        self.source = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def data(self) -> bytes:
        parts = {**self.parts, **{part: etree.tostring(root) for part, root in self._trees.items()}}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    @property
    def workbook(self) -> etree._Element:
        return self.tree("xl/workbook.xml")

    @property
    def listed(self) -> etree._Element:
        found = self.workbook.find(f"{MAIN}sheets")
        assert found is not None
        return found

    def names(self) -> list[str]:
        return [sheet.get("name", "") for sheet in self.listed]

    def issue_names(self) -> list[str]:
        return [name for name in self.names() if name.startswith("課題")]

    def part_of(self, name: str) -> str:
        sheet = next(one for one in self.listed if one.get("name") == name)
        rels = self.tree("xl/_rels/workbook.xml.rels")
        target = next(one.get("Target", "") for one in rels if one.get("Id") == sheet.get(_ID))
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(self, name: str) -> Sheet:
        part = self.part_of(name)
        return Sheet(self.tree(part), self._comments(part))

    def sheets(self) -> Iterator[Sheet]:
        for name in self.names():
            yield self.sheet(name)

    def _comments(self, part: str) -> etree._Element | None:
        target = next((found for kind, found in self.related(part) if kind == "comments"), None)
        return self.tree(target) if target else None

    def related(self, part: str) -> list[tuple[str, str]]:
        """Kinds and part names of what a worksheet leads to."""
        folder, _, base = part.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.parts and rels not in self._trees:
            return []
        return [
            (one.get("Type", "").rpartition("/")[2], _resolved(one.get("Target", ""), folder))
            for one in self.tree(rels)
        ]

    def drop(self, wanted: Callable[[str], bool]) -> None:
        """Parts gone, with every relation to them and their content type."""
        gone = {name for name in self.parts if wanted(name)}
        for name in gone:
            del self.parts[name]
            self._trees.pop(name, None)
        for rels in [name for name in self.parts if name.endswith(".rels")]:
            folder = rels.rpartition("_rels/")[0].rstrip("/")
            for one in list(self.tree(rels)):
                if _resolved(one.get("Target", ""), folder) in gone:
                    self.tree(rels).remove(one)
        types = self.tree("[Content_Types].xml")
        for one in list(types):
            if one.get("PartName", "").lstrip("/") in gone:
                types.remove(one)

    def texts(self, change: Callable[[str], str]) -> None:
        """Every text changed, in the shared table and in the cells; runs of different looks become one."""
        roots = [self.tree("xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in self.parts else []
        for root in [*roots, *(self.tree(self.part_of(name)) for name in self.names())]:
            for item in [*root.iter(f"{MAIN}si"), *root.iter(f"{MAIN}is")]:
                text = "".join(t.text or "" for t in item.iter(f"{MAIN}t") if not _phonetic(t))
                changed = change(text)
                if changed != text:
                    _set_item(item, changed)

    def strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        items = self.tree("xl/sharedStrings.xml").iter(f"{MAIN}si")
        return ["".join(t.text or "" for t in item.iter(f"{MAIN}t") if not _phonetic(t)) for item in items]

    def add_sheet(self, name: str, root: etree._Element, position: int | None = None) -> Sheet:
        """A worksheet of its own, with nothing hanging on it."""
        number = len(self.parts) + 900
        part = f"xl/worksheets/sheet{number}.xml"
        self.parts[part], self._trees[part] = b"", root
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, types.tag.replace("Types", "Override"), PartName=f"/{part}", ContentType=kind)
        rels = self.tree("xl/_rels/workbook.xml.rels")
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        tag = rels.tag.replace("Relationships", "Relationship")
        more = {"Id": f"rIdN{number}", "Type": f"{base}/worksheet", "Target": f"worksheets/sheet{number}.xml"}
        etree.SubElement(rels, tag, more)
        entry = etree.Element(f"{MAIN}sheet", {"name": name, "sheetId": str(number), _ID: f"rIdN{number}"})
        self.listed.insert(len(self.listed) if position is None else position, entry)
        return Sheet(root, None)

    def copy_sheet(self, name: str, to: str) -> Sheet:
        root = deepcopy(self.tree(self.part_of(name)))
        for tag in ("drawing", "legacyDrawing", "extLst"):
            for one in root.findall(f"{MAIN}{tag}"):
                root.remove(one)
        return self.add_sheet(to, root)

    def new_sheet(self, name: str, *rows: str, position: int | None = None) -> Sheet:
        """A sheet with a text in column B of each row."""
        sheet = self.add_sheet(
            name, etree.fromstring(f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData/></worksheet>'), position
        )
        for number, text in enumerate(rows, 1):
            sheet.write(f"B{number}", text)
        return sheet

    def remove_sheet(self, name: str) -> None:
        part = self.part_of(name)
        self.listed.remove(next(one for one in self.listed if one.get("name") == name))
        self.drop(lambda one: one == part)

    def rename(self, names: dict[str, str]) -> None:
        for one in self.listed:
            one.set("name", names.get(one.get("name", ""), one.get("name", "")))


class Sheet:
    """A worksheet to be changed in place."""

    def __init__(self, root: etree._Element, comments: etree._Element | None) -> None:
        self.root, self.comments = root, comments
        data = root.find(f"{MAIN}sheetData")
        assert data is not None
        self.rows = data

    def row(self, number: int) -> etree._Element:
        for row in self.rows:
            at = int(row.get("r", ""))
            if at == number:
                return row
            if at > number:
                found = etree.Element(f"{MAIN}row", r=str(number))
                row.addprevious(found)
                return found
        return etree.SubElement(self.rows, f"{MAIN}row", r=str(number))

    def cell(self, address: str) -> etree._Element:
        letters, number = _ADDRESS.fullmatch(address).groups()  # type: ignore[union-attr]
        row = self.row(int(number))
        for cell in row:
            at = cell.get("r", "")
            if at == address:
                return cell
            if column_number(_ADDRESS.match(at)[1]) > column_number(letters):  # type: ignore[index]
                found = etree.Element(f"{MAIN}c", r=address)
                cell.addprevious(found)
                return found
        return etree.SubElement(row, f"{MAIN}c", r=address)

    def put(self, address: str, inside: str, kind: str = "", style: str | None = None) -> None:
        """Other content in a cell, as XML; the look stays unless another is given."""
        cell = self.cell(address)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", "")
        if kind:
            cell.set("t", kind)
        if style is not None:
            cell.set("s", style)
        for child in etree.fromstring(f'<c xmlns="{MAIN[1:-1]}">{inside}</c>'):
            cell.append(child)

    def write(self, address: str, text: str) -> None:
        self.put(address, '<is><t xml:space="preserve"/></is>', "inlineStr")
        next(self.cell(address).iter(f"{MAIN}t")).text = text

    def number(self, address: str, value: float, style: str | None = None) -> None:
        self.put(address, f"<v>{value}</v>", style=style)

    def clear(self, address: str) -> None:
        self.put(address, "")

    def move(self, source: str, target: str) -> None:
        """What a person cuts and pastes; the looks stay where they were."""
        cell, to = self.cell(source), self.cell(target)
        self.clear(target)
        for child in list(cell):
            to.append(child)
        if cell.get("t"):
            to.set("t", cell.get("t", ""))
        self.clear(source)

    def insert_rows(self, before: int, count: int = 1) -> None:
        self._shift(lambda row: row + count if row >= before else row)

    def insert_column(self, before: int) -> None:
        """An empty column left of column `before`, as Excel does it."""

        def moved(found: re.Match[str]) -> str:
            number = column_number(found[1])
            return f"{_letters(number + (number >= before))}{found[2]}"

        for cell in self.rows.iter(f"{MAIN}c"):
            cell.set("r", _ADDRESS.sub(moved, cell.get("r", "")))
        for merge in self.merges():
            merge.set("ref", _ADDRESS.sub(moved, merge.get("ref", "")))
        for comment in () if self.comments is None else self.comments.iter(f"{MAIN}comment"):
            comment.set("ref", _ADDRESS.sub(moved, comment.get("ref", "")))

    def delete_rows(self, first: int, last: int) -> None:
        for row in [one for one in self.rows if first <= int(one.get("r", "")) <= last]:
            self.rows.remove(row)
        for merge in self.merges():
            top, bottom = (int(found[1]) for found in _ADDRESS.findall(merge.get("ref", "")))
            if first <= top and bottom <= last:
                merge.getparent().remove(merge)  # type: ignore[union-attr]
        self._shift(lambda row: row - (last - first + 1) if row > last else row)

    def copy_rows(self, first: int, last: int, before: int) -> None:
        """Rows copied and inserted above row `before`, merged areas too."""
        rows = [deepcopy(one) for one in self.rows if first <= int(one.get("r", "")) <= last]
        areas = [merge.get("ref", "") for merge in self.merges()]
        inside = [a for a in areas if all(first <= int(found[1]) <= last for found in _ADDRESS.findall(a))]
        self.insert_rows(before, last - first + 1)
        for row in rows:
            number = before + int(row.get("r", "")) - first
            row.set("r", str(number))
            for cell in row:
                cell.set("r", _ADDRESS.sub(rf"\g<1>{number}", cell.get("r", "")))
            after = [one for one in self.rows if int(one.get("r", "")) < number]
            self.rows.insert(len(after), row)
        for area in inside:
            self.merge(shifted(area, lambda number: before + number - first))

    def merges(self) -> list[etree._Element]:
        return list(self.root.iter(f"{MAIN}mergeCell"))

    def merge(self, area: str) -> None:
        group = self.root.find(f"{MAIN}mergeCells")
        if group is None:
            group = etree.Element(f"{MAIN}mergeCells")
            self.rows.addnext(group)
        group.attrib.pop("count", "")
        etree.SubElement(group, f"{MAIN}mergeCell", ref=area)

    def unmerge(self, wanted: Callable[[str], bool] = lambda _: True) -> None:
        for merge in self.merges():
            if wanted(merge.get("ref", "")):
                merge.getparent().remove(merge)  # type: ignore[union-attr]

    def comment(self, address: str, text: str) -> None:
        assert self.comments is not None
        listed = self.comments.find(f"{MAIN}commentList")
        assert listed is not None
        for old in [one for one in listed if one.get("ref") == address]:
            listed.remove(old)
        comment = etree.SubElement(listed, f"{MAIN}comment", ref=address, authorId="0")
        etree.SubElement(etree.SubElement(comment, f"{MAIN}text"), f"{MAIN}t").text = text

    def _shift(self, change: Callable[[int], int]) -> None:
        for row in self.rows:
            row.set("r", str(change(int(row.get("r", "")))))
            for cell in row:
                cell.set("r", shifted(cell.get("r", ""), change))
        for merge in self.merges():
            merge.set("ref", shifted(merge.get("ref", ""), change))
        for comment in () if self.comments is None else self.comments.iter(f"{MAIN}comment"):
            comment.set("ref", shifted(comment.get("ref", ""), change))


def _resolved(target: str, folder: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    pieces = folder.split("/") if folder else []
    for piece in target.split("/"):
        if piece == "..":
            del pieces[-1:]
        else:
            pieces.append(piece)
    return "/".join(pieces)


def _phonetic(t: etree._Element) -> bool:
    parent = t.getparent()
    return parent is not None and parent.tag == f"{MAIN}rPh"


def _set_item(item: etree._Element, text: str) -> None:
    for child in list(item):
        item.remove(child)
    t = etree.SubElement(item, f"{MAIN}t")
    t.text = text
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
