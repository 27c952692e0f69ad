"""Files and pictures for tests, and dropping them on a widget as a file manager does."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QWidget

_COPY = Qt.DropAction.CopyAction


def picture(width: int, height: int, kind: str = "png", colour: str = "#336699") -> bytes:
    """Return a picture of one colour as a file holds it."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(held, QByteArray(kind.encode()))
    assert writer.write(image)
    return bytes(held.data().data())


def written(path: Path, content: bytes = b"words") -> Path:
    """Return a file that holds something."""
    path.write_bytes(content)
    return path


def drop(widget: QWidget, urls: Sequence[str | Path]) -> bool:
    """Drop files or addresses on a widget and tell whether it took them."""
    held = QMimeData()
    held.setUrls([QUrl(one) if isinstance(one, str) else QUrl.fromLocalFile(one) for one in urls])
    place, left, none = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, _COPY, held, left, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(place.toPointF(), _COPY, held, left, none)
    dropped.ignore()
    QApplication.sendEvent(widget, dropped)
    return dropped.isAccepted()


class OpenedUrls(QObject):
    """Takes the place of the program that would open a file."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))
