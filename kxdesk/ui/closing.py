"""When a desk cannot be closed properly the person decides; nothing is given up in silence."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QMessageBox, QWidget

from kxdesk.ui.text import _
from kxdesk.words.problems import Told, told_error


class Way(StrEnum):
    """How to go on."""

    AGAIN = "again"
    GIVE_UP = "give-up"
    STAY = "stay"


def tell_both_kept(parent: QWidget, told: Told) -> None:
    """What lay at the home of a working copy had changed; said before the desk is gone from sight."""
    QMessageBox.warning(parent, parent.windowTitle(), f"{told.what}\n\n{told.safe}\n{told.next}")


def ask_how_to_close(parent: QWidget, error: Exception, *, typing: bool) -> Way:
    """Unsaved typing, or a working copy whose home is away: two questions with the same answers."""
    told = told_error(error)
    box = QMessageBox(QMessageBox.Icon.Warning, parent.windowTitle(), told.what, parent=parent)
    box.setInformativeText(" ".join(part for part in (told.safe, told.next) if part))
    again = box.addButton(_("もう一度試す(&R)"), QMessageBox.ButtonRole.AcceptRole)
    words = _("保存せずに閉じる(&D)") if typing else _("このPCに残して閉じる(&L)")
    give_up = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("閉じない(&C)"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is give_up:
        return Way.GIVE_UP
    return Way.AGAIN if box.clickedButton() is again else Way.STAY
