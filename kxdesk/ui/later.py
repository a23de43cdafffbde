"""Put off loading what the first picture does not need: SQLAlchemy alone takes longer than the bare window.

A module below a prefix is created empty and loads itself when an attribute is first asked of it. The worker
does that by opening the desk, while the window is already on the screen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType


class _Later(MetaPathFinder):
    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._prefixes = prefixes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(self._prefixes):
            return None
        for finder in sys.meta_path:
            if finder is not self and (spec := finder.find_spec(fullname, path, target)):
                if isinstance(spec.loader, Loader):
                    spec.loader = LazyLoader(spec.loader)
                return spec
        return None


def load_later(*prefixes: str) -> None:
    """From now on modules whose full name begins with one of these load at first use."""
    sys.meta_path.insert(0, _Later(prefixes))
