"""Text that is typed and not in the desk yet: what it started from, what is under way, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kxdesk.domain import disputes as disputing
from kxdesk.ui.held_desk import Place


@dataclass(eq=False)
class Batch:
    """Texts that are saved together, and what each field held when its typing began."""

    texts: dict[Place, str]
    bases: dict[Place, str]


class Typing:
    """A session's own; no Qt, no desk."""

    def __init__(self) -> None:
        self.disputes: dict[Place, disputing.Dispute] = {}
        self._typed: dict[Place, str] = {}
        self._bases: dict[Place, str] = {}
        self._shown: dict[Place, str] = {}
        self._sending: list[Batch] = []  # oldest first

    def __bool__(self) -> bool:
        return bool(self._typed or self._sending)

    @property
    def waits(self) -> bool:
        """Whether there is something that could be saved now."""
        return any(place not in self.disputes for place in self._typed)

    def show(self, place: Place, text: str) -> None:
        """The screen shows what the desk holds: typing starts from it."""
        self._shown[place] = text

    def base(self, place: Place) -> str | None:
        """What typing into the field starts, or has started, from; None where that is not known."""
        return self._bases.get(place, self._shown.get(place))

    def put(self, place: Place, text: str) -> None:
        """A keystroke."""
        if place not in self._typed:
            sending = self._in_sending(place)
            base = self._shown.get(place) if sending is None else sending
            if base is not None:
                self._bases[place] = base
        self._typed[place] = text

    def pending(self, place: Place) -> str | None:
        """What the screen must go on showing there, or None."""
        return self._typed.get(place, self._in_sending(place))

    def take(self) -> Batch | None:
        """All that can be saved, from now on under way; None where there is nothing."""
        texts = {place: text for place, text in self._typed.items() if place not in self.disputes}
        if not texts:
            return None
        batch = Batch(texts, {place: self._bases.pop(place) for place in texts if place in self._bases})
        for place in texts:
            del self._typed[place]
        self._sending.append(batch)
        return batch

    def saved(self, batch: Batch) -> None:
        """All of a batch was looked at; `dispute` tells what was not written."""
        self._sending.remove(batch)
        self._shown.update(batch.texts)

    def failed(self, batch: Batch) -> None:
        """What was typed into the same field since then wins, and starts from where this one started."""
        self._sending.remove(batch)
        newer = {place for later in self._sending for place in later.texts}
        kept = {place: text for place, text in batch.texts.items() if place not in newer}
        self._typed = {**kept, **self._typed}
        for place in batch.texts:
            later = next((each for each in self._sending if place in each.texts), None)
            bases = later.bases if later else self._bases
            bases.pop(place, None)
            if place in batch.bases:
                bases[place] = batch.bases[place]

    def dispute(self, disputes: Iterable[disputing.Dispute]) -> None:
        """Hers stays on the screen and is not saved before she has chosen."""
        for entry in disputes:
            place = (entry.ref, entry.field)
            self.disputes[place] = entry
            self._typed.setdefault(place, str(entry.ours or ""))

    def settle(self, place: Place, text: str) -> None:
        """She has chosen; it is written over what stands there now, and over nothing newer."""
        theirs = str(self.disputes.pop(place).theirs or "")
        self._typed.pop(place, None)
        self._bases.pop(place, None)
        self._shown[place] = theirs
        if text != theirs:
            self.put(place, text)

    def unsaved(self, places: Iterable[Place]) -> disputing.Unsaved:
        """What is to be kept against a crash."""
        found = {place: self.pending(place) for place in places}
        return {
            place: disputing.UnsavedText(text, self.base(place))
            for place, text in found.items()
            if text is not None
        }

    def recover(self, unsaved: disputing.Unsaved) -> None:
        """What a crash had left."""
        for place, entry in unsaved.items():
            self._typed[place] = entry.text
            if entry.base is not None:
                self._bases[place] = entry.base

    def clear(self) -> None:
        self._typed.clear()
        self._bases.clear()
        self.disputes.clear()

    def places(self) -> set[Place]:
        return set(self._typed)

    def _in_sending(self, place: Place) -> str | None:
        for batch in reversed(self._sending):
            if place in batch.texts:
                return batch.texts[place]
        return None
