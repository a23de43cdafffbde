"""The return board in words: where a matter lies, its columns, and the reminder to paste into a mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from kxdesk.domain.board import Board, Line, Stage, day_of
from kxdesk.domain.dates import short_day
from kxdesk.words.language import N_, SOURCE, _, spoken
from kxdesk.words.times import day

if TYPE_CHECKING:
    from kxdesk.domain.round import Round

STAGES = {
    Stage.SILENT: N_("未提出"),
    Stage.UNSENT: N_("未配布"),
    Stage.SENT_BACK: N_("差戻し中"),
    Stage.DISPUTED: N_("決めること有"),
    Stage.RETURNED: N_("提出済み"),
    Stage.SETTLED: N_("確定"),
    Stage.EXCUSED: N_("対象外"),
}
TOTALS = {
    "expected": N_("対象"),
    "distributed": N_("配布"),
    "returned": N_("到着"),
    "read": N_("読取"),
    "disputed": N_("決めること有"),
    "sent-back": N_("差戻し"),
    "settled": N_("確定"),
    "late": N_("締切超過"),
}


def stage_name(stage: Stage) -> str:
    """未提出, 差戻し中, …"""
    return _(STAGES[stage])


def total_name(key: str) -> str:
    """対象, 配布, …"""
    return _(TOTALS[key])


def ageing(line: Line) -> str:
    """3日超過, あと2日, 本日; "" where nothing is awaited."""
    late = line.days_late
    if late is None:
        return ""
    if late > 0:
        return _("{days}日超過").format(days=late)
    return _("あと{days}日").format(days=-late) if late else _("本日")


def moment(text: str) -> str:
    """The day of a time as stored; "" stays."""
    return day(datetime.fromisoformat(text)) if text else ""


def deadline_day(text: str) -> str:
    """A deadline as typed, said the one way; what is no date stays as it is."""
    found = day_of(text)
    return day(datetime(found.year, found.month, found.day)) if found else text  # noqa: DTZ001 a day, no time


def short_moment(text: str) -> str:
    """R7.6.3, for a column; "" stays."""
    return _short(datetime.fromisoformat(text).astimezone().date()) if text else ""


def short_deadline(text: str) -> str:
    """The same of a deadline as typed; what is no date stays as it is."""
    found = day_of(text)
    return _short(found) if found else text


def _short(day_: date) -> str:
    return short_day(day_) if spoken() == SOURCE else day_.isoformat()


def headings() -> list[str]:
    """Of the board as a table, in the order of `row_of`."""
    return [
        _("局区"),
        _("課"),
        _("コード"),
        _("状況"),
        _("締切"),
        _("超過日数"),
        _("配布"),
        _("提出"),
        _("提出回数"),
        _("決めること"),
        _("未回答の指摘"),
        _("回答済みの指摘"),
        _("差戻し"),
        _("差戻し回数"),
        _("催促"),
        _("確定"),
        _("対象外の理由"),
        _("連絡先"),
    ]


def row_of(line: Line) -> list[str | int | date | None]:
    """One line as a row: days as days, counts as numbers."""
    return [
        line.bureau,
        line.division,
        line.code,
        stage_name(line.stage),
        day_of(line.deadline) or line.deadline,
        line.days_late,
        _local_day(line.distributed),
        _local_day(line.returned),
        line.returns,
        line.disputed + line.refused + line.staged,
        line.open_remarks,
        line.answered_remarks,
        _local_day(line.sent_back),
        line.rounds_back,
        _local_day(line.reminded),
        day_of(line.settled) or line.settled,
        line.excused,
        line.contact,
    ]


def _local_day(text: str) -> date | None:
    return datetime.fromisoformat(text).astimezone().date() if text else None


def summary(board: Board) -> str:
    """対象 12 ・ 配布 12 ・ …"""
    return _(" ・ ").join(f"{total_name(key)} {count}" for key, count in board.totals.items())


def reminder(round_: Round, lines: Sequence[Line]) -> str:
    """One mail to several: addresses, subject and text, ready to paste. What each has to do is told apart."""
    addresses = sorted({line.contact for line in lines if line.contact})
    year = round_.name
    deadlines = sorted({deadline_day(line.deadline) for line in lines if line.deadline})
    parts = [
        _("宛先（BCC）: {addresses}").format(addresses="; ".join(addresses)) if addresses else "",
        _("件名: 【提出のお願い】{round}（局区Ｘ方針）").format(round=year),
        "",
        _("ご担当者様"),
        "",
        _("{round}の局区Ｘ方針について、次の組織からの提出をお待ちしています。").format(round=year),
        _("締切: {dates}").format(dates="、".join(deadlines)) if deadlines else None,
        "",
        *_group(_("まだ提出のない組織"), [line for line in lines if line.stage is not Stage.SENT_BACK]),
        *_group(
            _("指摘への回答をお待ちしている組織"), [line for line in lines if line.stage is Stage.SENT_BACK]
        ),
        _("お送りした様式のファイルに記入し、ファイル名を変えずに返送してください。"),
        _("行き違いで提出済みの場合は、ご容赦ください。"),
    ]
    return "\n".join(part for part in parts if part is not None).strip("\n") + "\n"


def _group(title: str, lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    return [_("■ {title}").format(title=title), *(_line(line) for line in lines), ""]


def _line(line: Line) -> str:
    late = ageing(line)
    return (
        _("・{name}（{late}）").format(name=line.name, late=late)
        if late
        else _("・{name}").format(name=line.name)
    )
