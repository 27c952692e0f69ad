"""Rows of people in a list: avatar, name, a sentence, why they are here, and how deep it goes."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.depth_meter import meter_size, paint_meter
from trustjournal.ui.widgets.label import leading, tooltip

_Index = QModelIndex | QPersistentModelIndex
_PAD, _AVATAR, _TEXT_GAP, _ICON, _ICON_GAP, _AFTER_NAME = 12, 44, 16, 14, 6, 11
_EDGE = 7
_LEAST_WIDTH = 120
_SECTION_GAP = 8
ROW_GAP = 5


class PersonRole(IntEnum):
    """What a model of people answers to; all are text unless said otherwise, and may be None."""

    NAME = Qt.ItemDataRole.DisplayRole
    COMPANY = Qt.ItemDataRole.UserRole + 1
    SENTENCE = Qt.ItemDataRole.UserRole + 2
    WHY = Qt.ItemDataRole.UserRole + 3
    WHY_ICON = Qt.ItemDataRole.UserRole + 4
    WHY_TONE = Qt.ItemDataRole.UserRole + 5
    """A `Tone`: CLAY where something is late, else MUTED."""
    DEPTH = Qt.ItemDataRole.UserRole + 6
    """A float, how many of the five parts are filled (`depth_meter.parts_filled`)."""
    STAGE = Qt.ItemDataRole.UserRole + 7
    RECORD = Qt.ItemDataRole.UserRole + 8
    """What the row stands for, whatever the page needs back."""
    SECTION = Qt.ItemDataRole.UserRole + 9
    """A heading above the row, where a part of the list begins."""
    CUSTOMER_ID = Qt.ItemDataRole.UserRole + 10
    """Whose photo shows, as a UUID."""


_SPOKEN = (PersonRole.NAME, PersonRole.COMPANY, PersonRole.SENTENCE, PersonRole.WHY)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row paints with: where, in which direction, and how it is marked."""

    painter: QPainter
    box: QRect
    direction: Qt.LayoutDirection
    selected: bool
    focused: bool

    def seen(self, box: QRect) -> QRect:
        """Return `box` where it appears: mirrored where reading runs right to left."""
        return QStyle.visualRect(self.direction, self.box, box)

    def write(self, box: QRect, role: TypeRole, tone: Tone, text: str) -> int:
        """Write `text` in one line, elided to fit, and return how wide it came out."""
        font = theme.font(role)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
        self.painter.setFont(font)
        self.painter.setPen(theme.colour(tone))
        flags = leading(self.direction) | Qt.AlignmentFlag.AlignVCenter
        single = flags.value | Qt.TextFlag.TextSingleLine.value
        self.painter.drawText(self.seen(box), single, shown)
        return metrics.horizontalAdvance(shown)


