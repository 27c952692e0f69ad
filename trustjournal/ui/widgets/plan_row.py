"""Paints rows of things to do: a sign, what for whom, how it stands, and when."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustjournal.ui import icons, theme
from trustjournal.ui.models.plan_model import Entry, Heading, PlanRole
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.label import leading, trailing

_Index = QModelIndex | QPersistentModelIndex
_PAD, _SIGN, _GAP, _ICON, _AFTER = 10, 36, 14, 14, 11
_EDGE = 9
LEAST_WORDS = 110
"""How many px at 100 % the words of a row keep before what stands at its end gives way."""
_MOST_WORDS = 2 / 3
"""The part of the room up to which they keep as much as they need."""

ROW_GAP = 2


def row_height() -> int:
    """Return the height of every row, headings too, at the text size in force."""
    return text_height(TypeRole.STRONG) + text_height(TypeRole.SMALL) + 2 * _EDGE + ROW_GAP


def text_height(role: TypeRole) -> int:
    """Return the height of a line of text."""
    return QFontMetrics(theme.font(role)).height()


def text_width(role: TypeRole, text: str) -> int:
    """Return how wide `text` is in one line."""
    return QFontMetrics(theme.font(role)).horizontalAdvance(text)


@dataclass(frozen=True, slots=True)
class RowPen:
    """What one row paints with: boxes are laid out left to right and mirrored as they are drawn."""

    painter: QPainter
    box: QRect
    direction: Qt.LayoutDirection

    def seen(self, box: QRect) -> QRect:
        """Return where a box comes to stand in the direction of the window."""
        return QStyle.visualRect(self.direction, self.box, box)

    def write(
        self, box: QRect, role: TypeRole, tone: Tone, text: str, *, at_end: bool = False
    ) -> int:
        """Write `text` in one line, elided to fit, and return how wide it came out."""
        font = theme.font(role)
        metrics = QFontMetrics(font)
        line = " ".join(text.split())
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0, box.width()))
        self.painter.setFont(font)
        self.painter.setPen(theme.colour(tone))
        side = trailing(self.direction) if at_end else leading(self.direction)
        flags = (side | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value
        self.painter.drawText(self.seen(box), flags, shown)
        return metrics.horizontalAdvance(shown)


class PlanRowDelegate(QStyledItemDelegate):
    """Paints the rows of a `PlanModel`; `reserved` px at the end of row `current` are for buttons.

    Each text keeps its own direction, so that a full stop in English stays at its end in a window
    that runs right to left.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reserved = 0
        self.current = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, row_height())  # a list makes its rows no narrower than this

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(PlanRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        pen = RowPen(painter, option.rect.adjusted(0, 0, 0, -ROW_GAP), option.direction)
        if isinstance(row, Heading):
            _paint_heading(pen, row)
        elif isinstance(row, Entry):
            _paint_back(pen, option.state)
            reserved = self.reserved if index.row() == self.current else 0
            _paint_entry(pen, row, reserved)
        painter.restore()


def _paint_heading(pen: RowPen, heading: Heading) -> None:
    high = text_height(TypeRole.CARD)
    box = QRect(pen.box.left() + _PAD, pen.box.bottom() - 6 - high, pen.box.width() - _PAD, high)
    used = pen.write(box, TypeRole.CARD, Tone.INK, heading.title)
    rest = box.adjusted(used + theme.px(9), theme.px(1), 0, theme.px(1))
    pen.write(rest, TypeRole.SMALL, Tone.MUTED, str(heading.count))


def _paint_back(pen: RowPen, state: QStyle.StateFlag) -> None:
    states = QStyle.StateFlag
    selected, focused = bool(state & states.State_Selected), bool(state & states.State_HasFocus)
    if not (selected or focused or state & states.State_MouseOver):
        return
    edge = QPen(theme.colour("accent"), 2.0 if focused else 1.5)
    pen.painter.setPen(edge if selected or focused else QPen(Qt.PenStyle.NoPen))
    pen.painter.setBrush(theme.colour("select" if selected else "hover"))
    pen.painter.drawRoundedRect(QRectF(pen.box).adjusted(1, 1, -1, -1), 10, 10)


def _paint_entry(pen: RowPen, entry: Entry, reserved: int) -> None:
    side = theme.px(_SIGN)
    sign = QRect(pen.box.left() + _PAD, pen.box.top(), side, side)
    sign.moveTop(pen.box.top() + (pen.box.height() - side) // 2)
    paint_sign(pen, entry, pen.seen(sign))
    left = sign.right() + 1 + theme.px(_GAP)
    upper, lower = text_height(TypeRole.STRONG), text_height(TypeRole.SMALL)
    two_lines = bool(entry.state or entry.text)
    top = pen.box.top() + (pen.box.height() - upper - (lower if two_lines else 0)) // 2
    right = pen.box.right() - _PAD - reserved
    right -= _paint_when(pen, entry, left, right)
    title = QRect(left, top, right - left, upper)
    _paint_title(pen, entry, title)
    if two_lines:
        _paint_state(pen, entry, QRect(left, top + upper, right - left, lower))


def paint_sign(pen: RowPen, entry: Entry, box: QRect) -> None:
    """Paint what an entry begins with, its icon or the person's avatar, in the square `box`."""
    if not entry.icon:
        paint_avatar(pen.painter, box, entry.person, entry.customer_id)
        return
    colours = theme.tokens()
    pen.painter.setPen(Qt.PenStyle.NoPen)
    pen.painter.setBrush(QColor(colours.soft(entry.icon_tone)))
    pen.painter.drawRoundedRect(box, theme.px(8), theme.px(8))
    half = QRect(0, 0, box.width() // 2, box.height() // 2)
    half.moveCenter(box.center())
    icons.paint_icon(pen.painter, half, entry.icon, colours.colour(entry.icon_tone))


def _paint_when(pen: RowPen, entry: Entry, left: int, right: int) -> int:
    """Paint the words at the end and return the px they take from the others, with the gap.

    Where there is no room for both, `under` gives way first.
    """
    kept = min(_words_width(entry), int((right - left) * _MOST_WORDS))
    most = right - left - max(kept, theme.px(LEAST_WORDS)) - theme.px(_GAP)
    lines = [
        (role, tone, text)
        for role, tone, text in (
            (TypeRole.SMALL, entry.when_tone, entry.when),
            (TypeRole.CAPTION, Tone.MUTED, entry.under),
        )
        if text and text_width(role, text) <= most
    ]
    if not lines:
        return 0
    width = max(text_width(role, text) for role, _tone, text in lines) + 2
    high = sum(text_height(role) for role, _tone, _text in lines)
    top = pen.box.top() + (pen.box.height() - high) // 2
    for role, tone, text in lines:
        pen.write(
            QRect(right - 2 - width, top, width, text_height(role)), role, tone, text, at_end=True
        )
        top += text_height(role)
    return width + theme.px(_GAP) + 2


def _words_width(entry: Entry) -> int:
    """Return how wide the title and the state of an entry would be, in px, the wider of both."""
    mark = theme.px(_ICON) + theme.px(6) if entry.state_icon else 0
    state = mark + text_width(TypeRole.SMALL, entry.state) if entry.state else 0
    return max(text_width(TypeRole.STRONG, entry.title), state)


def words_start() -> int:
    """Return how far from the edge of a row its words begin, in px."""
    return _PAD + theme.px(_SIGN) + theme.px(_GAP)


def _paint_title(pen: RowPen, entry: Entry, box: QRect) -> None:
    """Paint the title and what stands beside it, which keeps up to a third of the room."""
    gap, third = theme.px(_AFTER), box.width() // 3
    kept = 0
    if entry.aside and third >= theme.px(LEAST_WORDS):
        kept = min(text_width(TypeRole.SMALL, entry.aside), third) + gap
    used = pen.write(box.adjusted(0, 0, -kept, 0), TypeRole.STRONG, Tone.INK, entry.title) + gap
    if entry.aside and box.width() - used > theme.px(32):
        rest = box.adjusted(used, theme.px(1), 0, theme.px(1))
        pen.write(rest, TypeRole.SMALL, Tone.MUTED, entry.aside)


def _paint_state(pen: RowPen, entry: Entry, box: QRect) -> None:
    if entry.state_icon:
        side = theme.px(_ICON)
        mark = QRect(box.left(), box.top() + (box.height() - side + 1) // 2, side, side)
        colour = theme.tokens().colour(entry.state_tone)
        icons.paint_icon(pen.painter, pen.seen(mark), entry.state_icon, colour)
        box = box.adjusted(side + theme.px(6), 0, 0, 0)
    if entry.state:
        used = pen.write(box, TypeRole.SMALL, entry.state_tone, entry.state)
        box = box.adjusted(used + theme.px(_AFTER), 0, 0, 0)
    if entry.text and box.width() > theme.px(32):
        pen.write(box, TypeRole.SMALL, Tone.MUTED, entry.text)
