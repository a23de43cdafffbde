"""A Problem in words: what happened, whether the input is safe, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.words.fields import KINDS, field_name
from kxdesk.words.language import N_, _
from kxdesk.words.problem_table import TABLE
from kxdesk.words.sentence import filled

GENERIC = (
    N_("この操作はできませんでした（{code}）。"),
    N_("データは変わっていません。"),
    N_("もう一度お試しください。続くときは、この記号を添えて担当者に知らせてください。"),
)
BUG = (
    N_("プログラムの不具合が起きました。"),
    N_("保存済みの内容は無事です。入力中の文字も画面に残っています。"),
    N_("そのまま作業を続けられます。記録（ログ）を担当者に渡してください。"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """何が起きたか, 入力は無事か, 次に何をするか; each a whole sentence, the last two may be ""."""

    what: str
    safe: str
    next: str

    @property
    def whole(self) -> str:
        """In one line, for the command line and the log of a batch."""
        return " ".join(part for part in (self.what, self.safe, self.next) if part)


def told(problem: Problem) -> Told:
    """In the language spoken. A code without words of its own is named as it is."""
    facts = {**problem.facts, **_named(problem), "code": problem.code}
    return Told(*(filled(part, facts) if part else "" for part in TABLE.get(problem.code, GENERIC)))


def _named(problem: Problem) -> dict[str, str]:
    """The field as people call it, and where on paper it is."""
    facts = problem.facts
    names: dict[str, str] = {}
    if facts.get("kind") in KINDS and facts.get("field"):
        names["field"] = field_name(Kind(str(facts["kind"])), str(facts["field"]))
    if facts.get("cell"):
        names["where"] = _("セル{cell}").format(cell=facts["cell"])
    if "where" in names and facts.get("sheet"):
        names["where"] = _("シート「{sheet}」の{cell}").format(sheet=facts["sheet"], cell=names["where"])
    if "where" in names and "field" in names:
        names["where"] = _("「{field}」（{place}）").format(field=names["field"], place=names["where"])
    return names


def told_error(error: Exception) -> Told:
    """Of a Problem its own words; of anything else that it was our fault."""
    if isinstance(error, Problem):
        return told(error)
    return Told(*(filled(part, {}) for part in BUG))
