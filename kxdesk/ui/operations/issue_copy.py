"""Issue an audit copy of the desk that is open, and say the code that belongs on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from kxdesk.store import signing
from kxdesk.ui.auditing.issue_dialog import IssueDialog, KeyDialog
from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.notices import Notices, Offer, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import issue_copy as usecase
from kxdesk.words.problems import Told


def issue_copy(view: DeskView, notices: Notices, show: Callable[[Path], object]) -> IssueDialog:
    """Ask, write on the worker, tell what came of it.

    Args:
        view: with the desk.
        notices: where the outcome is told.
        show: opens a copy in the auditor's window.
    """
    facts = view.session.facts
    assert facts
    home = Path(facts.home or facts.path)
    proposed = home.with_name(_("{name}（監査用）").format(name=home.stem) + ".kxdesk")
    dialog = IssueDialog(proposed, view)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.make_key.clicked.connect(lambda: _ask_key(dialog, view, notices))

    def on_accepted() -> None:
        _issue(view, notices, dialog, show)

    dialog.accepted.connect(on_accepted)
    dialog.open()
    return dialog


def _issue(view: DeskView, notices: Notices, dialog: IssueDialog, show: Callable[[Path], object]) -> None:
    view.flush()

    def on_issued(issued: Any) -> None:
        offer = Offer(_("写しを見る"), lambda: show(issued.path))
        notices.tell(Tone.INFO, _told(issued), offer, icon_name="done")  # stays: the code is to be copied

    view.session.submit(
        _write,
        dialog.path,
        dialog.key.path,
        dialog.password.text(),
        done=on_issued,
        title=_("監査用の写しをつくっています…"),
    )


def _write(desk: Any, path: Path, key: Path | None, password: str) -> Any:
    return usecase.issue_copy(desk, path, key, password)


def _told(issued: Any) -> Told:
    code = issued.manifest.head_code
    return Told(
        _("「{file}」をつくり、読み直して確かめました。").format(file=issued.path.name),
        _("照合コード {code}").format(code=code),
        _("紙に控えておくと、古い写しとのすり替えが分かります。"),
    )


def _ask_key(dialog: IssueDialog, view: DeskView, notices: Notices) -> None:
    chooser = QFileDialog(dialog, _("署名の鍵をつくる"), str(dialog.path.parent), _("鍵 (*.pem)"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("pem")
    chooser.selectFile(_("署名の鍵") + ".pem")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(lambda chosen: make_key(dialog, view, notices, Path(chosen)))
    chooser.open()


def make_key(dialog: IssueDialog, view: DeskView, notices: Notices, path: Path) -> KeyDialog:
    """Ask for a password, make the key, put its public key beside it, and use it."""
    asked = KeyDialog(path, dialog)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_accepted() -> None:
        password = asked.password.text()

        def on_made(print_: str) -> None:
            dialog.key.choose(path)
            dialog.password.setText(password)
            said = Told(
                _("鍵と公開鍵をつくりました。公開鍵だけを人に渡してください。"),
                _("公開鍵の指紋 {print}").format(print=print_),
                _("指紋は、紙か電話で伝えてください。"),
            )
            notices.tell(Tone.INFO, said, icon_name="done")

        view.session.read(_make, path, password, owner=dialog, done=on_made)

    asked.accepted.connect(on_accepted)
    asked.open()
    return asked


def _make(_desk: Any, path: Path, password: str) -> str:
    public = signing.make_key(path, password)
    signing.export_public(signing.load_key(path, password), path.with_suffix(".pub"))
    return public.print
