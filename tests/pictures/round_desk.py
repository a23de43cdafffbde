"""A consolidation desk in the middle of a round, as its staff have it on an ordinary day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import openpyxl

from kxdesk.domain.organisation_list import Listed
from kxdesk.domain.roles import Role
from kxdesk.domain.round import Round
from kxdesk.domain.things import Kind, Ref
from kxdesk.store.desk import Desk
from kxdesk.store.policies import insert_policy, load_policy, policies
from kxdesk.system.clock import SystemClock
from kxdesk.system.person import Person
from kxdesk.usecases.board import board, note_reminder, settle
from kxdesk.usecases.distribute import distribute
from kxdesk.usecases.import_workbooks import import_workbooks
from kxdesk.usecases.organisations import load_organisations
from kxdesk.usecases.remarks import add_remark
from kxdesk.usecases.rounds import begin_round, change_expected, find_round
from kxdesk.usecases.send_back import Sender, send_back

if TYPE_CHECKING:
    from pathlib import Path

    from kxdesk.domain.policy import Policy

DIVISIONS = (
    "総務課", "物流・DX担当課", "港湾計画課", "にぎわい推進課", "環境整備課", "経営課", "技術管理課",
)  # fmt: skip
PERSON = Person("hanako", "若葉 花子", "PC-07")


def round_desk(path: Path, folder: Path, policy: Policy) -> None:
    """Sent four days before yesterday's deadline; three are silent, one has remarks, one is settled."""
    today = date.today()  # noqa: DTZ011
    with Desk.create(path, role=Role.CONSOLIDATION, person=PERSON, clock=SystemClock()) as desk:
        _begin(desk, policy, (today - timedelta(days=4)).isoformat())
        sent = [entry.path for entry in distribute(desk, folder, find_round(desk)).entries]
        import_workbooks(desk, [path for path in (sent[1], sent[2], sent[4]) if path])
        _remark(desk, folder, Sender(PERSON.display_name, today))
        lines = board(desk, find_round(desk).id, today).lines
        of = {line.division: line for line in lines}
        note_reminder(desk, find_round(desk).id, [of[DIVISIONS[0]]])
        settle(desk, [of[DIVISIONS[4]]], today.isoformat())
        change_expected(desk, [of[DIVISIONS[6]].expected], {"excused": "課題なし"}, "電話で確認")


def _begin(desk: Desk, policy: Policy, deadline: str) -> None:
    bureau = str(policy.bureau)
    lines = [Listed(bureau, "", "100", "minato@example.jp")]
    lines += [Listed(bureau, name, f"1{at:02}", f"d{at}@example.jp") for at, name in enumerate(DIVISIONS, 1)]
    load_organisations(desk, lines, "組織.xlsx")
    issues = tuple(replace(issue, division=DIVISIONS[at % 5]) for at, issue in enumerate(policy.issues))
    with desk.write("policy-added") as writing:
        insert_policy(writing, replace(policy, issues=issues))
    begin_round(desk, Round("令和7年度 当初", str(policy.fiscal_year), "R7", "R7.4.1", deadline))


def _remark(desk: Desk, folder: Path, sender: Sender) -> None:
    policy = load_policy(desk, policies(desk)[0].id)
    issue = policy.issues[1]
    ref = Ref(Kind.ISSUE, issue.id)
    add_remark(desk, policy.id, ref, "background", "数値で書いてください。")
    add_remark(desk, policy.id, ref, "content", "市民にとって何が変わるのかを書いてください。")
    add_remark(desk, policy.id, Ref(Kind.ACTIVITY, issue.activities[0].id), "title", "短くしてください。")
    lines = board(desk, find_round(desk).id, sender.today).lines
    whose = next(line.organisation for line in lines if line.division == issue.division)
    path = send_back(desk, folder / "差戻し.xlsx", find_round(desk), whose, sender).path
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_col=1, max_col=6):
        if str(row[3].value).startswith("数値"):
            row[5].value = "統計が公表されていません。"
    book.save(path)
    import_workbooks(desk, [path])
