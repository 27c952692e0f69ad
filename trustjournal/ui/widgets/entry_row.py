"""Rows of entries: icon tile, bold head, quiet aside, the owner's words in serif, a sign."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustjournal.ui import fonts, icons, theme
from trustjournal.ui.models.entries import ENTRY, Entry
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import leading

_Index = QModelIndex | QPersistentModelIndex
_PAD, _TOP, _BOTTOM, _TILE, _GAP, _ASIDE = 4, 13, 15, 32, 14, 9
_LONGEST = 1200  # characters of a note that a row shows; the editor has them all
_LEAST_ASIDE = 48
_REMEMBERED = 2000  # heights


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Where the parts of one row are, before mirroring."""

    tile: QRect
    line: QRect
    below: QRect


def places(row: QRect) -> RowPlaces:
    """Return where tile, first line and the rest of a row stand."""
    side = theme.px(_TILE)
    tile = QRect(row.left() + _PAD, row.top() + _TOP, side, side)
    left = tile.right() + 1 + _GAP
    line = QRect(left, row.top() + _TOP - 1, row.right() - _PAD - left, _height(TypeRole.STRONG))
    top = line.bottom() + 3
    below = QRect(left, top, line.width(), row.bottom() - _BOTTOM - top + 1)
    return RowPlaces(tile, line, below)


def first_line_height() -> int:
    """Return how high a row is without anything below its first line."""
    line = _TOP - 1 + _height(TypeRole.STRONG) + 2
    return max(line, _TOP + theme.px(_TILE)) + _BOTTOM


