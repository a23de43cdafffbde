"""A document of figures goes in and comes out as it was, beside whatever other documents say."""

from __future__ import annotations

import copy
import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kxdesk.domain.ledger_in import with_document
from kxdesk.domain.ledger_out import to_documents
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem

REAL = Path(__file__).parents[3] / "shared" / "real" / "dx-indicators-r6.json"
DOCUMENT: dict[str, Any] = {
    "source": "計画A",
    "pages": [1, {"x": None}],
    "fields": [
        {
            "number": 1,
            "name": "窓口",
            "colour": "blue",
            "targets": [
                {"indicator": "電子申請率", "comparator": ">=", "value": 80, "unit": "%", "seal": True}
            ],
            "observations": [
                {"indicator": "電子申請率", "as_of": "R6", "value": 62.0, "unit": "%", "provisional": True},
                {
                    "indicator": "利用者数",
                    "as_of": "R6年度",
                    "value": "約1,204",
                    "base": {"fiscal_year": "H29"},
                },
            ],
        },
        {"number": 2, "name": "なし", "targets": [], "observations": []},
    ],
}


def ids() -> Any:
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):012}"


def loaded(*documents: Any) -> Policy:
    new_id, policy = ids(), Policy(id="P")
    for document in documents:
        policy = with_document(policy, document, "file", new_id)
    return policy


def test_out_as_it_went_in() -> None:
    """Known and unknown keys, numbers and texts, empty lists: all come out equal."""
    assert to_documents(loaded(DOCUMENT), "") == [DOCUMENT]


@pytest.mark.skipif(not REAL.exists(), reason="the city's own document is not here")
def test_the_real_document() -> None:
    """The city's own document comes out equal."""
    document = json.loads(REAL.read_text(encoding="utf-8"))
    assert to_documents(loaded(document), "") == [document]


def test_twice_is_once() -> None:
    """The same document with its keys in another order changes nothing."""
    policy = loaded(DOCUMENT)
    again = dict(reversed(copy.deepcopy(DOCUMENT).items()))
    assert with_document(policy, again, "file", ids()) is policy


def test_a_second_source_stands_beside_the_first() -> None:
    """A bare list of observations joins the indicators it names; both documents come out again."""
    second = {"source": "B", "observations": [{"indicator": "電子申請率 ", "as_of": "R6", "value": 63}]}
    policy = loaded(DOCUMENT, second)
    assert [len(entry.observations) for entry in policy.indicators] == [2, 1]
    assert [len(entry.targets) for entry in policy.indicators] == [1, 0]
    assert to_documents(policy, "") == [DOCUMENT, second]


def test_a_short_name_in_another_field_is_another_indicator() -> None:
    """参加者数 of two fields of work are two; a name that can only mean one thing is one."""
    said = [
        {"name": "講座", "observations": [{"indicator": "参加者数"}, {"indicator": "市民サービスの活用度"}]},
        {
            "name": "説明会",
            "observations": [{"indicator": "参加者数"}, {"indicator": "市民サービスの活用度"}],
        },
    ]
    assert [entry.name for entry in loaded({"fields": said}).indicators] == [
        "参加者数",
        "市民サービスの活用度",
        "参加者数",
    ]


def test_what_was_changed_here_comes_out_changed() -> None:
    """A field edited in the desk goes out in its new value, the rest as printed."""
    policy = loaded(DOCUMENT)
    rate, users = policy.indicators
    edited = replace(rate.observations[0], value="64.5", provisional="")
    changed = replace(policy, indicators=(replace(rate, observations=(edited,)), users))
    printed = to_documents(changed, "")[0]["fields"][0]["observations"][0]
    assert printed == {"indicator": "電子申請率", "as_of": "R6", "value": 64.5, "unit": "%"}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"fields": {}},
        {"observations": [{}]},
        {"observations": [1]},
        {"fields": [{"targets": [{"indicator": ""}]}]},
    ],
)
def test_another_shape_is_refused(document: Any) -> None:
    """What has no indicator's name is said to be none, with its place."""
    with pytest.raises(Problem, match="indicators-not-understood"):
        loaded(document)
