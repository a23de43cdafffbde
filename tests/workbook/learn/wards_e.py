"""Forms as ward offices draw them: seasons, columns of looking back, plain labels, questions."""

from __future__ import annotations

from .pen import Draw, Form


def seasons_and_sections(form: Form) -> None:
    """Portrait 30: everything on one sheet in sections ■, the seasons over the quarters; other words."""
    s = form.sheet("運営シート", 30, 2.6)
    s.text(1, 1, 30, "令和９年度　区役所運営シート", 1, "title")
    s.pair(2, 1, 5, "区役所", 10, "policy.bureau")
    s.pair(2, 16, 5, "起票日", 10)
    s.text(3, 1, 30, "■ 区役所の使命", 1, "head")
    s.box(4, 1, 30, "policy.mission")
    s.height(60, 4)
    s.text(5, 1, 30, "■ 取り上げる課題", 1, "head")
    s.pair(6, 1, 5, "テーマ名", 25, "issue.title")
    s.pair(7, 1, 5, "領域区分", 4, "issue.area")
    s.pair(7, 10, 5, "通し番号", 4, "issue.number")
    s.pair(7, 19, 5, "政策の分野", 7, "issue.policy_field")
    s.pair(8, 1, 5, "主担当課", 10, "issue.division")
    s.pair(8, 16, 5, "シート記入者", 10, "issue.author")
    s.text(9, 1, 15, "現在の状況（背景）")
    s.text(9, 16, 15, "解決したい課題の中身")
    s.box(10, 1, 15, "issue.background")
    s.box(10, 16, 15, "issue.content")
    s.height(120, 10)
    s.text(11, 1, 30, "区民にとってのゴール（どのような状態を目指すか）")
    s.box(12, 1, 30, "issue.target_outcome")
    s.height(60, 12)
    s.text(13, 1, 30, "■ 一年間の動き", 1, "head")
    r = 14
    for n in "①②":
        s.text(r, 1, 5, "取組" + n)
        s.box(r, 6, 25, "activity.title")
        s.text(r + 1, 1, 5, "説明")
        s.box(r + 1, 6, 25, "activity.description")
        s.height(40, r + 1)
        r = s.grid(
            r + 2,
            (1, 6),
            [(7, 6), (13, 6), (19, 6), (25, 6)],
            ["春（４～６月）", "夏（７～９月）", "秋（１０～１２月）", "冬（１～３月）"],
            2,
            "ステップ",
        )
    s.text(r, 1, 30, "■ 進捗（記入時点：令和　　年　　月末）", 1, "head")
    s.mark("progress.as_of", r, 1)
    s.box(r + 1, 1, 30, "progress.text")
    s.height(80, r + 1)


def looking_back_in_three_columns(form: Form) -> None:
    """Landscape 42: the retrospective in three columns under headings, headings of quarters in two rows."""
    s = form.sheet("A 概要", 42, 2.3, landscape=True)
    s.text(1, 1, 42, "Ａ　局の概要", 1, "title")
    s.pair(2, 1, 6, "局の名称", 15, "policy.bureau")
    s.pair(2, 22, 6, "計画の年度", 15, "policy.fiscal_year")
    s.pair(3, 1, 6, "ミッション（使命）", 36, "policy.mission")
    s.height(60, 3)
    s.text(4, 1, 6, "予算", 2)
    s.text(4, 7, 9, "一般会計（億円）")
    s.text(4, 16, 9, "（うち一般財源）（億円）")
    s.text(4, 25, 9, "特別会計（億円）")
    s.text(4, 34, 9, "企業会計（億円）")
    s.box(5, 7, 9, "policy.general_account_oku_yen")
    s.box(5, 16, 9, "policy.general_funds_oku_yen")
    s.box(5, 25, 9, "policy.special_account_oku_yen")
    s.box(5, 34, 9)
    s.pair(6, 1, 6, "部の一覧", 36, "policy.organization")
    s.pair(7, 1, 6, "関連する団体", 36, "policy.partner_bodies")
    s.text(9, 1, 42, "Ｂ　昨年度を振り返って", 1, "title")
    s.text(10, 1, 14, "総合的な評価")
    s.text(10, 15, 14, "成果が得られたこと")
    s.text(10, 29, 14, "思うように進まなかったこと")
    s.box(11, 1, 14, "policy.retrospective_overall")
    s.box(11, 15, 14, "policy.retrospective_achieved")
    s.box(11, 29, 14, "policy.retrospective_insufficient")
    s.height(150, 11)
    s = form.sheet("C 施設", 42, 2.3, landscape=True)
    s.table(
        1,
        [
            (1, 3, "No", None),
            (4, 24, "施設の名前", "facility.name"),
            (28, 15, "運営の方法", "facility.operation"),
        ],
        8,
    )
    _issue_in_two_rows(form)