class EntryDelegate(QStyledItemDelegate):
    """Paints entries as high as their words need at the width of the list.

    `reserved` px at the end of the first line of the selected row stay free for its buttons.
    Below the first line of the record `editing` there are `editor_height` px for an editor.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = 0
        self.reserved = 0
        self.editing: UUID | None = None
        self.editor_height = 0
        self._measured: dict[tuple[str, str, int, float], int] = {}

    def height(self, entry: Entry) -> int:
        """Return how high the row of an entry is."""
        least = first_line_height()
        editing = entry.record.id == self.editing
        below = self.editor_height if editing else self._below(entry)
        return max(least, _TOP - 1 + _height(TypeRole.STRONG) + 2 + below + _BOTTOM)

    def _below(self, entry: Entry) -> int:
        """Measure the words below the first line; a list asks several times for each row."""
        key = entry.text, entry.after, self.width, theme.look.scale
        if key not in self._measured:
            if len(self._measured) > _REMEMBERED:
                self._measured.clear()
            width = places(QRect(0, 0, self.width, 0)).below.width()
            heights = (_measure(text, role, width) for role, text in _paragraphs(entry))
            self._measured[key] = sum(heights)
        return self._measured[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(120), self.height(index.data(ENTRY)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY)
        states = QStyle.StateFlag
        row, direction = option.rect, option.direction
        selected = bool(option.state & states.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if index.row() + 1 < index.model().rowCount():
            painter.fillRect(row.left() + _PAD, row.bottom(), row.width() - 2 * _PAD, 1, _line())
        _paint_back(painter, option, selected=selected)
        where = places(row)
        _paint_tile(painter, QStyle.visualRect(direction, row, where.tile), entry.icon)
        line = where.line.adjusted(0, 0, -self.reserved if selected and self.reserved else 0, 0)
        writer = _Writer(painter, row, direction)
        writer.first_line(line, entry, with_sign=not (selected and self.reserved))
        if entry.record.id != self.editing:
            writer.rest(where.below, entry)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the words of one row where they appear, mirrored where reading runs so."""

    painter: QPainter
    row: QRect
    direction: Qt.LayoutDirection

    def first_line(self, line: QRect, entry: Entry, *, with_sign: bool) -> None:
        """Write head and aside, and the sign at the far end."""
        if with_sign and entry.sign:
            width = _width(entry.sign, TypeRole.SMALL)
            box = QRect(line.right() - width, line.top(), width + 1, line.height())
            self._write(box, entry.sign, TypeRole.SMALL, entry.tone)
            line = line.adjusted(0, 0, -width - _ASIDE, 0)
        wanted = _width(entry.head, TypeRole.STRONG)
        aside = _width(entry.aside, TypeRole.SMALL) + _ASIDE
        room = line.width() - wanted - aside
        kept = wanted if room >= 0 else max(line.width() - aside, line.width() // 2)
        head = QRect(line.left(), line.top(), min(kept, wanted) + 1, line.height())
        self._write(head, entry.head, TypeRole.STRONG, Tone.INK)
        rest = QRect(head.right() + _ASIDE, line.top() + 1, 0, line.height())
        rest.setRight(line.right())
        if rest.width() > theme.px(_LEAST_ASIDE):
            self._write(rest, entry.aside, TypeRole.SMALL, Tone.MUTED)

    def rest(self, below: QRect, entry: Entry) -> None:
        """Write the owner's words, and what comes after them."""
        top = below.top()
        for role, text in _paragraphs(entry):
            layout = _lay_out(text, role, below.width(), self.direction)
            box = QRect(below.left(), top, below.width(), _layout_height(layout))
            tone = Tone.INK if role is TypeRole.JOURNAL else Tone.MUTED
            self.painter.setPen(theme.colour(tone))
            seen = QStyle.visualRect(self.direction, self.row, box)
            layout.draw(self.painter, QPointF(seen.topLeft()))
            top += box.height()

    def _write(self, box: QRect, text: str, role: TypeRole, tone: Tone) -> None:
        metrics = _metrics(role, theme.look.scale)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self.painter.setFont(_font(role, theme.look.scale))
        self.painter.setPen(theme.colour(tone))
        flags = leading(self.direction) | Qt.AlignmentFlag.AlignVCenter
        single = flags.value | Qt.TextFlag.TextSingleLine.value
        self.painter.drawText(QStyle.visualRect(self.direction, self.row, box), single, shown)


def _paragraphs(entry: Entry) -> list[tuple[TypeRole, str]]:
    text = entry.text.strip()
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rstrip() + "…"
    below = ((TypeRole.JOURNAL, text), (TypeRole.SMALL, entry.after))
    return [(role, words) for role, words in below if words]


def _paint_back(painter: QPainter, option: QStyleOptionViewItem, *, selected: bool) -> None:
    states = QStyle.StateFlag
    focused = bool(option.state & states.State_HasFocus)
    if not (selected or focused or option.state & states.State_MouseOver):
        return
    edged = selected or focused
    width = 2.0 if focused else 1.5
    painter.setPen(QPen(theme.colour("accent"), width) if edged else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(theme.colour("select" if selected else "hover"))
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 10, 10)


def _paint_tile(painter: QPainter, tile: QRect, icon: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens().soft(Tone.MUTED)))
    painter.drawRoundedRect(tile, theme.px(8), theme.px(8))
    side = tile.width() // 2
    box = QRect(0, 0, side, side)
    box.moveCenter(tile.center())
    icons.paint_icon(painter, box, icon, theme.tokens().muted)


def _lay_out(text: str, role: TypeRole, width: int, direction: Qt.LayoutDirection) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), _font(role, theme.look.scale))
    option = QTextOption(leading(direction))
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _layout_height(layout: QTextLayout) -> int:
    return round(sum(layout.lineAt(n).height() for n in range(layout.lineCount())) + 0.499)


def _measure(text: str, role: TypeRole, width: int) -> int:
    return _layout_height(_lay_out(text, role, width, Qt.LayoutDirection.LeftToRight))


def _line() -> QColor:
    return theme.colour("line")


def _height(role: TypeRole) -> int:
    return _metrics(role, theme.look.scale).height()


def _width(text: str, role: TypeRole) -> int:
    return _metrics(role, theme.look.scale).horizontalAdvance(text)


@lru_cache(maxsize=16)
def _font(role: TypeRole, scale: float) -> QFont:
    """Return the font for `role`; rows ask for it many times in one painting."""
    return fonts.font(role, scale)


@lru_cache(maxsize=16)
def _metrics(role: TypeRole, scale: float) -> QFontMetrics:
    return QFontMetrics(_font(role, scale))
