"""What may happen to a return between a division and the desk, mixed at random, and what it must then say.

Each change tells what the policy says afterwards and which reasons to wait it makes. `doubtful` are changes
after which a value may be read otherwise, but never in silence.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from kxdesk.domain.things import Kind
from kxdesk.workbook.addresses import address
from tests.conftest import REPOSITORY
from tests.workbook import gateways
from tests.workbook.mangled import full_width, half_width, parenthesised, spaced
from tests.workbook.policies import BLANKS, layout
from tests.workbook.returned import MAIN, Returned, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from kxdesk.domain.policy import Policy
    from kxdesk.workbook.receipts import Reading, Receipt

LABELS = {
    form: frozenset(
        str(cell.value)
        for sheet in blank.sheets
        for cell in sheet.cells.values()
        if cell.kind == "text" and sheet.state == "visible" and cell.formula is None
    )
    - frozenset("高中低")
    for form, blank in BLANKS.items()
}
_DATES = (
    "R7.12", "令和7年12月末", "2025/12", "Ｒ７．１２末時点", "2025年12月31日", "R7/12/5", "令和７年１２月",
    "R7年12月", "2025-12-31", "令7.12.1", "ｒ７．１２", "令和7年12月31日現在",
)  # fmt: skip
_NUMBERS = {
    "１，２９０": "1290", "1,290億円": "1290", "▲12.5": "-12.5", "△ 3": "-3", "1290 億円": "1290",
    "１２．５": "12.5",
    **{text: text for text in (
        "約129億円", "129億円超", "12万件", "129（暫定）", "速報129", "12.5%", "12,900百万円",
    )},
}  # fmt: skip


@dataclass
class Case:
    """A return on its way.

    Attributes:
        reading: of the return before anything happened: it tells where each value stands.
        said: what it must say; holds: why it must wait.
        doubtful: a value may be read otherwise if that is flagged.
        done: names of the changes.
    """

    form: str
    book: Returned
    reading: Reading
    said: Policy
    random: Random
    holds: list[str] = field(default_factory=list)
    doubtful: bool = False
    done: list[str] = field(default_factory=list)
    touched: set[tuple[str, int, int]] = field(default_factory=set)

    def any_value(self, wanted: Callable[[Receipt], bool]) -> Receipt | None:
        """A value that nothing has happened to yet."""
        found = [
            one
            for one in self.reading.receipts
            if wanted(one)
            and one[3:6] not in self.touched
            and one.kind in (Kind.ISSUE, Kind.POLICY, Kind.PROGRESS)
        ]
        if not found:
            return None
        chosen = self.random.choice(found)
        self.touched.add(chosen[3:6])
        return chosen

    def sheet_of(self, receipt: Receipt) -> Sheet:
        return self.book.sheet(receipt.sheet)

    def say(self, receipt: Receipt, text: str) -> None:
        """The policy with another value where a receipt points."""
        if receipt.kind is Kind.POLICY:
            self.said = replace(self.said, **{receipt.key: text})
            return
        at = receipt.path[0]
        issue = self.said.issues[at]
        if receipt.kind is Kind.ISSUE:
            issue = replace(issue, **{receipt.key: text})
        else:
            issue = replace(issue, progress=(replace(issue.progress[0], **{receipt.key: text}),))
        self.said = replace(self.said, issues=(*self.said.issues[:at], issue, *self.said.issues[at + 1 :]))

    def form_sheets(self) -> list[str]:
        return [name for name in self.book.names() if name in self.sheets_with_values()]

    def sheets_with_values(self) -> set[str]:
        return {one.sheet for one in self.reading.receipts}

    def issue_sheets(self) -> list[str]:
        return [match.sheet for match in self.reading.sheets if match.issue is not None]


def with_texts(thing: Any, change: Callable[[str], str]) -> Any:
    """The same tree of things with every text changed."""
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        return tuple(with_texts(one, change) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(
            thing, **{one.name: with_texts(getattr(thing, one.name), change) for one in fields(thing)}
        )
    return thing


# ------------------------------------------------------------------------------------------------- values
def _is_own_text(one: Receipt) -> bool:
    """A text that stands alone in its cell and nowhere else in the book."""
    return one.key in {
        "content", "background", "target_outcome", "approach", "plan_preface", "mission", "organization",
        "partner_bodies", "retrospective_overall", "retrospective_achieved", "author", "division",
    } or (one.kind is Kind.PROGRESS and one.key == "text")  # fmt: skip


def date_in_a_habit(case: Case) -> bool:
    one = case.any_value(lambda one: one.key.endswith("as_of"))
    if one is None or case.form != "R7":
        return False
    text = case.random.choice(_DATES)
    case.sheet_of(one).write(one.cell, text)
    case.say(one, text)
    return True


def number_in_a_habit(case: Case) -> bool:
    one = case.any_value(lambda one: one.key.endswith("oku_yen"))
    if one is None:
        return False
    text = case.random.choice(list(_NUMBERS))
    case.sheet_of(one).write(one.cell, text)
    case.say(one, _NUMBERS[text])
    return True


def text_with_furigana(case: Case) -> bool:
    one = case.any_value(_is_own_text)
    if one is None or one.normalised:
        return False
    case.sheet_of(one).put(
        one.cell,
        "<is><r><t>市民の</t></r><r><rPr><b/></rPr><t>声_x000D_\n二行</t></r>"
        '<rPh sb="0" eb="2"><t>シミン</t></rPh></is>',
        "inlineStr",
    )
    case.say(one, "市民の声\n二行")
    return True


def text_by_formula(case: Case) -> bool:
    one = case.any_value(_is_own_text)
    if one is None or one.normalised:
        return False
    case.sheet_of(one).put(one.cell, "<f>Z99</f><v>式の値</v>", "str")
    case.say(one, "式の値")
    return True


def error_in_a_box(case: Case) -> bool:
    one = case.any_value(_is_own_text)
    if one is None or one.normalised:
        return False
    case.sheet_of(one).put(one.cell, "<v>#REF!</v>", "e")
    case.say(one, "")
    case.doubtful = True  # an issue sheet with nothing else in it is an unused form
    return True


def struck_through(case: Case) -> bool:
    one = case.any_value(_is_own_text)
    if one is None or one.normalised:
        return False
    inside = "<is><r><t>残る</t></r><r><rPr><strike/></rPr><t>消えた</t></r></is>"
    case.sheet_of(one).put(one.cell, inside, "inlineStr")
    case.say(one, "残る")
    return True


def answer_elsewhere(case: Case) -> bool:
    """In the cell right of or below its box; the very words of the form nobody could tell from the form."""
    one = case.any_value(_is_own_text)
    if one is None or one.normalised or one.raw in LABELS[case.form]:
        return False
    down, right = case.random.choice(((1, 0), (0, 1), (0, 3)))
    case.sheet_of(one).move(one.cell, address(one.row + down, one.column + right))
    case.doubtful = True
    return True


def answer_in_two_rows(case: Case) -> bool:
    """The rest of a text in a row put in below its box."""
    one = case.any_value(_is_own_text)
    if one is None or one.normalised or one.key in ("author", "division"):
        return False
    sheet = case.sheet_of(one)
    sheet.insert_rows(one.row + 1)
    sheet.write(address(one.row + 1, one.column), "続きの文")
    case.doubtful = True
    case.touched.update((other.sheet, other.row, other.column) for other in case.reading.receipts)
    return True


def comment_instead(case: Case) -> bool:
    one = case.any_value(_is_own_text)
    if one is None or one.normalised:
        return False
    sheet = case.sheet_of(one)
    if sheet.comments is None:
        return False
    sheet.clear(one.cell)
    sheet.comment(one.cell, "別紙のとおり")
    case.doubtful = True
    return True


# ------------------------------------------------------------------------------------- rows, columns, labels
def rows_inserted(case: Case) -> bool:
    for _ in range(case.random.randint(1, 3)):
        case.book.sheet(case.random.choice(case.form_sheets())).insert_rows(
            case.random.randint(1, 40), case.random.choice((1, 1, 2))
        )
    return True


def column_inserted(case: Case) -> bool:
    case.book.sheet(case.random.choice(case.form_sheets())).insert_column(case.random.randint(1, 36))
    return True


def labels_retyped(case: Case) -> bool:
    change = case.random.choice((full_width, half_width, spaced, parenthesised))
    labels = LABELS[case.form]

    def typed(text: str) -> str:
        return change(text) if text in labels else text

    case.book.texts(typed)
    case.said = with_texts(case.said, typed)  # what a division typed may be the words of a label
    return True


def label_with_a_slip(case: Case) -> bool:
    labels, random = LABELS[case.form], case.random
    chosen = random.choice(sorted(text for text in labels if len(text) >= 4))
    at = random.randrange(len(chosen))
    typed = random.choice(
        (chosen[:at] + chosen[at + 1 :], re.sub("[（）()]", "", chosen), chosen + "（再掲）")
    )
    case.book.texts(lambda text: typed if text == chosen else text)
    case.said = with_texts(case.said, lambda text: typed if text == chosen else text)
    case.doubtful = True
    return True


def merges_gone(case: Case) -> bool:
    share = case.random.choice((0.3, 1.0))
    for sheet in case.book.sheets():
        sheet.unmerge(lambda _: case.random.random() < share)
    case.doubtful |= share < 1
    return True


def rows_hidden(case: Case) -> bool:
    sheet = case.book.sheet(case.random.choice(case.form_sheets()))
    sheet.row(case.random.randint(2, 30)).set("hidden", "1")
    return True


# ------------------------------------------------------------------------------------------------- sheets
def sheets_shuffled(case: Case) -> bool:
    listed = list(case.book.listed)
    case.random.shuffle(listed)
    case.book.listed[:] = listed
    return True


def sheets_renamed(case: Case) -> bool:
    names = {name: f"Sheet{number}" for number, name in enumerate(case.book.names(), 1)}
    case.book.rename(names)
    return True


def cover_added(case: Case) -> bool:
    case.book.new_sheet(
        "表紙", "局区Ｘ方針の提出について", *case.random.sample(sorted(LABELS[case.form]), 5), position=0
    )
    return True


def issue_copied(case: Case) -> bool:
    if case.holds:
        return False
    name = case.random.choice(case.issue_sheets())
    case.book.copy_sheet(name, f"{name} (2)")
    case.holds.append("issue-twice")
    return True


def issue_left_out(case: Case) -> bool:
    names = case.issue_sheets()
    if len(names) < 2 or case.holds:
        return False
    at = case.random.randrange(len(names))
    gone = next(match for match in case.reading.sheets if match.issue == at)
    case.book.remove_sheet(gone.sheet)
    issues = case.said.issues
    case.said = replace(case.said, issues=(*issues[:at], *issues[at + 1 :]))
    return True


def unused_form_left_in(case: Case) -> bool:
    """A blank issue sheet, as a division leaves it that needed fewer."""
    blank = Returned((REPOSITORY / f"resources/forms/{case.form}/template.xlsx").read_bytes())
    sheet_of_issue = layout(case.form).issue_layout
    assert sheet_of_issue is not None
    root, strings = deepcopy(blank.tree(blank.part_of(sheet_of_issue.name))), blank.strings()
    sheet = case.book.add_sheet("未使用の票", root)
    for cell in list(root.iter(f"{MAIN}c")):
        if cell.get("t") == "s":
            sheet.write(cell.get("r", ""), strings[int(cell.findtext(f"{MAIN}v") or 0)])
        cell.attrib.pop("s", "")
    for tag in ("drawing", "legacyDrawing", "extLst", "conditionalFormatting", "dataValidations"):
        for one in root.findall(f"{MAIN}{tag}"):
            root.remove(one)
    return True


def other_bureau_on_a_sheet(case: Case) -> bool:
    if case.holds or case.form != "R7" or len(case.issue_sheets()) < 2:
        return False
    case.book.sheet(case.random.choice(case.issue_sheets())).write("E2", "環境局")
    case.holds.append("bureaus-differ")
    return True


def other_year(case: Case) -> bool:
    if case.holds:
        return False
    now, then = ("令和７年度", "令和８年度") if case.form == "R7" else ("令和６年度", "令和８年度")
    labels = LABELS[case.form]
    changed = []

    def typed(text: str) -> str:
        if text in labels and now in text and "振り返り" not in text:
            changed.append(text)
            return text.replace(now, then)
        return text

    case.book.texts(typed)
    case.said = with_texts(case.said, typed)
    if changed:
        case.holds.append("other-year")
    return bool(changed)


# ------------------------------------------------------------------------------------------------- gateways
def through_a_gateway(case: Case) -> bool:
    change = case.random.choice(
        (
            gateways.properties_gone, gateways.names_gone, gateways.comments_gone, gateways.drawings_gone,
            gateways.hidden_gone, gateways.looks_gone, gateways.values_only, gateways.texts_in_cells,
        )
    )  # fmt: skip
    if change is gateways.comments_gone and "comment_instead" in case.done:
        return False  # nothing would tell of the answer any more
    change(case.book)
    case.done.append(change.__name__)
    return True


FIRST = (
    date_in_a_habit, number_in_a_habit, text_with_furigana, text_by_formula, error_in_a_box, struck_through,
    answer_elsewhere, comment_instead, other_bureau_on_a_sheet,
)  # fmt: skip
THEN = (
    answer_in_two_rows, rows_inserted, column_inserted, labels_retyped, label_with_a_slip, merges_gone,
    rows_hidden, other_year, issue_copied, issue_left_out, unused_form_left_in, sheets_shuffled, cover_added,
)  # fmt: skip
LAST = (sheets_renamed, through_a_gateway)


def mangle(case: Case) -> None:
    """Some changes of each kind, in an order in which each still finds what it changes."""
    for group, most in ((FIRST, 3), (THEN, 3), (LAST, 2)):
        for change in sorted(case.random.sample(group, case.random.randint(0, most)), key=group.index):
            if change(case):
                case.done.append(change.__name__)
