"""Forms as ward offices draw them: numbered rows, labels in brackets, units behind boxes."""

from __future__ import annotations

from .pen import Draw, Form


def numbered_rows_under_one_heading(form: Form) -> None:
    """Landscape 50: sub-labels beside an upright one, rows with printed numbers under one heading."""
    s = form.sheet("１基本", 50, 2, landscape=True)
    s.text(1, 1, 50, "区政方針（令和８年度）", 1, "title")
    s.pair(2, 1, 7, "区名", 18, "policy.bureau")
    s.pair(2, 26, 7, "区長氏名", 18)
    s.pair(3, 1, 7, "区の果たす役割", 43, "policy.mission")
    s.height(70, 3)
    s.text(4, 1, 7, "区の組織（課）", 2)
    s.box(4, 8, 30, "policy.organization", 2)
    s.text(4, 38, 5, "基準日")
    s.box(4, 43, 8, "policy.organization_as_of")
    s.text(5, 38, 5, "職員数")
    s.box(5, 43, 8)
    s.text(6, 1, 7, "前年度の取組について", 3, "upright")
    for k, (t, x) in enumerate(
        [("総括", "overall"), ("上手くいった点", "achieved"), ("十分でなかった点", "insufficient")]
    ):
        s.text(6 + k, 8, 8, t)
        s.box(6 + k, 16, 35, "policy.retrospective_" + x)
        s.height(6 + k, 80)
    s = form.sheet("２課題", 50, 2, landscape=True)
    s.pair(1, 1, 5, "領域", 4, "issue.area")
    s.pair(1, 10, 5, "番号", 4, "issue.number")
    s.pair(1, 19, 5, "課題名", 32, "issue.title")
    s.pair(2, 1, 5, "担当課", 13, "issue.division")
    s.pair(2, 19, 5, "政策分野", 13, "issue.policy_field")
    s.pair(2, 37, 5, "作成者氏名", 9, "issue.author")
    s.text(3, 1, 17, "課題の背景と現状")
    s.text(3, 18, 17, "課題の内容")
    s.text(3, 35, 16, "目標とする成果")
    s.box(4, 1, 17, "issue.background")
    s.box(4, 18, 17, "issue.content")
    s.box(4, 35, 16, "issue.target_outcome")
    s.height(200, 4)
    s.text(5, 1, 3, "No.")
    s.text(5, 4, 11, "取組名")
    s.text(5, 15, 8, "項目")
    q = [(23, 7), (30, 7), (37, 7), (44, 7)]
    s.heads(5, q, ["第１四半期\n4～6月", "第２四半期\n7～9月", "第３四半期\n10～12月", "第４四半期\n1～3月"])
    r = 6
    for k in range(4):
        s.text(r, 1, 3, str(k + 1), 2)
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 4, 11, "activity.title", 2)
        s.tracks(r, (15, 8), q, 2)
        r += 2
    s.text(r, 1, 10, "進捗状況")
    s.box(r, 11, 40, "progress.text")
    s.height(80, r)


def labels_in_brackets(form: Form) -> None:
    """Portrait 20: everything labelled above, in brackets, with notes to the right; unknown neighbours."""
    s = form.sheet("課題シート", 20, 4.2)
    s.text(1, 1, 20, "（様式３）重要課題シート", 1, "title")
    for c, w, t, x in [
        (1, 6, "所属（局区）", "policy.bureau"),
        (7, 6, "担当（課）", "issue.division"),
        (13, 4, "記入者", "issue.author"),
        (17, 4, "電話", None),
    ]:
        s.text(2, c, w, t)
        s.box(3, c, w, x)
    for c, w, t, x in [
        (1, 3, "領域", "issue.area"),
        (4, 3, "番号", "issue.number"),
        (7, 8, "政策分野", "issue.policy_field"),
        (15, 6, "根拠法令等", None),
    ]:
        s.text(4, c, w, t)
        s.box(5, c, w, x)
    s.text(6, 1, 20, "〔課題名〕")
    s.box(7, 1, 20, "issue.title")
    s.text(8, 1, 10, "〔インパクト〕")
    s.text(8, 11, 10, "〔緊急度〕")
    s.box(9, 1, 10, "issue.impact")
    s.box(9, 11, 10, "issue.urgency")
    for r, t, x in [
        (10, "〔課題の内容〕　※200字程度", "content"),
        (12, "〔背景や現状〕　※データがあれば記載", "background"),
        (14, "〔目指す成果〕　※市民目線で", "target_outcome"),
        (16, "〔財政措置〕", None),
        (18, "〔取組の方向性〕", "approach"),
    ]:
        s.text(r, 1, 20, t)
        s.box(r + 1, 1, 20, "issue." + x if x else None)
        s.height(70, r + 1)
    s.text(20, 1, 20, "〔年間計画〕")
    r = 21
    for n in ("１", "２"):
        s.text(r, 1, 2, n)
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 3, 18, "activity.title")
        r = s.grid(
            r + 1,
            (1, 4),
            [(5, 4), (9, 4), (13, 4), (17, 4)],
            ["1/4半期", "2/4半期", "3/4半期", "4/4半期"],
            3,
            "実施事項",
        )
    s.text(r, 1, 14, "〔進捗状況〕")
    s.hole(r, 15, 6, "令和　年　月現在", "progress.as_of")
    s.box(r + 1, 1, 20, "progress.text")
    s.height(70, r + 1)


