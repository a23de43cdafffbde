"""Forms as ward offices draw them: covers, upright labels, remarks, examples in grey."""

from __future__ import annotations

from .pen import Draw, Form


def labels_left_with_cover(form: Form) -> None:
    """Portrait, 24 columns, cover sheet, labels left, blocks ①②③, ４～６月."""
    s = form.sheet("表紙", 24)
    s.text(8, 4, 18, "令和８年度　区政運営方針シート", 2, "title")
    s.text(14, 8, 10, "○○市", 1, "head")
    s.pair(20, 6, 5, "区役所名", 9, "policy.bureau")
    s.pair(22, 6, 5, "提出日", 9)
    s = form.sheet("基本シート", 24)
    s.head(1, 1, 24, "Ⅰ　区の使命と概要")
    s.pair(3, 1, 5, "区の使命", 19, "policy.mission")
    s.height(90, 3)
    s.pair(4, 1, 5, "一般会計予算額（億円）", 7, "policy.general_account_oku_yen")
    s.pair(4, 13, 5, "特別会計予算額（億円）", 7, "policy.special_account_oku_yen")
    s.pair(5, 1, 5, "組織（課名）", 19, "policy.organization")
    s.pair(6, 1, 5, "所管する外郭団体", 19, "policy.partner_bodies")
    s.head(8, 1, 24, "Ⅱ　所管施設")
    s.table(9, [(1, 16, "施設の名称", "facility.name"), (17, 8, "運営形態", "facility.operation")], 4)
    s = form.sheet("課題シート", 24)
    s.text(1, 1, 24, "令和８年度　課題シート", 1, "title")
    s.pair(2, 1, 4, "区分", 4, "issue.area")
    s.pair(2, 9, 4, "番号", 4, "issue.number")
    s.pair(2, 17, 3, "分野", 5, "issue.policy_field")
    s.choice(2, 5, ["A", "B", "C"])
    s.pair(3, 1, 4, "課題名", 20, "issue.title")
    s.pair(4, 1, 4, "所管課", 8, "issue.division")
    s.pair(4, 13, 4, "作成者", 8, "issue.author")
    for k, (t, x) in enumerate(
        [("課題の内容", "content"), ("課題の背景", "background"), ("目指す成果", "target_outcome")]
    ):
        s.pair(5 + k, 1, 4, t, 20, "issue." + x)
        s.height(5 + k, 80)
    s.head(9, 1, 24, "年間の取組")
    r = 10
    for n in "①②③":
        s.text(r, 1, 2, n)
        s.box(r, 3, 22, "activity.title")
        r = (
            s.grid(
                r + 1,
                (1, 4),
                [(5, 5), (10, 5), (15, 5), (20, 5)],
                ["４～６月", "７～９月", "１０～１２月", "１～３月"],
                3,
            )
            + 1
        )
    s.above(r, 1, 24, "進捗状況", "progress.text")


def upright_labels_at_the_left(form: Form) -> None:
    """Landscape, 60 columns: one sheet for the ward, one per issue, vertical labels at the left."""
    s = form.sheet("区の概要", 60, 1.7, landscape=True)
    s.text(1, 1, 60, "令和８年度　組織運営シート（区役所）", 1, "title")
    s.pair(2, 1, 8, "部局名", 20, "policy.bureau")
    s.text(2, 40, 6, "決裁欄", 2)
    s.text(2, 46, 5, "課長")
    s.text(2, 51, 5, "係長")
    s.text(2, 56, 5, "担当")
    s.box(3, 46, 5)
    s.box(3, 51, 5)
    s.box(3, 56, 5)
    s.height(40, 3)
    s.text(5, 1, 3, "使命", 4, "upright")
    s.box(5, 4, 57, "policy.mission", 4)
    s.text(9, 1, 3, "振り返り", 9, "upright")
    for k, (t, x) in enumerate(
        [
            ("前年度の総括", "overall"),
            ("成果のあった取組とその効果", "achieved"),
            ("進捗が不十分だった取組とその理由", "insufficient"),
        ]
    ):
        s.text(9 + 3 * k, 4, 10, t, 3)
        s.box(9 + 3 * k, 14, 47, "policy.retrospective_" + x, 3)
    s = form.sheet("課題票様式", 60, 1.7, landscape=True)
    s.pair(1, 1, 6, "課題No.", 6, "issue.number")
    s.pair(1, 13, 6, "課題領域", 6, "issue.area")
    s.pair(1, 25, 8, "政策分野", 10, "issue.policy_field")
    s.pair(1, 43, 6, "担当課", 12, "issue.division")
    s.pair(2, 1, 6, "テーマ", 54, "issue.title")
    for r, t, x in [
        (3, "現状と課題", "content"),
        (7, "背景", "background"),
        (11, "目指す姿", "target_outcome"),
        (15, "対応方針", "approach"),
    ]:
        s.text(r, 1, 3, t, 4, "upright")
        s.box(r, 4, 57, "issue." + x, 4)
    s.text(19, 1, 3, "取組計画", 7, "upright")
    s.text(19, 4, 13, "取組項目")
    q = [(17, 11), (28, 11), (39, 11), (50, 11)]
    s.heads(19, q, ["第１四半期", "第２四半期", "第３四半期", "第４四半期"])
    for k in range(6):
        s.box(20 + k, 4, 13, "track.label")
        for c, w in q:
            s.box(20 + k, c, w, "milestone.text")
    s.text(26, 1, 3, "進捗", 3, "upright")
    s.box(26, 4, 57, "progress.text", 3)


