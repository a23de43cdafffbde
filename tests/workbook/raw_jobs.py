"""What a child reads for the tests: an outline small enough to send and to compare."""

from __future__ import annotations

import resource
from typing import Any

from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook


def outline(data: bytes) -> dict[str, Any]:
    """How many cells each sheet has, what was damaged, and the megabytes this process ever took."""
    workbook = read_workbook(open_package(data))
    return {
        "cells": {sheet.name: len(sheet.cells) for sheet in workbook.sheets},
        "damages": sorted({damage.code for damage in workbook.damages}),
        "notes": workbook.notes,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
