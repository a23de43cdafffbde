"""The sheet that is shown: what it is for, its block of activities, its lists, what stays unknown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kxdesk.domain.things import Kind
from kxdesk.ui.templates.words import ROLES
from kxdesk.ui.templates.wrapped import Wrapped
from kxdesk.ui.text import _
from kxdesk.words.guesses import told_refusal
from kxdesk.workbook.addresses import address
from kxdesk.workbook.layout import Role
from kxdesk.workbook.learn.draft import Draft
from kxdesk.workbook.learn.propose import SheetProposal

_MOST = 6


class SheetCard(QWidget):
    """A person changes here what concerns the whole sheet."""

    role_chosen = Signal(object)  # Role
    block_wanted = Signal()
    list_wanted = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Wrapped(points=11.5, bold=True)
        self.roles = {role: QRadioButton(_(words)) for role, words in ROLES.items()}
        self._buttons = QButtonGroup(self)
        self._block = Wrapped(muted=True)
        self.block = QPushButton(_("取組の枠を示す…"))
        self._lists = Wrapped(muted=True)
        self.issues = QPushButton(_("課題の一覧の行を示す…"))
        self.facilities = QPushButton(_("施設の一覧の行を示す…"))
        self._rest = Wrapped(muted=True, points=9)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        for role, button in self.roles.items():
            self._buttons.addButton(button)
            column.addWidget(button)
            button.clicked.connect(lambda _checked=False, role=role: self.role_chosen.emit(role))
        for part in (self._block, self.block, self._lists, self.issues, self.facilities):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self._rest)
        self.block.clicked.connect(self.block_wanted)
        self.issues.clicked.connect(lambda: self.list_wanted.emit(Kind.ISSUE))
        self.facilities.clicked.connect(lambda: self.list_wanted.emit(Kind.FACILITY))

    def show_sheet(self, draft: Draft, name: str) -> None:
        sheet = draft.sheet(name)
        known = name in draft.plates
        self.title.setText(_("シート「{name}」").format(name=name))
        self._buttons.setExclusive(False)
        for role, button in self.roles.items():
            button.setChecked(role is sheet.role or (role is Role.LEAVE and sheet.role is Role.INDICATORS))
            button.setEnabled(known)
        self._buttons.setExclusive(True)
        self._block.setText(_told_block(sheet))
        self._lists.setText(_told_lists(sheet))
        on_issue, once = sheet.role is Role.ISSUE, sheet.role is Role.ONCE
        for part in (self._block, self.block):
            part.setVisible(on_issue)
        self._lists.setVisible(once and bool(sheet.lists))
        self.issues.setVisible(once)
        self.facilities.setVisible(once)
        self._rest.setText(_told_rest(draft, sheet))


def _told_block(sheet: SheetProposal) -> str:
    block = sheet.block
    if block is None:
        return _("取組の枠は見つかりませんでした。")
    return _("取組の枠: {first}〜{last}行が{count}つ、工程は{top}〜{bottom}行").format(
        first=block.first,
        last=block.last,
        count=block.count,
        top=block.headings.first,
        bottom=block.headings.last,
    )


def _told_lists(sheet: SheetProposal) -> str:
    rows = [
        _("{value}{first}〜{last}行").format(
            value=f"{section.value} " if section.value else "", first=section.first, last=section.last
        )
        for listed in sheet.lists
        for section in listed.sections
    ]
    return _("一覧の行: {rows}").format(rows="、".join(rows))


def _told_rest(draft: Draft, sheet: SheetProposal) -> str:
    """What cannot be used, and boxes nobody knows."""
    told = [
        f"{address(*one.at)}: {told_refusal(one)}"
        for one in draft.proposal.refusals
        if one.sheet == sheet.name
    ]
    if sheet.unknown and sheet.role in (Role.ONCE, Role.ISSUE):
        labels = "、".join(one.label for one in sheet.unknown[:_MOST])
        more = "…" if len(sheet.unknown) > _MOST else ""
        told.append(_("対応する項目のない欄: {labels}").format(labels=labels + more))
    return "\n".join(told)
