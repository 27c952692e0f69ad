"""The one question when a promise is not kept: did they hear it from the owner first?"""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from trustjournal.i18n import _
from trustjournal.ui.widgets.menu_head import add_sentence

QUESTION = _("Did you tell them first?")


class ToldFirstMenu(QMenu):
    """`chosen` fires with the answer; whoever cancels changes nothing."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(QUESTION)
        said = _("{question} A promise broken openly weighs half as much.")
        add_sentence(self, said.format(question=QUESTION))
        self.addSeparator()
        self._answers: dict[str, QAction] = {}
        self._add(_("Yes, before they noticed"), _("Y"), told=True)
        self._add(_("No"), _("N"), told=False)
        self.addSeparator()
        self.addAction(f"{_('Cancel')}\t{_('Esc')}")

    def open_at(self, corner: QPoint) -> None:
        """Show it at a point of the screen, with the first answer ready for Enter."""
        self.popup(corner)
        self.setActiveAction(next(iter(self._answers.values())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._answers.get(event.text().upper())
        if action is None:
            super().keyPressEvent(event)
        else:
            self.close()
            action.trigger()

    def _add(self, words: str, key: str, *, told: bool) -> None:
        action = self.addAction(f"{words}\t{key}")
        action.triggered.connect(partial(self._choose, told))
        self._answers[key] = action

    def _choose(self, told: bool, _checked: bool = False) -> None:
        self.chosen.emit(told)
