"""An issue's sheet as chance has it: names, boxes, decoys, the year's plan, the progress."""

from __future__ import annotations

from collections.abc import Sequence

from tests.workbook.learn.pen import Form, Sheet

from . import words as w
from .habit import Habit
from .plan import Plan

_SHORT = ("bureau", "division", "author", "area", "number", "policy_field", "impact", "urgency")
_LONG = ("content", "background", "target_outcome", "approach")


class IssueSheet:
    """One sheet while it is drawn from the top down."""

    def __init__(self, form: Form, habit: Habit) -> None:
        self.form, self.habit = form, habit
        name = habit.pick(("課題票", "様式２", "個票", "Sheet1", "課題シート", "課題①", "別紙"))
        self.sheet: Sheet = form.sheet(name, habit.columns, habit.width, landscape=habit.landscape)
        self.row = 1

    def draw(self) -> None:
        habit = self.habit
        self._title()
        if habit.chance(0.12):
            self._grouped()
        else:
            self._boxes()
        for _ in range(habit.pick((0, 0, 1, 2))):
            self._stranger_row()
        if habit.chance(0.15):
            self._refused_plan()
        elif habit.chance(0.95):
            self.row = Plan(self.form, self.sheet, habit).draw(self.row)
        if habit.chance(0.85):
            self._progress()
        if habit.chance(0.4):
            self._stranger_row()
        if habit.chance(0.25):
            self._revisions()
        if habit.chance(0.15):
            self.sheet.sheet.protect()

    def _boxes(self) -> None:
        habit = self.habit
        self._short_boxes()
        if habit.chance(0.5):
            self._instruction()
        self._long_boxes()

    def _grouped(self) -> None:
        """Turned headings at the left over short names beside them."""
        groups = (
            (
                "基本情報",
                (("所属", "issue.division"), ("担当", "issue.author"), ("分野", "issue.policy_field")),
            ),
            (
                "課題",
                (
                    ("番号", "issue.number"),
                    (self.habit.pick(("名称", "件名", "課題名")), "issue.title"),
                    (self.habit.pick(("内容", "概要")), "issue.content"),
                    (self.habit.pick(("背景", "現状", "背景・現状")), "issue.background"),
                ),
            ),
            ("方針", (("目指す成果", "issue.target_outcome"), ("取組方針", "issue.approach"))),
        )
        spans = self.habit.columns_of(0.6, 1.4, 8)
        for name, entries in groups:
            self.sheet.text(self.row, *spans[0], name, len(entries), "upright")
            for text, field in entries:
                self.sheet.text(self.row, *spans[1], text)
                self.sheet.box(self.row, *spans[2], field)
                if field.endswith(("content", "background", "outcome", "approach")):
                    self.sheet.height(70, self.row)
                self.row += 1

    def _title(self) -> None:
        habit = self.habit
        if habit.chance(0.2):
            self.sheet.text(
                self.row, 1, habit.columns, habit.pick(("様式第２号", "（様式２）", "別紙１")), 1, "note"
            )
            self.row += 1
        year = habit.pick(("令和８年度　", "", "Ｒ８　", "令和8年度 "))
        names = (
            "課題シート",
            "課題整理票",
            "区政運営方針　個別票",
            "局区経営方針（課題別）",
            "重点課題調書",
            "課題カルテ",
        )
        self.sheet.text(self.row, 1, habit.columns, year + habit.pick(names), 1, "title")
        self.row += 1
        if habit.chance(0.35):
            officials = w.OFFICIALS[-habit.pick((2, 3, 4)) :]
            spans = habit.columns_of(*[1] * 12)[-len(officials) :]
            for (column, width), official in zip(spans, officials, strict=True):
                self.sheet.text(self.row, column, width, official)
                self.sheet.box(self.row + 1, column, width)
            self.sheet.height(36, self.row + 1)
            if habit.chance(0.5):
                before = spans[0][0] - 1
                self.sheet.text(self.row, max(before, 1), 1, "決裁", 2, "upright")
            self.row += 3

    def _instruction(self) -> None:
        self.sheet.text(self.row, 1, self.habit.columns, self.habit.pick(w.INSTRUCTIONS), 1, "note")
        self.row += 1

    def _short_boxes(self) -> None:
        habit = self.habit
        wanted = [name for name in _SHORT if habit.chance(0.8)]
        if habit.chance(0.4):
            habit.random.shuffle(wanted)
        if habit.chance(0.25):
            wanted.append("control_number")
        entries = [self._field(name) for name in wanted]
        entries.insert(habit.random.randrange(len(entries) + 1), "issue.title")
        for _ in range(habit.pick((0, 1, 2))):
            entries.insert(habit.random.randrange(len(entries) + 1), "")
        style = habit.pick(
            (self._pairs, self._pairs, self._pairs, self._stacked, self._two_line, self._holes)
        )
        style(entries)

    def _field(self, name: str) -> str:
        if name == "bureau":
            return "policy.bureau"
        return name if name == "control_number" else f"issue.{name}"

    def _name(self, field: str) -> str:
        return self.habit.heading(field) if field else self.habit.stranger()

    def _choice(self, field: str, row: int, column: int) -> None:
        habit = self.habit
        if field in {"issue.impact", "issue.urgency"} and habit.chance(0.6):
            self.sheet.choice(row, column, ["高", "中", "低"])
        if field == "issue.area" and habit.chance(0.5):
            self.sheet.choice(row, column, ["A", "B", "C"])

    def _pairs(self, entries: Sequence[str]) -> None:
        """Label left, box right, so many in a row; the title in a row of its own."""
        habit, most = self.habit, self.habit.pick((1, 2, 3, 3))
        line: list[str] = []
        for entry in (*entries, None):
            if entry is None or entry == "issue.title" or len(line) == most:
                if line:
                    self._pair_row(line)
                line = []
            if entry == "issue.title":
                self._pair_row([entry])
            elif entry is not None:
                line.append(entry)
        if habit.chance(0.2):
            self.row += 1

    def _pair_row(self, line: Sequence[str]) -> None:
        share = self.habit.pick((2.0, 1.6, 1.3))
        parts = [part for _ in line for part in (1.0, share)]
        if len(line) == 1:
            parts = [1.0, self.habit.pick((4.0, 5.0, 6.5))]
        spans = self.habit.columns_of(*parts)
        for at, entry in enumerate(line):
            (column, width), (box, box_width) = spans[2 * at], spans[2 * at + 1]
            self.sheet.text(self.row, column, width, self._name(entry))
            self.sheet.box(self.row, box, box_width, entry)
            self._choice(entry, self.row, box)
        self.row += 1

    def _stacked(self, entries: Sequence[str]) -> None:
        """A row of headings over a row of boxes."""
        rest = [entry for entry in entries if entry != "issue.title"]
        for group in (rest[:4], rest[4:8], rest[8:]):
            if not group:
                continue
            for (column, width), entry in zip(self.habit.columns_of(*[1] * len(group)), group, strict=True):
                self.sheet.text(self.row, column, width, self._name(entry))
                self.sheet.box(self.row + 1, column, width, entry)
                self._choice(entry, self.row + 1, column)
            self.row += 2
        self._pair_row(["issue.title"])

    def _two_line(self, entries: Sequence[str]) -> None:
        """Labels broken into two lines, boxes two rows high."""
        for entry in entries:
            name = self._name(entry)
            half = (len(name) + 1) // 2
            broken = f"{name[:half]}\n{name[half:]}" if len(name) > 3 else name
            (column, width), (box, box_width) = self.habit.columns_of(1, 5)
            self.sheet.text(self.row, column, width, broken, 2)
            self.sheet.box(self.row, box, box_width, entry, rows=2)
            self._choice(entry, self.row, box)
            self.row += 2

    def _holes(self, entries: Sequence[str]) -> None:
        """Room in the label itself, two in a row."""
        room = self.habit.pick(("：　　　　　　", "（　　　　　　）", "：＿＿＿＿＿＿"))
        spans = self.habit.columns_of(1, 1)
        for at, entry in enumerate(entries):
            column, width = spans[at % 2]
            if at and at % 2 == 0:
                self.row += 1
            text = self._name(entry) + room
            if entry:
                self.sheet.hole(self.row, column, width, text, entry, "plain")
            else:
                self.sheet.text(self.row, column, width, text, 1, "plain")
        self.row += 1

    def _long_boxes(self) -> None:
        habit = self.habit
        wanted = [f"issue.{name}" for name in _LONG if habit.chance(0.92)]
        if habit.chance(0.25):
            habit.random.shuffle(wanted)
        if habit.chance(0.35):
            wanted.insert(habit.random.randrange(len(wanted) + 1), "")
        style = habit.pick(
            (self._left, self._left, self._above, self._above, self._side_by_side, self._upright)
        )
        style(wanted)

    def _long_name(self, field: str) -> str:
        remark = self.habit.pick(w.REMARKS) if self.habit.chance(0.35) else ""
        return self._name(field) + remark

    def _left(self, wanted: Sequence[str]) -> None:
        spans = self.habit.columns_of(1, self.habit.pick((4, 5, 7)))
        for entry in wanted:
            self.sheet.text(self.row, *spans[0], self._long_name(entry))
            example = self.habit.pick(
                ("（例）窓口の混雑により待ち時間が長い。", "例：手続のオンライン化を進める。")
            )
            shown = bool(entry) and self.habit.chance(0.1)
            self.sheet.box(self.row, *spans[1], entry, text=example if shown else "")
            self.sheet.height(80, self.row)
            self.row += 1

    def _above(self, wanted: Sequence[str]) -> None:
        look = self.habit.pick(("label", "head", "plain"))
        remark = self.habit.chance(0.3)
        for entry in wanted:
            width = self.habit.columns if look != "head" or self.habit.chance(0.5) else 1
            self.sheet.text(self.row, 1, width, self._long_name(entry), 1, look)
            self.row += 1
            if remark:
                text = "※　市民に分かりやすい言葉で記載してください。"
                self.sheet.text(self.row, 1, self.habit.columns, text, 1, "note")
                self.row += 1
            self.sheet.box(self.row, 1, self.habit.columns, entry)
            self.sheet.height(90, self.row)
            self.row += 1

    def _side_by_side(self, wanted: Sequence[str]) -> None:
        for at in range(0, len(wanted), 2):
            pair = wanted[at : at + 2]
            for (column, width), entry in zip(self.habit.columns_of(*[1] * len(pair)), pair, strict=True):
                self.sheet.text(self.row, column, width, self._long_name(entry))
                self.sheet.box(self.row + 1, column, width, entry)
            self.sheet.height(120, self.row + 1)
            self.row += 2

    def _upright(self, wanted: Sequence[str]) -> None:
        """One character a line, at the left."""
        spans = self.habit.columns_of(1, 11)
        for entry in wanted:
            name = self._name(entry)
            turned = self.habit.chance(0.5)
            self.sheet.text(
                self.row, *spans[0], name if turned else "\n".join(name), 1, "upright" if turned else "label"
            )
            self.sheet.box(self.row, *spans[1], entry)
            self.sheet.height(130, self.row)
            self.row += 1

    def _stranger_row(self) -> None:
        self._pair_row([""] * self.habit.pick((1, 2)))

    def _refused_plan(self) -> None:
        habit = self.habit
        kind = habit.pick(("half-years", "months", "quarters-down"))
        self.form.refused.add(kind)
        if kind == "quarters-down":
            spans = habit.columns_of(1, 5)
            for text in habit.pick(w.QUARTERS[:8]):
                self.sheet.text(self.row, *spans[0], text)
                self.sheet.box(self.row, *spans[1])
                self.sheet.height(40, self.row)
                self.row += 1
            return
        heads = habit.pick(w.HALVES) if kind == "half-years" else [f"{m}月" for m in (*range(4, 13), 1, 2, 3)]
        spans = habit.columns_of(3 if kind == "months" else 1, *[1] * len(heads))
        self.sheet.text(self.row, *spans[0], "取組")
        for span, text in zip(spans[1:], heads, strict=True):
            self.sheet.text(self.row, *span, text)
        for row in range(self.row + 1, self.row + 4):
            for span in spans:
                self.sheet.box(row, *span)
        self.row += 4

    def _progress(self) -> None:
        habit = self.habit
        name, text = habit.heading("progress.text"), "progress.text"
        style = habit.pick(("hole", "pair", "left", "above"))
        if style == "hole":
            self.sheet.text(self.row, 1, habit.columns // 2, name, 1, "label")
            date = habit.pick(
                ("（令和　年　月末時点）", "（令和８年　　月　　日現在）", "（　　年　　月時点）")
            )
            first = habit.columns // 2 + 1
            self.sheet.hole(self.row, first, habit.columns - first + 1, date, "progress.as_of", "label")
        elif style == "pair":
            spans = habit.columns_of(2, 1, 1)
            self.sheet.text(self.row, *spans[0], name)
            self.sheet.text(self.row, *spans[1], habit.word("progress.as_of"))
            self.sheet.box(self.row, *spans[2], "progress.as_of")
        if style == "left":
            spans = habit.columns_of(1, 5)
            self.sheet.text(self.row, *spans[0], name)
            self.sheet.box(self.row, *spans[1], text)
        else:
            if style == "above":
                self.sheet.text(self.row, 1, habit.columns, name)
            self.row += 1
            self.sheet.box(self.row, 1, habit.columns, text)
        self.sheet.height(100, self.row)
        self.row += 1

    def _revisions(self) -> None:
        spans = self.habit.columns_of(1, 4, 1)
        for span, text in zip(spans, ("改定日", "改定内容", "確認"), strict=True):
            self.sheet.text(self.row, *span, text)
            for row in (1, 2):
                self.sheet.box(self.row + row, *span)
        self.row += 3
