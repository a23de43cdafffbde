"""Texts of every kind put into merged boxes of every width, printed, and looked at line by line."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from kxdesk.workbook.geometry import read_geometry
from kxdesk.workbook.package import open_package
from kxdesk.workbook.row_height import Fit, fit_box
from kxdesk.workbook.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# A page of A3 holds more than this, so that each box can have a page of its own.
TALLEST_BOX_PT = 850.0
COLUMN_WIDTH = 2.4
_DPI = 60
_LEAST_INK = 200
_PHRASES = (
    "区民の", "窓口で", "手続を", "オンライン化し、", "職員が", "デジタルサービスの", "利用を", "推進する。",
    "令和7年度末までに", "３か所で", "実施した", "地域の", "防災計画を", "見直し、", "①相談体制", "②情報発信",
    "を強化する。", "目標値は", "85.5%", "（前年度比", "1,200件増）", "であった。", "また、", "ﾃﾞｼﾞﾀﾙ化",
    "関係課と連携して", "「書かない窓口」", "の導入を", "検討→試行→本格実施", "の順で進める。", "住民説明会",
    "AIチャットボット", "RPA", "Webサイト", "を活用し、", "Municipal DX", "アンケートを行い", "、満足度は",
    "78％／目標80％", "となった。", "ＳＮＳ", "約２万人", "が参加。",
)  # fmt: skip
_WORDS = (
    "DX", "AI", "Web", "RPA", "e-Tax", "KPI", "Municipal", "Transformation", "WORKFLOW",
    "information-technology", "2025年度", "85.5%", "1,234,567", "(注1)", "internationalization",
    "QWERTYUIOP", "mmmmmmmm", "R7.10.1",
    "https://www.example.jp/portal/service/index.html?lang=ja&id=12345&page=6", "user.name@example.jp",
)  # fmt: skip
_HALF_KANA = ("ﾃﾞｼﾞﾀﾙ", "ｵﾝﾗｲﾝ ", "ｻｰﾋﾞｽ", "ｼｽﾃﾑ", "ﾈｯﾄﾜｰｸ･", "ｺﾐｭﾆﾃｨ", "ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "ﾁｬｯﾄ､")
_KINDS = ("full", "half", "mixed", "mixed", "mixed", "mixed", "long", "lines", "kana", "short")
_COLUMNS = (2, 3, 4, 6, 8, 12, 16, 20, 24, 30)
_SIZES = (6, 8, 9, 10, 10.5, 11, 12, 14)


@dataclass(frozen=True)
class Case:
    """A text and the box it goes into: columns, rows, font size, bold."""

    text: str
    columns: int
    rows: int
    size: float
    bold: bool


@dataclass(frozen=True)
class Printed:
    """What came out of one box.

    Attributes:
        needed: height that LibreOffice's lines take, but never less than the form gives.
        cut: something is missing of what a roomier box shows.
    """

    case: Case
    fit: Fit
    needed: float
    cut: bool

    @property
    def height(self) -> float:
        return height_of(self.fit)


def height_of(fit: Fit) -> float:
    """Height of a box once its rows have grown."""
    return sum(fit.row_heights.get(row.number, row.height) for row in fit.box.rows)


def cases(seed: int, count: int, font: str, folder: Path) -> list[Case]:
    """So many cases whose boxes fit a page of their own."""
    chance = random.Random(seed)
    drawn = [
        Case(
            _text(chance),
            chance.choice(_COLUMNS),
            chance.choice((1, 1, 2, 3)),
            chance.choice(_SIZES),
            chance.random() < 0.1,
        )
        for _ in range(count * 2)
    ]
    write(folder / "draft.xlsx", font, drawn, {})
    fits = fit_all(folder / "draft.xlsx", drawn)
    fitting = [case for case, fit in zip(drawn, fits, strict=True) if height_of(fit) < TALLEST_BOX_PT]
    return fitting[:count]


def _text(chance: random.Random) -> str:
    kind, length = chance.choice(_KINDS), chance.choice((8, 15, 30, 60, 120, 200, 350))
    if kind == "half":
        return " ".join(chance.choice(_WORDS) for _ in range(max(1, length // 6)))
    if kind == "kana":
        return "".join(chance.choice(_HALF_KANA) for _ in range(max(1, length // 5)))
    if kind == "long":
        pools = (_WORDS, _PHRASES, _PHRASES, _PHRASES)
        return "".join(chance.choice(chance.choice(pools)) for _ in range(max(2, length // 8)))
    if kind == "lines":
        return "\n".join("・" + _prose(chance, chance.randint(0, 40)) for _ in range(chance.randint(2, 12)))
    if kind == "short":
        return _prose(chance, chance.randint(1, 9))
    text = _prose(chance, length)
    return re.sub("[ -~｡-ﾟ]", "", text) or "区" if kind == "full" else text


def _prose(chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += chance.choice(_PHRASES)
    return text[:length] if chance.random() < 0.5 else text


def write(
    path: Path, font: str, drawn: Sequence[Case], heights: Mapping[int, float], more: float = 0
) -> None:
    """A workbook of one sheet: a merged box for each case, each on a page of its own."""
    book = xlsxwriter.Workbook(str(path), {"default_format_properties": {"font_name": font, "font_size": 11}})
    sheet = book.add_worksheet()
    sheet.set_paper(8)
    sheet.set_margins(0.5, 0.5, 0.5, 0.5)
    sheet.set_column(0, max(_COLUMNS), COLUMN_WIDTH)
    row, breaks = 0, []
    for case in drawn:
        look = {"font_name": font, "font_size": case.size, "bold": case.bold}
        look_of_box = book.add_format(look | {"text_wrap": True, "valign": "top"})
        sheet.merge_range(row, 0, row + case.rows - 1, case.columns - 1, "", look_of_box)
        sheet.write_string(row, 0, case.text, look_of_box)
        for number in range(row, row + case.rows):
            if number + 1 in heights or more:
                sheet.set_row(number, min(409.5, heights.get(number + 1, 15.0) + more))
        row += case.rows
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.print_area(0, 0, row - 1, max(_COLUMNS))
    book.close()


def fit_all(path: Path, drawn: Sequence[Case]) -> list[Fit]:
    """What our code says of every box of a workbook that `write` made."""
    package = open_package(path.read_bytes())
    geometry = read_geometry(package.tree("xl/worksheets/sheet1.xml"), read_styles(package))
    fits, row = [], 1
    for case in drawn:
        fits.append(fit_box(case.text, geometry.box(row, 1)))
        row += case.rows
    return fits


@dataclass(frozen=True)
class Page:
    """Grey pixels, 255 is white, line by line."""

    width: int
    pixels: bytes


def pages_in_grey(pdf: Path) -> list[Page]:
    done = subprocess.run(["pdftoppm", "-r", str(_DPI), "-gray", str(pdf)], capture_output=True, check=True)
    pages, at = [], 0
    while at < len(done.stdout):
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout[at : at + 40])
        assert head
        start = at + head.end()
        at = start + int(head[1]) * int(head[2])
        pages.append(Page(int(head[1]), done.stdout[start:at]))
    return pages


def same_ink(one: Page, other: Page) -> bool:
    """Whether every line of pixels has as much ink on one page as on the other, shades of edges aside."""
    return one == other or all(
        inked >= 0.7 * wanted
        for inked, wanted in zip(_ink(one), _ink(other), strict=True)
        if wanted > _LEAST_INK
    )


def _ink(page: Page) -> list[int]:
    rows = range(0, len(page.pixels), page.width)
    return [255 * page.width - sum(page.pixels[at : at + page.width]) for at in rows]


def lines_on_pages(pdf: Path, drawn: Sequence[Case], pitch: float) -> list[int]:
    """Lines set on every page, from the first with a word to the last, and the empty ones around them."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("<page ")[1:]
    assert len(pages) == len(drawn)
    found = []
    for case, page in zip(drawn, pages, strict=True):
        tops = [float(top) for top in re.findall(r'yMin="([\d.]+)"', page)]
        between = round((max(tops) - min(tops)) / (pitch * case.size)) if tops else 0
        around = len(case.text) - len(case.text.strip("\n"))
        found.append(between + 1 + around)
    return found
