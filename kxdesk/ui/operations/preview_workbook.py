"""See the desk on its form before it is printed; a box that is clicked leads to its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from kxdesk.ui.desk_view import DeskView
from kxdesk.ui.text import _
from kxdesk.usecases import preview_workbook as usecase


def preview_workbook(view: DeskView) -> None:
    """In a window that lives no longer than the desk's view."""

    def on_ready(preview: Any) -> None:
        window = _window(view)
        window.show_preview(preview)
        window.show()
        window.activateWindow()

    _ask(view, view, on_ready)


def _ask(view: DeskView, owner: QObject, done: Callable[[Any], None]) -> None:
    """Everything typed is saved first, because the worker keeps the order."""
    view.flush()
    view.session.settle()
    view.session.read(_preview, owner=owner, done=done, title=_("印刷の様子を調べています…"), key="preview")


def _preview(desk: Any) -> Any:
    return usecase.preview_workbook(desk)


def _window(view: DeskView) -> Any:
    """The one that is open, else a new one."""
    from kxdesk.ui.printing.preview_window import PreviewWindow  # noqa: PLC0415 -- not for the start

    known = view.findChild(PreviewWindow)
    if known is not None:
        return known
    window = PreviewWindow(view)
    window.field_wanted.connect(lambda place: _go(view, place))
    window.fresh_wanted.connect(lambda: _ask(view, window, window.show_preview))
    view.session.changed.connect(window.mark_stale)
    return window


def _go(view: DeskView, place: Any) -> None:
    view.go_to_field(place.ref, place.field, place.issue)
    view.window().activateWindow()
