"""The slip (差戻し票) in front of a workbook that is sent back: what it says, and the words it is known by.

It is ours and no ward office's: its words stand here, and writer and reader share them. A remark is known by
its number with a check character, so that a slip may lose everything else and still be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kxdesk.domain.identity import id_from_remark_number, remark_number

_OUR_NOTE = re.compile(r"【\S+\s+(R-[0-9A-Z*-]{16})】")
SHEET = "差戻し票"
TITLE = "差戻し票（指摘の一覧）"
GUIDE = (
    "指摘のある欄には色とメモを付けています。欄を直すか、この票の「回答」に書いて、"
    "このブックのまま返送してください。この票は消さないでください。"
)
NUMBER, ISSUE, FIELD, DEMAND, EARLIER, ANSWER, PLACE, CODE = (
    "指摘番号",
    "課題",
    "項目",
    "指摘",
    "これまでのやり取り",
    "回答",
    "場所",
    "記号",
)
ROUND, TO, FROM, DAY, DEADLINE = "回", "提出先", "差出人", "差戻し日", "締切"
HEADINGS = (NUMBER, ISSUE, FIELD, DEMAND, EARLIER, ANSWER, PLACE, CODE)


class SlipLine(NamedTuple):
    """One remark on a slip.

    Attributes:
        remark: its id.
        code: `issue.background:` and the control number of the thing, so that another desk finds the field.
        sheet, cell: the box, "" where it has none.
    """

    remark: str
    issue: str = ""
    field: str = ""
    demand: str = ""
    earlier: str = ""
    answer: str = ""
    sheet: str = ""
    cell: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A whole slip.

    Attributes:
        facts: name and value of each line over the table: round, organisation, day, deadline.
    """

    facts: tuple[tuple[str, str], ...]
    lines: tuple[SlipLine, ...]


def place_text(line: SlipLine) -> str:
    """課題B(2)!E4; "" where it has no box."""
    return f"{line.sheet}!{line.cell}" if line.cell else ""


def place_link(line: SlipLine) -> str:
    """The same as Excel wants it in a link."""
    quoted = line.sheet.replace("'", "''")
    return f"'{quoted}'!{line.cell}"


def note_text(remark: str, demand: str) -> str:
    """What stands in the note at a box."""
    return f"【{DEMAND} {remark_number(remark)}】\n{demand}"


def is_our_note(text: str) -> bool:
    """Whether a note begins as `note_text` makes it: it was sent back, it is nobody's answer."""
    match = _OUR_NOTE.search(text)
    return match is not None and id_from_remark_number(match[1]) is not None
