"""The people in an area of the map as rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.charts import map_picture
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.places import Place
from trustjournal.i18n import _
from trustjournal.ui.models.deck_model import DEPTH_BOUNDS
from trustjournal.ui.models.long_list import LongList
from trustjournal.ui.models.map_view import is_late, money
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.depth_meter import parts_filled
from trustjournal.ui.widgets.person_row import PersonRole


class MapListModel(LongList):
    """Rows answer to `PersonRole`; `RECORD` is the `Place` itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[Place] = ()
        self._currency = ""

    def set_places(self, places: Sequence[Place], currency: str) -> None:
        """Show these people, in this order."""
        self._places, self._currency = places, currency
        self.set_count(len(self._places))

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not (index.isValid() and index.row() < len(self._places)):
            return None
        place = self._places[index.row()]
        match role:
            case PersonRole.NAME:
                return place.name
            case PersonRole.COMPANY:
                return place.company
            case PersonRole.SENTENCE:
                return map_picture.silence_words(place)
            case PersonRole.WHY:
                return self._why(place)
            case PersonRole.WHY_ICON:
                return "clock"
            case PersonRole.WHY_TONE:
                return Tone.CLAY if is_late(place) else Tone.MUTED
            case PersonRole.DEPTH:
                return parts_filled(place.depth, DEPTH_BOUNDS)
            case PersonRole.STAGE:
                return stage_of(place.depth).word
            case PersonRole.RECORD:
                return place
            case PersonRole.CUSTOMER_ID:
                return place.customer_id
            case Qt.ItemDataRole.AccessibleTextRole:
                where = map_picture.depth_words(place), map_picture.silence_words(place)
                return ". ".join((place.name, *where, self._why(place)))
            case _:
                return None

    def _why(self, place: Place) -> str:
        zone, worth = map_picture.zone_of(place).word, money(place, self._currency)
        return _("{zone}, {worth} a year").format(zone=zone, worth=worth) if worth else zone
