"""The cells of the list of people: painted with avatar, depth and tags, and edited in place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from trustjournal.domain.choices import Stage
from trustjournal.domain.depth import DepthStage, stage_of
from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.dialogs.fields import money_text
from trustjournal.ui.models.people_answers import DEPTH_ROLE, LINE_ROLE
from trustjournal.ui.models.people_lines import PeopleColumn, PersonLine
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.data_table import RowDelegate
from trustjournal.ui.widgets.date_field import DateField
from trustjournal.ui.widgets.depth_meter import meter_size, paint_meter, parts_filled
from trustjournal.ui.widgets.label import leading
from trustjournal.ui.widgets.record_words import customer_stage_word

_Index = QModelIndex | QPersistentModelIndex
_Paint = Callable[[QPainter, QRect, Qt.LayoutDirection, Any], None]

ROW_HEIGHT = 56
_PAD, _AVATAR, _GAP, _HEART, _CHIP_PAD, _CHIP_GAP = 10, 34, 12, 13, 9, 5
_TAGS = 240  # room to write several
_BOUNDS = tuple(stage.floor for stage in DepthStage)[1:]


class PeopleDelegate(RowDelegate):
    """Paints and edits; `kept` is the text of an edit that was refused, to go on from."""

    kept: tuple[UUID, int, Any] | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        column = index.column()
        paint = _PAINTED.get(column)
        if paint is None:
            super().paint(painter, option, index)
            return
        back: Any = QStyleOptionViewItem(option)
        self.initStyleOption(back, index)
        back.text, back.icon = "", QIcon()
        back.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, back, painter, back.widget
        )
        box = QRect(back.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.setClipRect(back.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = DEPTH_ROLE if column == PeopleColumn.DEPTH else LINE_ROLE
        paint(painter, box, back.direction, index.data(role))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = PeopleColumn(index.column())
        editor: QWidget
        if column is PeopleColumn.STAGE:
            stages = [(stage, customer_stage_word(stage)) for stage in Stage]
            editor = box = ChoiceBox("", stages, parent)
            box.activated.connect(lambda: self._finish(box))
        elif column is PeopleColumn.CHECK_IN:
            model: Any = index.model()
            editor = DateField(model.people.setting.today, parent=parent)
        else:
            editor = line = QLineEdit(parent)
            if column is PeopleColumn.TAGS:
                line.setPlaceholderText(_("Tags, with commas between"))
        name = str(index.model().headerData(column, Qt.Orientation.Horizontal))
        editor.setAccessibleName(name)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        line: PersonLine = index.data(LINE_ROLE)
        value = _editable(line, index)
        if self.kept and self.kept[:2] == (line.customer.id, index.column()):
            value = self.kept[2]
            self.kept = None
        if isinstance(editor, ChoiceBox):
            editor.set_value(value)
        elif isinstance(editor, DateField):
            if isinstance(value, str):
                editor.setText(value)
            else:
                editor.set_day(value)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        value: Any = None
        if isinstance(editor, ChoiceBox):
            value = editor.value()
        elif isinstance(editor, DateField):
            value = editor.text() if editor.fault() else editor.day()
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        if value != _editable(index.data(LINE_ROLE), index):
            model.setData(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        box: Any = option
        room = QRect(box.rect)  # all of it: nothing of the old value may show around the new one
        if index.column() == PeopleColumn.TAGS:
            room.setWidth(max(room.width(), theme.px(_TAGS)))
        elif not isinstance(editor, QLineEdit):
            room.setWidth(max(room.width(), editor.sizeHint().width()))
        seen = box.widget.viewport().rect()
        room.moveRight(min(room.right(), seen.right()))
        room.moveLeft(max(room.left(), seen.left()))
        editor.setGeometry(room)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _editable(line: PersonLine, index: _Index) -> Any:
    """Return what the editor of a cell begins with."""
    who = line.customer
    match PeopleColumn(index.column()):
        case PeopleColumn.STAGE:
            return who.stage
        case PeopleColumn.CHECK_IN:
            model: Any = index.model()
            return line.due_on or model.people.setting.today
        case PeopleColumn.VALUE:
            return money_text(who.yearly_value)
        case column:
            return line.cells[column]


def _paint_name(
    painter: QPainter, box: QRect, direction: Qt.LayoutDirection, line: PersonLine
) -> None:
    who, side = line.customer, theme.px(_AVATAR)
    sign = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
    paint_avatar(painter, QStyle.visualRect(direction, box, sign), who.name, who.id)
    rest = box.adjusted(side + theme.px(_GAP), 0, 0, 0)
    lines = [(TypeRole.STRONG, Tone.INK, who.name), (TypeRole.SMALL, Tone.MUTED, who.company)]
    shown = [one for one in lines if one[2]]
    high = [round(QFontMetrics(theme.font(role)).height() * 0.95) for role, _tone, _text in shown]
    top = box.top() + (box.height() - sum(high)) // 2
    for (role, tone, text), height in zip(shown, high, strict=True):
        room = QRect(rest.left(), top, rest.width(), height)
        heart = theme.px(_HEART) + 6 if role is TypeRole.STRONG and who.close_to_heart else 0
        room.setWidth(room.width() - heart)
        wide = _write(painter, QStyle.visualRect(direction, box, room), direction, role, tone, text)
        if heart:
            mark = QRect(0, 0, theme.px(_HEART), theme.px(_HEART))
            mark.moveCenter(room.center())
            mark.moveLeft(room.left() + wide + 6)
            seen = QStyle.visualRect(direction, box, mark)
            icons.paint_icon(painter, seen, "heart", theme.tokens().clay)
        top += height


def _paint_depth(
    painter: QPainter, box: QRect, direction: Qt.LayoutDirection, depth: float | None
) -> None:
    if depth is None:
        _write(painter, box, direction, TypeRole.BODY, Tone.MUTED, "…")
        return
    size = meter_size()
    meter = QRect(box.left(), 0, size.width(), size.height())
    meter.moveTop(box.top() + (box.height() - size.height()) // 2)
    seen = QStyle.visualRect(direction, box, meter)
    paint_meter(painter, seen, parts_filled(depth, _BOUNDS), stage_of(depth).word, direction)


def _paint_tags(
    painter: QPainter, box: QRect, direction: Qt.LayoutDirection, line: PersonLine
) -> None:
    """Paint as many chips as fit, and how many more there are."""
    metrics = QFontMetrics(theme.font(TypeRole.SMALL))
    high = metrics.height() + 4
    left, tags = box.left(), list(line.customer.tags)
    while tags:
        more = f"+{len(tags) - 1}" if len(tags) > 1 else ""
        kept = metrics.horizontalAdvance(more) + _CHIP_GAP if more else 0
        room = box.right() + 1 - left - kept
        wanted = metrics.horizontalAdvance(tags[0]) + 2 * _CHIP_PAD + 2  # a fraction more
        if wanted > room and left > box.left():
            rest = QRect(left, box.top(), box.right() + 1 - left, box.height())
            seen = QStyle.visualRect(direction, box, rest)
            _write(painter, seen, direction, TypeRole.SMALL, Tone.MUTED, f"+{len(tags)}")
            return
        chip = QRect(left, box.top() + (box.height() - high) // 2, min(wanted, room), high)
        _paint_chip(painter, QStyle.visualRect(direction, box, chip), direction, tags.pop(0))
        left = chip.right() + 1 + _CHIP_GAP


def _paint_chip(painter: QPainter, chip: QRect, direction: Qt.LayoutDirection, word: str) -> None:
    painter.setPen(theme.colour("line"))
    painter.setBrush(theme.colour("hover"))
    box = QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    inside = chip.adjusted(_CHIP_PAD, 0, -_CHIP_PAD, 0)
    _write(painter, inside, direction, TypeRole.SMALL, Tone.MUTED, word)


def _write(
    painter: QPainter,
    box: QRect,
    direction: Qt.LayoutDirection,
    role: TypeRole,
    tone: Tone,
    text: str,
) -> int:
    """Write `text` in one line, elided to fit, and return how wide it came out."""
    font = theme.font(role)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = leading(direction) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, flags.value | Qt.TextFlag.TextSingleLine.value, shown)
    return metrics.horizontalAdvance(shown)


_PAINTED: dict[int, _Paint] = {
    PeopleColumn.NAME: _paint_name,
    PeopleColumn.DEPTH: _paint_depth,
    PeopleColumn.TAGS: _paint_tags,
}
