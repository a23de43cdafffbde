"""What holds in every test: no unexpected log or Qt message, no touch of the real home, no silent skip."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from kxdesk.system.server_address import ServerAddress
    from tests.servers import Server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parents[1]

# Marker -> the programs it cannot do without, each with the name a person knows it by.
PROGRAMS = {
    "office": {"soffice": "LibreOffice Calc"},
    "screen": {"Xvfb": "Xvfb", "xdotool": "xdotool"},
    "server": {"postgres": "PostgreSQL"},
}
LACKING = "not run here, it needs "

hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("long" if os.environ.get("KXDESK_LONG") == "1" else "ci")


def program_path(name: str) -> str | None:
    """As of `devkit.machine`, which a copy of this file cannot ask."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, servers)]))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, programs in PROGRAMS.items():
        missing = [name for program, name in programs.items() if program_path(program) is None]
        if missing and item.get_closest_marker(marker):
            pytest.skip(LACKING + ", ".join(missing))
    if item.get_closest_marker("frozen") and os.environ.get("KXDESK_FULL") != "1":
        pytest.skip(LACKING + "`dev.py test --full`")
    if item.get_closest_marker("slow") and os.environ.get("KXDESK_LONG") != "1":
        pytest.skip(LACKING + "KXDESK_LONG=1")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out for lack of what, and how the checks fared that dev.py ran before pytest."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple) and LACKING in report.longrepr[2]:
            reasons[report.longrepr[2].partition(LACKING)[2]] += 1
    if reasons:
        terminalreporter.section("実行しなかったテスト / not run here, for lack of")
        for name, count in sorted(reasons.items()):
            terminalreporter.line(f"{name}: {count} 件")
    if checks := os.environ.get("KXDESK_CHECKS"):
        terminalreporter.section("テストの前の検査 / checks before the tests")
        terminalreporter.line(checks)


class LogWatch(logging.Handler):
    """Keeps what is logged at WARNING and above, and what of it a test announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self) -> list[str]:
        unexpected = [line for line in self.seen if not any(re.search(p, line) for p in self.expected)]
        unseen = [p for p in self.expected if not any(re.search(p, line) for line in self.seen)]
        return [f"unexpected log: {line}" for line in unexpected] + [f"never logged: {p}" for p in unseen]


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(log_watch: LogWatch) -> Callable[[str], None]:
    """Announce a log line by a pattern searched in "LEVEL logger: message"; it must then come."""
    return log_watch.expected.append


_qt_messages: list[str] = []


def pytest_sessionstart() -> None:
    """Hear Qt outside the call phase too; inside it pytest-qt listens (`qt_log_level_fail`)."""
    from PySide6 import QtCore  # noqa: PLC0415 -- a machine without Qt's libraries still reads this file

    quiet = {QtCore.QtMsgType.QtDebugMsg, QtCore.QtMsgType.QtInfoMsg}

    def on_message(kind: QtCore.QtMsgType, _context: QtCore.QMessageLogContext, message: str) -> None:
        if kind not in quiet:
            _qt_messages.append(message)

    QtCore.qInstallMessageHandler(on_message)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    yield
    ignored = item.config.getini("qt_log_ignore")
    messages = [text for text in _qt_messages if not any(re.search(p, text) for p in ignored)]
    _qt_messages.clear()
    if messages:
        pytest.fail("Qt while the test was set up or cleared away: " + "\n".join(messages), pytrace=False)


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, so that none reads or writes the real one."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(home / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    (home / "runtime_dir").mkdir(mode=0o700)  # Qt warns of a missing or open one
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents that stands beside the project; not everybody has it."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(LACKING + "the folder ../shared")
    return folder


class Convert(Protocol):
    def __call__(self, source: Path, to: str = "pdf") -> Path: ...


@pytest.fixture(scope="session")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office-profile")


@pytest.fixture
def soffice(office_profile: Path, tmp_path: Path) -> Convert:
    """Convert a file with LibreOffice, into the test's own folder; the test is marked `office`."""

    def convert(source: Path, to: str = "pdf") -> Path:
        out = tmp_path / "converted"
        profile = f"-env:UserInstallation={office_profile.as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
        result = out / f"{source.stem}.{to.partition(':')[0]}"
        assert result.is_file(), done.stdout + done.stderr
        return result

    return convert


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL; the test, or the parameter that asks for it, is marked `server`."""
    from tests.servers import Server  # noqa: PLC0415 -- its driver loads only where it is used

    running = Server()
    yield running
    running.remove()


@pytest.fixture(scope="session")
def server_template(server: Server) -> ServerAddress:
    """A database with a small policy, to be copied."""
    from tests.store.desks import make_desk, small_policy  # noqa: PLC0415

    address = server.database()
    make_desk(address, small_policy()).close()
    return address
