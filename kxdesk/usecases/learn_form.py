"""Learn a form nobody has seen: propose its layout, keep it beside a copy of its template."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.domain.problems import Problem
from kxdesk.system.atomic_file import is_same_file, make_folder, replace_file
from kxdesk.system.incoming import file_bytes
from kxdesk.system.places import places
from kxdesk.system.resources import resource
from kxdesk.usecases.forms import forget_forms, usable_layouts
from kxdesk.workbook.layout_file import parse_layout
from kxdesk.workbook.layouts import FILE
from kxdesk.workbook.learn.propose import Proposal, propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.learn.write_layout import Comments, layout_text

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt and where it was written."""

    proposal: Proposal
    form: str
    path: Path


def learn_form(template: Path) -> Proposal:
    """What the blank form seems to ask.

    Raises:
        Problem: file-missing, file-locked, or a reason code of reading.
    """
    vocabulary = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
    return propose(file_bytes(template), vocabulary)


def is_known(name: str) -> bool:
    """A form of this name can be used already; saving puts the new one before it."""
    return any(place.layout.name.casefold() == name.casefold() for place in usable_layouts())


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
        Problem: out-is-template, and what writing may raise.
    """
    form = name or _name(proposal, template)
    if out is not None and is_same_file(out, template):
        raise Problem("out-is-template", path=str(out))
    if out is None:
        out = places().layouts / _folder_name(form) / FILE
        make_folder(out.parent)
        replace_file(out.parent / "template.xlsx", file_bytes(template))
        beside = "template.xlsx"
    else:
        beside = _path_from(out.absolute().parent, template.absolute())
    text = layout_text(proposal, form=form, template=beside, comments=comments)
    parse_layout(text, out.name)  # what is written can be read
    path = replace_file(out, text.encode())
    forget_forms()
    return Learnt(proposal, form, path)


def _name(proposal: Proposal, template: Path) -> str:
    return FiscalYear(proposal.fiscal_year).short if proposal.fiscal_year else template.stem


def _folder_name(form: str) -> str:
    """What every file system takes, and nothing that leads elsewhere."""
    return _NOT_IN_NAMES.sub("-", form).strip(". ") or "-"


def _path_from(folder: Path, file: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return file.as_posix()
