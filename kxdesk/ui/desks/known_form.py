"""The form a desk was shown with last: reading its layout again would hold up the first picture.

It is a guess. The form that comes with the opened desk is right, and replaces what was shown by another.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import astuple
from typing import TYPE_CHECKING

from kxdesk.domain.form import AskedField, Form
from kxdesk.domain.things import Kind
from kxdesk.system.places import places

if TYPE_CHECKING:
    from pathlib import Path


def recall_form(name: str) -> Form | None:
    """As `remember_form` last kept it; None where it was never seen or is unreadable."""
    try:
        known = json.loads(_file(name).read_text(encoding="utf-8"))
        asked = tuple(
            AskedField(Kind(thing), key, heading, recommended, tuple(choices), required)
            for thing, key, heading, recommended, choices, required in known.pop("asked")
        )
        years = tuple(known.pop("indicator_years"))
        return Form(asked=asked, indicator_years=years, **known)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def remember_form(form: Form) -> None:
    """For the next start; where it cannot be written, that start takes a moment longer."""
    text = json.dumps(
        {
            "name": form.name,
            "fiscal_year": form.fiscal_year,
            "asked": [astuple(entry) for entry in form.asked],
            "compose": dict(form.compose),
            "instructions": dict(form.instructions),
            "numbers_activities": form.numbers_activities,
            "indicator_years": list(form.indicator_years),
        },
        ensure_ascii=False,
    )
    file = _file(form.name)
    with contextlib.suppress(OSError, UnicodeError):
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def _file(name: str) -> Path:
    """A name is a person's own: it says nothing about folders."""
    return places().forms / f"{''.join(each if each.isalnum() else '_' for each in name)}.json"
