"""No damage to a workbook, however random, brings out anything but a Problem or a workbook that says so.

2,000 mutants in every run, 100,000 with KXDESK_LONG=1. To see one again: its seed, number and `failures`.
"""

from __future__ import annotations

from tests.conftest import REPOSITORY
from tests.fuzz.loops import BATCH, complaints, task_of
from tests.fuzz.mutants import failures
from tests.workbook.packages import book

SHARED_SEEDS = ("phpss__namespacenonstd", "xlsmapper__anno_CommentOption_template", "phpss__issue.4800")


def seeds() -> dict[str, bytes]:
    """Small workbooks of different writers; those that stand beside the project where they are there."""
    rows = (
        '<row r="1"><c r="A1" s="1"/><c r="B1" s="2" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><rPr>'
        "<strike/></rPr><t>旧</t></r><r><t>新_x000D_</t></r></is></c></row>"
        '<row><c><v>1.5</v></c><c t="b"><v>1</v></c>'
        '<c s="3"><f>TODAY()</f><v>46113</v></c><c t="e"><v>#REF!</v></c></row>'
    )
    forms = REPOSITORY / "resources/forms"
    found = {"made": book(一=rows, 二=rows)}
    found |= {form: (forms / form / "template.xlsx").read_bytes() for form in ("R6", "R7")}
    for name in SHARED_SEEDS:
        path = REPOSITORY.parent / "shared/corpus/templates" / f"{name}.xlsx"
        if path.is_file():
            found[name] = path.read_bytes()
    return found


def test_only_problems_come_out() -> None:
    assert complaints(batch, seeds()) == []


def batch(task: bytes, sources: dict[str, bytes]) -> list[str]:
    name, first = task_of(task)
    return failures(sources[name], name, first, BATCH)
