"""The other sheets: basics of the bureau, its review of last year, lists, leaflets."""

from __future__ import annotations

from tests.workbook.learn.pen import Form, Sheet

from . import words as w
from .habit import Habit
from .issue import IssueSheet


def draw_form(form: Form, habit: Habit) -> None:
    """A whole form."""
    before, basics = habit.chance(0.2), habit.chance(0.65)
    if before:
        _leaflet(form, habit)
    if basics:
        _basics(form, habit)
    IssueSheet(form, habit).draw()
    if not before and habit.chance(0.25):
        _leaflet(form, habit)
    if habit.chance(0.2):
        _indicators(form, habit)
    if habit.chance(0.2):
        _choices(form)


def _leaflet(form: Form, habit: Habit) -> None:
    sheet = form.sheet(habit.pick(("記入要領", "はじめに", "作成上の注意", "書き方", "説明")), 10, 9)
    sheet.text(1, 1, 10, habit.pick(("記入要領", "作成に当たっての注意", "このファイルについて")), 1, "title")
    for row, text in enumerate(w.INSTRUCTIONS, 3):
        sheet.text(row, 1, 10, text, 1, "note")


def _choices(form: Form) -> None:
    sheet = form.sheet("リスト", 3, 12)
    for row, text in enumerate(("選択肢", "高", "中", "低", "A", "B", "C"), 1):
        sheet.text(row, 1, 1, text, 1, "note")
    sheet.sheet.hide()


def _indicators(form: Form, habit: Habit) -> None:
    sheet = form.sheet(habit.pick(("指標", "成果指標一覧", "別紙２")), 12, 8)
    for number, text in enumerate(("指標名", "単位", "基準値", "目標値", "実績値")):
        sheet.text(2, 1 + number, 1, text)
        for row in range(3, 9):
            sheet.box(row, 1 + number, 1)


def _basics(form: Form, habit: Habit) -> None:
    """Basics on a sheet, the review on the same or another, the list of issues after one of them."""
    sheet = form.sheet(
        habit.pick(("総括票", "様式１", "基本情報", "表紙", "局区方針")), habit.columns, habit.width
    )
    sheet.text(
        1,
        1,
        habit.columns,
        habit.pick(("令和８年度　局区運営方針", "区政運営方針　総括表", "局経営方針（Ｒ８）")),
        1,
        "title",
    )
    row = _texts(sheet, habit, 3, ["policy.bureau"], tall=False)
    row = _texts(sheet, habit, row, ["policy.mission"])
    row = _budget(sheet, habit, row)
    if habit.chance(0.75):
        row = _organization(sheet, habit, row)
    if habit.chance(0.5):
        row = _facilities(sheet, habit, row)
    if habit.chance(0.35):
        row = _issues(sheet, habit, row + 1) + 1
    if habit.chance(0.75):
        if habit.chance(0.4):
            sheet = form.sheet(
                habit.pick(("振り返り", "前年度総括", "様式１－２")), habit.columns, habit.width
            )
            title = habit.pick(("令和７年度の振り返り", "前年度の振り返り", "昨年度の取組の総括"))
            sheet.text(1, 1, habit.columns, title, 1, "title")
            row = 3
        names = ["retrospective_overall", "retrospective_achieved", "retrospective_insufficient"]
        row = _texts(sheet, habit, row, [f"policy.{name}" for name in names if habit.chance(0.9)])


def _texts(sheet: Sheet, habit: Habit, row: int, fields: list[str], *, tall: bool = True) -> int:
    above = habit.chance(0.4) and tall
    spans = habit.columns_of(1, 4)
    for field in fields:
        name = habit.heading(field)
        if above:
            sheet.text(row, 1, habit.columns, name, 1, habit.pick(("label", "head")))
            row += 1
            sheet.box(row, 1, habit.columns, field)
        else:
            sheet.text(row, *spans[0], name)
            sheet.box(row, *spans[1], field)
        if tall:
            sheet.height(70, row)
        row += 1
    return row


def _budget(sheet: Sheet, habit: Habit, row: int) -> int:
    if habit.chance(0.4):
        return _texts(sheet, habit, row, ["policy.budget"])
    spans = habit.columns_of(1, 1, 1, 1, 1, 1)
    for at, key in enumerate(("general_account_oku_yen", "general_funds_oku_yen", "special_account_oku_yen")):
        sheet.text(row, *spans[2 * at], habit.word(f"policy.{key}"))
        sheet.box(row, *spans[2 * at + 1], f"policy.{key}")
    return row + 1


def _organization(sheet: Sheet, habit: Habit, row: int) -> int:
    if habit.chance(0.4):
        spans = habit.columns_of(1, 1)
        sheet.text(row, *spans[0], habit.heading("policy.organization"))
        sheet.hole(
            row,
            *spans[1],
            habit.pick(("（令和　年　月　日現在）", "（令和８年　月時点）")),
            "policy.organization_as_of",
        )
        sheet.box(row + 1, 1, habit.columns, "policy.organization")
        sheet.height(70, row + 1)
        row += 2
    else:
        row = _texts(sheet, habit, row, ["policy.organization"])
    return _texts(sheet, habit, row, ["policy.partner_bodies"]) if habit.chance(0.6) else row


def _facilities(sheet: Sheet, habit: Habit, row: int) -> int:
    spans = habit.columns_of(1, 3)
    columns = [(*spans[0], habit.word("facility.operation"), "facility.operation")]
    columns.append((*spans[1], habit.word("facility.name"), "facility.name"))
    if habit.chance(0.3):
        columns = [
            (*spans[0], columns[0][2], "facility.operation"),
            (*spans[1], columns[1][2], "facility.name"),
        ]
    sheet.table(row, columns, habit.pick((3, 5, 8)))
    return row + 10


def _issues(sheet: Sheet, habit: Habit, row: int) -> int:
    fields = ["issue.number", *(["issue.area"] if habit.chance(0.4) else []), "issue.title"]
    fields += [name for name in ("issue.policy_field", "issue.division") if habit.chance(0.5)]
    shares = {"issue.number": 0.6, "issue.area": 0.8, "issue.title": 3}
    spans = habit.columns_of(*(shares.get(name, 1.2) for name in fields))
    sheet.table(row, [(*span, habit.word(name), name) for span, name in zip(spans, fields, strict=True)], 6)
    return row + 7
