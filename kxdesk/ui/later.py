"""Put off loading what the first picture does not need: SQLAlchemy alone takes longer than the bare window.

A module below a prefix is created empty and loads itself when an attribute is first asked of it. The worker
does that by opening the desk, while the window is already on the screen; who asks meanwhile waits for it.
The standard library's LazyLoader is not safe between threads before Python 3.12.
"""

from __future__ import annotations

import builtins
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec

_LOADING = threading.RLock()  # one for all: two modules that need each other must not wait for each other
_PLAIN = frozenset({"__class__", "__dict__", "__spec__", "__loader__", "__name__", "__package__", "__path__"})


class _LaterModule(ModuleType):
    """Empty until it is asked for more than the import system wants to know."""

    def __getattribute__(self, name: str) -> Any:
        if name not in _PLAIN:
            with _LOADING:
                state = ModuleType.__getattribute__(self, "__dict__")
                loader = state.pop("__later__", None)  # gone while it loads: it may look at itself
                if loader is not None:
                    try:
                        loader.exec_module(self)
                    except BaseException:
                        state["__later__"] = loader
                        raise
                    # From now on like any other.
                    self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)  # not super(): the class may have changed meanwhile


class _LaterLoader:
    """A loader by its methods alone: `importlib.abc` costs 3 ms."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LaterModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__later__"] = self._loader

    def __getattr__(self, name: str) -> Any:
        """What else is asked of a loader (sources for a traceback) is the real one's to say."""
        return getattr(self._loader, name)


class _Later:
    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._prefixes = prefixes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(self._prefixes):
            return None
        for finder in sys.meta_path:
            if finder is not self and (spec := finder.find_spec(fullname, path, target)):
                if spec.loader is not None:
                    spec.loader = _LaterLoader(spec.loader)  # type: ignore[assignment]
                return spec
        return None


def load_later(*prefixes: str) -> None:
    """From now on modules whose full name begins with one of these load at first use."""
    sys.meta_path.insert(0, _Later(prefixes))


def import_plainly() -> None:
    """Without PySide's `__import__`, which reads the source of each module for a feature nobody here uses."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
