"""Where a value came from: value → who decided → file that came → sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.policy import ref_of
from kxdesk.domain.problems import Problem
from kxdesk.store import history
from kxdesk.store.decisions import decisions
from kxdesk.store.exchanges import file_of, state_of_file
from kxdesk.store.intake import intake_item
from kxdesk.store.passed_files import kept_size
from kxdesk.usecases.read_workbook import read_files
from kxdesk.usecases.receipt_places import thing_at
from kxdesk.workbook.bounded import ReaderPool

if TYPE_CHECKING:
    from kxdesk.store.decisions import Made
    from kxdesk.store.desk import Desk
    from kxdesk.store.history import Entry
    from kxdesk.store.intake import IntakeItem
    from kxdesk.workbook.receipts import Receipt

_HEX = 64  # of a SHA-256


@dataclass(frozen=True, slots=True)
class Origin:
    """The chain of one value.

    Attributes:
        entry: the entry of the history that wrote it.
        through: entries that only brought back what another had written, that first; `entry` among them last.
        decision: what a person chose at this place of the workbook; None where nobody had to.
        file_name, sha256: of the workbook it came from; "" where it was typed in or made here.
        item: the workbook as it waited in the queue; None where it never did.
        size: bytes of the original, which is kept; None where it is not.
    """

    entry: Entry
    through: tuple[Entry, ...]
    decision: Made | None
    file_name: str
    sha256: str
    item: IntakeItem | None
    size: int | None


def origin_of(desk: Desk, seq: int) -> Origin:
    """Of what an entry of the history wrote; an undoing leads on to the entry whose value it brought back.

    Raises:
        Problem: no-such-thing.
    """
    entry = history.entry(desk, seq)
    if entry is None:
        raise Problem("no-such-thing", kind="history", id=str(seq))
    through: list[Entry] = []
    while entry.undo_of is not None and (earlier := _wrote_before(desk, entry)) is not None:
        through.append(entry)
        entry = earlier
    name, _space, sha256 = entry.source.rpartition(" ")
    if len(sha256) != _HEX:
        return Origin(entry, tuple(through), None, entry.source, "", None, None)
    made = [one for one in decisions(desk, sha256) if one.key == (entry.ref, entry.field)]
    decision = next((one for one in reversed(made) if one.change == entry.change), None)
    return Origin(
        entry, tuple(through), decision, name, sha256, intake_item(desk, sha256), kept_size(desk, sha256)
    )


def cells_of(desk: Desk, origin: Origin) -> tuple[Receipt, ...]:
    """The cells of the original that the value was read from; the kept workbook is read again for it.

    Raises:
        Problem: file-missing where the original is not kept; a reason code of reading.
    """
    data, said = file_of(desk, origin.sha256), state_of_file(desk, origin.sha256)
    if data is None or said is None:
        raise Problem("file-missing", path=origin.file_name)
    with ReaderPool(1) as pool:
        (file,) = read_files([Path(origin.file_name)], pool, load=lambda _name: data)
    if file.problem is not None:
        raise file.problem
    assert file.read is not None
    place = (origin.entry.ref, origin.entry.field)
    found = []
    for receipt in file.read.reading.receipts:
        thing = thing_at(said, receipt)
        if thing is not None and (ref_of(thing), receipt.key) == place:
            found.append(receipt)
    return tuple(found)


def _wrote_before(desk: Desk, entry: Entry) -> Entry | None:
    """The newest entry before it that wrote the same value into the field, and was no undoing."""
    for one in history.entries(desk, refs=[entry.ref], field=entry.field):
        if one.seq < entry.seq and one.after == entry.after and one.undo_of is None:
            return one
    return None
