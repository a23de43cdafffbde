"""One workbook with N clones of a sheet, filled, by each engine; each loads what it can beforehand."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CELLS = 25
TEXT = "第{clone}課題の{cell}番目の欄。窓口の待ち時間を短くし、手続を一度で済ませる。=1+1"


@dataclass(frozen=True)
class Job:
    """What to make.

    Attributes:
        template: the form; stencil: the sheet to clone; cells: addresses to fill in each clone.
        clones: how many; folder: for the files.
    """

    template: Path
    stencil: str
    cells: tuple[str, ...]
    clones: int
    folder: Path

    def text(self, clone: int, cell: int) -> str:
        return TEXT.format(clone=clone, cell=cell)


def kxdesk(job: Job) -> Callable[[int], None]:
    """Ours."""
    from kxdesk.workbook.template import Template  # noqa: PLC0415 - each engine loads only itself

    template = Template.open(job.template.read_bytes())

    def make(number: int) -> None:
        book = template.book()
        for clone in range(job.clones):
            sheet = book.clone(job.stencil, f"課題 {clone + 1}")
            for at, cell in enumerate(job.cells):
                sheet.set(cell, job.text(clone, at))
        (job.folder / f"{number}.xlsx").write_bytes(book.save())

    return make


def openpyxl(job: Job) -> Callable[[int], None]:
    """Loses much of a form; the usual choice."""
    import openpyxl as library  # noqa: PLC0415

    warnings.simplefilter("ignore")

    def make(number: int) -> None:
        book = library.load_workbook(job.template)
        for clone in range(job.clones):
            sheet = book.copy_worksheet(book[job.stencil])
            sheet.title = f"課題 {clone + 1}"
            for at, cell in enumerate(job.cells):
                sheet[cell] = job.text(clone, at)
        book.save(job.folder / f"{number}.xlsx")

    return make


def excelize(job: Job) -> Callable[[int], None]:
    """A Go library behind a Python face; its clones share or lose parts."""
    import excelize as library  # noqa: PLC0415

    def make(number: int) -> None:
        book = library.open_file(str(job.template))
        source = book.get_sheet_index(job.stencil)
        for clone in range(job.clones):
            name = f"課題 {clone + 1}"
            book.copy_sheet(source, book.new_sheet(name))
            for at, cell in enumerate(job.cells):
                book.set_cell_str(name, cell, job.text(clone, at))
        book.save_as(str(job.folder / f"{number}.xlsx"))
        book.close()

    return make


def xltpl(job: Job) -> Callable[[int], None]:
    """Jinja in cells, on openpyxl; its template is made from the form here."""
    from kxdesk.workbook.template import Template  # noqa: PLC0415

    book = Template.open(job.template.read_bytes()).book()
    for at, cell in enumerate(job.cells):
        book.sheet(job.stencil).set(cell, f"{{{{v{at}}}}}")
    path = job.folder / "jinja.xlsx"
    path.write_bytes(book.save())
    from xltpl.writerx import BookWriter  # noqa: PLC0415

    warnings.simplefilter("ignore")

    def make(number: int) -> None:
        writer = BookWriter(str(path))
        payloads = [
            {f"v{at}": job.text(clone, at) for at in range(len(job.cells))}
            | {"sheet_name": f"課題 {clone + 1}", "tpl_name": job.stencil}
            for clone in range(job.clones)
        ]
        writer.render_book(payloads=payloads)
        writer.save(str(job.folder / f"{number}.xlsx"))

    return make


ENGINES: dict[str, Callable[[Job], Callable[[int], None]]] = {
    "kxdesk": kxdesk,
    "excelize": excelize,
    "openpyxl": openpyxl,
    "xltpl": xltpl,
}
