"""Give a field the value it had before a change."""

from __future__ import annotations

from kxdesk.domain.things import Ref
from kxdesk.ui.desk_view import DeskView
from kxdesk.usecases import put_back as usecase


def put_back(view: DeskView, ref: Ref, field: str, seq: int) -> None:
    view.session.submit(usecase.put_back, ref, field, seq)
