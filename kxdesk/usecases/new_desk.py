"""Make a new desk with a blank policy of one bureau."""

from __future__ import annotations

from kxdesk.domain.form import Form
from kxdesk.domain.roles import Role
from kxdesk.domain.things import Kind
from kxdesk.store.desk import Desk
from kxdesk.system.clock import Clock
from kxdesk.system.person import Person
from kxdesk.system.server_address import DeskPath
from kxdesk.usecases.blank import blank_values


def new_desk(  # noqa: PLR0913, PLR0917 each of them is asked when a desk is made
    path: DeskPath, bureau: str, fiscal_year: int, form: Form, role: Role, person: Person, clock: Clock
) -> Desk:
    """The desk, open for writing.

    Raises:
        Problem: as `Desk.create`.
    """
    desk = Desk.create(path, role=role, person=person, clock=clock)
    try:
        add_policy(desk, bureau, fiscal_year, form, label="desk-created")
    except BaseException:
        desk.close()
        raise
    return desk


def add_policy(desk: Desk, bureau: str, fiscal_year: int, form: Form, label: str = "policy-added") -> str:
    """A blank policy of one more bureau; its id."""
    values = blank_values(form, Kind.POLICY)
    values |= {"bureau": bureau, "fiscal_year": str(fiscal_year), "form": form.name}
    with desk.write(label) as writing:
        return writing.create(Kind.POLICY, "", values).id
