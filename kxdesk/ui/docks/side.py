"""The right side: 点検, 指摘, 履歴 and 手引き as tabs, each for what is in the middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QWidget

from kxdesk.ui.docks.checks import Checks
from kxdesk.ui.docks.guidance import Guidance
from kxdesk.ui.docks.history import History
from kxdesk.ui.docks.remarks import Remarks
from kxdesk.ui.icons import icon
from kxdesk.ui.text import _


class Side(QTabWidget):
    """Holds the four and nothing else."""

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setDocumentMode(True)
        self.checks = Checks(name_of)
        self.remarks = Remarks()
        self.history = History()
        self.guidance = Guidance()
        self.addTab(self.checks, _("点検"))
        self.addTab(self.remarks, _("指摘"))
        self.addTab(self.history, _("履歴"))
        self.addTab(self.guidance, _("手引き"))
        self.tint()

    def tint(self) -> None:
        """Icons in the colours in force."""
        self.checks.tint()
        self.remarks.tint()
        for number, name in enumerate(("checks", "remark", "history", "guidance")):
            self.setTabIcon(number, icon(name))
