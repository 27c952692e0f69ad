"""The deck with its single keys, which work while it has the focus."""

from enum import Enum
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from trustjournal.domain.agenda import CardKind
from trustjournal.i18n import _
from trustjournal.store.dues import Due
from trustjournal.ui import theme
from trustjournal.ui.widgets.buttons import Button, Weight, icon_button, primary
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.person_list import PersonList
from trustjournal.ui.widgets.person_row import PersonRole


class Deed(Enum):
    """What can be done with a card: its key, and the words beside the key."""

    CALLED = ("C", _("called"))
    MISSED = ("V", _("called, no answer"))
    STEP = ("H", _("step done"))
    ANSWERED = ("A", _("answered"))
    KEPT = ("P", _("promise kept"))
    GIVEN = ("D", _("gesture given"))
    NOTE = ("N", _("note"))
    GESTURE = ("G", _("gesture"))
    SNOOZE = ("S", _("snooze"))
    SIGN = ("T", _("sign of trust"))
    UNEASE = ("U", _("unease"))
    OPEN = ("Enter", _("open"))
    UNDO = ("Z", _("undo"))

    def __init__(self, key: str, words: str) -> None:
        self.key = key
        self.words = words


OWN: dict[Deed, CardKind] = {
    Deed.STEP: CardKind.UNEASE,
    Deed.ANSWERED: CardKind.WAITING,
    Deed.KEPT: CardKind.PROMISE,
    Deed.GIVEN: CardKind.GESTURE,
}
"""The deeds that settle what one kind of card asks for."""

_KEYS: dict[int | None, Deed] = {
    Qt.Key.Key_C: Deed.CALLED,
    Qt.Key.Key_V: Deed.MISSED,
    Qt.Key.Key_M: Deed.MISSED,
    Qt.Key.Key_H: Deed.STEP,
    Qt.Key.Key_A: Deed.ANSWERED,
    Qt.Key.Key_P: Deed.KEPT,
    Qt.Key.Key_D: Deed.GIVEN,
    Qt.Key.Key_N: Deed.NOTE,
    Qt.Key.Key_G: Deed.GESTURE,
    Qt.Key.Key_S: Deed.SNOOZE,
    Qt.Key.Key_T: Deed.SIGN,
    Qt.Key.Key_U: Deed.UNEASE,
    Qt.Key.Key_Z: Deed.UNDO,
    Qt.Key.Key_Return: Deed.OPEN,
    Qt.Key.Key_Enter: Deed.OPEN,
}
_SETTLED: dict[Deed, str] = {
    Deed.STEP: _("The next step is done"),
    Deed.ANSWERED: _("They have their answer"),
    Deed.KEPT: _("The promise is kept"),
    Deed.GIVEN: _("The gesture is given"),
}
_ROOM_TO_LOG = 360
_STEPS: dict[int | None, int] = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def keys_for(due: Due) -> str:
    """Return the keys in words that do something with a card."""
    kind = due.card.kind
    useful = (
        deed
        for deed in Deed
        if deed not in OWN or OWN[deed] is kind or (deed is Deed.KEPT and due.promises)
    )
    # A key stays on one line with what it does.
    pairs = (f"{deed.key} {deed.words}".replace(" ", "\N{NO-BREAK SPACE}") for deed in useful)
    return " · ".join(pairs)


def keyed(words: str, deed: Deed) -> str:
    """Return a tooltip that names the key as well: "Snooze (S)"."""
    return tooltip(_("{words} ({key})").format(words=words, key=deed.key))


class DeckList(PersonList):
    """Rows of the deck; `asked` fires with the deed wanted of the card that is selected."""

    asked = Signal(Deed)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fitted=True, parent=parent)
        self.setAccessibleName(_("Who needs you today"))
        self.snooze_button = icon_button("alarm-clock", _("Snooze"), Weight.SECONDARY, small=True)
        self.done_buttons = {
            deed: icon_button("check", words, Weight.SECONDARY, small=True)
            for deed, words in _SETTLED.items()
        }
        self.log_button = primary(_("Log it"), small=True)
        buttons: tuple[tuple[Button, str, Deed], ...] = (
            (self.snooze_button, _("Snooze"), Deed.SNOOZE),
            *((button, _SETTLED[deed], deed) for deed, button in self.done_buttons.items()),
            (self.log_button, _("Write what you talked about"), Deed.NOTE),
        )
        for button, words, deed in buttons:
            button.setToolTip(keyed(words, deed))
            # A click leaves the focus on the deck, so that the keys go on working.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._press, deed))
        self.set_row_buttons([button for button, _words, _deed in buttons])
        self.doubleClicked.connect(self._open)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        due = current.data(PersonRole.RECORD)
        kind = due.card.kind if isinstance(due, Due) else None
        for deed, button in self.done_buttons.items():
            button.setVisible(OWN[deed] is kind)
        super().currentChanged(current, previous)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where a row is short its words come first; the person's own card has this button too.
        self.log_button.setVisible(event.size().width() >= theme.px(_ROOM_TO_LOG))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key() if event.modifiers() in _PLAIN else None
        if (deed := _KEYS.get(key)) is not None:
            if not event.isAutoRepeat():
                self.asked.emit(deed)
        elif (step := _STEPS.get(key)) is not None:
            index = self.model().index(self.currentIndex().row() + step, 0)
            if index.isValid():
                self.setCurrentIndex(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here, not the beginning of a name."""

    def _press(self, deed: Deed, _checked: bool = False) -> None:
        self.asked.emit(deed)

    def _open(self) -> None:
        self.asked.emit(Deed.OPEN)
