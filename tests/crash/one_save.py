"""Opens a desk, saves one edit and says what came of it; run under strace, which makes calls fail."""

from __future__ import annotations

import sys
from pathlib import Path

from kxdesk.domain.problems import Problem
from kxdesk.domain.things import Kind
from kxdesk.usecases.edit_fields import set_fields
from tests.store.desks import first, open_again


def main() -> None:
    try:
        with open_again(Path(sys.argv[1])) as desk:
            set_fields(desk, {(first(desk, Kind.ISSUE), "title"): sys.argv[2]})
            print("saved", flush=True)
    except Problem as problem:
        print(problem.code, flush=True)


if __name__ == "__main__":
    main()
