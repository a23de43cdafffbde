"""Returned workbooks to mangle: one filled from the sample, and the real one where it is at hand."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from kxdesk.domain.interchange import to_document
from kxdesk.usecases.sample_desk import sample_policy
from kxdesk.workbook.fill import fill
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.layouts import available_layouts
from kxdesk.workbook.read_job import read_bytes
from kxdesk.workbook.receipts import Reading
from tests.conftest import LACKING
from tests.workbook.policies import SHARED, layout, real_return, template

NAMES = ("sample", "real")
Document = dict[str, Any]


@cache
def source(name: str) -> bytes:
    if name == "real":
        if not SHARED.is_dir():
            pytest.skip(LACKING + "the folder ../shared")
        return real_return()
    return fill(template("R7"), layout("R7"), sample_policy()).data


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(place.layout for place in available_layouts())


def read(data: bytes) -> tuple[Reading, Document]:
    """As the program reads files from outside: whichever form it is."""
    reading, form = read_bytes(data, _layouts())
    return reading, to_document(reading.policy, form_of(layout(form)))


@cache
def _said(name: str) -> Document:
    reading, document = read(source(name))
    assert not reading.flags
    assert not reading.holds
    return document


def said(name: str) -> Document:
    """What the workbook says before it is mangled; a copy to change."""
    return deepcopy(_said(name))
