"""Words of the template screen."""

from __future__ import annotations

from kxdesk.ui.text import N_, _
from kxdesk.words.guesses import name_of, told_guess
from kxdesk.workbook.addresses import address
from kxdesk.workbook.layout import Relation, Role
from kxdesk.workbook.learn.guess import Guess
from kxdesk.workbook.learn.standing import Group, Placed, Standing

STANDINGS = {
    Standing.ASK: N_("要確認"),
    Standing.MISSING: N_("見つからない"),
    Standing.SURE: N_("確か"),
    Standing.NOT_ASKED: N_("聞かれていない"),
}
ICONS = {
    Standing.ASK: "warning",
    Standing.MISSING: "search",
    Standing.SURE: "done",
    Standing.NOT_ASKED: "retire",
}
GROUPS = {
    Group.ISSUE: N_("課題"),
    Group.PLAN: N_("取組"),
    Group.PROGRESS: N_("進捗"),
    Group.LIST: N_("課題の一覧"),
    Group.BASICS: N_("基本情報"),
    Group.RETROSPECTIVE: N_("振り返り"),
    Group.FACILITY: N_("公共施設"),
}
ROLES = {
    Role.ISSUE: N_("課題ごとに繰り返す"),
    Role.ONCE: N_("１枚だけ"),
    Role.LEAVE: N_("使わない"),
}
SHORT_ROLES = {
    Role.ISSUE: N_("課題ごと"),
    Role.ONCE: N_("１枚"),
    Role.LEAVE: N_("使わない"),
    Role.INDICATORS: N_("指標"),
}
_RELATIONS = {
    Relation.RIGHT: N_("見出し「{label}」の右の欄"),
    Relation.BELOW: N_("見出し「{label}」の下の欄"),
    Relation.INSIDE: N_("見出しの中の空いた所"),
    Relation.PRINTED: N_("様式に印刷されている所"),
}
_LONG = 24


def told_place(place: Placed) -> str:
    """課題票 E4: 見出し「課題名」の右の欄."""
    return _("{sheet} {cell}: {where}").format(
        sheet=place.sheet, cell=address(*place.guess.at), where=told_relation(place.guess)
    )


def told_relation(guess: Guess) -> str:
    """Where the box stands to its label."""
    if not guess.label:
        return _("見出しのない欄")
    label = guess.label.replace("\n", " ")
    short = label if len(label) <= _LONG else label[:_LONG] + "…"
    return _(_RELATIONS[guess.relation]).format(label=short)


def told_mark(guess: Guess) -> str:
    """For the tip of a box: its fields, and why."""
    return f"{names(guess)}\n{told_relation(guess)}\n{told_guess(guess)}"


def names(guess: Guess) -> str:
    """課題領域・番号."""
    return "・".join(map(name_of, guess.fields))
