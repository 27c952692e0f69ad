"""Pictures of people: small copies to keep, and images to show, from files nobody vouches for.

Nothing here touches a widget, so all of it may be done on the worker.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

KEPT_SIDE = 640
"""The longer side in px of the copy of a photo that the journal keeps."""

MOST_PIXELS = 100_000_000
"""What is larger is not decoded: a small file can claim any size."""

_QUALITY = 88

# By their first bytes, so that no name leads to another reader: SVG, for one, may load other files.
_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
)


def small_copy(content: bytes) -> bytes:
    """Return a photo as a JPEG of at most `KEPT_SIDE`, without what a camera wrote beside it.

    Raises:
        InvalidEntry: it is no picture that can be shown, or too large.
    """
    photo = decoded(content, KEPT_SIDE)
    flat = QImage(photo.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("white"))
    painter = QPainter(flat)
    painter.drawImage(0, 0, photo)
    painter.end()
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(kept, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(flat)
    return bytes(kept.data().data())


def decoded(content: bytes, side: int) -> QImage:
    """Return a picture at most `side` px wide and high, the right way up.

    Raises:
        InvalidEntry: it is no picture that can be shown, or too large.
    """
    held = QBuffer()
    held.setData(QByteArray(content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held, QByteArray(_format(content).encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        raise InvalidEntry(_("This picture is too large to show. Save it smaller first."))
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(_within(size, side))
    image = reader.read()
    if image.isNull():
        raise InvalidEntry(_not_shown())
    return image if max(image.width(), image.height()) <= side else _scaled(image, side)


def face(content: bytes, side: int) -> QImage:
    """Return the middle of a photo as a square of `side` px.

    Raises:
        InvalidEntry: as `decoded`.
    """
    photo = decoded(content, 2 * side)
    most = min(photo.width(), photo.height())
    # A face is rather above the middle of a tall picture.
    square = photo.copy((photo.width() - most) // 2, (photo.height() - most) // 3, most, most)
    shown = _scaled(square, side)
    return shown.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _format(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    found = (name for mark, name in _FORMATS if content.startswith(mark))
    if (name := next(found, None)) is None:
        raise InvalidEntry(_not_shown())
    return name


def _not_shown() -> str:
    return _("This cannot be shown as a photo. Use a JPEG, PNG, WebP, GIF or BMP picture.")


def _within(size: QSize, side: int) -> QSize:
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _scaled(image: QImage, side: int) -> QImage:
    return image.scaled(
        _within(image.size(), side),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
