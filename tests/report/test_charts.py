"""A chart is a picture that shows every figure, the target and what is provisional, in Japanese letters."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from kxdesk.domain.indicators import Indicator, Observation, Target
from kxdesk.domain.measures import Measures, measures_of
from kxdesk.report import charts
from kxdesk.words.charts import chart_words

SAID = (
    Observation("R4年度", "20"),
    Observation("R5年度", "24"),
    Observation("R6年度", "27", approximate="約", provisional="速報"),
)


def drawn(form: str, *observations: Observation, look: charts.Colours | None = None) -> bytes:
    named = tuple(replace(entry, id=str(at)) for at, entry in enumerate(observations))
    target = Target(">=", "80", fiscal_year="R9年度")
    indicator = Indicator(name="電子申請の割合", unit="%", targets=(target,), observations=named)
    measures = measures_of(indicator, {}, {})
    return charts.chart(measures, chart_words(indicator, measures), form, look)


def colours_in(svg: bytes) -> list[str]:
    return [style for node in ET.fromstring(svg).iter() if (style := node.get("style"))]


def test_svg() -> None:
    """The same bytes each time; letters as outlines, so that any PC shows them; and a sentence."""
    svg = drawn("svg", *SAID)
    assert svg == drawn("svg", *SAID)
    assert b"<text" not in svg
    assert "R4年度 20%、R5年度 24%、R6年度 27%".encode() in svg
    styles = " ".join(colours_in(svg))
    assert charts.Colours().target in styles
    hollow = f"fill: {charts.Colours().paper}; stroke: {charts.Colours().accent}"
    assert hollow in styles  # the provisional point
    assert hollow not in " ".join(colours_in(drawn("svg", *SAID[:2])))


def test_png() -> None:
    """In the colours that are asked for."""
    assert drawn("png", *SAID).startswith(b"\x89PNG")
    assert drawn("png", *SAID) != drawn("png", *SAID, look=charts.Colours(paper="#262b33"))


@pytest.mark.parametrize("observations", [(), (Observation("未定", "?"),), (Observation("R6年度", "-3"),)])
def test_little_to_draw(observations: tuple[Observation, ...]) -> None:
    """No figure or one, or one below nought, is a picture too."""
    assert drawn("svg", *observations)


def test_a_letter_of_the_name_is_there() -> None:
    """The font that is chosen has Japanese letters, or nobody could read the title."""
    charts._library()
    file = font_manager.findfont(charts._font()[0])
    assert FT2Font(file).get_char_index(ord("標"))


def test_nothing_known() -> None:
    """An indicator without anything says so."""
    words = chart_words(Indicator(), Measures((), ""))
    assert charts.chart(Measures((), ""), words)
