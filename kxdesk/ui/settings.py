"""What the window remembers until the next day: where it stood, which desks were open, theme, language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT = 10


class Settings:
    """An .ini file in the person's own folder."""

    def __init__(self, file: Path) -> None:
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        return str(self._file.value(key, default))

    def put(self, key: str, value: str) -> None:
        self._file.setValue(key, value)

    def bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_bytes(self, key: str, value: QByteArray) -> None:
        self._file.setValue(key, value)

    @property
    def recent(self) -> list[str]:
        """Paths of desks, the last one opened first."""
        value = self._file.value("recent", [])
        return [str(entry) for entry in (value if isinstance(value, list) else [value]) if entry]

    def remember(self, path: str) -> None:
        self._file.setValue("recent", [path, *(entry for entry in self.recent if entry != path)][:RECENT])

    def forget(self, path: str) -> None:
        self._file.setValue("recent", [entry for entry in self.recent if entry != path])

    def save(self) -> None:
        self._file.sync()
