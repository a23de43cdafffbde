"""Forms as ward offices draw them: boxes named like ours, room in labels, groups, plan and result."""

from __future__ import annotations

from .pen import Draw, Form


def boxes_named_like_ours(form: Form) -> None:
    """Many boxes that are no field of ours, named like ours."""
    s = form.sheet("課題整理表", 36, 2.5)
    s.text(1, 1, 36, "令和８年度　課題整理表", 1, "title")
    s.pair(2, 1, 5, "局区名", 9, "policy.bureau")
    s.pair(2, 15, 5, "担当課", 8, "issue.division")
    s.pair(2, 28, 4, "担当課長", 5)
    s.pair(3, 1, 5, "課題番号", 5, "issue.number")
    s.pair(3, 11, 6, "関連課題番号", 5)
    s.pair(3, 22, 5, "課題領域", 4, "issue.area")
    s.pair(3, 31, 3, "様式", 3)
    s.pair(4, 1, 5, "課題名", 20, "issue.title")
    s.pair(4, 26, 5, "前年度課題名", 6)
    s.pair(5, 1, 5, "政策分野", 9, "issue.policy_field")
    s.pair(5, 15, 5, "根拠計画", 6)
    s.pair(5, 26, 5, "所管委員会", 6)
    s.pair(6, 1, 5, "インパクト", 5, "issue.impact")
    s.pair(6, 11, 5, "緊急度", 5, "issue.urgency")
    s.pair(6, 21, 5, "優先順位", 4)
    s.pair(6, 30, 3, "備考", 4)
    s.pair(7, 1, 5, "課題の内容", 31, "issue.content")
    s.pair(8, 1, 5, "課題の背景や現状", 31, "issue.background")
    s.pair(9, 1, 5, "前年度の取組結果", 31)
    s.pair(10, 1, 5, "目指す成果", 31, "issue.target_outcome")
    s.pair(11, 1, 5, "想定されるリスク", 31)
    for r in range(7, 12):
        s.height(70, r)
    s.text(12, 1, 5, "成果指標")
    s.box(12, 6, 10)
    s.text(12, 16, 4, "目標値")
    s.box(12, 20, 6)
    s.text(12, 26, 5, "現状値")
    s.box(12, 31, 6)
    s.pair(13, 1, 5, "予算額（千円）", 10)
    s.pair(13, 16, 4, "決算額", 6)
    s.pair(13, 26, 5, "財源内訳", 6)
    r = 15
    for n in (1, 2, 3):
        s.text(r, 1, 4, f"取組{n}")
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 5, 20, "activity.title")
        s.text(r, 25, 5, "実施主体")
        s.box(r, 30, 7)
        r = (
            s.grid(
                r + 1,
                (1, 4),
                [(5, 8), (13, 8), (21, 8), (29, 8)],
                ["第1四半期", "第2四半期", "第3四半期", "第4四半期"],
                2,
            )
            + 1
        )
    s.text(r, 1, 5, "進捗状況")
    s.box(r, 6, 31, "progress.text")
    s.height(80, r)
    s.pair(r + 1, 1, 5, "評価コメント", 31)
    s.pair(r + 2, 1, 5, "次年度の方向性", 31)


