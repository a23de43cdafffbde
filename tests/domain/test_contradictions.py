"""A planted second source gives exactly the planted contradictions, whatever its habits of writing."""

# ruff: noqa: E501
from __future__ import annotations

import copy
import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kxdesk.domain.checks import Finding
from kxdesk.domain.closings import with_closings
from kxdesk.domain.contradictions import contradictions
from kxdesk.domain.indicators import Closing
from kxdesk.domain.ledger_in import with_document
from kxdesk.domain.policy import Issue, Policy, Progress

REAL = Path(__file__).parents[3] / "shared" / "real" / "dx-indicators-r6.json"


def obs(indicator: str, as_of: str, value: Any = None, unit: str = "", **more: Any) -> dict[str, Any]:
    said = {"indicator": indicator, "as_of": as_of, "unit": unit, **more}
    return said if value is None else said | {"value": value}


FIRST: dict[str, Any] = {
    "source": "計画の報告",
    "target_fiscal_year": 2027,
    "fields": [
        {
            "number": 1,
            "name": "窓口",
            "targets": [
                {"indicator": "電子申請の割合", "comparator": ">=", "value": 80, "unit": "%"},
                {"indicator": "紙の使用量の削減", "comparator": ">=", "value": 50, "unit": "%", "base_fiscal_year": "R5"},
                {"indicator": "案内板の運用", "qualitative": "試行→運用"},
            ],
            "observations": [
                obs("証明書の交付数", "R6年度", 30, "万枚", approximate="超", previous=27, printed_change="+3万枚"),
                obs("電子申請の割合", "R6年度", 27, "%", approximate="約", previous=24, printed_change="+3ポイント"),
                obs("来庁者の増減", "R6年度", -34, "%", previous=-34, printed_change="±0ポイント"),
                obs("手続きの電子化率", "R7.3末", None, "手続き", numerator=1900, denominator=2000,
                    previous_numerator=1600, previous_denominator=2000, printed_change="+300手続き"),
                obs("開発したシステム数(累計)", "R7.3末", 544, "システム", previous=307, printed_change="+237システム"),
                obs("満足度", "R6年度", 74.4, "%"),
                obs("講座の実施数", "R6年度", 40, "講座", previous=1244, printed_change="▲1,204講座"),
                obs("変革リーダー", "R6年度", 1450, "名", approximate="約"),
                obs("研修参加者数 合計", "R6年度", 120, "名"),
                obs("研修参加者数 職員", "R6年度", 100, "名"),
                obs("研修参加者数 市民", "R6年度", 20, "名"),
                obs("採用した専門人材", "R4～6年度", 11, "名"),
            ],
        }
    ],
}  # fmt: skip


def ledger(*documents: Any, **more: Any) -> Policy:
    numbers = itertools.count(1)
    policy = Policy(bureau="試験局", form="R7", fiscal_year="2025", id="P", **more)
    for document in documents:
        policy = with_document(policy, document, "file", lambda: f"{next(numbers):012}")
    return policy


def second(*observations: Any, targets: Any = ()) -> dict[str, Any]:
    return {"source": "年報", "observations": list(observations), "targets": list(targets)}


def found(*documents: Any, **more: Any) -> list[Finding]:
    return list(contradictions(ledger(*documents, **more)))


def codes(*documents: Any, **more: Any) -> list[tuple[str, Any]]:
    return [(finding.code, finding.facts["indicator"]) for finding in found(*documents, **more)]


def test_the_first_source_agrees_with_itself() -> None:
    """Every printed change, total and share of it comes out right."""
    assert codes(FIRST) == []


