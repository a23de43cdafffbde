"""What is put off loads whole, once, and only when it is asked for, from whichever thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, threading
sys.path[:0] = [{root!r}, {folder!r}]
from kxdesk.ui.later import load_later
load_later("slow.")
from slow import heavy
from slow import lame
assert "decimal" not in sys.modules, "loaded too early"
seen = []
def ask():
    seen.append((heavy.VALUE, heavy.partner().VALUE))
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join(10)
assert seen == [(42, 7)] * 8, seen
assert heavy.LOADS == [1], heavy.LOADS
try:
    lame.anything
except ValueError:
    pass
else:
    raise AssertionError("a module that fails to load says so")
print("ok")
"""


def test_many_threads_ask_at_once(tmp_path: Path) -> None:
    """Eight threads that ask at once all see the whole module, which two modules import from each other."""
    package = tmp_path / "slow"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "heavy.py").write_text(
        "import decimal, time\nfrom slow import other\ntime.sleep(0.1)\nLOADS = [1]\nVALUE = 42\n"
        "def partner():\n    return other\n",
        encoding="utf-8",
    )
    (package / "other.py").write_text("from slow import heavy\nVALUE = 7\n", encoding="utf-8")
    (package / "lame.py").write_text("raise ValueError('lame')\n", encoding="utf-8")
    script = SCRIPT.format(root=str(Path(__file__).resolve().parents[2]), folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "ok\n", done.stderr


def test_the_window_is_composed_without_the_libraries_of_the_store(tmp_path: Path) -> None:
    """Before a desk is opened neither SQLAlchemy nor a workbook library is loaded."""
    script = (
        "import sys\nfrom kxdesk.ui.application import application\nfrom kxdesk.ui.background import Worker\n"
        "from kxdesk.app import compose\napplication()\nworker = Worker()\nwindow = compose(worker)\n"
        "window.show_welcome()\n"
        "print(sorted({'sqlalchemy', 'alembic', 'lxml', 'openpyxl'} & set(sys.modules)))\n"
        "worker.stop()\n"
    )
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"KXDESK_DATA": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "[]\n", done.stdout + done.stderr