class PersonRowDelegate(QStyledItemDelegate):
    """Paints people as rows; a model answers to `PersonRole`.

    `reserved` px at the end of the selected row stay free for buttons (`PersonList` sets it).
    Boxes are laid out left to right and mirrored as they are painted. Each text keeps its own
    direction, so that a full stop in English stays at its end in a window that runs right to left.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reserved = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        head = section_height() if index.data(PersonRole.SECTION) else 0
        return QSize(theme.px(_LEAST_WIDTH), row_height() + head)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        states = QStyle.StateFlag
        section = index.data(PersonRole.SECTION)
        row = _Row(
            painter,
            person_rect(option.rect, index),
            option.direction,
            bool(option.state & states.State_Selected),
            bool(option.state & states.State_HasFocus),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if section:
            self._paint_section(row, option.rect, str(section))
        self._paint_back(row, hovered=bool(option.state & states.State_MouseOver))
        trailing = self._paint_trailing(row, index)
        self._paint_words(row, index, row.box.right() - trailing)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        parts = (index.data(role) for role in _SPOKEN)
        text = "\n".join(str(part) for part in parts if part)
        QToolTip.showText(event.globalPos(), tooltip(text), view)
        return True

    def _paint_section(self, row: _Row, whole: QRect, section: str) -> None:
        """Paint a hairline and the heading of a part of the list above its first row."""
        line = whole.top() + theme.px(_SECTION_GAP)
        row.painter.setPen(QPen(theme.colour("line"), 1))
        row.painter.drawLine(row.box.left() + _PAD, line, row.box.right() - _PAD, line)
        box = QRect(row.box.left() + _PAD, line, row.box.width() - 2 * _PAD, 0)
        box.setBottom(row.box.top())
        row.write(box, TypeRole.CARD, Tone.INK, section)

    def _paint_back(self, row: _Row, *, hovered: bool) -> None:
        if not (row.selected or row.focused or hovered):
            return
        edged = row.selected or row.focused
        width = 2.0 if row.focused else 1.5
        row.painter.setPen(
            QPen(theme.colour("accent"), width) if edged else QPen(Qt.PenStyle.NoPen)
        )
        row.painter.setBrush(theme.colour("select" if row.selected else "hover"))
        row.painter.drawRoundedRect(QRectF(row.box).adjusted(1, 1, -1, -1), 10, 10)

    def _paint_trailing(self, row: _Row, index: _Index) -> int:
        """Paint the depth and return the px it takes from the words, margins included."""
        if row.selected and self.reserved:
            return self.reserved + 2 * _PAD
        depth = index.data(PersonRole.DEPTH)
        size = meter_size()
        if depth is None or row.box.width() < 5 * size.width():
            return _PAD
        box = QRect(0, 0, size.width(), size.height())
        box.moveRight(row.box.right() - _PAD - 2)
        box.moveTop(row.box.top() + (row.box.height() - size.height()) // 2 + theme.px(4))
        word = str(index.data(PersonRole.STAGE) or "")
        paint_meter(row.painter, row.seen(box), float(depth), word, row.direction)
        return size.width() + 2 * _PAD + 2

    def _paint_words(self, row: _Row, index: _Index, right: int) -> None:
        side = theme.px(_AVATAR)
        name = str(index.data(PersonRole.NAME) or "")
        avatar = QRect(row.box.left() + _PAD, 0, side, side)
        avatar.moveTop(row.box.top() + (row.box.height() - side) // 2)
        paint_avatar(row.painter, row.seen(avatar), name, index.data(PersonRole.CUSTOMER_ID))
        left = avatar.right() + 1 + theme.px(_TEXT_GAP)
        lines = [
            role
            for role, needed in (
                (TypeRole.NAME, PersonRole.NAME),
                (TypeRole.BODY, PersonRole.SENTENCE),
                (TypeRole.SMALL, PersonRole.WHY),
            )
            if index.data(needed)
        ]
        top = row.box.top() + (row.box.height() - sum(map(_height, lines))) // 2
        for role in lines:
            box = QRect(left, top, right - left, _height(role))
            top += box.height()
            if role is TypeRole.NAME:
                self._paint_name(row, index, box)
            elif role is TypeRole.BODY:
                row.write(box, role, Tone.INK, str(index.data(PersonRole.SENTENCE)))
            else:
                self._paint_why(row, index, box)

    def _paint_name(self, row: _Row, index: _Index, box: QRect) -> None:
        name = str(index.data(PersonRole.NAME))
        used = row.write(box, TypeRole.NAME, Tone.INK, name) + theme.px(_AFTER_NAME)
        if (company := index.data(PersonRole.COMPANY)) and box.width() - used > theme.px(32):
            rest = box.adjusted(used, theme.px(1), 0, theme.px(1))
            row.write(rest, TypeRole.SMALL, Tone.MUTED, str(company))

    def _paint_why(self, row: _Row, index: _Index, box: QRect) -> None:
        tone = Tone(index.data(PersonRole.WHY_TONE) or Tone.MUTED)
        if icon := index.data(PersonRole.WHY_ICON):
            side = theme.px(_ICON)
            mark = QRect(box.left(), box.top() + (box.height() - side + 1) // 2, side, side)
            colour = theme.tokens().colour(tone)
            icons.paint_icon(row.painter, row.seen(mark), str(icon), colour)
            box = box.adjusted(side + theme.px(_ICON_GAP), 0, 0, 0)
        row.write(box, TypeRole.SMALL, tone, str(index.data(PersonRole.WHY)))


def person_rect(rect: QRect, index: _Index) -> QRect:
    """Return where in the rectangle of a row the person stands: below its heading, if any."""
    head = section_height() if index.data(PersonRole.SECTION) else 0
    return rect.adjusted(0, head, 0, -ROW_GAP)


def section_height() -> int:
    """Return the height of a heading above a row, at the text size in force."""
    return _height(TypeRole.CARD) + theme.px(_SECTION_GAP) + 2 * _EDGE


def row_height() -> int:
    """Return the height of a row without a heading, with the gap below it, at this text size."""
    text = sum(map(_height, (TypeRole.NAME, TypeRole.BODY, TypeRole.SMALL)))
    return text + 2 * _EDGE + ROW_GAP


def _height(role: TypeRole) -> int:
    # Tighter than the face's own line height: three lines read as one row.
    return round(QFontMetrics(theme.font(role)).height() * 0.98)
