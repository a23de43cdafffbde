"""Policies nobody wrote: of any shape a form has room for, with texts that are hard to tell from a form."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track
from kxdesk.workbook.labels import label_key
from tests.workbook.policies import BLANKS, layout

if TYPE_CHECKING:
    from random import Random

_WORDS = (
    "市民の声", "窓口", "申請書", "電子化", "ＤＸ推進", "ﾃﾞｰﾀ連携", "3割削減", "㈱みなと", "髙橋", "－",
    "なし", "12", "１，２００件", "(1) 準備", "① 調査", "約５００人", "R7.12末", "令和７年度", "→ 次の段階へ",
    "4～6月に試行", "※要確認", "・箇条書き", "100%", "＝見出し＝", "A案とB案", "高い", "第1期", "〇", "",
)  # fmt: skip
_FORM_WORDS = {
    form: tuple(
        sorted(
            {
                str(cell.value)
                for sheet in blank.sheets
                for cell in sheet.cells.values()
                if cell.kind == "text" and sheet.state == "visible" and cell.formula is None
            }
        )
    )
    for form, blank in BLANKS.items()
}
_FISCAL = {"R7": "2025", "R6": "2024"}
_DATES = {"R7": ("令和7年12月", "R7.12", "令和7年9月末"), "R6": ("令和6年12月", "R6.12末")}


def random_policy(form: str, random: Random) -> Policy:
    """What a form of that year can hold; some boxes blank, some with the very words of the form."""
    return _Maker(form, random).policy()


class _Maker:
    def __init__(self, form: str, random: Random) -> None:
        self.form, self.random = form, random
        self.layout = layout(form)
        self.full = random.choice((0.2, 0.6, 0.9, 1.0))  # share of boxes that are filled
        self.tricky = random.choice((0.0, 0.0, 0.1, 0.3))  # share of texts that are words of the form

    def text(self, longest: int = 6) -> str:
        random = self.random
        if random.random() > self.full:
            return ""
        if random.random() < self.tricky:
            return random.choice(_FORM_WORDS[self.form])
        pieces = random.choices(_WORDS, k=random.randint(1, longest))
        return random.choice(("", "\n", "、")).join(pieces).strip()

    def asked(self, field: str) -> bool:
        return field in self.layout.asked

    def policy(self) -> Policy:
        texts = {
            name: self.text()
            for name in (one.name for one in fields(Policy))
            if self.asked(f"policy.{name}") and name not in ("bureau", "fiscal_year")
        }
        for name in texts:
            if name.endswith("oku_yen"):
                texts[name] = self.random.choice(("", "1290", "10.5", "0", "-3"))
            elif name.endswith("fiscal_year"):
                texts[name] = str(int(_FISCAL[self.form]) - 1)
            elif name.endswith("as_of"):
                texts[name] = self.random.choice(("", *_DATES[self.form]))
        facilities = (
            tuple(
                Facility(self.random.choice(("直営", "指定管理", "その他")), self.text() or "港の公園")
                for _ in range(self.random.choice((0, 1, 3)))
            )
            if self.asked("facility.name")
            else ()
        )
        base = Policy(bureau="港湾局", fiscal_year=_FISCAL[self.form], form=self.form)
        return replace(base, **texts, facilities=facilities, issues=tuple(self.issues()))

    def issues(self) -> list[Issue]:
        count = self.random.choice((1, 1, 2, 3, 5))
        numbered = [(area, str(number)) for area in "ABC" for number in range(1, 4)]
        chosen = sorted(self.random.sample(numbered, count))
        return [self.issue(area, number) for area, number in chosen]

    def issue(self, area: str, number: str) -> Issue:
        asked = [one.name for one in fields(Issue) if self.asked(f"issue.{one.name}")]
        texts = {name: self.text() for name in asked if name not in ("area", "number")}
        texts["title"] = texts.get("title") or f"待ち時間を減らす{area}{number}"
        for name in ("impact", "urgency"):
            if name in texts:
                texts[name] = self.random.choice(("", "高", "中", "低"))
        grid = self.layout.issue_layout and self.layout.issue_layout.block
        activities = (
            tuple(self.activity(str(n + 1)) for n in range(self.random.choice((0, 1, 2, 4)))) if grid else ()
        )
        said = self.text()
        progress = (Progress(self.random.choice(_DATES[self.form]), said),) if said else ()
        return Issue(area=area, number=number, **texts, activities=activities, progress=progress)

    def activity(self, number: str) -> Activity:
        tracks = tuple(filter(None, (self.track() for _ in range(self.random.choice((0, 1, 3, 5))))))
        return Activity(number, self.text() or "取組", self.text(), tracks)

    def track(self) -> Track | None:
        label = self.text(2)
        start = self.random.randint(1, 4)
        end = self.random.randint(start, 4)
        text = self.text(3)
        words = bool(text) and any(character.isalnum() for character in text)
        bands = (Milestone(start, end, text),) if words else ()
        if label_key(label) == label_key(self.layout.ditto) or not (label or bands):
            return None
        return Track(label, bands)
