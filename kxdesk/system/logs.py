"""A diagnostic log without record text: what went wrong, where in the program, never what was typed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class _Log(logging.Handler):
    """Opens its file with the first line: on most days there is nothing to say."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _file(self._folder)
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _file(folder: Path) -> logging.Handler:
    """Where nothing can be written, what is logged is lost and the window stays."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 -- 8 ms: it brings the network along

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            folder / "kxdesk.log", maxBytes=512_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return logging.NullHandler()


def set_up_logs(folder: Path) -> None:
    """Warnings and worse to `folder/kxdesk.log`, half a megabyte, three generations."""
    handler = _Log(folder)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("kxdesk")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