def room_in_labels(form: Form) -> None:
    """Labels with room in them; one cell wide lines; dates inside."""
    s = form.sheet("方針（総括）", 20, 4)
    s.hole(
        1,
        1,
        20,
        "局区名：　　　　　　　　　　",
        "policy.bureau",
        "plain",
    )
    s.text(2, 1, 20, "１　組織の使命", 1, "head")
    s.box(3, 1, 20, "policy.mission")
    s.height(90, 3)
    s.text(5, 1, 20, "２　当初予算額", 1, "head")
    s.text(6, 1, 5, "一般会計")
    s.box(6, 6, 4, "policy.general_account_oku_yen", text="　　　億円")
    s.text(6, 10, 5, "特別会計")
    s.box(6, 15, 6, "policy.special_account_oku_yen", text="　　　億円")
    s.text(8, 1, 10, "３　組織")
    s.hole(
        8,
        11,
        10,
        "（令和　　年　　月　　日現在）",
        "policy.organization_as_of",
        "plain",
    )
    s.box(9, 1, 20, "policy.organization")
    s.height(60, 9)
    s.text(11, 1, 20, "４　前年度の振り返り", 1, "head")
    s.text(12, 1, 4, "総評")
    s.box(12, 5, 16, "policy.retrospective_overall")
    s.text(13, 1, 4, "成果")
    s.box(13, 5, 16, "policy.retrospective_achieved")
    s.text(14, 1, 4, "課題・反省点")
    s.box(14, 5, 16, "policy.retrospective_insufficient")
    for r in (12, 13, 14):
        s.height(80, r)
    s = form.sheet("個票", 20, 4)
    s.hole(1, 1, 10, "課題番号（　　　）", "issue.number", "plain")
    form.also.add(("issue.area", "個票", "A1"))
    s.hole(1, 11, 10, "政策分野：", "issue.policy_field", "plain")
    s.hole(
        2,
        1,
        20,
        "課題名：　　　　　　　　　　　　　",
        "issue.title",
        "plain",
    )
    s.hole(3, 1, 10, "担当課：＿＿＿＿＿＿", "issue.division", "plain")
    s.hole(3, 11, 10, "記入者：＿＿＿＿＿＿", "issue.author", "plain")
    for r, t, x in [
        (5, "《内容》", "content"),
        (7, "《背景》", "background"),
        (9, "《目指す成果》", "target_outcome"),
        (11, "《取組》", "approach"),
    ]:
        s.text(r, 1, 20, t, 1, "head")
        s.box(r + 1, 1, 20, "issue." + x)
        s.height(90, r + 1)
    s.text(13, 1, 20, "《工程表》", 1, "head")
    s.grid(
        14,
        (1, 4),
        [(5, 4), (9, 4), (13, 4), (17, 4)],
        ["４-６月", "７-９月", "10-12月", "１-３月"],
        6,
        "作業項目",
    )
    s.text(22, 1, 20, "《進捗》", 1, "head")
    s.box(23, 1, 20, "progress.text")
    s.height(80, 23)


def group_headings_at_the_left(form: Form) -> None:
    """Group headings at the left say what the short words beside them are about."""
    s = form.sheet("シート1", 50, 2, landscape=True)
    s.text(1, 1, 50, "経営課題シート", 1, "title")
    s.text(2, 1, 4, "基本事項", 2, "upright")
    s.text(2, 5, 5, "局名")
    s.box(2, 10, 12, "policy.bureau")
    s.text(2, 22, 5, "課名")
    s.box(2, 27, 12, "issue.division")
    s.text(2, 39, 4, "担当者")
    s.box(2, 43, 8, "issue.author")
    s.text(3, 5, 5, "領域")
    s.box(3, 10, 4, "issue.area")
    s.text(3, 14, 4, "番号")
    s.box(3, 18, 4, "issue.number")
    s.text(3, 22, 5, "分野")
    s.box(3, 27, 24, "issue.policy_field")
    s.text(4, 1, 4, "課題", 4, "upright")
    for k, (t, x) in enumerate(
        [("名称", "title"), ("内容", "content"), ("背景", "background"), ("目標", "target_outcome")]
    ):
        s.text(4 + k, 5, 5, t)
        s.box(4 + k, 10, 41, "issue." + x)
        s.height(4 + k, 60)
    s.text(8, 1, 4, "取組", 9, "upright")
    s.text(8, 5, 5, "方針")
    s.box(8, 10, 41, "issue.approach")
    s.text(9, 5, 8, "取組名")
    s.text(9, 13, 6, "内訳")
    q = [(19, 8), (27, 8), (35, 8), (43, 8)]
    s.heads(9, q, ["1/4期", "2/4期", "3/4期", "4/4期"])
    r = 10
    for _ in range(3):
        s.box(r, 5, 8, "activity.title", 2)
        s.tracks(r, (13, 6), q, 2)
        r += 2
    s.text(17, 1, 4, "進捗", 1, "upright")
    s.box(17, 5, 46, "progress.text")
    s.height(80, 17)