def labels_above_with_remarks(form: Form) -> None:
    """Portrait 30, labels above, remarks in labels, protected, drop-downs from a hidden sheet, (1)(2)(3)."""
    s = form.sheet("様式１", 30)
    s.text(1, 22, 9, "様式１", 1, "note")
    s.text(2, 1, 30, "重点課題整理票（令和８年度）", 1, "title")
    s.note(3, 1, 30, "※ 着色していない欄に記入してください。行の高さは変更して構いません。")
    s.above(4, 1, 10, "局・区名", "policy.bureau")
    s.above(4, 11, 10, "担当部署", "issue.division")
    s.above(4, 21, 10, "記入者氏名", "issue.author")
    s.above(6, 1, 5, "領域", "issue.area")
    s.above(6, 6, 5, "通番", "issue.number")
    s.above(6, 11, 20, "課題名（30字以内）", "issue.title")
    s.above(8, 1, 15, "インパクト（高・中・低）", "issue.impact")
    s.above(8, 16, 15, "緊急度（高・中・低）", "issue.urgency")
    for c in (1, 16):
        s.choice(9, c, "=リスト!$B$2:$B$4")
    s.choice(7, 1, "=リスト!$A$2:$A$4")
    s.above(10, 1, 30, "課題の概要（200字程度）\n※現在何が問題となっているのかを簡潔に記入", "issue.content")
    s.above(12, 1, 30, "課題が生じた背景・現状（300字程度）", "issue.background")
    s.above(14, 1, 30, "期待される成果\n※区民にとって何がどう変わるのかを記入", "issue.target_outcome")
    s.text(16, 1, 30, "令和８年度の取組", 1, "head")
    r = 17
    for n in (1, 2, 3):
        s.text(r, 1, 3, f"({n})")
        s.mark("activity.number", r, 1, also=True)
        s.text(r, 4, 4, "取組名")
        s.box(r, 8, 23, "activity.title")
        s.text(r + 1, 4, 4, "取組内容")
        s.box(r + 1, 8, 23, "activity.description")
        s.height(45, r + 1)
        q = [(7, 6), (13, 6), (19, 6), (25, 6)]
        s.text(r + 2, 1, 6, "工程", 2)
        s.heads(r + 2, q, ["第1四半期", "第2四半期", "第3四半期", "第4四半期"])
        s.heads(r + 3, q, ["（4～6月）", "（7～9月）", "（10～12月）", "（1～3月）"])
        r = s.tracks(r + 4, (1, 6), q, 2) + 1
    s.text(r, 1, 20, "進捗状況")
    s.hole(r, 21, 10, "令和　　年　　月　　日現在", "progress.as_of")
    s.box(r + 1, 1, 30, "progress.text")
    s.height(90, r + 1)
    s.sheet.protect()
    w = form.book.add_worksheet("リスト")
    w.write_column(0, 0, ["領域", "A", "B", "C"])
    w.write_column(0, 1, ["区分", "高", "中", "低"])
    w.very_hidden()


