"""The log says what went wrong, and nothing where nothing did."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kxdesk.system.logs import set_up_logs


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    logger = logging.getLogger("kxdesk")
    before = list(logger.handlers)
    yield logger
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()


def test_a_file_comes_with_the_first_line(tmp_path: Path, log: logging.Logger) -> None:
    """No file while there is nothing to say; then time, level, place and sentence."""
    set_up_logs(tmp_path / "logs")
    assert not (tmp_path / "logs").exists()
    log.getChild("ui.start").info("a step was taken")
    line = (tmp_path / "logs" / "kxdesk.log").read_text(encoding="utf-8")
    assert "INFO kxdesk.ui.start a step was taken" in line


def test_where_nothing_can_be_written_nothing_is_raised(tmp_path: Path, log: logging.Logger) -> None:
    """A PC that lets us write nowhere still gets its window."""
    (tmp_path / "logs").write_text("a file stands where the folder would")
    set_up_logs(tmp_path / "logs")
    log.getChild("ui.start").info("a step was taken")
