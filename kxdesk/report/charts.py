"""An indicator drawn: its series, its target, where it is heading; as SVG or PNG, without a display."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from kxdesk.domain.figures import grouped
from kxdesk.domain.measures import Measures, Point
from kxdesk.system.places import places

# What Windows and the city's PCs have; the rest is found by looking for a Japanese letter.
_FONTS = ("Yu Gothic", "Meiryo", "BIZ UDPGothic", "MS PGothic", "Noto Sans CJK JP", "IPAPGothic")
A4_WIDTH = (7.2, 4.0)  # of the text on paper

Axes: TypeAlias = Any  # matplotlib is loaded when a chart is drawn


@dataclass(frozen=True, slots=True)
class Colours:
    """As #rrggbb: ground, text, what stands beside it, grid, the series, the target, what goes wrong."""

    paper: str = "#ffffff"
    ink: str = "#1c2128"
    muted: str = "#545e6b"
    line: str = "#cfd6de"
    accent: str = "#1f5fa8"
    target: str = "#1a6b3c"
    warn: str = "#8a5200"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the chart says beside its figures.

    Attributes:
        alt: a sentence for those who do not see it.
    """

    title: str
    target: str
    provisional: str
    projected: str
    empty: str
    alt: str = ""


def chart(  # noqa: PLR0913 what is drawn, and how
    measures: Measures,
    words: ChartWords,
    form: str = "svg",
    colours: Colours | None = None,
    *,
    inches: tuple[float, float] = A4_WIDTH,
    dots: float = 150.0,
) -> bytes:
    """The picture's bytes.

    Args:
        measures: what is drawn.
        words: its title and labels, in the reader's language.
        form: "svg" or "png".
        colours: the theme's; those of paper where None.
        inches: width and height.
        dots: of a PNG, for each inch.
    """
    matplotlib, figure_class = _library()
    chosen = colours or Colours()
    settings = {"svg.fonttype": "path", "svg.hashsalt": "kxdesk", "font.family": _font(), "font.size": 9.0}
    settings["axes.unicode_minus"] = False  # not every Japanese font has U+2212
    with matplotlib.rc_context(settings):
        figure = figure_class(figsize=inches, facecolor=chosen.paper, layout="constrained")
        axes = figure.add_subplot()
        _frame(axes, words, measures, chosen)
        if measures.points:
            _series(axes, measures.points, words, chosen)
            _ticks(axes, measures)
        else:
            axes.text(0.5, 0.5, words.empty, transform=axes.transAxes, ha="center", color=chosen.muted)
        _target(axes, measures, words, chosen)
        _limits(axes, measures)
        _legend(axes, chosen)
        out = io.BytesIO()
        metadata: dict[str, str | None] = {"Title": words.title, "Description": words.alt or words.title}
        metadata |= {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=dots, metadata=metadata)
    return out.getvalue()


@cache
def _library() -> tuple[Any, Any]:
    """Loaded late and once; its cache of fonts lies with the program's own."""
    os.environ.setdefault("MPLCONFIGDIR", str(places().charts))
    Path(os.environ["MPLCONFIGDIR"]).mkdir(parents=True, exist_ok=True)
    import matplotlib as mpl  # noqa: PLC0415 half a second that only a chart is worth
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.use("agg")
    return mpl, Figure


@cache
def _font() -> list[str]:
    from matplotlib import font_manager  # noqa: PLC0415
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    known = {entry.name: entry.fname for entry in font_manager.fontManager.ttflist}
    named = [name for name in _FONTS if name in known]
    if named:
        return [named[0], "DejaVu Sans"]
    for name, file in sorted(known.items()):
        if FT2Font(file).get_char_index(ord("指")):
            return [name, "DejaVu Sans"]
    return ["DejaVu Sans"]


