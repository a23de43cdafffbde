"""Read returned workbooks: which form, what they say, where each value stood. Nothing is stored.

Files from outside are read in child processes only: a bad one costs a reason code, never the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kxdesk.domain.form import Form
from kxdesk.domain.policy import Policy
from kxdesk.domain.problems import Problem
from kxdesk.system.incoming import file_bytes
from kxdesk.usecases.forms import layout_named, usable_layouts
from kxdesk.workbook.bounded import ReaderPool
from kxdesk.workbook.form_of import form_of
from kxdesk.workbook.layout import Layout
from kxdesk.workbook.read_job import read_bytes
from kxdesk.workbook.receipts import Reading

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """A reading and the form it was read as."""

    reading: Reading
    form: Form

    @property
    def policy(self) -> Policy:
        """What the workbook says."""
        return self.reading.policy


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of many: its bytes, and what it says or why it cannot be read."""

    path: Path
    data: bytes
    read: Read | None
    problem: Problem | None


def read_file(path: Path, layout: str | None = None) -> Read:
    """One file, in a child process with limits.

    Raises:
        Problem: file-missing, file-locked, a reason code of reading, form-unknown, layout-unknown.
    """
    with ReaderPool(1) as pool:
        (file,) = read_files([path], pool, layout)
    if file.problem is not None:
        raise file.problem
    assert file.read is not None
    return file.read


def read_files(  # noqa: PLR0913 what is read, by whom, from where, and who is told
    paths: Sequence[Path],
    pool: ReaderPool,
    layout: str | None = None,
    *,
    load: Callable[[str], bytes] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[ReadFile]:
    """Many files on all cores, each as it is done.

    Args:
        paths: the files.
        pool: warm children; the caller keeps them for the next time.
        layout: read as this form; the likeliest one where None.
        load: where the bytes of a file come from; the file itself where None.
        progress: called with a file's name, how many are done, and of how many.
        cancelled: asked all along; once it says yes nothing more comes.
    """
    layouts = _layouts(layout)
    forms = {each.name: form_of(each) for each in layouts}
    loaded: dict[str, bytes] = {}
    names = [str(path) for path in paths]
    outcomes = pool.map(
        read_bytes, names, partial(_load, loaded, load), layouts, progress=progress, cancelled=cancelled
    )
    for outcome in outcomes:
        read = None
        if outcome.result is not None:
            reading, form = outcome.result
            read = Read(reading, forms[form])
        data = loaded.pop(outcome.name, b"")
        yield ReadFile(Path(outcome.name), data, read, outcome.problem)


def read_own(data: bytes, layout: Layout) -> Read:
    """A workbook that this program has just filled, read here."""
    reading, _ = read_bytes(data, (layout,))
    return Read(reading, form_of(layout))


def _layouts(name: str | None) -> tuple[Layout, ...]:
    if name is not None:
        return (layout_named(name).layout,)
    return tuple(place.layout for place in usable_layouts())


def _load(loaded: dict[str, bytes], load: Callable[[str], bytes] | None, name: str) -> bytes:
    loaded[name] = file_bytes(Path(name)) if load is None else load(name)
    return loaded[name]
