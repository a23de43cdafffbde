"""The interchange document is the published shape, whatever way the policy came."""

import json
from dataclasses import replace

from kxdesk.domain.form import Form
from kxdesk.domain.interchange import budget, names, number, to_document
from kxdesk.domain.interchange_in import from_document
from kxdesk.domain.policy import Policy, Progress
from kxdesk.domain.progress import split_as
from kxdesk.usecases.sample_desk import sample_policy

FORM = Form(
    "R7",
    2025,
    (),
    {
        "budget": "一般{general_account_oku_yen:億円}・うち財源{general_funds_oku_yen:億円}"
        "・特別{special_account_oku_yen:億円}",
        "progress": "取組内容({number})",
    },
)


def test_the_published_document_goes_through_and_comes_out_equal(shared) -> None:
    real_document = json.loads((shared / "real" / "r7-policy-bureau.json").read_text(encoding="utf-8"))
    ids = iter(range(10_000))
    policy = from_document(real_document, lambda: str(next(ids)))
    policy = replace(policy, budget=real_document["basic_info"]["budget"])
    assert to_document(policy, FORM) == real_document


def test_numbers_are_numbers_only_where_the_text_is_one() -> None:
    assert [number(text) for text in ("129", "１２９", "1,204", "31.5", "なし", "", None, "約3")] == [
        129,
        129,
        1204,
        31.5,
        None,
        None,
        None,
        None,
    ]


def test_names_are_parted_by_lines_or_by_commas_never_by_the_middle_dot() -> None:
    assert names("総務部、DX・AI戦略室，東京事務所") == ["総務部", "DX・AI戦略室", "東京事務所"]
    assert names("・協会\n 交流・研究フォーラム \n\n") == ["協会", "交流・研究フォーラム"]
    assert names(None) == []


def test_the_budget_is_composed_and_a_word_takes_no_unit() -> None:
    policy = Policy(
        general_account_oku_yen="84", general_funds_oku_yen="31.5", special_account_oku_yen="なし"
    )
    assert budget(policy, FORM) == "一般84億円・うち財源31.5億円・特別なし"
    assert budget(replace(policy, budget="別紙のとおり"), FORM) == "別紙のとおり"
    assert budget(Policy(general_account_oku_yen=""), FORM) == ""


def test_progress_by_activity_becomes_one_text_and_can_be_cut_again() -> None:
    issue = sample_policy().issues[0]
    document = to_document(Policy(issues=(issue,)), FORM)["issues"][0]["progress"]
    assert document["as_of"] == "令和7年12月"
    assert document["text"].startswith("取組内容(1)\n・10月に")
    parts = split_as(issue, Progress("R7.12", "前書き\n" + document["text"]), FORM.compose["progress"])
    latest = [entry for entry in issue.progress if entry.as_of == "令和7年12月"]
    assert [part.text for part in parts] == ["前書き", *(entry.text for entry in latest)]
    assert [part.activity for part in parts] == ["", *(entry.activity for entry in latest)]
