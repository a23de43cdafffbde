"""Learn a form nobody has seen: propose its layout, keep it beside a copy of its template."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.problems import Problem
from kxdesk.system.atomic_file import replace_file
from kxdesk.system.places import places
from kxdesk.system.resources import resource
from kxdesk.usecases.forms import forget_forms
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.layouts import FILE
from kxdesk.workbook.learn.propose import Proposal, propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt and where it was written."""

    proposal: Proposal
    form: str
    path: Path


def learn_form(template: Path) -> Proposal:
    """What the blank form seems to ask.

    Raises:
        Problem: file-missing, or a reason code of reading.
    """
    vocabulary = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
    return propose(_bytes_of(template), vocabulary)


def save_learnt(
    proposal: Proposal,
    template: Path,
    comments: Comments,
    *,
    name: str | None = None,
    out: Path | None = None,
) -> Learnt:
    """Write the layout.

    Args:
        proposal: of `learn_form`, perhaps corrected.
        template: the blank form.
        comments: words for the file's comments.
        name: the form's name; its fiscal year ("R8") or the file's name where None.
        out: the layout file; where None a folder of the form's name among this person's layouts, with a copy
            of the template.

    Raises:
        Problem: what writing may raise.
    """
    form = name or _name(proposal, template)
    if out is None:
        out = places().layouts / form / FILE
        out.parent.mkdir(parents=True, exist_ok=True)
        replace_file(out.parent / "template.xlsx", _bytes_of(template))
        beside = "template.xlsx"
    else:
        beside = Path(os.path.relpath(template.absolute(), out.absolute().parent)).as_posix()
    text = layout_text(proposal, form=form, template=beside, comments=comments)
    parse_layout(text, out.name)  # what is written can be read
    path = replace_file(out, text.encode())
    forget_forms()
    return Learnt(proposal, form, path)


def _name(proposal: Proposal, template: Path) -> str:
    return FiscalYear(proposal.fiscal_year).short if proposal.fiscal_year else template.stem


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem("file-missing", path=str(path)) from None