def units_behind_boxes(form: Form) -> None:
    """Three sheets with a table list of facilities beside organisation; list by one section; other names."""
    s = form.sheet("局の基本情報", 30, 2.8)
    s.pair(1, 1, 6, "局名", 24, "policy.bureau")
    s.pair(2, 1, 6, "局の使命", 24, "policy.mission")
    s.height(80, 2)
    s.text(3, 1, 6, "予算額\n（億円）", 3)
    for k, (t, x) in enumerate(
        [
            ("一般会計", "general_account_oku_yen"),
            ("うち一般財源", "general_funds_oku_yen"),
            ("特別会計", "special_account_oku_yen"),
        ]
    ):
        s.text(3 + k, 7, 8, t)
        s.box(3 + k, 15, 8, "policy." + x)
        s.text(3 + k, 23, 8, "億円", 1, "plain")
    s.pair(6, 1, 6, "所管する団体", 24, "policy.partner_bodies")
    s.text(7, 1, 6, "所管する\n施設", 5)
    s.text(7, 7, 8, "運営形態")
    s.text(7, 15, 16, "施設の名称")
    for k in range(4):
        s.box(8 + k, 7, 8, "facility.operation", also=k > 0)
        s.box(8 + k, 15, 16, "facility.name", also=k > 0)
    s = form.sheet("課題の一覧", 30, 2.8)
    s.text(1, 1, 30, "課題の一覧", 1, "title")
    s.table(
        2,
        [
            (1, 3, "領域", "issue.area"),
            (4, 3, "No.", "issue.number"),
            (7, 12, "課題名", "issue.title"),
            (19, 6, "分野", "issue.policy_field"),
            (25, 6, "所管課", "issue.division"),
        ],
        10,
    )
    s = form.sheet("課題の詳細", 30, 2.8)
    s.pair(1, 1, 4, "領域", 3, "issue.area")
    s.pair(1, 8, 4, "No.", 3, "issue.number")
    s.pair(1, 15, 4, "分野", 12, "issue.policy_field")
    s.pair(2, 1, 4, "課題名", 26, "issue.title")
    s.pair(3, 1, 4, "所管課", 26, "issue.division")
    for k, (t, x) in enumerate(
        [("課題の\n詳細", "content"), ("課題の\n背景", "background"), ("到達\n目標", "target_outcome")]
    ):
        s.pair(4 + k, 1, 4, t, 26, "issue." + x)
        s.height(4 + k, 90)
    s.pair(8, 1, 4, "今年度の\n進め方", 26, "issue.plan_preface")
    s.height(60, 8)
    r = 9
    for n in "ABC":
        s.text(r, 1, 4, f"取組{n}")
        s.box(r, 5, 26, "activity.title")
        s.text(r + 1, 1, 4, "内容")
        s.box(r + 1, 5, 26, "activity.description")
        r = s.grid(
            r + 2,
            (1, 6),
            [(7, 6), (13, 6), (19, 6), (25, 6)],
            ["４月～６月", "７月～９月", "10月～12月", "１月～３月"],
            1,
            "工程",
        )
    s.pair(r, 1, 4, "進捗", 26, "progress.text")
    s.height(70, r)


FORMS: tuple[Draw, ...] = (
    numbered_rows_under_one_heading,
    labels_in_brackets,
    units_behind_boxes,
)
