"""Invented policies, small and large, for tests of filling and reading."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layouts import layout_place
from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_policy import read_policy
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.receipts import Reading
from kxdesk.workbook.template import Template

SHARED = Path(__file__).parents[3] / "shared" / "real"


@cache
def layout(name: str) -> Layout:
    return layout_place(name).layout


@cache
def template(name: str) -> Template:
    return Template.open(layout_place(name).template.read_bytes())


def read(data: bytes, name: str = "R7") -> Reading:
    return read_policy(read_workbook(open_package(data)), layout(name))


def real_return() -> bytes:
    return next(SHARED.glob("*.xlsx")).read_bytes()


def issue(area: str = "A", number: str = "1", **texts: object) -> Issue:
    """An issue with every text of the R7 form filled."""
    base = Issue(
        area=area,
        number=number,
        policy_field="計画",
        title=f"窓口の待ち時間を減らす {area}{number}",
        division="改革課",
        author="港 花子",
        impact="高",
        urgency="中",
        content="窓口が混み合い、\n申請に時間がかかる。",
        background="・紙の様式が多い\n　（前年比 3%増）",
        target_outcome="＝半分の時間で終わる＝",
        approach="・電子申請を広げる",
        plan_preface="",
        activities=(activity("1"),),
        progress=(Progress("令和7年12月", "・2つの窓口で始めた"),),
    )
    return replace(base, **texts)


def activity(number: str, tracks: int = 2) -> Activity:
    rows = tuple(
        Track(
            f"項目{row}" if row % 2 else "",
            (
                Milestone(1, 1 + row % 4, f"準備 {number}-{row}"),
                *((Milestone(4, 4, "実施"),) if row % 4 < 2 else ()),
            ),
        )
        for row in range(tracks)
    )
    return Activity(number, f"取組 {number}", f"・説明その{number}", rows)


def policy(*issues: Issue) -> Policy:
    return Policy(
        bureau="港湾局",
        fiscal_year="2025",
        form="R7",
        mission="海と陸をつなぐ。",
        general_account_oku_yen="1290",
        general_funds_oku_yen="10.5",
        special_account_oku_yen="なし",
        organization_as_of="R7.4.1",
        organization="総務部、計画部",
        partner_bodies="港湾公社\n海の協会",
        retrospective_fiscal_year="2024",
        retrospective_overall="おおむね進んだ。",
        retrospective_achieved="・窓口を一つにした",
        retrospective_insufficient="",
        facilities=(Facility("直営", "旅客ターミナル"), Facility("指定管理", "港の公園")),
        issues=issues,
    )


def large_policy(issues: int = 12, activities: int = 5, tracks: int = 5) -> Policy:
    """More of everything than the form has room for."""
    plan = tuple(activity(str(number), tracks) for number in range(1, activities + 1))
    facilities = tuple(Facility("その他", f"施設{number}") for number in range(9))
    made = (issue("ABC"[at % 3], str(at // 3 + 1), activities=plan) for at in range(issues))
    ordered = sorted(made, key=lambda one: (one.area, int(one.number)))
    return replace(policy(*ordered), facilities=facilities)


def r6_policy() -> Policy:
    """What the R6 form asks, and nothing else."""
    issues = tuple(
        Issue(
            area=area,
            number=number,
            policy_field=field,
            title=f"課題 {area}{number}",
            content="内容\n二行目",
            background="背景",
            approach="・取組み",
            progress=(Progress("令和6年12月", "・進んだ"),),
        )
        for area, number, field in (
            ("A", "1", "計画"),
            ("A", "2", "計画"),
            ("B", "1", "国際"),
            ("C", "1", "総務"),
        )
    )
    return Policy(bureau="港湾局", fiscal_year="2024", form="R6", mission="海と陸をつなぐ。", issues=issues)


BLANKS = {name: read_workbook(template(name).package) for name in ("R7", "R6")}
