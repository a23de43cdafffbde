"""Commands about editions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kxdesk.cli.desk_commands import open_for
from kxdesk.cli.output import put, say
from kxdesk.words.language import _

if TYPE_CHECKING:
    from kxdesk.store.editions import Edition


def freeze(options: argparse.Namespace) -> int:
    from kxdesk.system.clock import SystemClock
    from kxdesk.usecases.freeze_edition import freeze_edition

    with open_for(options.desk, read_only=False) as desk:
        edition = freeze_edition(desk, options.name, options.as_of, SystemClock())
    put(_document(edition))
    sentence = _("版「{name}」を固定しました。方針 {count} 件。これから先、書き換えられません。")
    say(sentence.format(name=edition.name, count=len(edition.policies)))
    return 0


def list_(options: argparse.Namespace) -> int:
    from kxdesk.store.editions import editions

    with open_for(options.desk, read_only=True) as desk:
        put([_document(edition) for edition in editions(desk)])
    return 0


def _document(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "name": edition.name,
        "as_of": edition.as_of,
        "frozen_at": edition.frozen_at,
        "by": edition.by,
        "digest": edition.digest,
        "history": {"length": edition.history_length, "head": edition.history_head},
        "policies": [
            {"id": policy.id, "bureau": policy.bureau, "sha256": policy.sha256} for policy in edition.policies
        ],
    }
