"""The policies that the returns of a round belong to; a bureau that has none yet gets a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.domain.keys import search_key
from kxdesk.store.policies import policies
from kxdesk.usecases.forms import form_named
from kxdesk.usecases.new_desk import add_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kxdesk.domain.organisation import Organisation
    from kxdesk.domain.round import Round
    from kxdesk.store.desk import Desk


def homes_of(desk: Desk, round_: Round, bureaus: Iterable[Organisation]) -> dict[str, str]:
    """Ids of the bureaus' policies of the round's year, by the bureau's id; missing ones are added."""
    here = {(search_key(line.bureau or ""), line.fiscal_year): line.id for line in reversed(policies(desk))}
    form = form_named(round_.form)
    found: dict[str, str] = {}
    for bureau in bureaus:
        id_ = here.get((search_key(bureau.name), round_.fiscal_year))
        found[bureau.id] = id_ or add_policy(desk, bureau.name, int(round_.fiscal_year), form)
    return found
