"""What a person can act on, as a code with facts; the sentence is made where it is shown."""

from __future__ import annotations

from typing import TypeAlias

Fact: TypeAlias = str | int | float | None


class Problem(Exception):
    """A refusal for a reason the person can mend.

    Attributes:
        code: kebab-case, stable; screens and the command line map it to a sentence.
        facts: names, sizes and places that the sentence needs.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
