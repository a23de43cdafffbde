"""The year's plan as chance has it: quarters across, activities and tracks down."""

from __future__ import annotations

from kxdesk.workbook.addresses import column_letters
from tests.workbook.learn.pen import Form, Sheet

from . import words as w
from .habit import Habit


class Plan:
    """The year's plan: quarters across, activities and tracks down."""

    def __init__(self, form: Form, sheet: Sheet, habit: Habit) -> None:
        self.form, self.sheet, self.habit = form, sheet, habit
        self.heads = habit.pick(w.QUARTERS)
        self.blocks, self.tracks = habit.pick((1, 2, 3, 4)), habit.pick((1, 2, 3, 5))

    def draw(self, row: int) -> int:
        """The next free row."""
        habit = self.habit
        if habit.chance(0.4):
            name = habit.pick(
                ("年間取組計画", "年間計画", "取組スケジュール", "実施計画", "工程表", "取組内容（四半期別）")
            )
            self.sheet.text(row, 1, habit.columns, habit.numbered(name), 1, habit.pick(("label", "head")))
            row += 1
            if habit.chance(0.3):
                self.sheet.box(row, 1, habit.columns, "issue.plan_preface")
                self.sheet.height(50, row)
                row += 1
        styles = (self._repeated, self._one_heading, self._repeated, self._one_heading, self._single)
        return habit.pick((*styles, self._numberless, self._parted, self._with_progress, self._by_months))(
            row
        )

    def _quarters(self, row: int, spans, rows: int, label: str) -> int:
        return self.sheet.grid(row, spans[0], spans[1:], self.heads, rows, label)

    def _repeated(self, row: int) -> int:
        """A head with number and name, and a grid, for each activity."""
        habit = self.habit
        numbered = habit.pick(("取組{n}", "（{n}）", "({n})", "{n}", "", "取組 {n}", "①"))
        title, description = habit.word("activity.title"), habit.word("activity.description")
        label = habit.word("track.label")
        described, two_rows = habit.chance(0.6), habit.chance(0.5)
        spans = habit.columns_of(habit.pick((1, 1.5)), 1, 1, 1, 1)
        for count in range(self.blocks):
            row = self._head(row, count, numbered, title, description if described else "", two_rows=two_rows)
            row = self._quarters(row, spans, self.tracks, label)
        return row

    def _head(
        self, row: int, count: int, numbered: str, title: str, description: str, *, two_rows: bool
    ) -> int:
        habit = self.habit
        parts = habit.columns_of(1, 1.2, 3, 1.2, 4) if not two_rows else habit.columns_of(1, 1.5, 8)
        mark = "①②③④⑤⑥"[count] if numbered == "①" else numbered.format(n=count + 1)
        height = 2 if two_rows and description else 1
        if mark:
            self.sheet.text(row, *parts[0], mark, height)
            if numbered != "①":
                self.sheet.mark("activity.number", row, parts[0][0])
            place = parts[1]
        else:
            place = (1, parts[1][0] + parts[1][1] - 1)
        self.sheet.text(row, *place, title)
        if not description:
            first = parts[2][0]
            self.sheet.box(row, first, habit.columns - first + 1, "activity.title")
            return row + 1
        self.sheet.box(row, *parts[2], "activity.title")
        if two_rows:
            self.sheet.text(row + 1, *place, description)
            self.sheet.box(row + 1, *parts[2], "activity.description")
            self.sheet.height(50, row + 1)
            return row + 2
        self.sheet.text(row, *parts[3], description)
        self.sheet.box(row, *parts[4], "activity.description")
        return row + 1

    def _one_heading(self, row: int) -> int:
        """One row of headings; each activity a group of rows with its name at the left."""
        habit = self.habit
        number, described = habit.chance(0.5), habit.chance(0.35)
        tracks = max(self.tracks, 2)
        shares = [0.5] * number + [1.5] + [1.5] * described + [1.2, 1, 1, 1, 1]
        spans = habit.columns_of(*shares)
        names = ["activity.number"] * number + ["activity.title"] + ["activity.description"] * described
        texts = ["No." if name == "activity.number" else habit.word(name) for name in names]
        left, rest = spans[: len(names)], spans[len(names) :]
        for span, text in zip(left, texts, strict=True):
            self.sheet.text(row, *span, text)
        self.sheet.text(row, *rest[0], habit.word("track.label"))
        self.sheet.heads(row, rest[1:], self.heads)
        row += 1
        for _ in range(self.blocks + 1):
            for span, name in zip(left, names, strict=True):
                self.sheet.box(row, *span, name, rows=tracks)
            row = self.sheet.tracks(row, rest[0], rest[1:], tracks)
        return row

    def _single(self, row: int) -> int:
        """One grid for all; a row a track."""
        spans = self.habit.columns_of(1.5, 1, 1, 1, 1)
        return self._quarters(row, spans, self.tracks + 2, self.habit.word("track.label"))

    def _numberless(self, row: int) -> int:
        """Blocks headed by a name alone, without names of tracks."""
        title = self.habit.word("activity.title")
        spans = self.habit.columns_of(1, 6)
        for _ in range(self.blocks):
            self.sheet.text(row, *spans[0], title)
            self.sheet.box(row, *spans[1], "activity.title")
            row = self.sheet.grid(row + 1, None, self.habit.columns_of(1, 1, 1, 1), self.heads, self.tracks)
        return row

    def _parted(self, row: int) -> int:
        """Under each quarter what is planned and what became of it."""
        habit = self.habit
        spans = habit.columns_of(2, *[1] * 8) if habit.columns >= 24 else habit.columns_of(1, *[1] * 8)
        self.sheet.text(row, *spans[0], habit.word("track.label"), 2)
        planned, became = habit.pick((("計画", "実績"), ("予定", "結果"), ("計画", "進捗")))
        for number, head in enumerate(self.heads):
            left, right = spans[1 + 2 * number], spans[2 + 2 * number]
            self.sheet.text(row, left[0], left[1] + right[1], head)
            self.sheet.text(row + 1, *left, planned)
            self.sheet.text(row + 1, *right, became)
        row += 2
        for _ in range(self.tracks + 1):
            self.sheet.height(30, row)
            self.sheet.box(row, *spans[0], "track.label")
            for number in range(4):
                self.sheet.box(row, *spans[1 + 2 * number], "milestone.text")
                self.sheet.box(row, *spans[2 + 2 * number])
            row += 1
        return row

    def _with_progress(self, row: int) -> int:
        """A column at the right of the quarters for what became of it."""
        habit = self.habit
        spans = habit.columns_of(1.5, 1, 1, 1, 1, 1.5)
        self.sheet.text(row, *spans[0], habit.word("track.label"))
        self.sheet.heads(row, spans[1:5], self.heads)
        self.sheet.text(row, *spans[5], habit.pick(("進捗", "実績", "備考", "評価")))
        after = self.sheet.tracks(row + 1, spans[0], spans[1:5], self.tracks + 1)
        for down in range(row + 1, after):
            self.sheet.box(down, *spans[5])
            self.form.also.add(("progress.text", self.sheet.name, f"{column_letters(spans[5][0])}{down}"))
        return after

    def _by_months(self, row: int) -> int:
        """Quarters over their months: kxdesk has no place for those."""
        habit = self.habit
        if habit.columns < 24:
            return self._single(row)
        spans = habit.columns_of(3, *[1] * 12)
        self.form.refused.add("months")
        self.sheet.text(row, *spans[0], "取組", 2)
        for number, head in enumerate(self.heads):
            first, last = spans[1 + 3 * number], spans[3 + 3 * number]
            self.sheet.text(row, first[0], last[0] + last[1] - first[0], head)
        for span, month in zip(spans[1:], (*range(4, 13), 1, 2, 3), strict=True):
            self.sheet.text(row + 1, *span, f"{month}月")
            for down in (2, 3, 4):
                self.sheet.box(row + down, *span)
        for down in (2, 3, 4):
            self.sheet.box(row + down, *spans[0])
        return row + 5
