"""Open a form nobody has seen for a person who corrects what is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kxdesk.system.incoming import file_bytes
from kxdesk.system.resources import resource
from kxdesk.workbook.learn.draft import Draft, begin
from kxdesk.workbook.learn.vocabulary import Vocabulary
from kxdesk.workbook.package import open_package
from kxdesk.workbook.picture import SheetPicture, picture_workbook
from kxdesk.workbook.read_raw import read_workbook


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A blank form as proposed, with a picture of each of its visible sheets."""

    template: Path
    draft: Draft
    pictures: tuple[SheetPicture, ...]


def open_form(template: Path) -> OpenForm:
    """Look at a blank form.

    Raises:
        Problem: file-missing, file-locked, or a reason code of reading.
    """
    data = file_bytes(template)
    vocabulary = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
    package = open_package(data)
    draft = begin(data, vocabulary)
    pictures = picture_workbook(package, read_workbook(package))
    return OpenForm(template, draft, tuple(one for one in pictures if one.name in draft.plates))
