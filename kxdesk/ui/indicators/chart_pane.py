"""One indicator: its chart, drawn on the worker in the theme's colours, what it comes to, and saving it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kxdesk.domain.indicators import Indicator
from kxdesk.domain.measures import Measures
from kxdesk.report import charts
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.charts import chart_words, shown, told_standing, told_target

_SMALLEST = QSize(420, 220)
_DOTS = 100  # for each inch, as text on the screen is sized
_PAUSE_MS = 150  # while the pane is being resized


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the pane shows."""

    indicator: Indicator
    measures: Measures
    contradictions: tuple[str, ...] = ()


def draw(
    measures: Measures, words: charts.ChartWords, look: charts.Colours, size: tuple[int, int], ratio: float
) -> bytes:
    """A PNG of so many points; on the worker."""
    inches = (size[0] / _DOTS, size[1] / _DOTS)
    return charts.chart(measures, words, "png", look, inches=inches, dots=_DOTS * ratio)


class ChartPane(QWidget):
    """Left the chart, right in words what it shows."""

    save_requested = Signal(str)  # svg or png

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drawn: Drawn | None = None
        self._resizing = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._resizing.timeout.connect(self.redraw)
        self.image = QLabel()
        self.image.setMinimumSize(_SMALLEST)
        self.image.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.image.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.name = heading(points=12)
        self.standing = plain()
        self.findings = plain()
        self.findings.setProperty("tone", "bad")
        self.sources = muted(points=9)
        self.saves = [QPushButton(_("SVGに保存(&G)…")), QPushButton(_("PNGに保存(&P)…"))]
        self._lay_out()
        self.show_indicator(None)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        for widget in (self.name, self.standing, self.findings, self.sources):
            words.addWidget(widget)
        words.addStretch()
        buttons = QHBoxLayout()
        for button, form in zip(self.saves, ("svg", "png"), strict=True):
            button.clicked.connect(lambda _checked=False, form=form: self.save_requested.emit(form))
            buttons.addWidget(button)
        buttons.addStretch()
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.image, 3)
        row.addLayout(words, 2)

    def show_indicator(self, drawn: Drawn | None) -> None:
        """Words at once, the picture as soon as it is drawn."""
        again = drawn is not None and self._drawn is not None and drawn.measures == self._drawn.measures
        self._drawn = drawn
        for button in self.saves:
            button.setEnabled(drawn is not None)
        if drawn is None:
            self.name.setText("")
            self.standing.setText(_("行を選ぶと、その指標の図がここに出ます。"))
            self.findings.setText("")
            self.sources.setText("")
            self.image.clear()
            return
        measures = drawn.measures
        self.name.setText(drawn.indicator.name or _("（指標名なし）"))
        self.standing.setText("\n".join(filter(None, _standing(measures))))
        self.findings.setText("\n".join(drawn.contradictions))
        self.findings.setVisible(bool(drawn.contradictions))
        sources = dict.fromkeys(point.source for point in measures.points if point.source)
        self.sources.setText("\n".join(_("出典: {source}").format(source=source) for source in sources))
        if not again:
            self.redraw()

    def redraw(self) -> None:
        """On the worker; of several only the last is drawn."""
        if self._drawn is None:
            return
        words = chart_words(self._drawn.indicator, self._drawn.measures)
        self.image.setAccessibleName(words.alt)
        size = (max(self.image.width(), _SMALLEST.width()), max(self.image.height(), _SMALLEST.height()))
        how = (self._drawn.measures, words, look(), size, self.devicePixelRatioF())
        self._session.worker.run(draw, *how, owner=self, done=self._on_drawn, key=f"chart{id(self)}")

    def _on_drawn(self, data: bytes) -> None:
        if self._drawn is None:
            return
        picture = QPixmap()
        picture.loadFromData(data)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.image.setPixmap(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resizing.start()

    def changeEvent(self, event: QEvent) -> None:
        """Light or dark: the picture follows, once the colours are in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.redraw)

    def write(self, path: Path, form: str) -> None:
        """The picture into a file, in the colours of paper."""
        if self._drawn is None:
            return
        words = chart_words(self._drawn.indicator, self._drawn.measures)
        title = _("図を保存しています…")
        self._session.worker.run(
            save, path, self._drawn.measures, words, form, owner=self, done=lambda _none: None, title=title
        )


def save(path: Path, measures: Measures, words: charts.ChartWords, form: str) -> None:
    """On the worker; replaced in one step."""
    from kxdesk.system.atomic_file import replace_file  # noqa: PLC0415 only where something is saved

    replace_file(path, charts.chart(measures, words, form))


def look() -> charts.Colours:
    """The theme's colours for a chart."""
    now = colours()
    return charts.Colours(now.paper, now.ink, now.muted, now.line, now.accent, now.good, now.warn)


def _standing(measures: Measures) -> list[str]:
    latest = measures.points[-1] if measures.points else None
    told = told_standing(measures)
    lines = [
        latest
        and _("{when}: {text}").format(when=latest.said_as_of, text=shown(latest.value, measures.unit)),
        " ".join(
            filter(
                None, (told_target(measures), f"（{measures.target_label}）" if measures.target_at else "")
            )
        ),
        told and _("目標に対して {told}").format(told=told),
    ]
    if measures.projected is not None:
        value = shown(measures.projected, measures.unit)
        lines.append(_("このままの傾向なら{year}に {value}").format(year=measures.target_label, value=value))
    return [line for line in lines if line]
