"""Forms as ward offices draw them: wrapped labels, wide columns, sentences as labels, plans to refuse."""

from __future__ import annotations

from .pen import Draw, Form


def wrapped_labels_and_dates_in_titles(form: Form) -> None:
    """Portrait 28; narrow labels with line breaks inside words, a date in the first row."""
    s = form.sheet("事業方針書", 28, 2.8)
    s.hole(1, 17, 12, "令和　　年　　月　　日現在", "policy.organization_as_of", "note")
    s.text(2, 1, 28, "令和８年度　事業方針書", 1, "title")
    s.pair(3, 1, 4, "組織名", 10, "policy.bureau")
    s.pair(3, 15, 4, "組　織\n（部・課）", 10, "policy.organization")
    s.pair(4, 1, 4, "基　本\n使　命", 24, "policy.mission")
    s.height(80, 4)
    s.text(5, 1, 4, "予算規模", 2)
    s.text(5, 5, 8, "一般会計（億円）")
    s.text(5, 13, 8, "うち一般財源（億円）")
    s.text(5, 21, 8, "特別会計（億円）")
    s.box(6, 5, 8, "policy.general_account_oku_yen")
    s.box(6, 13, 8, "policy.general_funds_oku_yen")
    s.box(6, 21, 8, "policy.special_account_oku_yen")
    s.text(8, 1, 4, "主な所管\n公共施設", 5)
    s.text(8, 5, 18, "施設名")
    s.text(8, 23, 6, "管理運営\n方法")
    for k in range(4):
        s.box(9 + k, 5, 18, "facility.name", also=k > 0)
        s.box(9 + k, 23, 6, "facility.operation", also=k > 0)
    s = form.sheet("課題カード", 28, 2.8)
    s.text(1, 1, 4, "課題領域")
    s.text(1, 5, 4, "No.")
    s.text(1, 9, 20, "課　題　名")
    s.box(2, 1, 4, "issue.area")
    s.box(2, 5, 4, "issue.number")
    s.box(2, 9, 20, "issue.title")
    s.height(30, 2)
    s.text(3, 1, 14, "政策分野")
    s.text(3, 15, 14, "担当課名")
    s.box(4, 1, 14, "issue.policy_field")
    s.box(4, 15, 14, "issue.division")
    s.text(6, 1, 4, "課題の\n内　容")
    s.box(6, 5, 24, "issue.content")
    s.text(7, 1, 4, "背景や\n現　状")
    s.box(7, 5, 24, "issue.background")
    s.text(8, 1, 4, "目指す\n成　果")
    s.box(8, 5, 24, "issue.target_outcome")
    for r in (6, 7, 8):
        s.height(80, r)
    r = 10
    for n in "123":
        s.text(r, 1, 28, f"【取組{n}】", 1, "plain")
        s.mark("activity.number", r, 1, also=True)
        s.pair(r + 1, 1, 4, "名称", 24, "activity.title")
        s.pair(r + 2, 1, 4, "概要", 24, "activity.description")
        r = (
            s.grid(
                r + 3,
                None,
                [(1, 7), (8, 7), (15, 7), (22, 7)],
                ["4月～6月", "7月～9月", "10月～12月", "1月～3月"],
                1,
            )
            + 1
        )
    s.pair(r, 1, 4, "進捗状況", 24, "progress.text")


def wide_columns_without_merges(form: Form) -> None:
    """No grid paper: a few wide columns, no merges, labels in column A, boxes in column B."""
    s = form.sheet("基本", 2, 40)
    s.text(1, 1, 2, "令和８年度　区の方針（基本事項）", 1, "title")
    for k, (t, x) in enumerate(
        [
            ("区役所", "bureau"),
            ("年度", "fiscal_year"),
            ("使命", "mission"),
            ("予算", "budget"),
            ("部課名", "organization"),
            ("外郭団体", "partner_bodies"),
        ]
    ):
        s.pair(3 + k, 1, 1, t, 1, "policy." + x)
    s = form.sheet("課題", 5, 24)
    rows = [
        ("課題領域", "area"),
        ("課題番号", "number"),
        ("課題名", "title"),
        ("政策分野", "policy_field"),
        ("担当", "division"),
        ("影響度", "impact"),
        ("緊急性", "urgency"),
        ("課題の内容", "content"),
        ("課題の背景", "background"),
        ("成果目標", "target_outcome"),
        ("取組方針", "approach"),
    ]
    for k, (t, x) in enumerate(rows):
        s.pair(1 + k, 1, 1, t, 4, "issue." + x)
    r = s.grid(13, (1, 1), [(2, 1), (3, 1), (4, 1), (5, 1)], ["Q1", "Q2", "Q3", "Q4"], 6, "取組項目")
    s.pair(r + 1, 1, 1, "進捗", 4, "progress.text")