@pytest.mark.parametrize(
    "said",
    [
        obs("証明書の交付数", "令和6年度", 304_321, "枚"),
        obs("証明書の交付数", "Ｒ６年度", "３０", "万枚"),
        obs("証明書の交付数", "R6", "30.4万枚"),
        obs("証明書の交付数", "R5年度", 27, "万枚"),
        obs("証明書の交付数", "R7.3末", 200, "万枚"),
        obs("電子申請の割合", "令和６年度", 0.27, "比率"),
        obs("電子申請の割合", "R6年度", 0.27),
        obs("電子申請の割合", "R6年度", "2.7", "割"),
        obs("電子申請の割合", "R6年度", "27.4%"),
        obs("来庁者の増減", "R6年度", "▲３４", "%"),
        obs("手続きの電子化率", "令和7年3月31日", 95, "%"),
        obs("手続きの電子化率", "R6年度末", 1900, "手続き"),
        obs("手続きの電子化率", "R7.3末", None, "手続き", numerator="1,900", denominator="2,000"),
        obs("開発したシステム数（累計）", "R6年度", 544, "システム"),
        obs("開発したシステム数(累計)", "R7.12末", 751, "システム", previous=400),
        obs("満足度", "令和6年度", "74.4％"),
        obs("変革リーダー", "R6年度", 1448, "人"),
        obs("変革リーダー", "R6年度", "約1,450名"),
        obs("講座の実施数", "R5年度", "1,244", "回"),
        obs("採用した専門人材", "R4年度", 5, "名"),
        obs("まったく別の指標", "R6年度", 1, "名"),
    ],
    ids=lambda said: f"{said['indicator']} {said['as_of']} {said.get('value')}{said['unit']}",
)
def test_another_habit_is_no_contradiction(said: dict[str, Any]) -> None:
    """Units, widths, 約, rounding, shares and other dates: the same said otherwise, or another thing."""
    assert codes(FIRST, second(said)) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (obs("証明書の交付数", "R6年度", 25, "万枚"), "values-differ"),
        (obs("証明書の交付数", "R6年度", 30, "枚"), "values-differ"),
        (obs("証明書の交付数", "令和６年度", "４５万枚"), "values-differ"),
        (obs("証明書の交付数", "R5年度", 26, "万枚"), "previous-differs"),
        (obs("証明書の交付数", "R6年度", 30, "万枚", previous=26), "previous-differs"),
        (obs("証明書の交付数", "R6年度", 31, "万枚", previous=27, printed_change="+5万枚"), "change-differs"),
        (obs("電子申請の割合", "R6年度", 33, "%"), "values-differ"),
        (obs("電子申請の割合", "R6年度", 0.37, "比率"), "values-differ"),
        (obs("電子申請の割合", "R6年度", "約30", "%"), "values-differ"),
        (obs("来庁者の増減", "R6年度", 34, "%"), "values-differ"),
        (obs("手続きの電子化率", "R7.3.31", 90, "%"), "values-differ"),
        (obs("手続きの電子化率", "R7.3末", None, "手続き", numerator=1900, denominator=2100), "denominators-differ"),
        (obs("手続きの電子化率", "R7.3末", None, "手続き", numerator=1800, denominator=2000), "values-differ"),
        (obs("手続きの電子化率", "R8.3末", None, "手続き", numerator=1900, denominator=1950), "denominator-changed"),
        (obs("開発したシステム数(累計)", "令和7年3月31日", 500, "システム"), "values-differ"),
        (obs("開発したシステム数(累計)", "R7.3末", 100, "システム"), "values-differ"),
        (obs("開発したシステム数(累計)", "R7.12末", 530, "システム"), "cumulative-falls"),
        (obs("開発したシステム数 (累計)", "R6年度末", 543, "システム"), "values-differ"),
        (obs("満足度", "R6年度", 74.9, "%"), "values-differ"),
        (obs("講座の実施数", "R5年度", 1240, "講座"), "previous-differs"),
        (obs("研修参加者数　職員", "R6年度", 90, "名"), "values-differ"),
        (obs("変革リーダー", "R6年度", 1500, "名"), "values-differ"),
    ],
    ids=lambda said: said if isinstance(said, str) else f"{said['indicator']} {said['as_of']}",
)  # fmt: skip
def test_one_planted_contradiction_is_one_finding(said: dict[str, Any], code: str) -> None:
    """It has its code and both sources, and nothing else is found."""
    findings = found(FIRST, second(said))
    assert [finding.code for finding in findings] == [code]
    assert set(findings[0].sources) == ({"年報"} if code == "change-differs" else {"計画の報告", "年報"})


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"indicator": "電子申請の割合", "comparator": ">=", "value": 90, "unit": "%"}, True),
        ({"indicator": "電子申請の割合", "comparator": "<=", "value": 80, "unit": "%"}, True),
        ({"indicator": "電子申請の割合", "value": "８割以上"}, False),
        ({"indicator": "電子申請の割合", "value": 90, "unit": "%", "target_fiscal_year": "R12"}, False),
        ({"indicator": "紙の使用量の削減", "value": 50, "unit": "%", "base_fiscal_year": "令和5年度"}, False),
        ({"indicator": "紙の使用量の削減", "value": 50, "unit": "%", "base_fiscal_year": "R4"}, True),
        ({"indicator": "案内板の運用", "qualitative": "廃止"}, True),
        ({"indicator": "案内板の運用", "qualitative": "試行 → 運用"}, False),
    ],
)
def test_two_targets(target: dict[str, Any], expected: bool) -> None:
    """Another number, direction, base or word is another target; another year's is none of it."""
    planted = second(targets=[target]) | {"target_fiscal_year": "令和9年度"}
    assert codes(FIRST, planted) == ([("targets-differ", target["indicator"])] if expected else [])


