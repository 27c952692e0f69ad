"""The small menu of the nine signs of trust, each chosen by its digit."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import LACKING, SIGNS, key_of
from trustjournal.domain.signs_words import sign_word
from trustjournal.ui import icons
from trustjournal.ui.widgets.menu_head import add_sentence
from trustjournal.ui.widgets.record_words import sign_icon


class SignMenu(QMenu):
    """`chosen` fires with a sign; `sentence` says whose."""

    chosen = Signal(Kind)

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_sentence(self, sentence)
        self._actions: dict[str, QAction] = {}
        trusting = [sign for sign in SIGNS if sign not in LACKING]
        for group in (trusting, [sign for sign in SIGNS if sign in LACKING]):
            self.addSeparator()
            for sign in group:
                words = f"{sign_word(sign)}\t{key_of(sign)}"
                action = self.addAction(icons.icon(sign_icon(sign), "muted"), words)
                action.triggered.connect(partial(self._choose, sign))
                self._actions[key_of(sign)] = action

    def open_at(self, corner: QPoint) -> None:
        """Show it at a point of the screen, with the first sign ready for Enter."""
        self.popup(corner)
        self.setActiveAction(self._actions[key_of(SIGNS[0])])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._actions.get(event.text())
        if action is None:
            super().keyPressEvent(event)
        else:
            self.close()
            action.trigger()

    def _choose(self, sign: Kind, _checked: bool = False) -> None:
        self.chosen.emit(sign)
