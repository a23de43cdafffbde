"""The first picture waits for nothing it does not show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kxdesk.ui.desks.known_form import remember_form
from kxdesk.usecases.forms import form_named
from tests.bench.startup.__main__ import ROOT, make_desk

PROGRAM = """
import json, os, sys
from kxdesk import app, cli
compose = app.compose

def composed(worker):
    global window
    window = compose(worker)
    started = window.open_desk
    def open_desk(path):
        started(path)
        window.session.glanced.connect(lambda _facts: window.view.navigator.model.modelReset.connect(look))
    window.open_desk = open_desk
    return window

def look():
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer(interval=1)
    timer.timeout.connect(shown)
    timer.start()

def shown():
    page = window.view.stack.currentWidget()
    if page and page.thing:
        loaded = [name for name, module in sys.modules.items() if "__later__" not in vars(module)]
        print(json.dumps({"loaded": loaded, "open": window.session.is_open, "title": page.thing.title}))
        sys.stdout.flush()
        os._exit(0)

app.compose = composed
cli.main(["open", sys.argv[1]])
"""
HEAVY = (
    *("sqlalchemy", "alembic", "lxml", "openpyxl", "babel", "numpy", "matplotlib", "cryptography", "psycopg"),
)
LATER = (
    *("kxdesk.usecases.", "kxdesk.workbook.", "kxdesk.domain.checks", "kxdesk.domain.steps"),
    *("kxdesk.ui.docks.", "kxdesk.ui.operations.", "kxdesk.ui.schedule.", "kxdesk.ui.issues.progress"),
    *("kxdesk.cli.parser", "multiprocessing", "socket", "html", "difflib", "tomllib", "importlib.resources"),
)


@pytest.fixture
def first(tmp_path: Path) -> dict[str, object]:
    """What was loaded when the first issue of a desk stood in its boxes; the second start counts."""
    desk = tmp_path / "机.kxdesk"
    make_desk(desk, 8)
    environment = os.environ | {
        "KXDESK_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KXDESK_DATA", environment["KXDESK_DATA"])
        remember_form(form_named("R7"))
    command = [sys.executable, "-c", PROGRAM, str(desk)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_first_picture_loads_little(first: dict[str, object]) -> None:
    """Neither the libraries that write nor the screens behind the first are loaded for the first picture."""
    loaded = first["loaded"]
    assert isinstance(loaded, list)
    assert first["title"]
    assert first["open"] is False
    late = [name for name in loaded if name.startswith((*HEAVY, *LATER))]
    assert late == []
    ours = [name for name in loaded if name.startswith("kxdesk")]
    assert len(ours) <= 100, sorted(ours)
