"""Write the policy into the ward office's workbook and offer to open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases import export_workbook as usecase
from kxdesk.words.problems import Told

NOT_IN_A_NAME = '\\/:*?"<>|'


def export_workbook(view: DeskView, notices: Notices) -> None:
    """Ask where to, write on the worker, tell what came of it."""
    facts = view.session.facts
    assert facts
    proposed = Path(facts.home or facts.path).parent / proposed_name(facts)
    dialog = QFileDialog(view, _("Excelへ書き出す"), str(proposed.parent), _("Excelブック (*.xlsx)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(proposed.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: write_to(view, notices, Path(chosen)))
    dialog.open()


def write_to(view: DeskView, notices: Notices, out: Path) -> None:
    """Everything typed is saved first, because the worker keeps the order."""
    view.flush()
    view.session.settle()

    def on_written(exported: Any) -> None:
        _tell(notices, out, exported.path, len(exported.notes))

    view.session.read(_export, out, owner=view, done=on_written, title=_("Excelへ書き出しています…"))


def _export(desk: Any, out: Path) -> Any:
    return usecase.export_workbook(desk, out)


def _tell(notices: Notices, wanted: Path, path: Path, to_look_at: int) -> None:
    what = _("「{file}」に書き出しました。").format(file=path.name)
    renamed, hints = "", ""
    if path != wanted:
        renamed = _("「{file}」がほかで開かれているため、別の名前にしました。").format(file=wanted.name)
    if to_look_at:
        sentence = ngettext(
            "印刷前に見てほしい所が{count}か所あります。",
            "印刷前に見てほしい所が{count}か所あります。",
            to_look_at,
        )
        hints = sentence.format(count=to_look_at)
    notices.tell(
        Tone.WARN if renamed or hints else Tone.GOOD,
        Told(what, renamed, hints),
        Offer(_("開く"), lambda: _show(path), closes=False),
        Offer(_("フォルダーを開く"), lambda: _show(path.parent), closes=False),
        key="exported",
    )


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def proposed_name(facts: DeskFacts) -> str:
    """局区X方針_R7_政策局.xlsx, without characters Windows refuses."""
    name = f"局区X方針_{facts.form.name}_{facts.bureau}"
    return "".join("_" if character in NOT_IN_A_NAME else character for character in name) + ".xlsx"
