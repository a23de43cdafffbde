"""What a desk needs of the place it is kept in: one connection, and how to read and write through it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from kxdesk.domain.problems import Problem
from kxdesk.store.history import Head
from kxdesk.system.file_lock import Holder
from kxdesk.system.server_address import DeskPath


class Keeping(Protocol):
    """A file or a server. Whatever it answers when it cannot comes as a Problem.

    Attributes:
        path: where.
        connection: no transaction is begun on it outside of `reading` and `writing`.
        holder: who has it open for writing, where that is why we may only read.
        kept: the file as it was before it was brought up to date, where that was just done.
        shared: others may write while we have it open.
        is_audit_copy: it was issued for auditors; opening it leaves no trace anywhere.
    """

    @property
    def path(self) -> DeskPath: ...
    @property
    def connection(self) -> Connection: ...
    @property
    def holder(self) -> Holder | None: ...
    @property
    def kept(self) -> Path | None: ...
    @property
    def shared(self) -> bool: ...
    @property
    def is_audit_copy(self) -> bool: ...

    def refusal(self) -> Problem | None:
        """Why nothing can be written; None where it can."""

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside comes from one state of the desk."""

    def writing(self) -> AbstractContextManager[None]:
        """One writing transaction, alone: all of it lasts when this ends, or none of it."""

    def copy_into(self, target: Path) -> tuple[str, Head]:
        """The whole desk into an empty file; the content hash and head of the history that it then holds."""

    def close(self) -> None:
        """Give it up; nothing is committed."""
