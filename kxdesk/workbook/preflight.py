"""What a file is, by its bytes and never by its name, before any parser sees it."""

from __future__ import annotations

import re

from kxdesk.domain.problems import Problem
from kxdesk.workbook.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"MSCF")
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style|script|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
# Excel's owner file: length, the name in the system code page padded to 54, then the same in UTF-16.
_LOCK_FILE_BYTES = (165, 162)
_LOCK_NAME_BYTES = 54


def check_kind(data: bytes, limits: Limits) -> None:
    """Return if `data` can be a zip package of sane size.

    Raises:
        Problem: empty-file, too-large, or what the file is instead of a workbook.
    """
    if not data:
        raise Problem("empty-file")
    if len(data) > limits.file_bytes:
        raise Problem("too-large", size=len(data), limit=limits.file_bytes)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    if data.startswith(_OLE):
        raise Problem(_ole_kind(data))
    raise Problem(_other_kind(data))


def _ole_kind(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "encrypted"
    if holds("Workbook") or holds("Book"):
        return "old-xls"
    if holds("WordDocument") or holds("PowerPoint Document"):
        return "document-renamed"
    return "not-a-workbook"


def _other_kind(data: bytes) -> str:
    head = data[:4096]
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    signs = (
        ("pdf-renamed", b"%PDF-" in head[:1024]),
        ("image-renamed", data.startswith(_IMAGES)),
        ("archive-renamed", data.startswith(_ARCHIVES) or head[2:5] in (b"-lh", b"-lz")),
        ("document-renamed", data.startswith(b"{\\rtf")),
        ("xml-spreadsheet", _SPREADSHEET_2003 in head),
        ("html-renamed", bool(_HTML.match(bare)) or bare[:13].lower() == b"mime-version:"),
        ("lock-file", len(data) in _LOCK_FILE_BYTES and 0 < data[0] <= _LOCK_NAME_BYTES),
        ("old-xls", data.startswith(_OLD_EXCEL)),
        ("zeroed-file", not head.strip(b"\0")),
        ("text-renamed", _is_text(head)),
    )
    return next((code for code, holds in signs if holds), "not-a-workbook")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if re.search(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]", head):
        return False
    # The last bytes may cut a character in two.
    for encoding in ("utf-8", "cp932"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
