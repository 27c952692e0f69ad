"""A menu that asks how a gift was received, by letter or by a number from 1 to 5."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from trustjournal.i18n import _

_NEUTRAL = 3  # the number that stands for a feeling of 0


class GiftFeelingMenu(QMenu):
    """Fires `chosen` with a feeling from -2 to +2, or None for "later" where that is offered."""

    chosen = Signal(object)  # int or None

    def __init__(self, parent: QWidget, *, later: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for feeling, word in (
            (2, _("Lo&ved it")),
            (1, _("L&iked it")),
            (0, _("&Fine")),
            (-1, _("&Not for them")),
            (-2, _("&Hurt more than it helped")),
        ):
            self._offer(feeling, f"{word}\t{feeling + _NEUTRAL}")
        if later:
            self._offer(None, _("&Later"))
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        for action in self.actions():
            if number and action.text().endswith(f"\t{number}"):
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)

    def _offer(self, feeling: int | None, words: str) -> None:
        self.addAction(words).triggered.connect(partial(self._choose, feeling))

    def _choose(self, feeling: int | None, _checked: bool = False) -> None:
        self.chosen.emit(feeling)
