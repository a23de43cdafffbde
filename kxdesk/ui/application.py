"""Qt's own application object and folders, so that what composes the window needs no Qt."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from kxdesk.ui.later import import_plainly

import_plainly()  # from here on: PySide has just put itself in between


def application() -> QApplication:
    """The one of this process, made at the first call."""
    # Named here, Fusion costs nothing; `setStyle` hands back a QStyle, and 600 members of enums with it.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    sys.setswitchinterval(0.0002)  # the window gets its turn when it asks, whatever the worker computes
    app.setApplicationName("kxdesk")
    return app


def documents_folder() -> Path:
    """Where the person's documents lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
