"""Paints the days of a calendar: the day, and what stands on it as far as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustjournal.i18n import _, ngettext
from trustjournal.store.calendar import DayItem, ItemKind
from trustjournal.ui import icons, theme
from trustjournal.ui.models.calendar_model import CalendarRole, Day
from trustjournal.ui.models.calendar_words import ICONS, day_head, day_number, tone_of, what
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.plan_row import RowPen, text_height, text_width

_Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP, _ICON, _EDGE, _RADIUS = 5, 3, 13, 5, 6
_ICON_ALONE = 44
"""In an item narrower than this, in px at 100 %, only the icon has room."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Something on its way to another day, and the day it is over now."""

    item: DayItem
    to: date


@dataclass(frozen=True, slots=True)
class Places:
    """Where the things of a day stand in its cell: `boxes` from number `first` on.

    `more` is where the rest is counted, None where all have room.
    """

    first: int
    boxes: Sequence[QRect]
    more: QRect | None
    rest: int


def head_height() -> int:
    """Return how high the line with the day is."""
    return text_height(TypeRole.SMALL) + theme.px(8)


def item_height(*, roomy: bool) -> int:
    """Return how high one thing on a day is; a `roomy` one has a second line."""
    lines = 2 if roomy else 1
    return text_height(TypeRole.CAPTION) * lines + theme.px(4)


def least_height(count: int, *, roomy: bool) -> int:
    """Return how high a cell is that shows `count` things."""
    return head_height() + count * (item_height(roomy=roomy) + _GAP) + _PAD


