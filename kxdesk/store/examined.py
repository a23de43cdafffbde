"""What an examination comes to: findings, each told apart from the others, and the gravest as the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kxdesk.domain.short_code import head_code
from kxdesk.domain.things import Ref

if TYPE_CHECKING:
    from kxdesk.store.manifest import Manifest


class Outcome(StrEnum):
    """What an auditor is told; each is another word."""

    SOUND = "sound"
    ALTERED = "altered"
    ISSUER_UNCONFIRMED = "issuer-unconfirmed"
    OUTDATED = "outdated"


class Signature(StrEnum):
    """What can be said of the signature."""

    NONE = "none"
    BROKEN = "broken"  # it is not of this manifest
    UNCHECKED = "unchecked"  # it fits the key that the copy itself names
    OTHER_KEY = "other-key"  # that is not the key that was given
    VALID = "valid"  # made with the key that was given


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that is wrong.

    Attributes:
        code: kebab-case; `words.proof` says it.
        entry: number of the first entry of the history that is not what was written, where it is known.
        until: the number up to which it may lie, where it cannot be told more closely.
        ref, field: the thing that strayed.
        name: of a table, an edition or a copy.
    """

    code: str
    entry: int | None = None
    until: int | None = None
    ref: Ref | None = None
    field: str = ""
    name: str = ""

    @property
    def outcome(self) -> Outcome:
        if self.code in {"unsigned", "other-key"}:
            return Outcome.ISSUER_UNCONFIRMED
        return Outcome.OUTDATED if self.code in {"older-copy", "head-not-reached"} else Outcome.ALTERED


@dataclass(slots=True)
class Examined:
    """What came of it.

    Attributes:
        manifest: of an audit copy; None for a desk, and where it cannot be read.
        is_copy: whether it is, or was, an audit copy.
        length: entries of the history that hold.
        head: hash of the last of them.
        code_entry: the entry that was the last when the code was printed that was typed in.
        code_checked, known_checked: whether these were given.
    """

    path: Path
    is_copy: bool
    manifest: Manifest | None = None
    signature: Signature = Signature.NONE
    findings: list[Evidence] = field(default_factory=list)
    length: int = 0
    head: str = ""
    code_entry: int | None = None
    code_checked: bool = False
    known_checked: bool = False

    @property
    def outcome(self) -> Outcome:
        """The gravest of the findings'."""
        found = {finding.outcome for finding in self.findings}
        graver = (Outcome.ALTERED, Outcome.OUTDATED, Outcome.ISSUER_UNCONFIRMED)
        return next((outcome for outcome in graver if outcome in found), Outcome.SOUND)

    @property
    def is_altered(self) -> bool:
        """Whether it is not what was issued, whoever issued it."""
        return self.outcome is Outcome.ALTERED

    @property
    def sound(self) -> bool:
        return self.outcome is Outcome.SOUND

    @property
    def head_code(self) -> str:
        return head_code(self.length, self.head) if self.head else ""

    def add(self, code: str, **facts: object) -> None:
        self.findings.append(Evidence(code, **facts))  # type: ignore[arg-type]
