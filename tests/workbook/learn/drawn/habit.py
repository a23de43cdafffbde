"""What one office's habits are, thrown once for a form."""

from __future__ import annotations

import random

from . import words as w


class Habit:
    """The dice of one form.

    Attributes:
        part: which of the words are used, see `words.words`.
        columns: of the grid paper.
    """

    def __init__(self, seed: int, part: str = "all") -> None:
        self.random = random.Random(seed)
        self.part = part
        self.columns = self.random.choice((12, 16, 24, 24, 30, 36, 40, 48, 60))
        self.width = round(96 / self.columns, 1)
        self.landscape = self.chance(0.4)
        self._numbers, self._pattern = self.random.choice(w.NUMBERINGS)
        self._count = 0
        self._used: set[str] = set()

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def pick(self, options):
        return self.random.choice(options)

    def word(self, field: str) -> str:
        """A name for a field; never one that this form has for another thing."""
        every = w.words(field, part=self.part)
        name = self.pick([name for name in every if name not in self._used] or every)
        self._used.add(name)
        return name

    def stranger(self) -> str:
        """A name of something that is none of ours."""
        return self.word("strangers")

    def heading(self, field: str) -> str:
        """The name as a heading, numbered as this form does it."""
        return self.numbered(self.word(field))

    def numbered(self, text: str) -> str:
        if not self._pattern:
            return text
        marks = self._numbers.split() if " " in self._numbers else list(self._numbers)
        mark = marks[self._count % len(marks)] if marks else ""
        self._count += 1
        return self._pattern.format(n=mark, t=text)

    def columns_of(self, *parts: float) -> list[tuple[int, int]]:
        """First column and number of columns of pieces that fill the width."""
        total, at, found = sum(parts), 0.0, []
        for part in parts:
            first = round(at / total * self.columns)
            at += part
            found.append((first + 1, max(round(at / total * self.columns) - first, 1)))
        return found