def _issue_in_two_rows(form: Form) -> None:
    s = form.sheet("D 課題", 42, 2.3, landscape=True)
    s.text(1, 1, 42, "Ｄ　課題と取組", 1, "title")
    s.pair(2, 1, 5, "領域（A/B/C）", 4, "issue.area")
    s.pair(2, 10, 5, "課題の番号", 4, "issue.number")
    s.pair(2, 19, 4, "分野", 8, "issue.policy_field")
    s.pair(2, 31, 5, "担当する課", 7, "issue.division")
    s.pair(3, 1, 5, "課題（30字以内）", 37, "issue.title")
    s.pair(4, 1, 5, "課題の説明", 37, "issue.content")
    s.pair(5, 1, 5, "現状と背景", 37, "issue.background")
    s.pair(6, 1, 5, "成果のイメージ", 37, "issue.target_outcome")
    s.pair(7, 1, 5, "取組の考え方", 37)
    for r in (4, 5, 6, 7):
        s.height(70, r)
    s.text(8, 1, 10, "取組の名称", 2)
    s.text(8, 11, 6, "作業", 2)
    q = [(17, 6), (23, 7), (30, 6), (36, 7)]
    s.heads(8, q, ["第１四半期", "第２四半期", "第３四半期", "第４四半期"])
    s.heads(9, q, ["4～6月", "7～9月", "10～12月", "1～3月"])
    r = 10
    for _ in range(4):
        s.box(r, 1, 10, "activity.title", 2)
        s.tracks(r, (11, 6), q, 2)
        r += 2
    s.pair(r, 1, 5, "進捗の記録", 37, "progress.text")
    s.height(80, r)


def plain_labels_in_eight_columns(form: Form) -> None:
    """Eight wide columns, labels without a colour, two labels and boxes side by side."""
    s = form.sheet("課題票", 8, 13)
    s.text(1, 1, 8, "様式２　課題票（令和８年度）", 1, "plain")
    s.text(2, 1, 1, "所属", 1, "plain")
    s.box(2, 2, 3, "issue.division")
    s.text(2, 5, 1, "作成者", 1, "plain")
    s.box(2, 6, 3, "issue.author")
    s.text(3, 1, 1, "領域", 1, "plain")
    s.box(3, 2, 1, "issue.area")
    s.text(3, 3, 1, "No.", 1, "plain")
    s.box(3, 4, 1, "issue.number")
    s.text(3, 5, 1, "分野", 1, "plain")
    s.box(3, 6, 3, "issue.policy_field")
    s.text(4, 1, 1, "課題", 1, "plain")
    s.box(4, 2, 7, "issue.title")
    s.text(5, 1, 1, "インパクト", 1, "plain")
    s.box(5, 2, 3, "issue.impact")
    s.text(5, 5, 1, "緊急度", 1, "plain")
    s.box(5, 6, 3, "issue.urgency")
    for k, (t, x) in enumerate(
        [
            ("課題の内容", "content"),
            ("背景", "background"),
            ("目指す成果（市民目線）", "target_outcome"),
            ("取組の方針", "approach"),
        ]
    ):
        s.text(6 + k, 1, 1, t, 1, "plain")
        s.box(6 + k, 2, 7, "issue." + x)
        s.height(6 + k, 80)
    s.text(10, 1, 8, "取組内容", 1, "plain")
    r = 11
    for n in (1, 2, 3):
        s.text(r, 1, 1, f"({n})", 1, "plain")
        s.mark("activity.number", r, 1, also=True)
        s.box(r, 2, 7, "activity.title")
        for k, t in enumerate(["第1四半期", "第2四半期", "第3四半期", "第4四半期"]):
            s.text(r + 1, 1 + 2 * k, 2, t, 1, "plain")
        s.tracks(r + 2, None, [(1, 2), (3, 2), (5, 2), (7, 2)], 2)
        r += 4
    s.text(r, 1, 1, "進捗状況", 1, "plain")
    s.box(r, 2, 7, "progress.text")
    s.height(80, r)


