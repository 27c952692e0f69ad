"""Paints things to do as the cards of a board: for whom, what, how it stands, and when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustjournal.ui import icons, theme
from trustjournal.ui.models.plan_model import Entry, PlanRole
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.plan_row import RowPen, paint_sign, text_height, text_width

_Index = QModelIndex | QPersistentModelIndex
_PAD, _SIGN, _ICON, _BETWEEN, _RADIUS, _WORDS = 12, 26, 14, 6, 10, 84

CARD_GAP = 8


def card_height() -> int:
    """Return the height of every card, with the gap below it, at the text size in force."""
    top = max(theme.px(_SIGN), text_height(TypeRole.SMALL))
    lines = 2 * text_height(TypeRole.STRONG) + text_height(TypeRole.SMALL)
    return top + lines + 2 * _BETWEEN + 2 * _PAD + CARD_GAP


class PlanCardDelegate(QStyledItemDelegate):
    """Paints the entries of a `PlanModel` as cards, all of one height."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, card_height())  # a list makes its rows no narrower than this

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(PlanRole.ROW)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        pen = RowPen(painter, option.rect.adjusted(0, 0, 0, -CARD_GAP), option.direction)
        _paint_back(pen, option.state)
        inside = pen.box.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        side = max(theme.px(_SIGN), text_height(TypeRole.SMALL))
        _paint_person(pen, entry, QRect(inside.left(), inside.top(), inside.width(), side))
        inside.setTop(inside.top() + side + _BETWEEN)
        _paint_title(pen, entry.title, inside)
        high = text_height(TypeRole.SMALL)
        foot = QRect(inside.left(), inside.bottom() + 1 - high, inside.width(), high)
        _paint_state(pen, entry, foot)
        painter.restore()


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return a text as one or two lines of up to `width` px; the second may still be too long."""
    line = " ".join(text.split())
    layout = QTextLayout(line, font)
    layout.setTextOption(_WRAPPED)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(1, width))
    layout.endLayout()
    units = line.encode("utf-16-le")  # in which Qt counts
    cut = 2 * first.textLength()
    parts = (units[:cut].decode("utf-16-le"), units[cut:].decode("utf-16-le"))
    return [part.strip() for part in parts if part.strip()]


_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def _paint_back(pen: RowPen, state: QStyle.StateFlag) -> None:
    states = QStyle.StateFlag
    selected, focused = bool(state & states.State_Selected), bool(state & states.State_HasFocus)
    over = bool(state & states.State_MouseOver)
    if selected or focused:
        edge = QPen(theme.colour("accent"), 2.0 if focused else 1.5)
    else:
        edge = QPen(theme.colour("line_strong" if over else "line"), 1.0)
    pen.painter.setPen(edge)
    pen.painter.setBrush(theme.colour("select" if selected else "surface"))
    inside = QRectF(pen.box).adjusted(1, 1, -1, -1)
    pen.painter.drawRoundedRect(inside, _RADIUS, _RADIUS)


def _paint_person(pen: RowPen, entry: Entry, box: QRect) -> None:
    """Paint the sign and the person, and at the end when, which has up to half of the room."""
    side = theme.px(_SIGN)
    sign = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
    paint_sign(pen, entry, pen.seen(sign))
    rest = box.adjusted(side + theme.px(8), 0, 0, 0)
    if entry.when:
        taken = min(text_width(TypeRole.SMALL, entry.when) + 2, rest.width() * 6 // 10)
        end = QRect(rest.right() + 1 - taken, rest.top(), taken, rest.height())
        pen.write(end, TypeRole.SMALL, entry.when_tone, entry.when, at_end=True)
        rest.setRight(end.left() - theme.px(8))
    pen.write(rest, TypeRole.SMALL, Tone.MUTED, entry.person)


def _paint_title(pen: RowPen, title: str, box: QRect) -> None:
    high = text_height(TypeRole.STRONG)
    for number, line in enumerate(two_lines(title, theme.font(TypeRole.STRONG), box.width())):
        place = QRect(box.left(), box.top() + number * high, box.width(), high)
        pen.write(place, TypeRole.STRONG, Tone.INK, line)


def _paint_state(pen: RowPen, entry: Entry, box: QRect) -> None:
    tone = entry.state_tone
    if entry.state_icon:
        side = theme.px(_ICON)
        mark = QRect(box.left(), box.top() + (box.height() - side + 1) // 2, side, side)
        icons.paint_icon(pen.painter, pen.seen(mark), entry.state_icon, theme.tokens().colour(tone))
        box = box.adjusted(side + theme.px(6), 0, 0, 0)
    used = pen.write(box, TypeRole.SMALL, tone, entry.state) if entry.state else 0
    for said in (entry.under, entry.text):
        left = box.left() + used + (theme.px(10) if used else 0)
        enough = min(text_width(TypeRole.SMALL, said), theme.px(_WORDS))
        if said and box.right() + 1 - left >= enough:
            place = QRect(left, box.top(), box.right() + 1 - left, box.height())
            used = left - box.left() + pen.write(place, TypeRole.SMALL, Tone.MUTED, said)
