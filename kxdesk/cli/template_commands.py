"""Commands about templates and their layouts."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from kxdesk.cli.output import put as put_json
from kxdesk.cli.output import say
from kxdesk.words.language import _
from kxdesk.workbook.addresses import address

if TYPE_CHECKING:
    from kxdesk.usecases.learn_form import Learnt
    from kxdesk.workbook.learn.guess import Guess

UNDECIDED = 4


def list_(_options: argparse.Namespace) -> int:
    from kxdesk.usecases.forms import usable_layouts

    put_json(
        [
            {
                "name": place.layout.name,
                "fiscal_year": place.layout.fiscal_year,
                "folder": str(place.folder),
                "template": str(place.template),
                "shipped": place.shipped,
            }
            for place in usable_layouts()
        ]
    )
    return 0


def check(options: argparse.Namespace) -> int:
    from kxdesk.usecases.check_layout import check_layout
    from kxdesk.usecases.forms import layout_named
    from kxdesk.words.mismatches import told_mismatch

    found = check_layout(options.form, layout_named(options.layout).layout)
    for mismatch in found:
        say(told_mismatch(mismatch))
    put_json([{**dataclasses.asdict(entry), "serious": entry.serious} for entry in found])
    return UNDECIDED if any(entry.serious for entry in found) else 0


def put(options: argparse.Namespace) -> int:
    from kxdesk.usecases.put_cells import put_cells
    from kxdesk.words.print_notes import told_note
    from kxdesk.workbook.sheet_filler import FillNote

    report = put_cells(options.form, options.out, options.cells, options.clone, options.insert_rows)
    say(_("書き出しました: {path}").format(path=report.path))
    for sheet, row in report.left_behind:
        say(f"{sheet}: {told_note(FillNote('not-repeated', sheet, text=str(row)))}")
    put_json(dataclasses.asdict(report) | {"path": str(report.path)})
    return 0


def learn(options: argparse.Namespace) -> int:
    from kxdesk.usecases.learn_form import learn_form, save_learnt
    from kxdesk.words.guesses import PREAMBLE, name_of, told_guess, told_refusal
    from kxdesk.workbook.learn.write_layout import Comments

    proposal = learn_form(options.form)
    learnt = save_learnt(
        proposal,
        options.form,
        Comments(_(PREAMBLE), told_guess),
        name=options.name,
        out=options.out,
    )
    say(_("配置を書きました: {path}").format(path=learnt.path))
    for refusal in proposal.refusals:
        say(f"{refusal.sheet}!{address(*refusal.at)}: {told_refusal(refusal)}")
    for sheet, guess in proposal.questions:
        place = f"{sheet}!{address(*guess.at)}"
        say(_("{place}: 「{field}」の欄ですか。").format(place=place, field=name_of(guess.field)))
    put_json(_proposal(learnt))
    return UNDECIDED if proposal.questions else 0


def _proposal(learnt: Learnt) -> dict[str, Any]:
    proposal = learnt.proposal
    return {
        "layout": str(learnt.path),
        "form": learnt.form,
        "fiscal_year": proposal.fiscal_year,
        "sheets": [{"name": sheet.name, "role": sheet.role} for sheet in proposal.sheets],
        "fields": [_guess(sheet.name, guess) for sheet in proposal.sheets for guess in sheet.placed()],
        "questions": [_guess(sheet, guess) for sheet, guess in proposal.questions],
        "not_asked": list(proposal.not_asked),
        "unknown": [
            {"sheet": entry.sheet, "label": entry.label, "cell": address(*entry.at)}
            for sheet in proposal.sheets
            for entry in sheet.unknown
        ],
        "refused": [
            {"code": entry.code, "sheet": entry.sheet, "cell": address(*entry.at), "text": entry.text}
            for entry in proposal.refusals
        ],
    }


def _guess(sheet: str, guess: Guess) -> dict[str, Any]:
    return {
        "fields": list(guess.fields),
        "sheet": sheet,
        "cell": address(*guess.at),
        "label": guess.label,
        "at": guess.relation,
        "confidence": round(guess.confidence, 2),
        "sure": guess.sure,
        "reason": guess.reason,
    }