def test_parts_that_miss_their_total() -> None:
    """A total told by its name, and years of a span; each once."""
    document = copy.deepcopy(FIRST)
    listed = document["fields"][0]["observations"]
    next(said for said in listed if said["indicator"].endswith("市民"))["value"] = 25
    assert codes(document) == [("parts-miss-total", "研修参加者数 合計")]
    years = [obs("採用した専門人材", f"R{year}年度", 4, "名") for year in (4, 5, 6)]
    assert codes(FIRST, second(*years)) == [("parts-miss-total", "採用した専門人材")]


def issue(text: str, title: str = "窓口の改革", key: str = "") -> dict[str, Any]:
    entry = Issue(area="A", number="1", title=title, id="I")
    if key:
        return {"issues": (replace(entry, **{key: text}),)}
    return {"issues": (replace(entry, progress=(Progress("令和7年12月", text, id="G"),)),)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("これまで開発したシステムは600システムとなった。", ""),
        ("これまで開発したシステムは500システムである。", "text-falls"),
        ("令和7年3月末までに開発したシステムは５２０システムに上った。", "text-differs"),
        ("令和7年3月末までに開発したシステムは544システムで、うち81システムを共有した。", ""),
        ("令和6年度の電子申請の割合は24%→約27%となった。", ""),
        ("令和6年度の電子申請の割合は24%→35%程度に上昇した。", "text-differs"),
        ("令和6年度の証明書の交付数は30万4千枚だった。", ""),
        ("令和6年度に証明書を28万枚交付した(交付数は過去最高)。", "text-differs"),
        ("職員は1日に8時間働く。", ""),
        ("令和6年度の電子申請の割合は前年度から3%増えた。", ""),
        ("今年度、講座の実施数は31講座となった。", ""),
    ],
)
def test_figures_in_sentences(text: str, code: str) -> None:
    """A sentence is held against the indicator that its unit and words name, at the time it names."""
    findings = found(FIRST, **issue(text))
    assert [finding.code for finding in findings] == ([code] if code else [])
    if code:
        assert findings[0].sources == ("試験局 R7 A1 令和7年12月", "計画の報告")
        assert findings[0].issue == "I"


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("令和9年度までに電子申請の割合を80%以上とする。", False),
        ("令和9年度までに電子申請の割合を70%に引き上げる。", True),
        ("令和8年度までに電子申請の割合を70%に引き上げる。", False),
        ("令和９年度までに紙の使用量を５割削減する。", False),
        ("令和９年度までに紙の使用量を３割削減する。", True),
    ],
)
def test_targets_in_sentences(text: str, differs: bool) -> None:
    """What is to be reached in the target's year is held against the target, of another year it is not."""
    findings = codes(FIRST, **issue(text, key="target_outcome"))
    assert [code for code, _ in findings] == (["text-target-differs"] if differs else [])


def open_findings(policy: Policy) -> tuple[Finding, ...]:
    closings = with_closings(contradictions(policy), policy.closings)
    return tuple(finding for finding, closing in closings if closing is None)


def test_closed_stays_closed_until_a_figure_changes() -> None:
    """A closing holds for just its figures: another value opens the finding again."""
    policy = ledger(FIRST, second(obs("満足度", "R6年度", 70, "%")))
    (finding,) = contradictions(policy)
    closing = Closing(finding.code, finding.ref.id, finding.fingerprint, "定義が異なる", "C")
    assert open_findings(replace(policy, closings=(closing,))) == ()
    changed = tuple(
        replace(entry, observations=tuple(replace(said, value="71") if said.value == "70" else said
                                          for said in entry.observations))
        for entry in policy.indicators
    )  # fmt: skip
    again = replace(policy, closings=(closing,), indicators=changed)
    assert [finding.code for finding in open_findings(again)] == ["values-differ"]


@pytest.mark.skipif(not REAL.exists(), reason="the city's own document is not here")
def test_every_planted_value_of_the_real_document() -> None:
    """Each observation said again is no contradiction; each said with another value is exactly one more."""
    document = json.loads(REAL.read_text(encoding="utf-8"))
    before = codes(document)
    assert [code for code, _ in before] == ["denominator-changed"] * 2
    plain = [said for field in document["fields"] for said in field["observations"]]
    assert codes(document, second(*plain)) == before
    for said in plain:
        key = "value" if "value" in said else "numerator"
        other = {
            name: said[name] for name in ("indicator", "unit", "as_of", key, "denominator") if name in said
        }
        other[key] = said[key] * 2 + 7
        planted = [one for one in codes(document, second(other)) if one not in before]
        assert planted == [("values-differ", said["indicator"])], said
