"""The version resource that Windows shows in a program's properties, in PyInstaller's notation."""

from __future__ import annotations

NEUTRAL_UNICODE = ("000004B0", [0, 1200])


def version_resource(version: str) -> str:
    """The text of a VSVersionInfo for a version of up to four numbers, "1.2.3"."""
    numbers = [int(part) for part in version.split(".")]
    four = tuple([*numbers, 0, 0, 0, 0][:4])
    table, translation = NEUTRAL_UNICODE
    strings = {
        "ProductName": "kxdesk",
        "FileDescription": "局区Ｘ方針ツール",
        "ProductVersion": version,
        "FileVersion": version,
        "OriginalFilename": "kxdesk.exe",
    }
    shown = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=["
        f"StringFileInfo([StringTable({table!r}, [{shown}])]), "
        f"VarFileInfo([VarStruct('Translation', {translation})])])\n"
    )
