"""The last net: what nobody caught is logged whole and told calmly; the window stays and nothing is lost."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger(__name__)
Tell = Callable[[Exception], None]


def install(tell: Tell) -> None:
    """From now on an uncaught exception, of a slot or a thread, is logged and handed to `tell`."""

    def on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C and exit are wishes, not bugs
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught", exc_info=(kind, error, trace))
        _tell_safely(tell, error)

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.error("uncaught in a thread", exc_info=args.exc_value)

    sys.excepthook = on_exception
    threading.excepthook = on_thread


def _tell_safely(tell: Tell, error: BaseException) -> None:
    try:
        if isinstance(error, Exception):
            tell(error)
    except Exception:
        log.exception("the notice of a bug failed itself")
