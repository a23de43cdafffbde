"""Learn a form from its blank workbook: look at it on the worker, let a person correct, keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kxdesk.domain.fiscal_year import FiscalYear
from kxdesk.ui.background import Worker
from kxdesk.ui.notices import Notices, Tone
from kxdesk.ui.text import _
from kxdesk.usecases import correct_form
from kxdesk.usecases import learn_form as usecase
from kxdesk.words.problems import Told


def ask_for_form(parent: QWidget, folder: Path, chosen: Callable[[Path], object]) -> None:
    """`chosen(path)` when the person has chosen a form's blank workbook."""
    dialog = QFileDialog(parent, _("白紙の様式を選ぶ"), str(folder), _("Excelブック (*.xlsx)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


def learn_form(parent: QWidget, worker: Worker, notices: Notices, template: Path) -> None:
    """The template screen opens once the form was looked at."""

    def on_open(form: Any) -> None:
        from kxdesk.ui.templates.template_window import TemplateWindow  # noqa: PLC0415 -- not for the start

        window = TemplateWindow(form, _name(form), parent)
        window.save_wanted.connect(lambda name: _save(window, worker, notices, template, name))
        window.show()

    worker.run(_open, template, owner=parent, done=on_open, title=_("様式を調べています…"))


def _open(template: Path) -> Any:
    return correct_form.open_form(template)


def _name(form: Any) -> str:
    year = form.draft.proposal.fiscal_year
    return FiscalYear(year).short if year else form.template.stem


def _save(window: Any, worker: Worker, notices: Notices, template: Path, name: str) -> None:
    proposal = window.form_screen.correction.draft.proposal

    def on_saved(learnt: Any) -> None:
        window.saved()
        what = _("様式「{name}」を覚えました。").format(name=learnt.form)
        notices.tell(
            Tone.GOOD,
            Told(what, "", _("作業ファイルを新しくつくるときと、Excelへ書き出すときに選べます。")),
            key="learnt",
        )

    worker.run(
        _write,
        proposal,
        template,
        name,
        owner=window,
        done=on_saved,
        title=_("配置を保存しています…"),
        keep=True,
    )


def _write(proposal: Any, template: Path, name: str) -> Any:
    from kxdesk.words.guesses import PREAMBLE, told_guess  # noqa: PLC0415 -- they know the workbook room
    from kxdesk.workbook.learn.write_layout import Comments  # noqa: PLC0415

    return usecase.save_learnt(proposal, template, Comments(_(PREAMBLE), told_guess), name=name)
