"""Forms as ward offices draw them: plans beside issues, chapters, choices to circle, protected sheets."""

from __future__ import annotations

from .pen import Draw, Form


def plan_beside_the_issue(form: Form) -> None:
    """Landscape, 56 columns: the issue at the left, its plan at the right, stamps at the top."""
    s = form.sheet("様式第２号", 56, 2, landscape=True)
    s.text(1, 1, 30, "令和８年度　政策課題シート", 2, "title")
    for k, t in enumerate(["区長", "副区長", "課長", "係長"]):
        s.text(1, 41 + 4 * k, 4, t)
        s.box(2, 41 + 4 * k, 4)
    s.height(40, 2)
    s.pair(4, 1, 5, "作成部署", 12, "issue.division")
    s.pair(4, 18, 4, "作成者名", 7, "issue.author")
    s.pair(4, 30, 5, "作成日", 9)
    s.pair(4, 44, 4, "整理No", 9, "issue.number")
    s.pair(5, 1, 5, "課題領域（Ａ・Ｂ・Ｃ）", 5, "issue.area")
    s.pair(5, 11, 4, "政策分野名", 13, "issue.policy_field")
    s.pair(5, 30, 5, "課題名称", 22, "issue.title")
    s.text(6, 1, 28, "【課題の詳細】")
    s.box(7, 1, 28, "issue.content", 6)
    s.text(13, 1, 28, "【課題の背景（社会情勢・区の現状等）】")
    s.box(14, 1, 28, "issue.background", 6)
    s.text(20, 1, 28, "【目指す将来の姿】")
    s.box(21, 1, 28, "issue.target_outcome", 5)
    s.text(6, 30, 27, "【取組スケジュール】")
    s.text(7, 30, 7, "実施内容")
    q = [(37, 5), (42, 5), (47, 5), (52, 5)]
    s.heads(7, q, ["1Q\n4-6月", "2Q\n7-9月", "3Q\n10-12月", "4Q\n1-3月"])
    s.tracks(8, (30, 7), q, 12)
    s.text(20, 30, 27, "【進捗（随時記載）】")
    s.box(21, 30, 27, "progress.text", 5)


def chapters_and_roman_numerals(form: Form) -> None:
    """Portrait 26, Roman numerals, remarks on a second line, three chapters and a cover."""
    s = form.sheet("表紙", 26, 3)
    s.text(10, 3, 22, "区長重点方針\n（令和８年度版）", 3, "title")
    s.text(20, 8, 4, "作成区", 1, "plain")
    s.box(20, 12, 8, "policy.bureau")
    s = form.sheet("第１章", 26, 3)
    s.head(1, 1, 26, "第１章　区の概況")
    s.text(2, 1, 6, "Ⅰ－１\n区の役割と使命\n（300字以内）")
    s.box(2, 7, 20, "policy.mission")
    s.height(110, 2)
    s.text(3, 1, 6, "Ⅰ－２\n予算\n（単位：億円）", 3)
    for k, (t, x) in enumerate(
        [
            ("一般会計予算", "general_account_oku_yen"),
            ("（再掲）一般財源", "general_funds_oku_yen"),
            ("特別会計予算", "special_account_oku_yen"),
        ]
    ):
        s.text(3 + k, 7, 8, t)
        s.box(3 + k, 15, 12, "policy." + x)
    s.text(6, 1, 6, "Ⅰ－３\n組織\n（課名を列挙）")
    s.box(6, 7, 12, "policy.organization")
    s.text(6, 19, 3, "基準日")
    s.box(6, 22, 5, "policy.organization_as_of")
    s.text(7, 1, 6, "Ⅰ－４\n所管する外郭団体等")
    s.box(7, 7, 20, "policy.partner_bodies")
    s.head(9, 1, 26, "Ⅰ－５　区が所管する施設")
    s.text(10, 1, 2, "№")
    s.text(10, 3, 16, "名称")
    s.text(10, 19, 8, "運営方法（直営／指定管理）")
    for k in range(5):
        s.text(11 + k, 1, 2, str(k + 1))
        s.box(11 + k, 3, 16, "facility.name", also=k > 0)
        s.box(11 + k, 19, 8, "facility.operation", also=k > 0)
    s = form.sheet("第２章", 26, 3)
    s.head(1, 1, 26, "第２章　令和７年度の検証")
    for r, t, x in [
        (2, "全体としての評価\n（区政全般について）", "overall"),
        (3, "成果を上げることができた取組\n（区民の声、データなど）", "achieved"),
        (4, "計画どおり進まなかった取組\n（その原因と今後の対応）", "insufficient"),
    ]:
        s.text(r, 1, 6, t)
        s.box(r, 7, 20, "policy.retrospective_" + x)
        s.height(120, r)
    _third_chapter(form)


