"""Keeps what a page was led to in sight while what stands above it still comes and grows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea

from trustjournal.ui.turns import in_next_turn

_SETTLED_MS = 1_500


class KeptInSight(QObject):
    """Calls `reveal` once `begin` is called, and for a moment whenever `area` is laid out anew."""

    def __init__(self, area: QScrollArea, reveal: Callable[[], object]) -> None:
        super().__init__(area)
        self._reveal = reveal
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        if (inside := area.widget()) is not None:
            inside.installEventFilter(self)

    def begin(self) -> None:
        """Bring it into sight, and keep it there."""
        self._settling.start()
        in_next_turn(self, self._reveal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self._settling.isActive():
            in_next_turn(self, self._reveal)
        return False