def two_labels_side_by_side(form: Form) -> None:
    """Landscape 52: boxes side by side under two labels; a list in three areas on its own sheet."""
    s = form.sheet("総括表", 52, 1.9, landscape=True)
    s.text(1, 1, 52, "区Ｘ方針　総括表", 1, "title")
    s.pair(2, 1, 6, "区", 10, "policy.bureau")
    r = 4
    for t in "ＡＢＣ":
        s.head(r, 1, 52, f"【{t}領域】")
        s.table(
            r + 1,
            [
                (1, 4, "番号", "issue.number"),
                (5, 10, "分野", "issue.policy_field"),
                (15, 22, "課題", "issue.title"),
                (37, 16, "取組の概要", "issue.approach"),
            ],
            3,
        )
        r += 6
    s = form.sheet("個別票", 52, 1.9, landscape=True)
    s.pair(1, 1, 5, "領域", 5, "issue.area")
    s.pair(1, 11, 5, "番号", 5, "issue.number")
    s.pair(1, 21, 5, "分野", 8, "issue.policy_field")
    s.pair(1, 34, 5, "所管", 14, "issue.division")
    s.pair(2, 1, 5, "課題", 47, "issue.title")
    s.text(3, 1, 26, "①　課題の内容（どのような問題が生じているか）")
    s.text(3, 27, 26, "②　課題の背景")
    s.box(4, 1, 26, "issue.content", 5)
    s.box(4, 27, 26, "issue.background", 5)
    s.text(9, 1, 52, "③　目指す成果")
    s.box(10, 1, 52, "issue.target_outcome", 3)
    s.text(13, 1, 52, "④　今年度の取組")
    q = [(8, 11), (19, 11), (30, 11), (41, 12)]
    r = 14
    for n in (1, 2):
        s.text(r, 1, 2, f"取組{n}", 5, "upright")
        s.mark("activity.number", r, 1, also=True)
        s.text(r, 3, 5, "取組名")
        s.box(r, 8, 45, "activity.title")
        s.text(r + 1, 3, 5, "項目")
        s.heads(r + 1, q, ["第１Ｑ", "第２Ｑ", "第３Ｑ", "第４Ｑ"])
        s.tracks(r + 2, (3, 5), q, 3)
        r += 5
    s.text(r, 1, 40, "⑤　進捗状況")
    s.text(r, 41, 4, "時点")
    s.box(r, 45, 8, "progress.as_of")
    s.box(r + 1, 1, 52, "progress.text", 4)


