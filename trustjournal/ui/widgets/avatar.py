"""A person's round sign: their photo, or initials on a colour that a name always has."""

import zlib
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from trustjournal.domain.matching import is_title
from trustjournal.ui import theme
from trustjournal.ui.faces import faces
from trustjournal.ui.palette import TypeRole

_HUES = (168, 262, 96, 40, 210, 335, 12)


def initials(name: str) -> str:
    """Return one or two capitals of `name`: its first and last word, nicknames and titles aside."""
    words = [word for word in name.split() if word[0].isalnum()]
    words = [word for word in words if not is_title(word)] or words
    picked = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in picked).upper()


def avatar_colours(name: str, *, dark: bool) -> tuple[QColor, QColor]:
    """Return the background and the colour of the initials for `name`."""
    hue = _HUES[zlib.crc32(name.encode()) % len(_HUES)]
    if dark:
        return QColor.fromHsv(hue, 112, 98), QColor.fromHsl(hue, 140, 220)
    return QColor.fromHsv(hue, 27, 234), QColor.fromHsl(hue, 128, 64)


def paint_avatar(painter: QPainter, box: QRect, name: str, customer_id: UUID | None = None) -> None:
    """Paint the avatar of `name` in the square `box`; with an id, their photo if they have one."""
    photo = faces.of(customer_id) if customer_id is not None else None
    if photo is not None:
        _paint_photo(painter, box, photo)
        return
    back, ink = avatar_colours(name, dark=theme.tokens().dark)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawEllipse(box)
    font = theme.font(TypeRole.STRONG)
    font.setPixelSize(max(8, round(box.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def _paint_photo(painter: QPainter, box: QRect, photo: QImage) -> None:
    circle = QPainterPath()
    circle.addEllipse(QRectF(box))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(circle)
    ratio = painter.device().devicePixelRatioF()
    smooth = Qt.TransformationMode.SmoothTransformation
    painter.drawImage(box, photo.scaledToWidth(round(box.width() * ratio), smooth))
    painter.restore()


class Avatar(QWidget):
    """The avatar of one person, `size` px across at 100 % text."""

    def __init__(
        self,
        name: str = "",
        size: int = 44,
        parent: QWidget | None = None,
        *,
        customer_id: UUID | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._customer_id = customer_id
        self._size = size
        self.setFixedSize(self.sizeHint())
        theme.look.changed.connect(self._resize)
        faces.changed.connect(self.update)

    def set_name(self, name: str, customer_id: UUID | None = None) -> None:
        """Show another person."""
        self._name = name
        self._customer_id = customer_id
        self.update()

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self.rect(), self._name, self._customer_id)
