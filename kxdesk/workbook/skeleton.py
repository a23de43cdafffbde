"""A fingerprint of a blank form that survives a re-save: what it prints, not how it is packed."""

from __future__ import annotations

from hashlib import sha256

from kxdesk.workbook.labels import label_key
from kxdesk.workbook.raw import RawWorkbook


def skeleton(raw: RawWorkbook) -> str:
    """32 hexadecimal digits over the folded texts of the visible sheets, in the order of sheets and cells."""
    digest = sha256()
    for sheet in raw.sheets:
        if sheet.state != "visible":
            continue
        digest.update(b"\x1d")
        for position in sorted(sheet.cells):
            cell = sheet.cells[position]
            if cell.kind == "text" and cell.formula is None:
                digest.update(label_key(str(cell.value)).encode() + b"\x1e")
    return digest.hexdigest()[:32]
