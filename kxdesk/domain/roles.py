"""What a desk is for; its role is decided when it is made."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who works in a desk: a division, the staff who put divisions or bureaus together, or an auditor."""

    DIVISION = "division"
    CONSOLIDATION = "consolidation"
    AUDIT_COPY = "audit-copy"
