"""A person's round sign: initials on a colour that is always the same for the same name."""

import zlib

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole

_HUES = (168, 262, 96, 40, 210, 335, 12)


def initials(name: str) -> str:
    """Return one or two capitals for `name`: of its first and its last word, nicknames aside."""
    words = [word for word in name.split() if word[0].isalnum()]
    picked = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in picked).upper()


def avatar_colours(name: str, *, dark: bool) -> tuple[QColor, QColor]:
    """Return the background and the colour of the initials for `name`."""
    hue = _HUES[zlib.crc32(name.encode()) % len(_HUES)]
    if dark:
        return QColor.fromHsv(hue, 112, 98), QColor.fromHsl(hue, 140, 220)
    return QColor.fromHsv(hue, 27, 234), QColor.fromHsl(hue, 128, 64)


def paint_avatar(painter: QPainter, box: QRect, name: str) -> None:
    """Paint the avatar of `name` in the square `box`."""
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


class Avatar(QWidget):
    """The avatar of one person, `size` px across at 100 % text."""

    def __init__(self, name: str = "", size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self.setFixedSize(self.sizeHint())
        theme.look.changed.connect(self._resize)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.update()

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self.rect(), self._name)
