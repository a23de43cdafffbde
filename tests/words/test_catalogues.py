"""Every sentence has its translation, and every translation a sentence with the same places to fill."""

from __future__ import annotations

import string
from typing import TypeAlias

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import catalogues
from kxdesk.system.resources import resource
from kxdesk.words.language import LANGUAGES, SOURCE

Text: TypeAlias = str | tuple[str, ...] | list[str] | None
OTHERS = [language for language in LANGUAGES if language != SOURCE]


@pytest.fixture(scope="module")
def sentences() -> set[Text]:
    return {message.id for message in catalogues.extracted() if message.id}


@pytest.fixture(params=OTHERS)
def translations(request: pytest.FixtureRequest) -> list[Message]:
    """The catalogue of one language, as it lies in the project."""
    with resource("locale", request.param, "LC_MESSAGES", "kxdesk.po").open("rb") as source:
        catalogue: Catalog = read_po(source, locale=request.param)
    return [message for message in catalogue if message.id]


def test_every_language_is_kept_up_to_date() -> None:
    """build_spec/catalogues.py looks after each language that the program offers."""
    assert catalogues.LANGUAGES == OTHERS


def test_complete(translations: list[Message], sentences: set[Text]) -> None:
    """No sentence lacks its translation, and none is marked as uncertain."""
    ready = {message.id for message in translations if all(_texts(message.string)) and not message.fuzzy}
    assert sorted(map(str, sentences - ready)) == []


def test_no_leftovers(translations: list[Message], sentences: set[Text]) -> None:
    """No translation stands for a sentence that nothing says any more."""
    assert sorted(str(message.id) for message in translations if message.id not in sentences) == []


def test_same_places_to_fill(translations: list[Message]) -> None:
    """A translation may leave out a place of its sentence; it names none that the sentence does not fill."""
    strange = [m.id for m in translations if not _places(m.string) <= _places(m.id)]
    assert strange == []


def _texts(text: Text) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def _places(text: Text) -> set[str]:
    pieces = [piece for one in _texts(text) for piece in string.Formatter().parse(one)]
    return {name for _text, name, _spec, _conversion in pieces if name}
