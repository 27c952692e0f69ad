"""A passphrase to type: hidden, shown on demand, with Caps Lock said; and a new one, twice.

What is typed here is never a draft: it is kept nowhere but in the field, and forgotten with it.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trustjournal.domain.passphrase import Strength, check_new, strength
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import NoteLine

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseField(LineField):
    """One line whose letters are hidden until the owner asks to see them.

    `caps_changed` tells whether Caps Lock is on, as far as the keys tell: no system says it.
    """

    caps_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._caps = False
        self.show_button = quiet(_("Show"), small=True)
        self.show_button.setCheckable(True)
        self.show_button.setAutoDefault(False)
        self.show_button.toggled.connect(self._reveal)
        self.row.addWidget(self.show_button)
        self._reveal(False)
        self.line.installEventFilter(self)

    def clear(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.line.clear()
        self.show_button.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_CapsLock:
                self._tell_caps(not self._caps)
            elif pressed and (letter := event.text()).isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._tell_caps(letter.isupper() != shift if _has_cases(letter) else False)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.show_button.setChecked(False)
        super().hideEvent(event)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        # Setting the mode sets the hints too: shown or not, no keyboard shall learn it.
        self.line.setInputMethodHints(_HINTS)
        self.show_button.setText(_("Hide") if shown else _("Show"))
        self.show_button.setAccessibleName(
            _("Hide the passphrase") if shown else _("Show the passphrase")
        )

    def _tell_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_changed.emit(on)


class NewPassphrase(QWidget):
    """Asks for a new passphrase twice, says how strong it is and that nobody can recover it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField()
        self.again = PassphraseField()
        self._first_row = FormRow(_("Passphrase"), self.first)
        self._again_row = FormRow(_("The same once more"), self.again)
        self.strength = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.caps = caps_label(self.first, self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        never = _(
            "Nobody can recover it: not this program, not its makers. Without it the journal "
            "stays closed for good, so write it down and keep it where you keep your deeds."
        )
        column.addWidget(NoteLine("info", never, Tone.GOLD))
        column.addSpacing(4)
        column.addWidget(self._first_row)
        column.addWidget(self.strength)
        column.addWidget(self._again_row)
        column.addWidget(self.caps)
        self.first.edited.connect(self._judge)
        self.again.edited.connect(self._take_back)
        self.first.line.returnPressed.connect(self.again.setFocus)
        self.setFocusProxy(self.first)
        self._judge()

    def checked(self) -> str:
        """Return the passphrase.

        Raises:
            InvalidEntry: it is too short, or the two differ; it is said here as well.
        """
        first, again = self.first.value(), self.again.value()
        try:
            return check_new(first, again)
        except InvalidEntry as error:
            # Where the first is well, it is the second that is wrong.
            row = self._again_row if first and first != again and again else self._first_row
            row.set_fault(str(error))
            row.field.setFocus()
            announce(self, str(error))
            raise

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _judge(self) -> None:
        typed = self.first.value()
        self.strength.setText(_strength_words()[strength(typed)] if typed else _good())
        self._take_back()

    def _take_back(self) -> None:
        self._first_row.set_fault("")
        self._again_row.set_fault("")


def caps_label(*fields: PassphraseField) -> PlainLabel:
    """Return a line that says so while Caps Lock is on, as one of the fields tells it."""
    label = PlainLabel(_("Caps Lock is on."), TypeRole.SMALL, Tone.GOLD)
    label.hide()
    for field in fields:
        field.caps_changed.connect(label.setVisible)
    return label


def _has_cases(letter: str) -> bool:
    return letter.upper() != letter.lower()


def _good() -> str:
    return _("Four or five unrelated words are easy to remember and hard to guess.")


def _strength_words() -> dict[Strength, str]:
    return {
        Strength.EASY: _("Easy to guess. A few more words make it much better."),
        Strength.FAIR: _("Fair. One or two more words make it strong."),
        Strength.STRONG: _("Strong."),
    }
