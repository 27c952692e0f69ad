"""The photos of people that are on screen, for whatever paints somebody.

Knows no journal: `face_reading` brings the photos that are asked for here.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

FACE_SIDE = 288
"""Px of a photo here, square: the largest avatar at 200 % text on a screen of double density."""

_KEPT = 128  # some 40 MB


class Faces(QObject):
    """Photos by whose they are. `wanted` fires when one is asked for that is still to be read."""

    changed = Signal()
    wanted = Signal(object)  # UUID

    def __init__(self) -> None:
        super().__init__()
        self._known: frozenset[UUID] = frozenset()
        self._images: OrderedDict[UUID, QImage] = OrderedDict()

    def of(self, customer_id: UUID) -> QImage | None:
        """Return somebody's photo, None where they have none or it is still to be read."""
        if customer_id in self._images:
            self._images.move_to_end(customer_id)
            return self._images[customer_id]
        if customer_id in self._known:
            self.wanted.emit(customer_id)
        return None

    def know(self, having: Iterable[UUID], *, outdated: Iterable[UUID] = ()) -> None:
        """Say who has a photo, and whose is another by now."""
        before, self._known = self._known, frozenset(having)
        other = {*outdated, *(self._images.keys() - self._known)}
        for one in other:
            self._images.pop(one, None)
        if other or before != self._known:
            self.changed.emit()

    def keep(self, images: Mapping[UUID, QImage]) -> None:
        """Take photos that were read; of too many, those go that nobody saw for longest."""
        self._images.update(images)
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        self.changed.emit()


faces = Faces()