def plan_and_result_under_each_quarter(form: Form) -> None:
    """R7-like with a plan and a result column under each quarter: cannot be learnt as it is; the rest can."""
    s = form.sheet("課題票", 44, 2.2, landscape=True)
    s.pair(1, 1, 5, "区役所", 9, "policy.bureau")
    s.pair(1, 15, 5, "担当課", 10, "issue.division")
    s.pair(1, 30, 5, "課題No.", 10, "issue.number")
    s.pair(2, 1, 5, "領域", 5, "issue.area")
    s.pair(2, 11, 5, "課題名", 29, "issue.title")
    s.text(3, 1, 22, "課題の内容")
    s.text(3, 23, 22, "課題の背景や現状")
    s.box(4, 1, 22, "issue.content")
    s.box(4, 23, 22, "issue.background")
    s.height(120, 4)
    s.text(5, 1, 44, "目指す成果")
    s.box(6, 1, 44, "issue.target_outcome")
    s.height(60, 6)
    s.text(7, 1, 8, "取組", 2)
    for k in range(4):
        s.text(7, 9 + 9 * k, 9, f"第{k + 1}四半期")
        s.text(8, 9 + 9 * k, 5, "計画")
        s.text(8, 14 + 9 * k, 4, "実績")
    for j in range(5):
        s.box(9 + j, 1, 8, "activity.title")
        for k in range(4):
            s.box(9 + j, 9 + 9 * k, 5, "milestone.text")
            s.box(9 + j, 14 + 9 * k, 4)
    s.text(15, 1, 44, "進捗状況")
    s.box(16, 1, 44, "progress.text")
    s.height(80, 16)


def list_by_areas(form: Form) -> None:
    """Basics on a cover, a list by areas, an issue sheet of eight wide columns; other words."""
    s = form.sheet("基礎", 8, 14)
    s.text(1, 1, 8, "令和８年度　局区経営計画", 1, "title")
    rows = [
        ("所属", "bureau"),
        ("私たちの使命", "mission"),
        ("一般会計（億円）", "general_account_oku_yen"),
        ("うち一般財源（億円）", "general_funds_oku_yen"),
        ("特別会計（億円）", "special_account_oku_yen"),
        ("構成部署", "organization"),
        ("関係団体", "partner_bodies"),
    ]
    for k, (t, x) in enumerate(rows):
        s.pair(3 + k, 1, 2, t, 6, "policy." + x)
    s.text(11, 1, 8, "所管施設", 1, "head")
    s.table(12, [(1, 3, "管理方法", "facility.operation"), (4, 5, "施設名称", "facility.name")], 3)
    s = form.sheet("一覧表", 8, 14)
    r = 1
    for _, t in [
        ("Ａ", "Ａ　行政サービスの改善"),
        ("Ｂ", "Ｂ　変革の実行"),
        ("Ｃ", "Ｃ　将来への備え"),
    ]:
        s.text(r, 1, 8, t, 1, "plain")
        s.table(
            r + 1,
            [
                (1, 1, "番号", "issue.number"),
                (2, 2, "政策分野", "issue.policy_field"),
                (4, 3, "課題名", "issue.title"),
                (7, 2, "所管課", "issue.division"),
            ],
            3,
        )
        r += 6
    s = form.sheet("課題カルテ", 8, 14)
    s.text(1, 1, 1, "課題領域")
    s.box(1, 2, 1, "issue.area")
    s.text(1, 3, 1, "領域内番号")
    s.box(1, 4, 1, "issue.number")
    s.text(1, 5, 1, "政策分野")
    s.box(1, 6, 3, "issue.policy_field")
    s.text(2, 1, 1, "課題名（端的に）")
    s.box(2, 2, 7, "issue.title")
    s.text(3, 1, 1, "所管課")
    s.box(3, 2, 3, "issue.division")
    s.text(3, 5, 1, "記入者（内線）")
    s.box(3, 6, 3, "issue.author")
    for k, (t, x) in enumerate(
        [
            ("課題の要旨", "content"),
            ("現状分析", "background"),
            ("アウトカム（市民の変化）", "target_outcome"),
            ("解決の方向性", "approach"),
        ]
    ):
        s.text(4 + k, 1, 1, t)
        s.box(4 + k, 2, 7, "issue." + x)
        s.height(4 + k, 90)
    r = 9
    for n in (1, 2):
        s.text(r, 1, 1, f"取組（{n}）")
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 2, 7, "activity.title")
        s.text(r + 1, 1, 1, "取組の内容")
        s.box(r + 1, 2, 7, "activity.description")
        s.height(45, r + 1)
        r = s.grid(
            r + 2,
            None,
            [(1, 2), (3, 2), (5, 2), (7, 2)],
            [
                "第１四半期（４～６月）",
                "第２四半期（７～９月）",
                "第３四半期（10～12月）",
                "第４四半期（１～３月）",
            ],
            2,
        )
    s.text(r, 1, 1, "取組の進捗")
    s.box(r, 2, 7, "progress.text")
    s.height(80, r)


