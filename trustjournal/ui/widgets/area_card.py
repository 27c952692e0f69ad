"""The people in an area of the map, whoever is needed most first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from trustjournal.domain.places import Place
from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.models.map_list import MapListModel
from trustjournal.ui.widgets.buttons import icon_button
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_row import PersonRole

_WIDTH, _HEIGHT, _BATCH = 370, 190, 200


class AreaCard(Card):
    """`chosen` fires with the id of whom to open, `pointed` with that of the row come to.

    `closed` fires where the owner is done with the area.
    """

    chosen = Signal(object)
    pointed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.close_button = icon_button("x", _("Drop the selection"), small=True)
        super().__init__("", trailing=self.close_button, parent=parent)
        self.model = MapListModel(self)
        self.list = PersonList()
        self.list.setLayoutMode(PersonList.LayoutMode.Batched)  # thousands may be in an area
        self.list.setBatchSize(_BATCH)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("People in the area"))
        self.add_wide(self.list)
        self.close_button.clicked.connect(self.closed)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._point)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        theme.look.changed.connect(self._size)
        self._size()

    def show_places(self, places: Sequence[Place], currency: str) -> None:
        """Show these people; whoever was current stays so."""
        before = self._id(self.list.currentIndex())
        self.model.set_places(places, currency)
        said = ngettext("{count} person here", "{count} people here", len(places))
        self.set_title(said.format(count=self.locale().toString(len(places))))
        rows = (row for row, one in enumerate(places) if one.customer_id == before)
        if places:
            self.list.setCurrentIndex(self.model.index(next(rows, 0), 0))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._id(index))

    def _point(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.pointed.emit(self._id(current))

    def _id(self, index: QModelIndex) -> object:
        place = index.data(PersonRole.RECORD)
        return place.customer_id if isinstance(place, Place) else None

    def _size(self) -> None:
        self.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
