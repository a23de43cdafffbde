"""Values of a new thing: blank where the form asks, None where it does not."""

from __future__ import annotations

from kxdesk.domain.fields import FieldKind, fields_of
from kxdesk.domain.form import Form
from kxdesk.domain.things import Kind, Value


def blank_values(form: Form, kind: Kind) -> dict[str, Value]:
    """By field key; quarters are left out, they have no blank."""
    return {
        entry.key: "" if form.asks(kind, entry.key) else None
        for entry in fields_of(kind)
        if entry.kind is not FieldKind.QUARTER
    }
