"""Ten blank forms of different habits, each with where its fields truly stand."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import xlsxwriter

Cell = tuple[str, str]


@dataclass
class Drawn:
    """A form while it is drawn: `truth` is field → (sheet, first cell of its box); `also` further places."""

    truth: dict[str, Cell] = field(default_factory=dict)
    also: set[tuple[str, str, str]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


class Draft:
    """A workbook of boxes; `box` merges a range and gives it a frame."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.drawn = Drawn()
        self.label = self.book.add_format({"border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
        self.blank = self.book.add_format({"border": 1, "text_wrap": True, "valign": "top", "locked": False})
        self.plain = self.book.add_format({"bold": True})

    def sheet(self, name: str, columns: int, width: float) -> Sheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, columns - 1, width)
        return Sheet(self, sheet, name)

    def done(self) -> bytes:
        self.book.close()
        return self.stream.getvalue()


class Sheet:
    def __init__(self, draft: Draft, sheet, name: str) -> None:
        self.draft, self.sheet, self.name = draft, sheet, name

    def text(self, area: str, text: str) -> None:
        self._write(area, text, self.draft.label)

    def title(self, area: str, text: str) -> None:
        self._write(area, text, self.draft.plain)

    def box(self, area: str, field_: str = "", choices: list[str] | None = None) -> None:
        self._write(area, "", self.draft.blank)
        if field_:
            self.draft.drawn.truth[field_] = (self.name, _first(area))
        if choices:
            self.sheet.data_validation(_first(area), {"validate": "list", "source": choices})

    def inside(self, area: str, text: str, *fields: str) -> None:
        self.text(area, text)
        for name in fields:
            self.draft.drawn.truth[name] = (self.name, _first(area))

    def _write(self, area: str, text: str, look) -> None:
        if ":" in area:
            self.sheet.merge_range(area, text, look)
        else:
            self.sheet.write(area, text, look)


def _first(area: str) -> str:
    return area.partition(":")[0]


QUARTERS = ("第1四半期", "第2四半期", "第3四半期", "第4四半期")


def _grid(
    sheet: Sheet, row: int, columns: list[str], headings=QUARTERS, *, tracks: int = 3, label: str = ""
) -> None:
    """Headings in `row`, tracks below; columns are like "E:H", the first the label's where one is given."""
    names = ([label] if label else []) + list(headings)
    for column, name in zip(columns, names, strict=True):
        first, last = column.split(":")
        sheet.text(f"{first}{row}:{last}{row}" if first != last else f"{first}{row}", name)
        for track in range(1, tracks + 1):
            box = f"{first}{row + track}:{last}{row + track}" if first != last else f"{first}{row + track}"
            name_ = ""
            if track == 1:
                name_ = "track.label" if label and column == columns[0] else ""
            sheet.box(box, name_)


def labels_left(draft: Draft) -> None:
    """Everything to the right of its label, on 24 columns, one activity block."""
    s = draft.sheet("課題シート", 24, 3.6)
    s.title("A1:X1", "令和８年度　局区Ｘ方針　課題シート")
    for row, (label, name) in enumerate(
        [
            ("所管局", "policy.bureau"),
            ("課題区分", "issue.area"),
            ("課題No.", "issue.number"),
            ("分野", "issue.policy_field"),
            ("課題の名称", "issue.title"),
            ("担当部署", "issue.division"),
            ("作成者", "issue.author"),
            ("影響度", "issue.impact"),
            ("緊急性", "issue.urgency"),
            ("課題の概要", "issue.content"),
            ("現状・背景", "issue.background"),
            ("めざす姿", "issue.target_outcome"),
            ("取組方針", "issue.approach"),
        ],
        3,
    ):
        s.text(f"A{row}:E{row}", label)
        s.box(f"F{row}:X{row}", name)
    s.text("A17:E17", "取組名")
    s.box("F17:X17", "activity.title")
    s.text("A18:E18", "取組の内容")
    s.box("F18:X18", "activity.description")
    _grid(s, 19, ["A:D", "E:I", "J:N", "O:S", "T:X"], label="実施項目")
    s.text("A24:E24", "取組状況")
    s.box("F24:X24", "progress.text")
    s.text("A25:E25", "基準日")
    s.box("F25:X25", "progress.as_of")


def labels_above(draft: Draft) -> None:
    """Labels over their boxes, landscape, numbered with circles, quarters as 1Q."""
    s = draft.sheet("様式２", 60, 2.2)
    s.sheet.set_landscape()
    s.title("A1:BH1", "R8年度 変革課題調書")
    for column, label, name in [
        ("A:J", "部局名", "policy.bureau"),
        ("K:T", "担当課名", "issue.division"),
        ("U:AD", "領域", "issue.area"),
        ("AE:AN", "連番", "issue.number"),
        ("AO:BH", "政策区分", "issue.policy_field"),
    ]:
        first, last = column.split(":")
        s.text(f"{first}2:{last}2", label)
        s.box(f"{first}3:{last}3", name)
    for row, (label, name) in enumerate(
        [
            ("① 課題テーマ", "issue.title"),
            ("② どのような課題か（200字以内）", "issue.content"),
            ("③ 課題の背景・現状", "issue.background"),
            ("④ 実現したい姿", "issue.target_outcome"),
            ("⑤ 解決の方向性", "issue.approach"),
        ]
    ):
        s.text(f"A{4 + 2 * row}:BH{4 + 2 * row}", label)
        s.box(f"A{5 + 2 * row}:BH{5 + 2 * row}", name)
    for block in (0, 1):
        top = 15 + 6 * block
        s.text(f"A{top}:C{top}", f"({block + 1})")
        s.box(f"D{top}:BH{top}", "activity.title" if not block else "")
        _grid(
            s,
            top + 1,
            ["A:L", "M:X", "Y:AJ", "AK:AV", "AW:BH"],
            ("1Q", "2Q", "3Q", "4Q"),
            tracks=4,
            label="内訳",
        )
    draft.drawn.truth["track.label"] = (s.name, "A17")
    draft.drawn.truth["activity.number"] = (s.name, "A15")
    s.text("A27:BH27", "⑥ これまでの進捗（令和８年　　月末時点）")
    draft.drawn.truth["progress.as_of"] = (s.name, "A27")
    s.box("A28:BH28", "progress.text")


def labels_inside(draft: Draft) -> None:
    """Holes in labels: brackets and colons; no plan at all, like the R6 form."""
    s = draft.sheet("課題", 30, 3)
    s.inside("A1:AD1", "局区Ｘ方針〈　　　　　〉", "policy.bureau")
    s.inside("A2:H2", "課題番号（　　　）", "issue.area", "issue.number")
    s.text("I2:N2", "政策分野")
    s.box("O2:AD2", "issue.policy_field")
    s.inside("A3:O3", "担当課：　　　　　　", "issue.division")
    s.inside("P3:AD3", "記入者：　　　　　　", "issue.author")
    for row, (label, name) in enumerate(
        [
            ("１　課題名称", "issue.title"),
            ("２　何が課題か", "issue.content"),
            ("３　なぜ課題なのか", "issue.background"),
            ("４　課題への対応", "issue.approach"),
        ]
    ):
        s.text(f"A{4 + 2 * row}:AD{4 + 2 * row}", label)
        s.box(f"A{5 + 2 * row}:AD{5 + 2 * row}", name)
    s.inside("A12:AD12", "５　取組結果（令和　年　月末時点）", "progress.as_of")
    s.box("A13:AD13", "progress.text")


def rows_as_activities(draft: Draft) -> None:
    """One heading for all activities: each is a group of merged rows with its name at the left."""
    s = draft.sheet("個票", 36, 2.8)
    s.title("A1:AJ1", "令和８年度 局区Ｘ方針（個票）")
    s.text("A2:D2", "局名")
    s.box("E2:M2", "policy.bureau")
    s.text("N2:Q2", "課題領域")
    s.box("R2:U2", "issue.area", ["A", "B", "C"])
    s.text("V2:Y2", "番号")
    s.box("Z2:AC2", "issue.number")
    s.text("A3:D3", "件名")
    s.box("E3:AJ3", "issue.title")
    s.text("A4:D4", "課題の説明")
    s.box("E4:AJ4", "issue.content")
    s.text("A5:D5", "経緯・背景")
    s.box("E5:AJ5", "issue.background")
    s.text("A6:D6", "期待される成果")
    s.box("E6:AJ6", "issue.target_outcome")
    s.text("A8:H8", "取組項目")
    s.text("I8:L8", "区分")
    for column, name in zip(
        ["M:R", "S:X", "Y:AD", "AE:AJ"], ("４～６月", "７～９月", "10～12月", "１～３月"), strict=True
    ):
        first, last = column.split(":")
        s.text(f"{first}8:{last}8", name)
    for group in range(4):
        top = 9 + 3 * group
        s.box(f"A{top}:H{top + 2}", "activity.title" if not group else "")
        for row in range(top, top + 3):
            s.box(f"I{row}:L{row}", "track.label" if row == 9 else "")
            for column in ("M:R", "S:X", "Y:AD", "AE:AJ"):
                first, last = column.split(":")
                s.box(f"{first}{row}:{last}{row}")
    s.text("A22:D22", "進捗")
    s.box("E22:AJ22", "progress.text")
    s.text("A23:D23", "報告時点")
    s.box("E23:AJ23", "progress.as_of")


def several_sheets(draft: Draft) -> None:  # noqa: PLR0915 a long form
    """Basics, looking back, list by area and issue sheet, in another order and with other names."""
    s = draft.sheet("記載要領", 10, 9)
    s.title("A1:J1", "記載要領")
    s.title("A2:J2", "この様式は局ごとに一部作成してください。")
    s = draft.sheet("基本", 20, 4.5)
    s.title("A1:T1", "令和８年度　局の基本情報")
    s.text("A2:D2", "部局名")
    s.box("E2:T2", "policy.bureau")
    s.text("A3:D3", "ミッション")
    s.box("E3:T3", "policy.mission")
    s.text("A4:D4", "一般会計予算額")
    s.box("E4:J4", "policy.general_account_oku_yen")
    s.text("K4:N4", "うち一般財源額")
    s.box("O4:T4", "policy.general_funds_oku_yen")
    s.text("A5:D5", "特別会計予算額")
    s.box("E5:J5", "policy.special_account_oku_yen")
    s.text("A6:D6", "局内組織")
    s.box("E6:P6", "policy.organization")
    s.text("Q6:R6", "時点")
    s.box("S6:T6", "policy.organization_as_of")
    s.text("A7:D7", "外郭団体")
    s.box("E7:T7", "policy.partner_bodies")
    s.text("A9:H9", "管理運営方法")
    s.text("I9:T9", "施設の名称")
    for row in (10, 11, 12):
        s.box(f"A{row}:H{row}", "facility.operation" if row == 10 else "")
        s.box(f"I{row}:T{row}", "facility.name" if row == 10 else "")
    s = draft.sheet("昨年度の総括", 20, 4.5)
    s.title("A1:T1", "令和７年度局区Ｘ方針の振り返り")
    for row, (label, name) in enumerate(
        [
            ("１ 全体総括", "policy.retrospective_overall"),
            ("２ 実現したこと", "policy.retrospective_achieved"),
            ("３ 残された課題", "policy.retrospective_insufficient"),
        ]
    ):
        s.text(f"A{3 + 2 * row}:T{3 + 2 * row}", label)
        s.box(f"A{4 + 2 * row}:T{4 + 2 * row}", name)
    s = draft.sheet("一覧", 20, 4.5)
    s.title("A1:T1", "課題一覧")
    for place, area in enumerate("ABC"):
        top = 3 + 6 * place
        s.text(f"A{top}:T{top}", f"{area}領域")
        for column, label, _ in (
            ("A:B", "No", 1),
            ("C:F", "分野", 1),
            ("G:L", "件名", 1),
            ("M:T", "対応方針", 1),
        ):
            first, last = column.split(":")
            s.text(f"{first}{top + 1}:{last}{top + 1}", label)
            for row in range(top + 2, top + 5):
                s.box(f"{first}{row}:{last}{row}")
    draft.drawn.truth["issue.approach"] = ("一覧", "M5")
    draft.drawn.also |= {
        ("issue.number", "一覧", "A5"),
        ("issue.policy_field", "一覧", "C5"),
        ("issue.title", "一覧", "G5"),
    }
    s = draft.sheet("課題", 20, 4.5)
    s.title("A1:T1", "令和８年度　課題票")
    s.text("A2:C2", "課題領域")
    s.box("D2:E2", "issue.area", ["A", "B", "C"])
    s.text("F2:G2", "番号")
    s.box("H2:I2", "issue.number")
    s.text("A3:C3", "課題名")
    s.box("D3:T3", "issue.title")
    s.text("A4:C4", "重要度")
    s.box("D4:F4", "issue.impact", ["高", "中", "低"])
    s.text("G4:I4", "緊急度")
    s.box("J4:L4", "issue.urgency", ["高", "中", "低"])
    s.text("A5:T5", "課題の内容")
    s.box("A6:T6", "issue.content")
    s.text("A7:T7", "現状分析")
    s.box("A8:T8", "issue.background")
    s.text("A9:T9", "市民にもたらす効果")
    s.box("A10:T10", "issue.target_outcome")


def half_years(draft: Draft) -> None:
    """A plan by half-years is refused, the rest is read."""
    s = draft.sheet("課題票", 24, 3.6)
    s.text("A1:D1", "課題名")
    s.box("E1:X1", "issue.title")
    s.text("A2:D2", "課題内容")
    s.box("E2:X2", "issue.content")
    s.text("A3:D3", "背景")
    s.box("E3:X3", "issue.background")
    s.text("A5:L5", "上期")
    s.text("M5:X5", "下期")
    s.box("A6:L6")
    s.box("M6:X6")
    draft.drawn.refused.add("half-years")


def strangers(draft: Draft) -> None:
    """Boxes that kxdesk does not know stand between those it does."""
    s = draft.sheet("課題調書", 32, 2.9)
    s.title("A1:AF1", "令和８年度 課題調書")
    for row, (label, name) in enumerate(
        [
            ("課題件名", "issue.title"),
            ("SDGsとの関係", ""),
            ("担当課", "issue.division"),
            ("内線", ""),
            ("課題の詳細", "issue.content"),
            ("予算額（千円）", ""),
            ("課題の現状", "issue.background"),
            ("到達目標", "issue.target_outcome"),
            ("法令根拠", ""),
            ("取組の方向性", "issue.approach"),
            ("実施状況", "progress.text"),
        ],
        3,
    ):
        s.text(f"A{row}:F{row}", label)
        s.box(f"G{row}:AF{row}", name)


def small_cells(draft: Draft) -> None:
    """No merges at all: a table of single cells with lines."""
    s = draft.sheet("入力", 6, 16)
    s.title("A1", "課題入力シート")
    for row, (label, name) in enumerate(
        [
            ("局区名", "policy.bureau"),
            ("課題領域", "issue.area"),
            ("課題番号", "issue.number"),
            ("政策分野", "issue.policy_field"),
            ("タイトル", "issue.title"),
            ("課題内容", "issue.content"),
            ("背景と現状", "issue.background"),
            ("成果目標", "issue.target_outcome"),
            ("対応策", "issue.approach"),
        ],
        3,
    ):
        s.text(f"A{row}", label)
        s.box(f"B{row}", name)
    s.text("A14", "アクション")
    s.box("B14", "activity.title")
    _grid(
        s,
        15,
        ["A:A", "B:B", "C:C", "D:D", "E:E"],
        ("第１四半期", "第２四半期", "第３四半期", "第４四半期"),
        tracks=5,
        label="作業項目",
    )
    s.text("A22", "進捗状況")
    s.box("B22", "progress.text")


def three_blocks(draft: Draft) -> None:
    """Blocks headed 取組１, 取組２, 取組３ with a description box and a preface over them."""
    s = draft.sheet("Ｘ方針個票", 40, 2.6)
    s.title("A1:AN1", "令和８年度　Ｘ方針個票")
    s.text("A2:F2", "管理コード")
    s.box("G2:T2", "control_number")
    s.text("U2:Z2", "所管課")
    s.box("AA2:AN2", "issue.division")
    s.text("A3:F3", "テーマ")
    s.box("G3:AN3", "issue.title")
    s.text("A4:AN4", "課題概要")
    s.box("A5:AN5", "issue.content")
    s.text("A6:AN6", "現状認識")
    s.box("A7:AN7", "issue.background")
    s.text("A8:AN8", "ゴール")
    s.box("A9:AN9", "issue.target_outcome")
    s.text("A10:AN10", "令和８年度の取組内容")
    s.box("A11:AN11", "issue.plan_preface")
    for block in range(3):
        top = 12 + 6 * block
        s.text(f"A{top}:F{top}", f"取組{'１２３'[block]}")
        s.box(f"G{top}:AN{top}", "activity.title" if not block else "")
        s.box(f"A{top + 1}:AN{top + 1}", "activity.description" if not block else "")
        _grid(s, top + 2, ["A:D", "E:M", "N:V", "W:AE", "AF:AN"], label="項目", tracks=3)
    draft.drawn.truth["track.label"] = (s.name, "A15")
    draft.drawn.truth["activity.number"] = (s.name, "A12")
    s.text("A30:AE30", "現在の進捗")
    s.text("AF30:AH30", "時点")
    s.box("AI30:AN30", "progress.as_of")
    s.box("A31:AN31", "progress.text")


def mission_and_issue_together(draft: Draft) -> None:
    """A single sheet asks for the mission and one issue."""
    s = draft.sheet("Sheet1", 26, 3.4)
    s.text("A1:E1", "局区名")
    s.box("F1:Z1", "policy.bureau")
    s.text("A2:E2", "組織の役割")
    s.box("F2:Z2", "policy.mission")
    s.text("A3:E3", "重点課題名")
    s.box("F3:Z3", "issue.title")
    s.text("A4:E4", "課題の中身")
    s.box("F4:Z4", "issue.content")
    s.text("A5:E5", "課題が生じた背景")
    s.box("F5:Z5", "issue.background")
    s.text("A6:E6", "あるべき姿")
    s.box("F6:Z6", "issue.target_outcome")
    s.text("A7:E7", "課題解決に向けた取組")
    s.box("F7:Z7", "issue.approach")
    _grid(
        s,
        9,
        ["A:E", "F:J", "K:O", "P:T", "U:Z"],
        ("第一四半期", "第二四半期", "第三四半期", "第四四半期"),
        tracks=3,
        label="工程",
    )
    s.text("A14:E14", "進み具合")
    s.box("F14:Z14", "progress.text")


FORMS: tuple[Callable[[Draft], None], ...] = (
    labels_left,
    labels_above,
    labels_inside,
    rows_as_activities,
    several_sheets,
    half_years,
    strangers,
    small_cells,
    three_blocks,
    mission_and_issue_together,
)


def drawn(draw: Callable[[Draft], None]) -> tuple[bytes, Drawn]:
    """The blank form's bytes and its truth."""
    draft = Draft()
    draw(draft)
    return draft.done(), draft.drawn
