"""Rows of the palette: an icon or a face, words with the found ones marked, and what is beside."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustjournal.domain.search_marks import Marked
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.label import leading, trailing

_Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP, _EDGE, _ICON, _FACE = 12, 12, 7, 18, 28


class FindRole(IntEnum):
    """What the list of the palette answers to, besides its text."""

    TITLE = Qt.ItemDataRole.UserRole + 1  # Marked
    TEXT = Qt.ItemDataRole.UserRole + 2  # Marked or None, below the title
    ASIDE = Qt.ItemDataRole.UserRole + 3
    ICON = Qt.ItemDataRole.UserRole + 4
    FACE = Qt.ItemDataRole.UserRole + 5  # a name
    FACE_ID = Qt.ItemDataRole.UserRole + 7  # UUID of who it is
    SECTION = Qt.ItemDataRole.UserRole + 6  # a heading above the row, "" inside of a section


class FindRowDelegate(QStyledItemDelegate):
    """Paints a row of the palette; boxes are laid out left to right and mirrored."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = _height(TypeRole.BODY)
        if index.data(FindRole.TEXT) is not None:
            lines += _height(TypeRole.SMALL)
        return QSize(theme.px(120), lines + 2 * theme.px(_EDGE) + _head(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        head = _head(index)
        box = option.rect.adjusted(0, head, 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if head:
            above = QRect(option.rect.left() + _PAD, option.rect.top(), option.rect.width(), head)
            seen = QStyle.visualRect(option.direction, option.rect, above.adjusted(0, 6, -24, 0))
            text = str(index.data(FindRole.SECTION))
            _write(painter, seen, option.direction, Marked(text), TypeRole.LABEL, Tone.MUTED)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(theme.colour("select"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_words(painter, box, option.direction, index)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, box: QRect, direction: Qt.LayoutDirection, index: _Index
    ) -> None:
        def seen(part: QRect) -> QRect:
            return QStyle.visualRect(direction, box, part)

        room = theme.px(_FACE)
        sign = QRect(box.left() + _PAD, box.center().y() - room // 2 + 1, room, room)
        _paint_sign(painter, seen(sign), index)
        left, right = sign.right() + _GAP, box.right() - _PAD
        aside = str(index.data(FindRole.ASIDE) or "")
        if aside:
            metrics = QFontMetrics(theme.font(TypeRole.SMALL))
            width = min(metrics.horizontalAdvance(aside) + 2, box.width() // 3)
            beside = QRect(right - width, box.top(), width, box.height())
            shown = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, width)
            painter.setFont(theme.font(TypeRole.SMALL))
            painter.setPen(theme.colour(Tone.MUTED))
            flags = trailing(direction) | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(seen(beside), flags.value | Qt.TextFlag.TextSingleLine.value, shown)
            right -= width + _GAP
        text = index.data(FindRole.TEXT)
        top = box.top() + theme.px(_EDGE)
        line = QRect(left, top, right - left, _height(TypeRole.BODY))
        _write(painter, seen(line), direction, index.data(FindRole.TITLE), TypeRole.BODY, Tone.INK)
        if text is not None:
            below = QRect(left, line.bottom() + 1, line.width(), _height(TypeRole.SMALL))
            _write(painter, seen(below), direction, text, TypeRole.SMALL, Tone.MUTED)


def _paint_sign(painter: QPainter, room: QRect, index: _Index) -> None:
    face, icon = index.data(FindRole.FACE), index.data(FindRole.ICON)
    if face:
        paint_avatar(painter, room, str(face), index.data(FindRole.FACE_ID))
    elif icon:
        side = theme.px(_ICON)
        mark = QRect(0, 0, side, side)
        mark.moveCenter(room.center())
        icons.paint_icon(painter, mark, str(icon), theme.tokens().muted)


def _write(
    painter: QPainter,
    box: QRect,
    direction: Qt.LayoutDirection,
    what: Marked,
    role: TypeRole,
    tone: Tone,
) -> None:
    """Write one line, elided to fit, with what was found in bold on gold."""
    font = theme.font(role)
    text = QFontMetrics(font).elidedText(what.text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(text, font)
    option = QTextOption(leading(direction))
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_mark(text, *span) for span in what.marks if span[0] < len(text)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    painter.setPen(theme.colour(tone))
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2))


def _mark(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return the format of a mark; Qt counts in UTF-16, where a rare letter is two."""
    span = QTextLayout.FormatRange()
    span.start = _units(text[:start])
    span.length = _units(text[start:end])
    look = QTextCharFormat()
    look.setBackground(theme.colour("gold_soft"))
    look.setForeground(theme.colour("ink"))
    look.setFontWeight(QFont.Weight.DemiBold)
    span.format = look
    return span


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _head(index: _Index) -> int:
    return _height(TypeRole.LABEL) + 10 if index.data(FindRole.SECTION) else 0


def _height(role: TypeRole) -> int:
    return QFontMetrics(theme.font(role)).height()
