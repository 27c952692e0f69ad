"""The strip of somebody's rhythm: own gaps, today's silence, the days it becomes too long.

Bars stand on the days between contacts and are as high as they are long, so that a silence that
outgrows them is seen at once; the silence itself is open, because it has not ended.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.charts.rhythm_picture import (
    EdgeKind,
    RhythmPicture,
    describe,
    edge_words,
    gap_words,
    silence_words,
    usual_words,
)
from trustjournal.domain import words
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.chart_bubble import paint_bubble
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce

_HEIGHT, _BAR_TOP, _EDGE, _LEAST, _FOOT, _PIECE = 112, 14, 6, 3, 18, 14
_TONES = {EdgeKind.LIMIT: Tone.INK, EdgeKind.QUIET: Tone.GOLD, EdgeKind.GONE_QUIET: Tone.CLAY}
_DASHES = {
    EdgeKind.LIMIT: Qt.PenStyle.SolidLine,
    EdgeKind.QUIET: Qt.PenStyle.DashLine,
    EdgeKind.GONE_QUIET: Qt.PenStyle.DotLine,
}


class RhythmStrip(QWidget):
    """The sentence, the bars, and what their lines mean.

    `limit_wanted` fires where the owner wants to say how long this person may be silent.
    """

    limit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = RhythmBars()
        self.sentence = PlainLabel("", TypeRole.BODY, wrap=True)
        self.limit_button = quiet(_("Set a longest silence"), "bell", small=True, flush=True)
        self.limit_button.clicked.connect(self.limit_wanted)
        self._legend = QWidget()
        self._entries = QVBoxLayout(self._legend)
        self._entries.setContentsMargins(0, 0, 0, 0)
        self._entries.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.bars)
        column.addWidget(self._legend)
        column.addWidget(self.limit_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.clear_rhythm()

    def show_rhythm(self, shown: RhythmPicture) -> None:
        """Show how it stands with one person."""
        known = shown.silence is not None
        self.sentence.setText(shown.sentence.replace(" %", "\u00a0%"))  # never parted
        self.bars.show_rhythm(shown)
        self.bars.setVisible(known)
        self._legend.setVisible(known)
        self.limit_button.show()
        clear_layout(self._entries)
        if shown.usual_gap is not None:
            self._entries.addWidget(_Entry(usual_words(shown.usual_gap)))
        for edge in shown.edges:
            self._entries.addWidget(_Entry(edge_words(edge, shown.today), edge.kind))

    def clear_rhythm(self) -> None:
        """Show nothing of the person before, while the next one is being read."""
        self.sentence.setText("")
        clear_layout(self._entries)
        for widget in (self.bars, self._legend, self.limit_button):
            widget.hide()


class RhythmBars(QWidget):
    """The painted part. The mouse names a bar, Left and Right move among them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = -1
        self._shown: RhythmPicture | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Rhythm"))
        theme.look.changed.connect(self.updateGeometry)

    def show_rhythm(self, shown: RhythmPicture) -> None:
        """Paint one person's rhythm."""
        self._shown = shown
        self.current = -1
        self.setAccessibleDescription(describe(shown))
        self.update()

    def words_of(self, bar: int) -> tuple[str, str]:
        """Return what a bar is; the last one is the silence."""
        if self._shown is None or self._shown.silence is None:
            return "", ""
        if bar < len(self._shown.gaps):
            return gap_words(self._shown.gaps[bar], self._shown.today)
        return silence_words(self._shown.silence, self._shown.today)

    def boxes(self) -> list[QRectF]:
        """Return where each bar stands, the silence last."""
        shown = self._shown
        if shown is None or shown.silence is None:
            return []
        ground, room = self._ground(), self._ground() - theme.px(_BAR_TOP)
        boxes: list[QRectF] = []
        for gap in (*shown.gaps, shown.silence):
            left, right = self._x(gap.began_on.toordinal()), self._x(gap.ended_on.toordinal())
            high = max(room * gap.days / shown.highest, theme.px(_LEAST))
            width = max(right - left - 1.5, 1.0)
            boxes.append(QRectF(left, ground - high, width, high))
        return boxes

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        near = [
            bar for bar, box in enumerate(self.boxes()) if box.left() - 1 <= x <= box.right() + 1
        ]
        self._point(near[-1] if near else -1)

    def leaveEvent(self, event: object) -> None:
        if not self.hasFocus():
            self._point(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.boxes()) - 1
        wanted = {
            Qt.Key.Key_Left: last if self.current < 0 else max(self.current - 1, 0),
            Qt.Key.Key_Right: min(self.current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._point(wanted)
            announce(self, ", ".join(filter(None, self.words_of(self.current))))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, boxes = self._shown, self.boxes()
        if shown is None or not boxes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_ground(painter, shown)
        painter.setPen(Qt.PenStyle.NoPen)
        for bar, box in enumerate(boxes[:-1]):
            painter.setBrush(theme.colour("accent"))
            painter.setOpacity(1.0 if bar == self.current else 0.55)
            painter.drawRoundedRect(box, 2, 2)
        painter.setOpacity(1.0)
        self._paint_silence(painter, boxes[-1], current=self.current == len(boxes) - 1)
        self._paint_edges(painter, shown)
        self._write_days(painter, shown)
        if 0 <= self.current < len(boxes):
            top = QPointF(boxes[self.current].center().x(), boxes[self.current].top())
            paint_bubble(painter, self.rect(), top, 0, self.words_of(self.current))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_ground(self, painter: QPainter, shown: RhythmPicture) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        ground = self._ground() + 0.5
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        if shown.usual_gap is not None:
            painter.setPen(usual_pen())
            room = self._ground() - theme.px(_BAR_TOP)
            usual = round(self._ground() - room * shown.usual_gap / shown.highest) + 0.5
            painter.drawLine(QPointF(0, usual), QPointF(self.width(), usual))

    def _paint_silence(self, painter: QPainter, box: QRectF, *, current: bool) -> None:
        """Paint the bar that is still open: its right side has no line."""
        painter.setBrush(theme.colour("accent_soft"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(box)
        painter.setPen(QPen(theme.colour("accent"), 2.5 if current else 1.75))
        painter.drawPolyline([box.bottomLeft(), box.topLeft(), box.topRight()])

    def _paint_edges(self, painter: QPainter, shown: RhythmPicture) -> None:
        for edge in shown.edges:
            if edge.on <= shown.until:
                painter.setPen(edge_pen(edge.kind))
                x = round(self._x(edge.on.toordinal())) + 0.5
                painter.drawLine(QPointF(x, 2), QPointF(x, self._ground()))

    def _write_days(self, painter: QPainter, shown: RhythmPicture) -> None:
        """Write the first day, and today below its place, where both have room."""
        font = theme.font(TypeRole.CAPTION)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        first, today = words.when(shown.since, shown.today), words.when(shown.today, shown.today)
        baseline, start = self.height() - metrics.descent(), theme.px(_EDGE)
        x = round(self._x(shown.today.toordinal())) - metrics.horizontalAdvance(today)
        painter.drawText(max(x, start), baseline, today)
        if start + metrics.horizontalAdvance(first) + start < x:
            painter.drawText(start, baseline, first)

    def _point(self, bar: int) -> None:
        if bar != self.current:
            self.current = bar
            self.update()

    def _ground(self) -> float:
        return self.height() - theme.px(_FOOT)

    def _x(self, day: int) -> float:
        """Return where a day stands, given as its ordinal."""
        shown = self._shown
        if shown is None:
            return 0.0
        since, until = shown.since.toordinal(), shown.until.toordinal()
        edge = theme.px(_EDGE)
        return edge + (day - since) / max(until - since, 1) * (self.width() - 2 * edge)


class _Entry(QWidget):
    """A piece of a line as the strip paints it, and what it means; without a kind the usual gap."""

    def __init__(self, words: str, kind: EdgeKind | None = None) -> None:
        super().__init__()
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(theme.px(_PIECE + 6))
        row.addWidget(PlainLabel(words, TypeRole.SMALL, Tone.MUTED, wrap=True), 1)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        piece = theme.px(_PIECE)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - piece if mirrored else 0
        if self._kind is None:
            painter.setPen(usual_pen())
            y = self.height() // 2 + 0.5
            painter.drawLine(QPointF(left, y), QPointF(left + piece, y))
        else:
            painter.setPen(edge_pen(self._kind))
            x = left + piece / 2
            painter.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))


def usual_pen() -> QPen:
    """Return how the line at the height of the usual gap looks."""
    return QPen(theme.colour("line_strong"), 1)


def edge_pen(kind: EdgeKind) -> QPen:
    """Return how the line of a day looks."""
    return QPen(theme.colour(_TONES[kind]), 2, _DASHES[kind], Qt.PenCapStyle.FlatCap)