def _third_chapter(form: Form) -> None:
    s = form.sheet("第３章", 26, 3)
    s.head(1, 1, 26, "第３章　重点課題")
    s.text(2, 1, 3, "課題\n番号")
    s.box(2, 4, 2, "issue.number")
    s.text(2, 6, 3, "課題\n領域")
    s.box(2, 9, 2, "issue.area")
    s.text(2, 11, 3, "政策\n分野")
    s.box(2, 14, 4, "issue.policy_field")
    s.text(2, 18, 3, "担当\n課名")
    s.box(2, 21, 6, "issue.division")
    s.pair(3, 1, 3, "課題の\n名称", 23, "issue.title")
    s.text(4, 1, 3, "課題の内容", 1, "upright")
    s.box(4, 4, 23, "issue.content")
    s.text(5, 1, 3, "背景", 1, "upright")
    s.box(5, 4, 23, "issue.background")
    s.text(6, 1, 3, "到達目標", 1, "upright")
    s.box(6, 4, 23, "issue.target_outcome")
    s.text(7, 1, 3, "取組の方向", 1, "upright")
    s.box(7, 4, 23, "issue.approach")
    for r in (4, 5, 6, 7):
        s.height(100, r)
    r = 9
    for n in ("一", "二", "三"):
        s.text(r, 1, 3, "取組" + n)
        s.text(r, 4, 3, "件名")
        s.box(r, 7, 20, "activity.title")
        s.text(r + 1, 4, 3, "内容")
        s.box(r + 1, 7, 20, "activity.description")
        r = s.grid(
            r + 2,
            None,
            [(1, 6), (7, 7), (14, 6), (20, 7)],
            ["第１四半期", "第２四半期", "第３四半期", "第４四半期"],
            2,
        )
    s.text(
        r + 1,
        1,
        26,
        "進捗状況　　　　　　（　　　　年　　月　　日時点）",
    )
    s.mark("progress.as_of", r + 1, 1)
    s.box(r + 2, 1, 26, "progress.text")
    s.height(90, r + 2)


def circled_choices_and_units(form: Form) -> None:
    """One long portrait sheet per issue with check boxes, grey examples, units behind boxes."""
    s = form.sheet("個別課題", 32, 2.7)
    s.text(1, 1, 32, "個別課題シート", 1, "title")
    s.note(2, 1, 32, "・青色のセルは入力不要です。")
    s.text(3, 1, 5, "区役所名")
    s.box(3, 6, 11, "policy.bureau", text="例：○○区役所")
    s.text(3, 17, 5, "対象年度")
    s.box(3, 22, 11, "policy.fiscal_year")
    s.pair(4, 1, 5, "担当課・係", 11, "issue.division", example="例：政策企画課　企画係")
    s.pair(4, 17, 5, "担当者名", 6, "issue.author")
    s.pair(4, 28, 2, "TEL", 3)
    s.pair(5, 1, 5, "課題領域", 4, "issue.area")
    s.pair(5, 10, 4, "枝番号", 3, "issue.number")
    s.pair(5, 17, 5, "分野", 11, "issue.policy_field")
    s.pair(6, 1, 5, "課題のタイトル", 27, "issue.title")
    s.text(7, 1, 5, "インパクト")
    s.box(7, 6, 11, "issue.impact", text="高　・　中　・　低")
    s.text(7, 17, 5, "緊急度")
    s.box(7, 22, 11, "issue.urgency", text="高　・　中　・　低")
    s.text(8, 1, 5, "事業費")
    s.box(8, 6, 8)
    s.text(8, 14, 3, "千円", 1, "plain")
    s.text(8, 17, 5, "新規・継続の別")
    s.text(8, 22, 11, "□新規　□継続", 1, "plain")
    for r, t, x, e in [
        (9, "課題の内容", "content", "（例）高齢化が進み、…"),
        (10, "課題の背景・原因", "background", None),
        (11, "目標とする状態", "target_outcome", None),
        (12, "解決に向けた考え方", "approach", None),
    ]:
        s.pair(r, 1, 5, t, 27, "issue." + x, example=e)
        s.height(90, r)
    s.text(14, 1, 32, "取組計画", 1, "head")
    s.text(15, 1, 7, "取組名", 2)
    s.text(15, 8, 5, "工程", 2)
    s.text(15, 13, 20, "令和８年度")
    q = [(13, 5), (18, 5), (23, 5), (28, 5)]
    s.heads(16, q, ["４～６月", "７～９月", "10～12月", "１～３月"])
    r = 17
    for _ in range(3):
        s.box(r, 1, 7, "activity.title", 2)
        s.tracks(r, (8, 5), q, 2)
        r += 2
    s.text(r + 1, 1, 5, "進捗状況")
    s.box(r + 1, 6, 27, "progress.text")
    s.height(80, r + 1)
    s.text(r + 2, 1, 5, "報告日")
    s.box(r + 2, 6, 10, "progress.as_of", text="令和　　年　　月　　日")
    s.text(r + 2, 16, 5, "受付印")
    s.box(r + 2, 21, 12)