def a_sheet_for_each_part(form: Form) -> None:
    """A sheet each for basics, looking back, list, issue and indicators; labels left; 36 columns."""
    s = form.sheet("01_基本情報", 36, 2.5)
    s.head(1, 1, 36, "１　基本情報")
    s.pair(2, 1, 7, "所属名", 12, "policy.bureau")
    s.pair(2, 20, 6, "対象年度", 11, "policy.fiscal_year")
    s.pair(3, 1, 7, "組織目標（ミッション）", 29, "policy.mission")
    s.height(100, 3)
    s.text(4, 1, 7, "当初予算額\n（単位：億円）", 2)
    s.text(4, 8, 7, "一般会計")
    s.box(4, 15, 6, "policy.general_account_oku_yen")
    s.text(4, 21, 9, "（うち一般財源）")
    s.box(4, 30, 7, "policy.general_funds_oku_yen")
    s.text(5, 8, 7, "特別会計")
    s.box(5, 15, 6, "policy.special_account_oku_yen")
    s.text(5, 21, 9, "職員数（人）")
    s.box(5, 30, 7)
    s.pair(6, 1, 7, "組織体制", 29, "policy.organization")
    s.height(60, 6)
    s.pair(7, 1, 7, "上記の基準日", 10, "policy.organization_as_of")
    s.pair(8, 1, 7, "政策連携団体", 29, "policy.partner_bodies")
    s = form.sheet("02_振り返り", 36, 2.5)
    s.head(1, 1, 36, "２　令和７年度の振り返り")
    s.above(2, 1, 36, "（１）総括", "policy.retrospective_overall")
    s.above(4, 1, 36, "（２）成果が上がった取組（市民にとっての効果）", "policy.retrospective_achieved")
    s.above(6, 1, 36, "（３）十分に進まなかった取組とその要因", "policy.retrospective_insufficient")
    s = form.sheet("03_課題一覧", 36, 2.5)
    s.head(1, 1, 36, "３　課題一覧")
    s.table(
        2,
        [
            (1, 3, "領域", "issue.area"),
            (4, 3, "番号", "issue.number"),
            (7, 7, "政策分野", "issue.policy_field"),
            (14, 16, "課題名", "issue.title"),
            (30, 7, "担当課", "issue.division"),
        ],
        12,
    )
    _issue_of_its_own(form)
    s = form.sheet("05_指標", 36, 2.5)
    s.head(1, 1, 36, "５　成果指標")
    s.table(
        2,
        [
            (1, 12, "指標名", None),
            (13, 4, "単位", None),
            (17, 6, "現状値", None),
            (23, 6, "目標値", None),
            (29, 8, "備考", None),
        ],
        6,
    )


def _issue_of_its_own(form: Form) -> None:
    s = form.sheet("04_個票", 36, 2.5)
    s.head(1, 1, 36, "４　課題個票")
    s.pair(2, 1, 4, "領域", 4, "issue.area")
    s.pair(2, 9, 4, "番号", 4, "issue.number")
    s.pair(2, 17, 5, "政策分野", 15, "issue.policy_field")
    s.pair(3, 1, 4, "課題名", 32, "issue.title")
    s.pair(4, 1, 4, "担当課", 14, "issue.division")
    s.pair(4, 19, 5, "連絡先", 13)
    s.pair(5, 1, 4, "インパクト", 8, "issue.impact")
    s.pair(5, 13, 4, "緊急度", 8, "issue.urgency")
    s.pair(5, 25, 5, "関係課", 7)
    for k, (t, x) in enumerate(
        [
            ("課題の内容", "content"),
            ("背景・現状", "background"),
            ("目指すべき成果", "target_outcome"),
            ("取組の方向性", "approach"),
        ]
    ):
        s.pair(6 + k, 1, 4, t, 32, "issue." + x)
        s.height(6 + k, 80)
    r = 11
    for n in "１２３":
        s.text(r, 1, 5, "取組" + n)
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 6, 31, "activity.title")
        r = s.grid(r + 1, None, [(1, 9), (10, 9), (19, 9), (28, 9)], ["１Ｑ", "２Ｑ", "３Ｑ", "４Ｑ"], 2)
    s.text(r + 1, 1, 4, "進捗")
    s.box(r + 1, 5, 32, "progress.text")
    s.height(80, r + 1)


