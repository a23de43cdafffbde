"""What a person types is told as she typed it, at once and only once; what is stored never overtakes her."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kxdesk.ui.widgets.growing_text import GrowingText


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.text = GrowingText()
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.other)
        column.addStretch()
        self.told: list[str] = []
        self.text.typed.connect(self.told.append)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    page = Page()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    page.text.setFocus()
    qtbot.waitUntil(page.text.hasFocus)
    return page


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_grows_and_shrinks_with_its_text(page: Page, qtbot: QtBot) -> None:
    """As tall as its lines, wrapped ones too; nothing scrolls inside."""
    page.text.show_text("あ")
    one = page.text.height()
    page.text.show_text("あ\nい\nう\n" + "長い" * 60)
    QApplication.processEvents()
    assert page.text.height() > 4 * (one - 4)
    assert page.text.verticalScrollBar().maximum() == 0
    page.text.show_text("あ")
    assert page.text.height() == one


def test_what_is_shown_is_not_told(page: Page) -> None:
    """Only a person types."""
    page.text.show_text("保存された文\r\n二行目")
    page.text.show_text("別の文")
    assert page.told == []


@pytest.mark.parametrize("text", ["a\u00a0b", "葛󠄀飾", "𠮷野", "か\u3099", "一\t二", "\u2028", "～〜"])
def test_text_is_kept_as_it_is(page: Page, text: str) -> None:
    """No-break spaces, variants, tabs and decomposed kana come back unchanged."""
    page.text.insertPlainText(text)
    assert page.text.text() == text
    assert page.told == [text]


def test_composing_tells_nothing(page: Page) -> None:
    """A word half composed is nobody's text yet; when it is decided it is told once."""
    page.text.show_text("あ")
    page.text.moveCursor(page.text.textCursor().MoveOperation.End)
    for preedit in ("k", "き", "きt", "きた", "北"):
        compose(page.text, preedit)
        assert page.text.composing
    assert page.told == []
    compose(page.text, "", "北")
    assert page.told == ["あ北"]
    assert not page.text.composing


def test_composing_over_a_selection_tells_nothing_until_decided(page: Page) -> None:
    """The input method removes the selection at its first key; a pause then must not save the hole."""
    page.text.show_text("古い文")
    page.text.selectAll()
    compose(page.text, "あ")
    assert page.told == []
    compose(page.text, "", "新しい文")
    assert page.told == ["新しい文"]


def test_stored_text_waits_for_a_word_being_composed(page: Page) -> None:
    """A refresh in the middle of a word is shown when the word was given up, dropped when it was taken."""
    page.text.show_text("一")
    compose(page.text, "に")
    page.text.show_text("二")
    assert page.text.text() == "一"
    compose(page.text, "", "")
    assert page.text.text() == "二"
    compose(page.text, "さ")
    page.text.show_text("三")
    compose(page.text, "", "四")
    assert page.text.text() == "二四"


def test_caret_stays_in_its_place_when_stored_text_comes(page: Page) -> None:
    """Before, inside and behind the part that changed, also behind a pair of surrogates."""
    page.text.show_text("𠮷abcdef")
    cursor = page.text.textCursor()
    cursor.setPosition(8)
    page.text.setTextCursor(cursor)
    page.text.show_text("𠮷abcdef")
    assert page.text.textCursor().position() == 8
    page.text.show_text("𠮷axyzbcdef")
    assert page.text.textCursor().position() == 11
    page.text.show_text("𠮷axyzbcdefg")
    assert page.text.textCursor().position() == 11


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"])
def test_undo_belongs_to_the_window(page: Page, qtbot: QtBot, keys: str) -> None:
    """The window's shortcut hears it, the text does not change."""
    heard: list[str] = []
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.activated.connect(lambda: heard.append(keys))
    qtbot.keyClicks(page.text, "abc")
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(page.text, combination.key(), combination.keyboardModifiers())
    assert heard == [keys]
    assert page.text.text() == "abc"


def test_paste_is_plain_text(page: Page) -> None:
    """No format, line ends made plain, tabs kept."""
    data = QMimeData()
    data.setHtml("<b>太字</b>")
    data.setText("太字\r\n二行\t目\r三")
    page.text.insertFromMimeData(data)
    assert page.text.text() == "太字\n二行\t目\n三"


def test_one_line_takes_no_line_feed(qtbot: QtBot, page: Page) -> None:
    """Enter goes on to the next field; a pasted line end becomes a space; a stored one is not touched."""
    line = GrowingText(page, one_line=True)
    page.layout().insertWidget(1, line)  # type: ignore[union-attr]
    line.show()
    line.show_text("一\n二")
    assert line.text() == "一\n二"
    line.setFocus()
    line.selectAll()
    data = QMimeData()
    data.setText("三\r\n四")
    line.insertFromMimeData(data)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "三 四"
    assert not line.hasFocus()


def test_leaving_is_told_after_the_last_text(page: Page, qtbot: QtBot) -> None:
    """So that whoever saves at the focus change saves all of it; Tab leaves."""
    order: list[str] = []
    page.text.typed.connect(order.append)
    page.text.left.connect(lambda: order.append("left"))
    qtbot.keyClicks(page.text, "ab")
    qtbot.keyClick(page.text, Qt.Key.Key_Tab)
    assert order == ["a", "ab", "left"]
    assert page.other.hasFocus()