def questions_as_labels(form: Form) -> None:
    """Questions as labels, examples in boxes, an indicator's table on the same sheet."""
    s = form.sheet("票", 34, 2.5)
    s.text(1, 1, 34, "重点課題票", 1, "title")
    s.text(2, 1, 34, "※黄色の欄はプルダウンから選択してください。", 1, "note")
    s.text(3, 1, 6, "局区")
    s.box(3, 7, 10, "policy.bureau", text="（例）建設局")
    s.text(3, 17, 6, "課")
    s.box(3, 23, 12, "issue.division", text="（例）総務課")
    s.text(4, 1, 6, "課題領域")
    s.box(4, 7, 4, "issue.area")
    s.choice(4, 7, ["A", "B", "C"])
    s.text(4, 11, 6, "課題番号")
    s.box(4, 17, 4, "issue.number")
    s.text(4, 21, 6, "政策分野")
    s.box(4, 27, 8, "issue.policy_field")
    s.choice(4, 27, ["DX", "計画", "国際"])
    s.text(5, 1, 6, "重点課題名")
    s.box(5, 7, 28, "issue.title", text="（例）窓口手続のオンライン化")
    s.text(6, 1, 6, "何が課題か\n（現状の問題）")
    s.box(6, 7, 28, "issue.content")
    s.height(90, 6)
    s.text(7, 1, 6, "なぜ課題か\n（背景）")
    s.box(7, 7, 28, "issue.background")
    s.height(90, 7)
    s.text(8, 1, 6, "どうなりたいか\n（目指す姿）")
    s.box(8, 7, 28, "issue.target_outcome")
    s.height(90, 8)
    s.text(9, 1, 6, "どう取り組むか\n（取組方針）")
    s.box(9, 7, 28, "issue.approach")
    s.height(90, 9)
    s.text(10, 1, 6, "成果指標", 2)
    s.text(10, 7, 10, "指標名")
    s.text(10, 17, 6, "単位")
    s.text(10, 23, 6, "現状")
    s.text(10, 29, 6, "目標")
    for c, w in [(7, 10), (17, 6), (23, 6), (29, 6)]:
        s.box(11, c, w)
    s.text(13, 1, 34, "四半期ごとの取組", 1, "head")
    r = s.grid(
        14,
        (1, 10),
        [(11, 6), (17, 6), (23, 6), (29, 6)],
        ["Ⅰ期（4-6月）", "Ⅱ期（7-9月）", "Ⅲ期（10-12月）", "Ⅳ期（1-3月）"],
        8,
        "実施すること",
    )
    s.text(r, 1, 6, "進捗状況")
    s.box(r, 7, 28, "progress.text")
    s.height(80, r)
    s.text(r + 1, 1, 6, "課長コメント")
    s.box(r + 1, 7, 28)


FORMS: tuple[Draw, ...] = (
    seasons_and_sections,
    looking_back_in_three_columns,
    plain_labels_in_eight_columns,
    questions_as_labels,
)