def _frame(axes: Axes, words: ChartWords, measures: Measures, colours: Colours) -> None:
    axes.set_facecolor(colours.paper)
    axes.set_title(words.title, loc="left", color=colours.ink, fontsize=11, pad=14)
    axes.text(0, 1.01, measures.unit, transform=axes.transAxes, color=colours.muted, fontsize=8)
    axes.grid(axis="y", color=colours.line, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colours.line)
    axes.tick_params(colors=colours.muted, length=0, labelsize=8)
    if all(point.value == int(point.value) for point in measures.points):
        axes.yaxis.get_major_locator().set_params(integer=True)  # nothing is counted in halves
    axes.yaxis.set_major_formatter(lambda value, _place: f"{value:,.10g}")


def _series(axes: Axes, points: Sequence[Point], words: ChartWords, colours: Colours) -> None:
    days = [point.at for point in points]
    values = [float(point.value) for point in points]
    axes.plot(days, values, color=colours.accent, linewidth=1.8, zorder=3)
    for provisional in (False, True):
        marked = zip(days, values, points, strict=True)
        chosen = [(day, value) for day, value, point in marked if point.provisional is provisional]
        if chosen:
            axes.plot(
                [day for day, _ in chosen],
                [value for _, value in chosen],
                linestyle="",
                marker="o",
                markersize=6,
                markerfacecolor=colours.paper if provisional else colours.accent,
                markeredgecolor=colours.accent,
                markeredgewidth=1.6,
                zorder=4,
                label=words.provisional if provisional else None,
            )
    for point, value in zip(points, values, strict=True):
        near = "約" if point.rough else ""
        axes.annotate(
            f"{near}{grouped(point.value, 1)}",
            (point.at, value),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            color=colours.ink,
            fontsize=9,
            zorder=5,
        )


def _ticks(axes: Axes, measures: Measures) -> None:
    """Each point's own time as it was typed, and the year of the target."""
    shown: dict[date, str] = {}
    if measures.target_at is not None and measures.projected is not None:
        shown[measures.target_at] = measures.target_label
    for point in measures.points:
        shown[point.at] = point.said_as_of
    axes.set_xticks(list(shown), labels=list(shown.values()))


def _target(axes: Axes, measures: Measures, words: ChartWords, colours: Colours) -> None:
    if measures.target is None:
        return
    goal = float(measures.target)
    axes.axhline(goal, color=colours.target, linewidth=1.4, linestyle=(0, (6, 3)), zorder=2)
    axes.annotate(
        words.target,
        (0, goal),
        xycoords=("axes fraction", "data"),
        xytext=(4, 4),
        textcoords="offset points",
        color=colours.target,
        fontsize=9,
    )
    if measures.projected is None or measures.target_at is None or not measures.points:
        return
    last = measures.points[-1]
    end = float(measures.projected)
    axes.plot(
        [last.at, measures.target_at],
        [float(last.value), end],
        color=colours.warn,
        linewidth=1.2,
        linestyle=":",
        marker="D",
        markevery=[1],
        markersize=5,
        zorder=2,
        label=words.projected,
    )
    axes.annotate(
        grouped(measures.projected, 1),
        (measures.target_at, end),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        color=colours.warn,
        fontsize=9,
    )


def _limits(axes: Axes, measures: Measures) -> None:
    """Room above for the labels, and nought at the bottom where all is above it."""
    values = [float(point.value) for point in measures.points]
    values += [float(value) for value in (measures.target, measures.projected) if value is not None]
    if not values:
        axes.set_yticks([])
        axes.set_xticks([])
        return
    low, high = min(*values, 0.0), max(*values, 0.0)
    room = (high - low or 1.0) * 0.16
    axes.set_ylim(low - (room if low < 0 else 0), high + (room if high > 0 else 0))
    axes.margins(x=0.09)


def _legend(axes: Axes, colours: Colours) -> None:
    if not axes.get_legend_handles_labels()[0]:
        return
    axes.legend(
        loc="upper right",
        bbox_to_anchor=(1, 1.13),
        ncols=2,
        frameon=False,
        fontsize=8,
        labelcolor=colours.muted,
    )
