"""Labels are the same for whoever re-types them, and different where they mean different things."""

import unicodedata

import pytest

from kxdesk.workbook import labels
from kxdesk.workbook.labels import MIN_SIMILAR, label_key, quarter_in, similarity
from kxdesk.workbook.patterns import compile_pattern, match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("②課題の内容", "② 課題の　内容"),
        ("②課題の内容", "(2)課題の内容"),
        ("②課題の内容", "⑵課題の内容："),
        ("（１）局全体当初予算額（億円）", "(1)局全体当初予算額(億円)"),
        ("第1四半期（4～6月）", "第 １ 四半期(4〜6月)"),
        ("○全体の振り返り（総評）", "〇全体の振り返り（総評）"),
        ("⑤令和７年度の取組内容", "⑤R8年度の取組内容"),
        ("インパクト", "ｲﾝﾊﾟｸﾄ"),
        ("局区Ｘ方針〈〉", "局区X方針＜＞"),
        ("№", "No"),
    ],
)
def test_the_same_label(one, other):
    """Width, spaces, brackets, dashes, circled numbers and the year do not count."""
    assert label_key(one) == label_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("課題の内容", "課題の背景"), ("インパクト", "緊急度"), ("(1)", "(2)"), ("番号", "番地")],
)
def test_another_label(one, other):
    """Short words that differ by one letter are not the same."""
    assert label_key(one) != label_key(other)
    assert similarity(label_key(one), label_key(other)) < MIN_SIMILAR


@pytest.mark.parametrize(
    "found", ["課題の背景や現状", "③課題の背景と現状", "③ 課題の背景や現伏", "③課題の背景や現状（200字）"]
)
def test_a_label_with_a_slip_is_similar(found):
    """Without its number, with a wrong letter, with a remark behind it."""
    assert similarity(label_key("③課題の背景や現状"), label_key(found)) >= MIN_SIMILAR


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("第1四半期（4～6月）", 1),
        ("第二四半期", 2),
        ("3Q", 3),
        ("Ｑ４", 4),
        ("４～６月", 1),
        ("1月-3月", 4),
        ("第 ３ 四半期", 3),
        ("上期", None),
        ("4月", None),
        ("12Q", None),
        ("5～7月", None),
        ("第1四半期に庁内で検討し、第2四半期に公表する予定である", None),
    ],
)
def test_quarters(text, quarter):
    """Headings in every habit; half years and other spans are none."""
    assert quarter_in(text) == quarter


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("課題（{issue.area}{issue.number}）", "課題　（　）", {"issue.area": "", "issue.number": ""}),
        ("課題（{issue.area}{issue.number}）", "課題(Ｂ　12)", {"issue.area": "Ｂ", "issue.number": "12"}),
        ("課題（{issue.area}{issue.number}）", "課題の一覧", None),
        ("方針〈{policy.bureau}〉", "方 針＜ 港湾　局 ＞", {"policy.bureau": "港湾　局"}),
        ("進捗状況、結果（{progress.as_of}時点）", "進捗情況、結果(R6.12時点)", {"progress.as_of": "R6.12"}),
        ("{policy.fiscal_year}　方針", "令和７年度 方針", {"policy.fiscal_year": "令和７年度"}),
        ("({activity.number})", "⑿", {"activity.number": "⑿"}),
        ("({activity.number})", "12", None),
    ],
)
def test_what_stands_in_a_hole(pattern, text, found):
    """As typed, whatever the words around it look like."""
    assert match(compile_pattern(pattern), text) == found


def test_what_is_called_steady_is_steady():
    """Each character that folding passes over unseen would have come out as it went in."""
    for code in range(0x3000, 0xA000):
        character = chr(code)
        if labels._STEADY.fullmatch(character):
            slowly = "".join(unicodedata.normalize("NFKC", character).casefold().split())
            assert slowly.translate(labels._FOLD) == character