def places(cell: QRect, count: int, picked: int, *, roomy: bool) -> Places:
    """Return where the things of a day stand; the one `picked` is among those shown.

    Boxes are laid out left to right.
    """
    high = item_height(roomy=roomy)
    top = cell.top() + head_height()
    room = max(0, (cell.bottom() - _PAD - top + 1 + _GAP) // (high + _GAP))
    shown = count if count <= room else max(0, room - 1)
    first = min(max(0, picked - shown + 1), count - shown)
    left, width = cell.left() + _PAD, cell.width() - 2 * _PAD
    boxes = [QRect(left, top + row * (high + _GAP), width, high) for row in range(shown)]
    rest = count - shown
    if not rest:
        return Places(first, boxes, None, 0)
    below = top + shown * (high + _GAP)
    more = QRect(left, below, width, min(item_height(roomy=False), cell.bottom() - below))
    return Places(first, boxes, more, rest)


class CalendarDelegate(QStyledItemDelegate):
    """Paints the days of a `CalendarModel`; `picked` is the number of a thing on the current day.

    In `roomy` cells a thing has two lines; with `rows` the days stand below each other.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picked = -1
        self.current: date | None = None
        self.carried: Carried | None = None
        self.roomy = False
        self.rows = False

    def places(self, day: Day, cell: QRect) -> Places:
        """Return where the things of a day stand in its cell."""
        picked = self.picked if day.day == self.current else -1
        return places(cell, len(day.items), picked, roomy=self.roomy)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        day = index.data(CalendarRole.DAY)
        if not isinstance(day, Day):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        pen = RowPen(painter, option.rect, option.direction)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        target = self.carried is not None and self.carried.to == day.day
        _paint_ground(pen, day, focused=focused or target)
        _paint_head(pen, day, named=self.rows)
        found = self.places(day, option.rect)
        for number, box in enumerate(found.boxes, start=found.first):
            self._paint_item(pen, box, day, number, focused=focused)
        if found.more is not None:
            _paint_more(pen, found.more, found.rest, alone=not found.boxes)
        if target and self.carried is not None:
            self._paint_carried(pen, self.carried.item)
        painter.restore()

    def _paint_item(self, pen: RowPen, box: QRect, day: Day, number: int, *, focused: bool) -> None:
        item = day.items[number]
        leaves = self.carried is not None and self.carried.item == item
        pen.painter.setOpacity(0.35 if leaves else 1.0)
        picked = focused and day.day == self.current and number == self.picked
        paint_item(pen, box, item, quiet=day.is_past or day.beside, picked=picked, two=self.roomy)
        pen.painter.setOpacity(1.0)

    def _paint_carried(self, pen: RowPen, item: DayItem) -> None:
        """Paint what is over this day above all that stands there."""
        high = item_height(roomy=self.roomy)
        top = pen.box.top() + head_height()
        box = QRect(pen.box.left() + _PAD, top, pen.box.width() - 2 * _PAD, high)
        paint_item(pen, box, item, quiet=False, picked=True, two=self.roomy)


def paint_item(
    pen: RowPen, box: QRect, item: DayItem, *, quiet: bool, picked: bool, two: bool
) -> None:
    """Paint one thing: its icon, the person, and what it is about as far as there is room."""
    colours = theme.tokens()
    tone = tone_of(item)
    _paint_chip(pen, pen.seen(box), item, tone, picked=picked, quiet=quiet)
    side = theme.px(_ICON)
    line = text_height(TypeRole.CAPTION)
    edge = _EDGE if box.width() >= theme.px(_ICON_ALONE) else max(0, (box.width() - side) // 2)
    top = box.top() + (box.height() - line * (2 if two else 1)) // 2
    mark = QRect(box.left() + edge, top + (line - side) // 2 + 1, side, side)
    icon_tone = Tone.MUTED if quiet else tone
    icons.paint_icon(pen.painter, pen.seen(mark), ICONS[item.kind], colours.colour(icon_tone))
    if box.width() < theme.px(_ICON_ALONE):
        return
    ink = Tone.MUTED if quiet else Tone.INK
    left = mark.right() + 1 + _GAP + 2
    words = QRect(left, top, box.right() - _GAP - left, line)
    used = pen.write(words, TypeRole.LABEL if two else TypeRole.CAPTION, ink, item.who.name)
    about = what(item)
    if two:
        words.moveTop(top + line)
        pen.write(words, TypeRole.CAPTION, Tone.MUTED, about)
    elif about and words.width() - used > theme.px(48):
        rest = words.adjusted(used + theme.px(6), 0, 0, 0)
        pen.write(rest, TypeRole.CAPTION, Tone.MUTED, about)


def _paint_chip(
    pen: RowPen, box: QRect, item: DayItem, tone: Tone, *, picked: bool, quiet: bool
) -> None:
    """Paint what an item stands on: filled for what is to be done, bare for a mere date."""
    colours = theme.tokens()
    bare = item.kind in (ItemKind.DATE, ItemKind.PREPARE) or quiet
    plain = bare or tone is Tone.INK
    fill = colours.raised if plain else colours.soft(tone)
    edge = QPen(QColor(colours.line), 1.0) if plain else QPen(Qt.PenStyle.NoPen)
    if item.kind is ItemKind.PREPARE and not quiet:
        edge = QPen(QColor(colours.gold), 1.0, Qt.PenStyle.DashLine)
    if tone is Tone.INK and not quiet:
        edge = QPen(QColor(colours.line_strong), 1.0)
    if picked:
        edge = QPen(QColor(colours.accent), 2.0)
    pen.painter.setPen(edge)
    pen.painter.setBrush(QColor(fill))
    pen.painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def _paint_ground(pen: RowPen, day: Day, *, focused: bool) -> None:
    colours = theme.tokens()
    ground = colours.hover if day.free else colours.surface
    pen.painter.fillRect(pen.box, QColor(colours.bg if day.beside else ground))
    if focused:
        pen.painter.setPen(QPen(QColor(colours.accent), 2.0))
        pen.painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.painter.drawRoundedRect(QRectF(pen.box).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)


def _paint_head(pen: RowPen, day: Day, *, named: bool) -> None:
    """Paint the number of the day, today's in a circle; a new month is named."""
    high = head_height()
    said = day_head(day.day) if named else day_number(day.day)
    role = TypeRole.LABEL if day.day == day.today else TypeRole.CAPTION
    width = text_width(role, said)
    box = QRect(pen.box.left() + _PAD + 2, pen.box.top() + 2, pen.box.width() - 2 * _PAD, high - 3)
    if day.day != day.today:
        pen.write(box, role, Tone.MUTED if day.is_past or day.beside else Tone.INK, said)
        return
    side = high - theme.px(6)
    round_box = QRect(box.left(), box.top() + 2, max(side, width + theme.px(12)), side)
    pen.painter.setPen(Qt.PenStyle.NoPen)
    pen.painter.setBrush(theme.colour("accent"))
    pen.painter.drawRoundedRect(pen.seen(round_box), side / 2, side / 2)
    pen.painter.setFont(theme.font(role))
    pen.painter.setPen(theme.colour("on_accent"))
    pen.painter.drawText(pen.seen(round_box), Qt.AlignmentFlag.AlignCenter.value, said)


def _paint_more(pen: RowPen, box: QRect, rest: int, *, alone: bool) -> None:
    said = ngettext("{count} thing", "{count} things", rest) if alone else _("+{count} more")
    words = box.adjusted(_EDGE, 0, 0, 0)
    pen.write(words, TypeRole.CAPTION, Tone.ACCENT, said.format(count=rest))
