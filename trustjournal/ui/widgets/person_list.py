"""A list of people, with buttons on the row that is selected."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyle, QWidget

from trustjournal.ui import theme
from trustjournal.ui.widgets.painted_list import PaintedList
from trustjournal.ui.widgets.person_row import (
    PersonRole,
    PersonRowDelegate,
    person_rect,
    row_height,
    section_height,
)

_END = 14


class PersonList(PaintedList):
    """People as rows; a model answers to `PersonRole`. Signals are those of `QListView`.

    With `fitted` it is as high as its rows, for a short list inside a card or a page; without, it
    scrolls by itself and holds any number of rows, none of which begins a part with a heading.
    """

    def __init__(self, *, fitted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitted = fitted
        self._delegate = PersonRowDelegate(self)
        self._buttons = QWidget(self.viewport())
        self._buttons.hide()
        self._button_row = QHBoxLayout(self._buttons)
        self._button_row.setContentsMargins(0, 0, 0, 0)
        self._button_row.setSpacing(8)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(not fitted)
        self.setMouseTracking(True)
        self.setProperty("plain", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.look.changed.connect(self._relaid)

    def set_row_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Show `buttons` at the end of the selected row, in the place of its depth."""
        for button in buttons:
            self._button_row.addWidget(button)
        self._follow()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                changed.connect(self._relaid)
        self._relaid()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._follow()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._fitted:
            hint.setHeight(self._rows() * row_height() + self._sections() * section_height())
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._fitted:
            hint.setHeight(self.sizeHint().height())
        return hint

    def _rows(self) -> int:
        # A view without a model returns None here, whatever the stubs say.
        model: QAbstractItemModel | None = self.model()
        return model.rowCount() if model else 0

    def _sections(self) -> int:
        indexes = (self.model().index(row, 0) for row in range(self._rows()))
        return sum(bool(index.data(PersonRole.SECTION)) for index in indexes)

    def _relaid(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self._follow()

    def _follow(self) -> None:
        index = self.currentIndex()
        row = person_rect(self.visualRect(index), index)
        size = self._buttons.sizeHint()
        shown = self._button_row.count() > 0 and row.isValid()
        self._delegate.reserved = size.width() if shown else 0
        self._buttons.setVisible(shown)
        if shown:
            box = QRect(row.right() - _END - size.width(), 0, size.width(), size.height())
            box.moveTop(row.top() + (row.height() - size.height()) // 2)
            self._buttons.setGeometry(QStyle.visualRect(self.layoutDirection(), row, box))
