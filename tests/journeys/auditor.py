"""An auditor's session from its first byte to its end: verify, type the code, read issues, compare, close.

`python tests/journeys/auditor.py COPY CODE` says on stdout what she saw, as JSON. It writes nothing anywhere:
the test looks over its shoulder with strace.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from kxdesk import app  # noqa: E402
from kxdesk.ui.desk_view import DeskView  # noqa: E402
from kxdesk.ui.navigator.spots import Page, Spot  # noqa: E402

seen: dict[str, Any] = {}
WRITING = ("edit_fields", "import_workbooks", "undo", "open_desk", "freeze_edition", "issue_copy", "new_desk")


def until(what: str, holds: Any) -> None:
    for _ in range(600):
        if holds():
            return
        QTest.qWait(50)
    raise AssertionError(f"never seen: {what}")


def main() -> int:
    copy, code = Path(sys.argv[1]), sys.argv[2]
    made: list[Any] = []
    compose = app.compose_audit

    def composed(worker: Any, path: Path) -> Any:
        made.append(compose(worker, path))
        QTimer.singleShot(0, lambda: run(made[0], code))
        return made[0]

    app.compose_audit = composed
    result = app.run(copy)
    seen["writing"] = [name for name in WRITING if _is_loaded(f"kxdesk.usecases.{name}")]
    print(json.dumps(seen, ensure_ascii=False))
    return result


def run(window: Any, code: str) -> None:
    try:
        look(window, code)
    except Exception as error:  # noqa: BLE001 told to the test, not to the event loop
        seen["error"] = repr(error)
    window.close()


def look(window: Any, code: str) -> None:
    """Verify, hold to the code, read, compare."""
    page = window.verification
    seen["open_before"] = any(button.isEnabled() for button in window.buttons[1:])
    until("a verdict", lambda: page.card.tone != "info")
    seen["verdict"] = page.card.word.text()
    if page.card.tone == "bad":
        QTest.qWait(500)
        seen["open_after"] = any(button.isEnabled() for button in window.buttons[1:])
        return
    page.held_to.code.setText(code)
    page.held_to.code.returnPressed.emit()
    until("the verdict with the code", lambda: page.card.tone != "info")
    seen["with_code"] = page.card.word.text()
    until("the pages", window.buttons[1].isEnabled)
    window.buttons[1].click()
    view = window.stack.currentWidget()
    assert isinstance(view, DeskView)
    until("an issue", lambda: view.spot is not None and view.spot.page is Page.ISSUE)
    for line in view.navigator.lines[:3]:
        view.go(Spot(Page.ISSUE, line.id))
        QTest.qWait(100)
    view.go(Spot(Page.EDITIONS))
    editions = view.stack.currentWidget()
    until("the editions", lambda: editions.list.rowCount() == 2 and editions.changes.deltas)
    seen["changes"] = len(editions.changes.deltas)
    seen["can_freeze"] = editions.freeze_button.isVisible()
    view.go(Spot(Page.TIMELINE))
    timeline = view.stack.currentWidget()
    until("the timeline", lambda: timeline.model.rowCount() > 3)
    timeline.filters.words.setText("十二月")
    until("the changes with the word", lambda: timeline.model.rowCount() == 2)
    seen["timeline"] = timeline.model.rowCount()
    timeline.stood_button.click()
    until("how it stood", lambda: timeline.stood.shown() is not None)
    origin = timeline.show_origin(timeline.change().line.first.seq)
    until("where it came from", lambda: "直接入力" in origin.text.toPlainText())
    origin.reject()
    timeline.tabs.setCurrentWidget(timeline.files)
    until("the files", lambda: timeline.files.counts.text() != "")
    view.go(Spot(Page.SEARCH))
    search = view.stack.currentWidget()
    search.words.setText("八月")
    until("the text of the first edition", lambda: search.model.rowCount() > 0)
    seen["found"] = [(hit.stands, list(hit.editions)) for hit in search.model.hits if hit.field == "title"]
    QTest.qWait(300)


def _is_loaded(name: str) -> bool:
    """Whether a module has run; one that was put off has not."""
    module = sys.modules.get(name)
    return module is not None and "__later__" not in object.__getattribute__(module, "__dict__")


if __name__ == "__main__":
    sys.exit(main())
