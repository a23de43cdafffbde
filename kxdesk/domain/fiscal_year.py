"""Japanese eras, fiscal years (April to March) and their quarters."""

from __future__ import annotations

from dataclasses import dataclass

# First western year of each era; the era year is the western year minus this, plus one.
ERAS: tuple[tuple[str, str, int], ...] = (("令和", "R", 2019), ("平成", "H", 1989), ("昭和", "S", 1926))


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """`FiscalYear(2025)` is 令和7年度, April 2025 to March 2026."""

    year: int

    @property
    def era(self) -> tuple[str, str, int]:
        """Era name, its letter, and the year in it."""
        name, letter, first = next(entry for entry in ERAS if self.year >= entry[2])
        return name, letter, self.year - first + 1

    @property
    def label(self) -> str:
        """令和7年度; the first year of an era is 元年度."""
        name, _, number = self.era
        return f"{name}{'元' if number == 1 else number}年度"

    @property
    def short(self) -> str:
        """R7."""
        _, letter, number = self.era
        return f"{letter}{number}"


def year_label(fiscal_year: str) -> str:
    """令和7年度 for "2025"; what is no year stays as it was typed."""
    return FiscalYear(int(fiscal_year)).label if fiscal_year.isdecimal() else fiscal_year


def fiscal_year_of(year: int, month: int) -> FiscalYear:
    """January to March belong to the year before."""
    return FiscalYear(year if month >= 4 else year - 1)


def quarter_of(month: int) -> int:
    """1 to 4; April to June is 1."""
    return (month - 4) % 12 // 3 + 1


def months_of(quarter: int) -> tuple[int, int, int]:
    """The calendar months of a quarter: 4 gives (1, 2, 3)."""
    first = 3 * quarter + 1
    return tuple((first + offset - 1) % 12 + 1 for offset in range(3))  # type: ignore[return-value]
