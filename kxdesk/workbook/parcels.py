"""What a child process hands over, packed small: a reading is many small values of a few kinds."""

from __future__ import annotations

import copyreg
import io
import pickle
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kxdesk.domain.policy import KIND_OF
from kxdesk.workbook.receipts import Flag, Reading, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable


def pack(value: object) -> bytes:
    """As `pickle.dumps`; `pickle.loads` unpacks it."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers
    pickler.dump(value)
    return buffer.getvalue()


def _by_fields(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Pickles a data class as a call with its values, all in C."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda thing: (kind, values(thing))


def _reading(*values: Any) -> Reading:
    policy, receipts, flags, *rest = values
    return Reading(policy, tuple(map(Receipt._make, receipts)), tuple(map(Flag._make, flags)), *rest)


def _pack_reading(reading: Reading) -> tuple[Callable[..., Reading], tuple[Any, ...]]:
    """Receipts and flags as bare tuples."""
    policy, receipts, flags, *rest = _reading_values(reading)
    return _reading, (policy, [tuple(one) for one in receipts], [tuple(one) for one in flags], *rest)


_reading_values = attrgetter(*(field.name for field in fields(Reading)))
_reducers: dict[type, Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    **{kind: _by_fields(kind) for kind in KIND_OF},
    Reading: _pack_reading,
}