def one_heading_over_tall_names(form: Form) -> None:
    """Portrait 40; one heading of quarters for all activities, each a tall cell left of its rows."""
    s = form.sheet("課題調書", 40, 2.2)
    s.text(1, 1, 40, "課　題　調　書", 1, "title")
    s.pair(2, 1, 6, "所属", 14, "policy.bureau")
    s.pair(2, 21, 6, "主管課", 14, "issue.division")
    s.pair(3, 1, 6, "整理番号", 6, "issue.number")
    s.pair(3, 13, 6, "課題領域", 6, "issue.area")
    s.pair(3, 25, 6, "施策分野", 10, "issue.policy_field")
    s.pair(4, 1, 6, "件名", 34, "issue.title")
    s.text(5, 1, 6, "評価", 2)
    s.text(5, 7, 10, "インパクト")
    s.text(5, 17, 10, "緊急度")
    s.text(5, 27, 14, "備考")
    s.box(6, 7, 10, "issue.impact")
    s.box(6, 17, 10, "issue.urgency")
    s.box(6, 27, 14)
    s.pair(7, 1, 6, "課題の内容\n（何が問題か）", 34, "issue.content")
    s.pair(8, 1, 6, "現状・背景", 34, "issue.background")
    s.pair(9, 1, 6, "目標\n（目指す成果）", 34, "issue.target_outcome")
    for r in (7, 8, 9):
        s.height(80, r)
    q = [(15, 6), (21, 7), (28, 6), (34, 7)]
    s.text(11, 1, 8, "取組内容", 2)
    s.text(11, 9, 6, "項目", 2)
    s.text(11, 15, 26, "令和８年度　実施スケジュール")
    s.heads(12, q, ["第1四半期", "第2四半期", "第3四半期", "第4四半期"])
    r = 13
    for _ in range(4):
        s.box(r, 1, 8, "activity.title", 3)
        s.tracks(r, (9, 6), q, 3)
        r += 3
    s.text(r, 1, 6, "進捗状況\n（随時更新）")
    s.box(r, 7, 34, "progress.text")
    s.height(80, r)


def examples_in_grey(form: Form) -> None:
    """Landscape 48; example text greyed in the boxes; check boxes; other order."""
    s = form.sheet("はじめに", 48, 2, landscape=True)
    for k, t in enumerate(
        [
            "記入上の注意",
            "１　灰色の斜体は記入例です。上書きしてください。",
            "２　課題ごとにシート「課題」を複写してください。",
            "３　６月末までに政策課あて提出してください。",
        ]
    ):
        s.note(1 + k, 1, 48, t)
    s = form.sheet("方針", 48, 2, landscape=True)
    s.text(1, 1, 48, "○○市　区政経営プラン", 1, "title")
    s.pair(2, 1, 6, "区名", 12, "policy.bureau", example="○○区")
    s.above(
        3,
        1,
        48,
        "１．区役所が果たすべき役割",
        "policy.mission",
        example="（記入例）区民に最も身近な行政機関として、…",
    )
    s.above(
        5, 1, 48, "２．昨年度の取組の総括", "policy.retrospective_overall", example="例）窓口の待ち時間は…"
    )
    s.above(7, 1, 24, "３．成果が出た取組", "policy.retrospective_achieved")
    s.above(7, 25, 24, "４．進捗が遅れた取組", "policy.retrospective_insufficient")
    s = form.sheet("課題", 48, 2, landscape=True)
    s.pair(1, 1, 6, "担当課", 12, "issue.division", example="総務課")
    s.pair(1, 19, 6, "記入者", 10, "issue.author", example="大阪　太郎")
    s.pair(1, 35, 5, "内線", 9)
    s.pair(2, 1, 6, "課題名", 42, "issue.title", example="例）窓口の待ち時間の短縮")
    s.pair(3, 1, 6, "政策分野", 12, "issue.policy_field")
    s.pair(3, 19, 6, "課題区分", 6, "issue.area")
    s.pair(3, 31, 6, "課題番号", 12, "issue.number")
    s.text(4, 1, 6, "該当するもの")
    s.text(4, 7, 42, "□ 新規　　□ 継続　　□ 拡充", 1, "plain")
    s.text(5, 1, 24, "課題の背景")
    s.text(5, 25, 24, "課題の内容")
    s.box(6, 1, 24, "issue.background")
    s.box(6, 25, 24, "issue.content")
    s.height(120, 6)
    s.text(7, 1, 24, "実現したい姿")
    s.text(7, 25, 24, "解決に向けた取組")
    s.box(8, 1, 24, "issue.target_outcome")
    s.box(8, 25, 24, "issue.approach")
    s.height(120, 8)
    q = [(9, 10), (19, 10), (29, 10), (39, 10)]
    s.text(10, 1, 8, "取組")
    s.heads(10, q, ["第1四半期(4-6月)", "第2四半期(7-9月)", "第3四半期(10-12月)", "第4四半期(1-3月)"])
    s.tracks(11, (1, 8), q, 5)
    s.text(17, 1, 10, "現時点の進捗")
    s.text(17, 11, 6, "記載時点")
    s.box(17, 17, 12, "progress.as_of")
    s.box(18, 1, 48, "progress.text")
    s.height(80, 18)


FORMS: tuple[Draw, ...] = (
    labels_left_with_cover,
    upright_labels_at_the_left,
    labels_above_with_remarks,
    a_sheet_for_each_part,
    one_heading_over_tall_names,
    examples_in_grey,
)