def values_in_the_row_below(form: Form) -> None:
    """Wide cells: headings in one row, the values in the row below; two sheets."""
    s = form.sheet("局情報", 6, 22)
    s.text(1, 1, 6, "局運営方針（基礎情報）", 1, "title")
    for k, (t, x) in enumerate(
        [
            ("局名", "policy.bureau"),
            ("一般会計当初予算（億円）", "policy.general_account_oku_yen"),
            ("うち一般財源（億円）", "policy.general_funds_oku_yen"),
            ("特別会計（億円）", "policy.special_account_oku_yen"),
            ("組織（部名）", "policy.organization"),
            ("政策連携団体", "policy.partner_bodies"),
        ]
    ):
        s.text(3, 1 + k, 1, t)
        s.box(4, 1 + k, 1, x)
    s.height(60, 4)
    s.text(6, 1, 6, "局のミッション")
    s.box(7, 1, 6, "policy.mission")
    s.height(80, 7)
    s.text(9, 1, 2, "前年度の総括")
    s.text(9, 3, 2, "前年度に前進したこと")
    s.text(9, 5, 2, "前年度にできなかったこと")
    s.box(10, 1, 2, "policy.retrospective_overall")
    s.box(10, 3, 2, "policy.retrospective_achieved")
    s.box(10, 5, 2, "policy.retrospective_insufficient")
    s.height(120, 10)
    s = form.sheet("課題入力", 8, 18)
    for k, (t, x) in enumerate(
        [
            ("領域", "area"),
            ("連番", "number"),
            ("政策分野", "policy_field"),
            ("担当課", "division"),
            ("記入者", "author"),
            ("インパクト", "impact"),
            ("緊急度", "urgency"),
            ("備考", None),
        ]
    ):
        s.text(1, 1 + k, 1, t)
        s.box(2, 1 + k, 1, "issue." + x if x else None)
    s.choice(2, 6, ["高", "中", "低"])
    s.choice(2, 7, ["高", "中", "低"])
    s.choice(2, 1, ["A", "B", "C"])
    s.text(3, 1, 8, "課題名")
    s.box(4, 1, 8, "issue.title")
    s.text(5, 1, 4, "課題の内容")
    s.text(5, 5, 4, "課題の背景や現状")
    s.box(6, 1, 4, "issue.content")
    s.box(6, 5, 4, "issue.background")
    s.height(150, 6)
    s.text(7, 1, 4, "期待する成果")
    s.text(7, 5, 4, "取組方針")
    s.box(8, 1, 4, "issue.target_outcome")
    s.box(8, 5, 4, "issue.approach")
    s.height(150, 8)
    r = 10
    for n in "ＡＢＣ":
        s.text(r, 1, 1, "取組" + n)
        s.box(r, 2, 7, "activity.title")
        r = s.grid(
            r + 1,
            None,
            [(1, 2), (3, 2), (5, 2), (7, 2)],
            ["Ｑ１（４～６月）", "Ｑ２（７～９月）", "Ｑ３（１０～１２月）", "Ｑ４（１～３月）"],
            3,
        )
    s.text(r + 1, 1, 8, "進捗状況")
    s.box(r + 2, 1, 8, "progress.text")
    s.height(100, r + 2)


