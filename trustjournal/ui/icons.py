"""The shipped icons, tinted as they are painted so that they always suit the colours in force."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from trustjournal.paths import resource
from trustjournal.ui import theme

_DIRECTIONAL = frozenset({"chevron-left", "chevron-right", "undo-2", "redo-2", "send"})


def icon(name: str, role: str = "ink") -> QIcon:
    """Return the icon `name` in the colour `role`, a field of `Tokens` or a `Tone`.

    It keeps suiting the colours in force; disabled it is pale, and icons that point along the
    line of reading are mirrored where that runs right to left.
    """
    return QIcon(_TintedEngine(name, role))


def paint_icon(painter: QPainter, box: QRect, name: str, colour: str) -> None:
    """Paint the icon `name` in `colour` ("#RRGGBB") in the square `box`."""
    ratio = painter.device().devicePixelRatioF()
    drawn = _drawn(name, colour, round(box.width() * ratio), _mirrored(name))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(box), drawn)


def _mirrored(name: str) -> bool:
    right_to_left = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return right_to_left and name in _DIRECTIONAL


@cache
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, mirrored: bool) -> QImage:
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image


class _TintedEngine(QIconEngine):
    """Paints one icon; wider than high, it leaves the rest free after the glyph.

    A button puts only 4 px between icon and words; the free strip makes the gap the house wants.
    """

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "line_strong" if mode is QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        box = QRect(rect.x(), rect.y() + (rect.height() - side) // 2, side, side)
        if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(rect.right())
        paint_icon(painter, box, self._name, theme.tokens().colour(role))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        made = QPixmap(size * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._role)
