"""Bring the catalogues of sentences up to date with the source.

.venv/bin/python build_spec/catalogues.py

New sentences are added untranslated, those that nothing says any more are dropped. Prints what is left to
translate; the exit code is 1 while there is something.
"""

from __future__ import annotations

import sys

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from devkit.console import ROOT

LANGUAGES = ["en"]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Every sentence that the program marks for translation, with the files that say it."""
    template = Catalog(project="kxdesk", charset="utf-8")
    for file, line, sentence, comments, _context in extract_from_dir(str(ROOT / "kxdesk"), keywords=KEYWORDS):
        template.add(sentence, locations=[(f"kxdesk/{file}", line)], auto_comments=comments)
    return template


def update(language: str, template: Catalog) -> list[str]:
    """Rewrite the catalogue of a language and return the sentences it lacks."""
    file = ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "kxdesk.po"
    catalogue = Catalog(locale=language, project="kxdesk")
    if file.exists():
        with file.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(
            target,
            catalogue,
            width=110,
            sort_output=True,
            ignore_obsolete=True,
            include_lineno=False,
            omit_header=True,
        )
    return [str(message.id) for message in catalogue if message.id and not _translated(message.string)]


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) or string is None else all(string)


def main() -> int:
    template = extracted()
    lacking = {language: update(language, template) for language in LANGUAGES}
    for language, sentences in lacking.items():
        for sentence in sentences:
            print(f"{language}: {sentence}")
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
