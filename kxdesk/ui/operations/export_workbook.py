"""Write the policy into the ward office's workbook and offer to open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.desks.whereabouts import folder_of
from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases import export_workbook as usecase
from kxdesk.usecases import forms
from kxdesk.words.problems import Told

NOT_IN_A_NAME = '\\/:*?"<>|'


def export_workbook(view: DeskView, notices: Notices) -> None:
    """Ask where to and into which form, write on the worker, tell what came of it."""

    def on_known(names: tuple[str, ...]) -> None:
        _ask(view, notices, names)

    view.session.read(_form_names, owner=view, done=on_known)


def _form_names(_desk: Any) -> tuple[str, ...]:
    return tuple(place.layout.name for place in forms.usable_layouts())


def _ask(view: DeskView, notices: Notices, names: tuple[str, ...]) -> None:
    facts = view.session.facts
    if facts is None:  # closed meanwhile
        return
    own = facts.form.name
    filters = {
        _("様式{form}のExcelブック (*.xlsx)").format(form=name): name
        for name in (own, *(name for name in names if name != own))
    }
    proposed = folder_of(facts.home or facts.path, Path.home()) / proposed_name(facts)
    dialog = QFileDialog(view, _("Excelへ書き出す"), str(proposed.parent))
    dialog.setNameFilters(list(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(proposed.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_chosen(chosen: str) -> None:
        form = filters.get(dialog.selectedNameFilter(), own)
        write_to(view, notices, Path(chosen), None if form == own else form)

    dialog.fileSelected.connect(on_chosen)
    dialog.open()


def write_to(view: DeskView, notices: Notices, out: Path, form: str | None = None) -> None:
    """Everything typed is saved first, because the worker keeps the order.

    Args:
        view: with the desk.
        notices: where the outcome is told.
        out: the file.
        form: name of another form than the policy's own.
    """
    view.flush()
    view.session.settle()

    def on_written(exported: Any) -> None:
        _tell(notices, out, exported.path, len(exported.notes))

    view.session.read(_export, out, form, owner=view, done=on_written, title=_("Excelへ書き出しています…"))


def _export(desk: Any, out: Path, form: str | None) -> Any:
    return usecase.export_workbook(desk, out, template=form)


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
