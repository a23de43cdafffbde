"""The one place that knows which language is spoken: source sentences are Japanese, others are catalogues.

A sentence is `_("…{name}…").format(name=…)`: filled after translation. Where a table of sentences is built
before the language is known, `N_` only marks the sentence and `_` translates it when it is said.
"""

from __future__ import annotations

import gettext
import io
from typing import Final

from kxdesk.system.resources import resource

SOURCE: Final = "ja"
LANGUAGES: Final = ("ja", "en")
_spoken: list[tuple[str, gettext.NullTranslations]] = [(SOURCE, gettext.NullTranslations())]


def _(sentence: str) -> str:
    """The sentence in the language spoken; as it stands where the catalogue has none."""
    return _spoken[0][1].gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for this count; Japanese uses one form, so `one` and `many` are often the same."""
    return _spoken[0][1].ngettext(one, many, count)


def N_(sentence: str) -> str:  # noqa: N802 -- the name that message extractors know
    """Marks a sentence for the catalogue and hands it on untranslated."""
    return sentence


def speak(language: str) -> None:
    """Choose the language: "ja", "en"; anything else is Japanese."""
    known = language if language in LANGUAGES else SOURCE
    _spoken[0] = (known, gettext.NullTranslations() if known == SOURCE else _catalogue(known))


def spoken() -> str:
    """The language chosen."""
    return _spoken[0][0]


def _catalogue(language: str) -> gettext.GNUTranslations:
    """Compiled when it is wanted: no generated file lies in the tree, and Japanese never pays for it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- 40 ms that Japanese need not wait for
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with resource("locale", language, "LC_MESSAGES", "kxdesk.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
