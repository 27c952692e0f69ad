"""Buttons in the three weights of the house, and small ones that show only an icon."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from trustjournal.ui import icons, theme
from trustjournal.ui.widgets.label import tooltip

_ICON_GAP = 5  # added to the little that Qt leaves between icon and words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Weight(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"


_ICON_ROLES = {Weight.PRIMARY: "on_accent", Weight.SECONDARY: "ink", Weight.QUIET: "muted"}


class Button(QPushButton):
    """A button whose words show as written ("&" too), with an icon by name before them.

    Enter presses it like Space, as it does whatever else can be pressed here; Ctrl+Enter is left to
    the form around it. One that `is_changing` leads to what changes the journal, and is closed
    where that can only be read.
    """

    def __init__(
        self,
        text: str = "",
        weight: Weight = Weight.SECONDARY,
        icon: str = "",
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_changing = False
        self._weight = weight
        self.setProperty("kind", weight.value)
        self.setProperty("small", "true" if small else "false")
        self.setText(text)
        if icon:
            self.set_icon(icon)
        # Not by the event of a changed style: while a page is built, each of its buttons gets that
        # some ten times, whenever what it stands in is put into something else.
        theme.look.changed.connect(self._size_icon)

    def set_icon(self, name: str) -> None:
        """Show the icon `name` in the colour that suits this button."""
        quiet_icon = self._weight is Weight.SECONDARY and not self.text()
        self.setIcon(icons.icon(name, "muted" if quiet_icon else _ICON_ROLES[self._weight]))
        self._size_icon()

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        theme.mark(self, "bare", "false" if text else "true")

    def _size_icon(self) -> None:
        tiny = self.property("tiny") == "true"
        side = theme.px(14 if tiny else 18)
        self.setIconSize(QSize(side + (_ICON_GAP if self.text() else 0), side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() in _PLAIN and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._weight is Weight.PRIMARY and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().on_accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 5, 5)


def primary(text: str, icon: str = "", *, small: bool = False) -> Button:
    """Return the one button of a place that most want to press."""
    return Button(text, Weight.PRIMARY, icon, small=small)


def secondary(text: str, icon: str = "", *, small: bool = False) -> Button:
    """Return an ordinary, bordered button."""
    return Button(text, Weight.SECONDARY, icon, small=small)


def quiet(text: str, icon: str = "", *, small: bool = False, flush: bool = False) -> Button:
    """Return a button without a border, for what is seldom wanted.

    A `flush` one begins and ends where words above it do.
    """
    made = Button(text, Weight.QUIET, icon, small=small)
    made.setProperty("flush", "true" if flush else "false")
    return made


def icon_button(
    icon: str, name: str, weight: Weight = Weight.QUIET, *, small: bool = False
) -> Button:
    """Return a button that shows only an icon; `name` is its tooltip and what is read aloud."""
    made = Button("", weight, icon, small=small)
    made.setAccessibleName(name)
    made.setToolTip(tooltip(name))
    return made


def tiny_button(icon: str, name: str) -> Button:
    """Return an icon button small enough to sit inside a chip."""
    made = icon_button(icon, name)
    made.setProperty("tiny", "true")
    made.set_icon(icon)
    return made
