"""How well forms that chance draws are learnt: `python -m tests.workbook.learn.drawn.rates --seed 7`."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field

from kxdesk.system.resources import resource
from kxdesk.workbook.addresses import address
from kxdesk.workbook.learn.propose import Proposal, propose
from kxdesk.workbook.learn.vocabulary import Vocabulary
from tests.workbook.learn.pen import Form, drawn

from .habit import Habit
from .policy import draw_form

Place = tuple[str, str, str]  # field, sheet, cell
PRINTED = {"policy.fiscal_year", "policy.retrospective_fiscal_year"}


@dataclass
class Rates:
    """Counts over forms.

    Attributes:
        missed: (seed, place, label) of fields that are not where they should be.
        wrong: the same of fields that are where they should not be and were called sure.
    """

    fields: int = 0
    right: int = 0
    sure: int = 0
    asked_wrong: int = 0
    missed: list[tuple[int, Place]] = field(default_factory=list)
    wrong: list[tuple[int, Place, str]] = field(default_factory=list)
    refusals: list[tuple[int, set[str], set[str]]] = field(default_factory=list)


def placed(proposal: Proposal) -> dict[Place, tuple[bool, str]]:
    """Where each field was put → whether that was called sure, and by which label."""
    found = {
        (name, sheet.name, address(*guess.at)): (guess.sure, guess.label)
        for sheet in proposal.sheets
        for guess in sheet.placed()
        for name in guess.fields
    }
    for sheet in proposal.sheets:
        if sheet.block:
            grid = sheet.block.headings
            found["milestone.text", sheet.name, address(grid.first, grid.columns[0])] = (True, "")
    return found


def measure(rates: Rates, seed: int, form: Form, proposal: Proposal) -> None:
    found = placed(proposal)
    known = {*form.truth, *form.also}
    rates.fields += len(form.truth)
    for place in form.truth:
        if place in found:
            rates.right += 1
            rates.sure += found[place][0]
        else:
            rates.missed.append((seed, place))
    for place, (sure, label) in found.items():
        if place in known or place[0] in PRINTED:
            continue
        if sure:
            rates.wrong.append((seed, place, label))
        else:
            rates.asked_wrong += 1
    codes = {entry.code for entry in proposal.refusals}
    if codes != form.refused:
        rates.refusals.append((seed, form.refused, codes))


def run(seeds: range, part: str) -> Rates:
    """The rates over one form a seed, drawn with these words."""
    vocabulary = Vocabulary(resource("forms", "vocabulary.toml").read_text(encoding="utf-8"))
    rates = Rates()
    for seed in seeds:
        data, form = drawn(lambda form, seed=seed: draw_form(form, Habit(seed, part)))
        measure(rates, seed, form, propose(data, vocabulary))
    return rates


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", type=int, default=50)
    parser.add_argument("--words", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--quiet", action="store_true", help="rates alone")
    asked = parser.parse_args()
    rates = run(range(asked.seed, asked.seed + asked.forms), asked.words)
    if not asked.quiet:
        for entry in (*rates.missed, *rates.wrong, *rates.refusals):
            print(entry)
        print(Counter(place[0] for _, place in rates.missed).most_common())
    print(
        f"forms {asked.forms}, fields {rates.fields}: right {rates.right / rates.fields:.1%}, of all sure "
        f"{rates.sure / rates.fields:.1%}; wrong and sure {len(rates.wrong)}, wrong and asked "
        f"{rates.asked_wrong}, refusals missed {len(rates.refusals)}"
    )


if __name__ == "__main__":
    main()