def sentences_as_labels(form: Form) -> None:
    """Portrait 32: circled numbers, long polite labels, instructions between, stamps."""
    s = form.sheet("別紙１", 32, 2.6)
    s.text(1, 25, 8, "（別紙１）", 1, "note")
    s.text(2, 1, 32, "令和８年度　局区運営方針　策定シート", 1, "title")
    s.text(3, 17, 4, "決裁", 2)
    for k, t in enumerate(["局長", "部長", "課長"]):
        s.text(3, 21 + 4 * k, 4, t)
    for k in range(3):
        s.box(4, 21 + 4 * k, 4)
    s.height(45, 4)
    s.pair(5, 1, 6, "局区名", 26, "policy.bureau")
    s.text(6, 1, 32, "１　局区が担うべき使命・役割をご記入ください。", 1, "plain")
    s.note(7, 1, 32, "※　市民に対してどのような価値を提供するのかという視点で記入すること。")
    s.box(8, 1, 32, "policy.mission")
    s.height(90, 8)
    s.text(9, 1, 32, "２　所管する政策連携団体をご記入ください。（該当がない場合は「なし」）", 1, "plain")
    s.box(10, 1, 32, "policy.partner_bodies")
    s = form.sheet("別紙２", 32, 2.6)
    s.text(1, 1, 32, "令和７年度の取組の振り返り", 1, "title")
    s.text(2, 1, 32, "１　全体を通しての振り返りをご記入ください。", 1, "plain")
    s.box(3, 1, 32, "policy.retrospective_overall")
    s.text(4, 1, 32, "２　成果につながった取組", 1, "plain")
    s.box(5, 1, 32, "policy.retrospective_achieved")
    s.text(6, 1, 32, "３　十分な成果が得られなかった取組", 1, "plain")
    s.box(7, 1, 32, "policy.retrospective_insufficient")
    for r in (3, 5, 7):
        s.height(90, r)
    s = form.sheet("別紙３", 32, 2.6)
    s.text(1, 1, 32, "課題及び取組", 1, "title")
    s.pair(2, 1, 5, "課題領域", 4, "issue.area")
    s.pair(2, 10, 5, "課題番号", 4, "issue.number")
    s.pair(2, 19, 5, "政策分野", 9, "issue.policy_field")
    s.pair(3, 1, 5, "課題の名称", 27, "issue.title")
    s.pair(4, 1, 5, "取りまとめ課", 11, "issue.division")
    s.pair(4, 17, 5, "電話", 11)
    for r, t, x in [
        (5, "①　取り組むべき課題の内容", "content"),
        (8, "②　課題が発生している背景", "background"),
        (11, "③　市民にもたらされる成果", "target_outcome"),
        (14, "④　取組の考え方", "plan_preface"),
    ]:
        s.text(r, 1, 32, t, 1, "plain")
        s.note(r + 1, 1, 32, "※　具体的に記入してください。")
        s.box(r + 2, 1, 32, "issue." + x)
        s.height(80, r + 2)
    r = 18
    for n in "①②③④":
        s.text(r, 1, 3, n)
        s.text(r, 4, 5, "取組の名称")
        s.box(r, 9, 24, "activity.title")
        r = s.grid(
            r + 1,
            (1, 8),
            [(9, 6), (15, 6), (21, 6), (27, 6)],
            [
                "第１四半期\n（４月～６月）",
                "第２四半期\n（７月～９月）",
                "第３四半期\n（１０月～１２月）",
                "第４四半期\n（１月～３月）",
            ],
            2,
            "実施項目",
        )
    s.text(r + 1, 1, 32, "⑤　取組の進捗状況（令和　　年　　月末時点）", 1, "plain")
    s.mark("progress.as_of", r + 1, 1)
    s.box(r + 2, 1, 32, "progress.text")


def halves_of_a_year(form: Form) -> None:
    """Halves of a year: the plan cannot be learnt; the rest can."""
    s = form.sheet("課題票", 36, 2.5)
    s.pair(1, 1, 5, "局区名", 10, "policy.bureau")
    s.pair(1, 16, 5, "担当課", 16, "issue.division")
    s.pair(2, 1, 5, "課題領域", 4, "issue.area")
    s.pair(2, 10, 4, "番号", 4, "issue.number")
    s.pair(2, 18, 5, "政策分野", 14, "issue.policy_field")
    s.pair(3, 1, 5, "課題名", 31, "issue.title")
    s.pair(4, 1, 5, "課題の内容", 31, "issue.content")
    s.pair(5, 1, 5, "課題の背景", 31, "issue.background")
    s.pair(6, 1, 5, "目指す成果", 31, "issue.target_outcome")
    s.text(8, 1, 8, "項目")
    s.text(8, 9, 14, "上期（４～９月）")
    s.text(8, 23, 14, "下期（１０～３月）")
    for k in range(5):
        s.box(9 + k, 1, 8)
        s.box(9 + k, 9, 14)
        s.box(9 + k, 23, 14)
    s.pair(15, 1, 5, "進捗状況", 31, "progress.text")


def twelve_months(form: Form) -> None:
    """Twelve months: refused; two rows of headings, quarter above months."""
    s = form.sheet("課題管理表", 60, 1.7, landscape=True)
    s.pair(1, 1, 6, "区役所", 14, "policy.bureau")
    s.pair(1, 21, 6, "担当係", 14, "issue.division")
    s.pair(2, 1, 6, "課題名", 40, "issue.title")
    s.pair(2, 47, 6, "領域", 8, "issue.area")
    s.pair(3, 1, 6, "課題", 54, "issue.content")
    s.pair(4, 1, 6, "経緯", 54, "issue.background")
    s.pair(5, 1, 6, "ゴール", 54, "issue.target_outcome")
    s.text(7, 1, 12, "項目", 2)
    for k in range(12):
        s.text(7, 13 + 4 * k, 4, f"{(k + 3) % 12 + 1}月", 2)
    for j in range(4):
        s.box(9 + j, 1, 12)
        for k in range(12):
            s.box(9 + j, 13 + 4 * k, 4)
    s.pair(14, 1, 6, "実施状況", 54, "progress.text")


FORMS: tuple[Draw, ...] = (
    wrapped_labels_and_dates_in_titles,
    wide_columns_without_merges,
    two_labels_side_by_side,
    sentences_as_labels,
    halves_of_a_year,
    twelve_months,
)
