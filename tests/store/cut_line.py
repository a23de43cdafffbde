"""A line to a server that is cut around a commit, as a network does it at the worst moment."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from enum import StrEnum
from typing import Self


class Cut(StrEnum):
    """Where the line is cut, once."""

    BEFORE_COMMIT = "before"  # the server never hears of it
    AFTER_COMMIT = "after"  # it is done, and nobody is told


class CutLine:
    """Stands between a client and a server on this machine."""

    def __init__(self, port: int) -> None:
        self.cut: Cut | None = None
        self.closed = False  # no new line can be had
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.closed:
                    client.close()
                    continue
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with (
            client,
            socket.create_connection(("127.0.0.1", self._target)) as server,
            contextlib.suppress(OSError),
        ):
            selector = selectors.DefaultSelector()
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in selector.select():
                    source, target = key.fileobj, key.data
                    assert isinstance(source, socket.socket)
                    data = source.recv(65536)
                    if not data or (source is client and self._is_cut(data, target)):
                        return
                    target.sendall(data)

    def _is_cut(self, data: bytes, server: socket.socket) -> bool:
        if self.cut is None or b"COMMIT\0" not in data:
            return False
        if self.cut is Cut.AFTER_COMMIT:
            server.sendall(data)
            server.recv(65536)  # the answer, which stays here
        self.cut = None
        return True
