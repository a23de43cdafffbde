"""Returned workbooks of twelve issue sheets, made from the R7 form: copied sheets, boxes filled with text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from random import Random

TEMPLATE = Path(__file__).resolve().parents[3] / "resources/forms/R7/template.xlsx"
ISSUES = 12
_ISSUE_SHEET = "xl/worksheets/sheet5.xml"
_ISSUE_PARTS = {
    "xl/worksheets/sheet5.xml": "xl/worksheets/sheet{}.xml",
    "xl/drawings/drawing2.xml": "xl/drawings/drawing{}.xml",
    "xl/drawings/vmlDrawing1.vml": "xl/drawings/vmlDrawing{}.vml",
    "xl/comments1.xml": "xl/comments{}.xml",
    "xl/worksheets/_rels/sheet5.xml.rels": "xl/worksheets/_rels/sheet{}.xml.rels",
}
_BASICS_SHEET = "xl/worksheets/sheet2.xml"
_ISSUE_PART = re.compile(r"xl/worksheets/sheet(5|1[0-9][0-9])\.xml")
# Boxes that ask for more than any text.
_BUREAU = ("港湾局",)
_BASICS = {"E2": _BUREAU, "J8": ("1290", "84"), "V8": ("10.5",), "J9": ("なし",), "AE10": ("R7.4.1",)}
_CHOICES = ("高", "中", "低")
_ISSUE = {
    "E2": _BUREAU,
    "E3": ("A", "B", "C"),
    "J3": tuple(str(number) for number in range(1, 1000)),
    "AE2": ("",),
    "G6": _CHOICES,
    "G8": _CHOICES,
    "AB36": ("令和7年12月", "R7.12"),
}
_LETTERS = "市民窓口手続申請審査交付記録整備方針課題計画推進区役所局内連携負担軽減時間短縮件数増加"
_FIRST_OF_MERGED = re.compile(r'<mergeCell ref="([A-Z]+[0-9]+):')


def make(number: int) -> bytes:
    """The workbook of one bureau: same shape, its own texts, as Excel writes it (shared texts)."""
    random = Random(number)
    with zipfile.ZipFile(TEMPLATE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts: list[str] = []
    known = parts["xl/sharedStrings.xml"].count(b"<si>")
    for copy in range(1, ISSUES):
        _copy_issue(parts, 100 + copy, copy)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        given = _BASICS if name == _BASICS_SHEET else _ISSUE if _ISSUE_PART.fullmatch(name) else {}
        parts[name] = _filled(parts[name].decode(), random, texts, known, given).encode()
    added = "".join(f"<si><t>{text}</t></si>" for text in texts)
    strings = re.sub(r' (?:uniqueC|c)ount="\d+"', "", parts["xl/sharedStrings.xml"].decode())
    parts["xl/sharedStrings.xml"] = strings.replace("</sst>", added + "</sst>").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _copy_issue(parts: dict[str, bytes], part: int, copy: int) -> None:
    """Add an issue sheet with parts of its own, as Excel does."""
    types = parts["[Content_Types].xml"].decode()
    for source, target in _ISSUE_PARTS.items():
        name = target.format(part)
        content = parts[source].decode()
        for other, renamed in _ISSUE_PARTS.items():
            content = content.replace(other.removeprefix("xl/"), renamed.format(part).removeprefix("xl/"))
        parts[name] = content.encode()
        declared = re.search(f'<Override PartName="/{source}" ContentType="([^"]+)"/>', types)
        if declared:
            types = types.replace(
                "</Types>", f'<Override PartName="/{name}" ContentType="{declared[1]}"/></Types>'
            )
    parts["[Content_Types].xml"] = types.encode()
    relation = (
        f'<Relationship Id="copy{part}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/worksheet" Target="worksheets/sheet{part}.xml"/></Relationships>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    listed = f'<sheet name="課題票 ({copy + 1})" sheetId="{part}" r:id="copy{part}"/></sheets>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", listed.encode())


def _filled(
    sheet: str, random: Random, texts: list[str], known: int, given: dict[str, tuple[str, ...]]
) -> str:
    """Text in nearly every merged box that is empty, and in a few quarters beside them."""
    for place in sorted(set(_FIRST_OF_MERGED.findall(sheet))):
        if place in given or random.random() < 0.85:
            length = random.choice((3, 12, 40, 40, 160, 200))
            empty = re.search(f'<c r="{place}" s="([0-9]+)"/>', sheet)
            if empty:
                text = "".join(random.choices(_LETTERS, k=length))
                texts.append(random.choice(given[place]) if place in given else text)
                number = known + len(texts) - 1
                cell = f'<c r="{place}" s="{empty[1]}" t="s"><v>{number}</v></c>'
                sheet = sheet[: empty.start()] + cell + sheet[empty.end() :]
    return sheet