def remarks_within_labels(form: Form) -> None:
    """Small grid paper, remarks under labels in the same box, seals, counters in kana."""
    s = form.sheet("様式１－１", 60, 1.6)
    s.text(1, 49, 12, "様式１－１", 1, "note")
    s.text(2, 1, 60, "局区の使命と振り返り", 1, "title")
    s.pair(3, 31, 8, "局区名", 22, "policy.bureau")
    for r, t, x in [
        (4, "局区の使命\n※局区が市民に対して果たすべき役割を簡潔に記入してください", "mission"),
        (8, "令和７年度の総括\n※全体を通した所感", "retrospective_overall"),
        (12, "成果につながった主な取組\n※数値があれば記入", "retrospective_achieved"),
        (16, "十分な成果が出なかった取組\n※原因も記入", "retrospective_insufficient"),
    ]:
        s.text(r, 1, 16, t, 4)
        s.box(r, 17, 44, "policy." + x, 4)
    s.note(21, 1, 60, "（注）この様式は局区で一枚作成すること。")
    s = form.sheet("様式１－２", 60, 1.6)
    s.text(1, 1, 60, "課題別シート", 1, "title")
    s.text(2, 45, 4, "決裁", 2)
    for k, t in enumerate(["部長", "課長", "係長"]):
        s.text(2, 49 + 4 * k, 4, t)
    for k in range(3):
        s.box(3, 49 + 4 * k, 4)
    s.height(36, 3)
    s.pair(4, 1, 8, "課題領域", 6, "issue.area")
    s.pair(4, 15, 8, "課題番号", 6, "issue.number")
    s.pair(4, 29, 8, "政策分野", 24, "issue.policy_field")
    s.pair(5, 1, 8, "課題名", 52, "issue.title")
    s.pair(6, 1, 8, "担当部課", 22, "issue.division")
    s.pair(6, 31, 8, "記入日", 22)
    for r, t, x in [
        (7, "課題の内容\n※何が問題となっているか", "content"),
        (11, "課題の背景\n※データ等を用いて記入", "background"),
        (15, "目指す成果\n※市民の実感で記入", "target_outcome"),
        (19, "取組の方向性\n※複数ある場合は箇条書き", "approach"),
    ]:
        s.text(r, 1, 16, t, 4)
        s.box(r, 17, 44, "issue." + x, 4)
    r = 24
    for n in ("ア", "イ", "ウ"):
        s.text(r, 1, 4, n)
        s.text(r, 5, 8, "取組名")
        s.box(r, 13, 48, "activity.title")
        r = s.grid(
            r + 1,
            (1, 12),
            [(13, 12), (25, 12), (37, 12), (49, 12)],
            ["第１Ｑ（４～６月）", "第２Ｑ（７～９月）", "第３Ｑ（１０～１２月）", "第４Ｑ（１～３月）"],
            2,
            "工程",
        )
    s.text(r, 1, 40, "進捗状況")
    s.hole(r, 41, 20, "（　　年　　月末時点）", "progress.as_of")
    s.box(r + 1, 1, 60, "progress.text")
    s.height(80, r + 1)


def quarters_down(form: Form) -> None:
    """The quarters one below the other: the plan is refused, the rest is learnt."""
    s = form.sheet("課題票", 30, 2.6)
    s.pair(1, 1, 5, "局区名", 10, "policy.bureau")
    s.pair(1, 16, 5, "担当課", 10, "issue.division")
    s.pair(2, 1, 5, "課題名", 25, "issue.title")
    s.pair(3, 1, 5, "課題の内容", 25, "issue.content")
    s.pair(4, 1, 5, "目指す成果", 25, "issue.target_outcome")
    for k, quarter in enumerate(("第1四半期", "第2四半期", "第3四半期", "第4四半期")):
        s.pair(6 + k, 1, 5, quarter, 25)
    s.pair(11, 1, 5, "進捗状況", 25, "progress.text")


FORMS: tuple[Draw, ...] = (
    boxes_named_like_ours,
    room_in_labels,
    group_headings_at_the_left,
    plan_and_result_under_each_quarter,
    list_by_areas,
    remarks_within_labels,
    quarters_down,
)