def list_with_headings_of_two_rows(form: Form) -> None:
    """An overview with headings of two rows; an issue form with numbered sentences as labels."""
    s = form.sheet("一覧", 44, 2, landscape=True)
    s.text(1, 1, 44, "令和８年度　重点課題一覧表", 1, "title")
    s.pair(2, 1, 5, "局・室名", 12, "policy.bureau")
    s.text(4, 1, 3, "領域", 2)
    s.text(4, 4, 3, "番号", 2)
    s.text(4, 7, 24, "課題")
    s.text(5, 7, 8, "政策分野")
    s.text(5, 15, 16, "課題名")
    s.text(4, 31, 8, "取組の方向性", 2)
    s.text(4, 39, 6, "担当課", 2)
    for k in range(10):
        for c, w, x in [
            (1, 3, "area"),
            (4, 3, "number"),
            (7, 8, "policy_field"),
            (15, 16, "title"),
            (31, 8, "approach"),
            (39, 6, "division"),
        ]:
            s.box(6 + k, c, w, "issue." + x, also=k > 0)
    s = form.sheet("様式A", 44, 2)
    s.text(1, 33, 4, "番号")
    s.box(1, 37, 8, "issue.number")
    s.text(2, 1, 8, "課題の領域")
    s.box(2, 9, 8, "issue.area")
    s.text(2, 17, 8, "関連する政策分野")
    s.box(2, 25, 20, "issue.policy_field")
    s.text(3, 1, 8, "担当課（課長名）")
    s.box(3, 9, 36, "issue.division")
    s.text(4, 1, 44, "１．課題名を記入してください。", 1, "plain")
    s.box(5, 1, 44, "issue.title")
    s.text(6, 1, 44, "２．どのような課題ですか。内容を具体的に記載してください（400字以内）。", 1, "plain")
    s.box(7, 1, 44, "issue.content")
    s.text(8, 1, 44, "３．その課題の背景や現状を、データも交えて記載してください。", 1, "plain")
    s.note(9, 1, 44, "※　出典を明記すること。")
    s.box(10, 1, 44, "issue.background")
    s.text(11, 1, 44, "４．市民にとって何がどう変わることを目指しますか（目指す成果）。", 1, "plain")
    s.box(12, 1, 44, "issue.target_outcome")
    for r in (7, 10, 12):
        s.height(90, r)
    s.text(13, 1, 44, "５．今年度の取組を四半期ごとに記載してください。", 1, "plain")
    r = 14
    for n in range(1, 5):
        s.text(r, 1, 2, str(n), 4)
        s.text(r, 3, 5, "取組名")
        s.box(r, 8, 37, "activity.title")
        s.mark("activity.number", r, 1, also=True)
        s.text(r + 1, 3, 6, "項目")
        q = [(9, 9), (18, 9), (27, 9), (36, 9)]
        s.heads(r + 1, q, ["第一四半期", "第二四半期", "第三四半期", "第四四半期"])
        s.tracks(r + 2, (3, 6), q, 2)
        r += 4
    s.text(r, 1, 44, "６．進捗状況を記載してください。", 1, "plain")
    s.box(r + 1, 1, 44, "progress.text")
    s.height(80, r + 1)


def protected_without_frames(form: Form) -> None:
    """Protected: labels without borders, only unlocked boxes framed."""
    s = form.sheet("Sheet1", 40, 2.3)
    s.head(1, 1, 40, "区政運営シート（令和８年度）")
    s.head(2, 1, 6, "所属名：")
    s.box(2, 7, 14, "policy.bureau")
    s.head(2, 24, 5, "年度：")
    s.box(2, 29, 6, "policy.fiscal_year")
    s.head(3, 1, 6, "ミッション")
    s.box(4, 1, 40, "policy.mission")
    s.height(80, 4)
    s.head(6, 1, 10, "昨年度の振り返り")
    s.head(7, 2, 12, "・全体の評価")
    s.box(8, 2, 39, "policy.retrospective_overall")
    s.head(9, 2, 12, "・成果があがったこと")
    s.box(10, 2, 39, "policy.retrospective_achieved")
    s.head(11, 2, 14, "・うまく進まなかったこと")
    s.box(12, 2, 39, "policy.retrospective_insufficient")
    for r in (8, 10, 12):
        s.height(70, r)
    s.sheet.protect()
    s = form.sheet("Sheet2", 40, 2.3)
    s.head(1, 1, 5, "領域：")
    s.box(1, 6, 4, "issue.area")
    s.head(1, 11, 5, "番号：")
    s.box(1, 16, 4, "issue.number")
    s.head(1, 22, 6, "政策分野：")
    s.box(1, 28, 13, "issue.policy_field")
    s.head(2, 1, 5, "課題名：")
    s.box(2, 6, 35, "issue.title")
    s.head(3, 1, 5, "担当課：")
    s.box(3, 6, 14, "issue.division")
    s.head(3, 22, 6, "協力課：")
    s.box(3, 28, 13)
    for r, t, x in [
        (5, "■課題の概要", "content"),
        (7, "■背景・経緯", "background"),
        (9, "■取組によって実現したい姿", "target_outcome"),
        (11, "■取組方針", "approach"),
    ]:
        s.head(r, 1, 20, t)
        s.box(r + 1, 1, 40, "issue." + x)
        s.height(90, r + 1)
    s.head(14, 1, 20, "■年間スケジュール")
    r = 15
    r = s.grid(
        r,
        (1, 8),
        [(9, 8), (17, 8), (25, 8), (33, 8)],
        ["第1四半期", "第2四半期", "第3四半期", "第4四半期"],
        8,
        "項目",
    )
    s.head(r + 1, 1, 20, "■進捗状況")
    s.head(r + 1, 25, 6, "現在日：")
    s.box(r + 1, 31, 10, "progress.as_of")
    s.box(r + 2, 1, 40, "progress.text")
    s.height(90, r + 2)
    s.sheet.protect()


FORMS: tuple[Draw, ...] = (
    plan_beside_the_issue,
    chapters_and_roman_numerals,
    circled_choices_and_units,
    values_in_the_row_below,
    list_with_headings_of_two_rows,
    protected_without_frames,
)
