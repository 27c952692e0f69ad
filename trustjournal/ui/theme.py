"""The look of every window: palette, style sheet and fonts, following the system or the owner.

Widgets that paint themselves ask `tokens()`, `font()` and `px()` while painting.
Whatever must be told of a change listens to `look.changed`.
"""

import re
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal.paths import resource
from trustjournal.ui import fonts
from trustjournal.ui.palette import DARK, LIGHT, TYPE, Tokens, TypeRole

_TOKEN = re.compile(r"@(\w+)(?:\(([\d.]+|\w+)\))?")

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}
_DIMMED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Scheme(StrEnum):
    """Which colours the owner asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """The look in force; `changed` fires after colours or text size changed everywhere."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Scheme.SYSTEM
        self.scale = 1.0
        self.tokens = LIGHT
        self._app: QApplication | None = None

    def apply(self, app: QApplication, scheme: Scheme, scale: float) -> None:
        """Dress `app`; see the function `apply`."""
        self.scheme, self.scale = scheme, scale
        hints = app.styleHints()
        if self._app is not app:
            self._app = app
            fonts.register()
            app.setStyle("Fusion")
            hints.colorSchemeChanged.connect(self._follow)
        hints.setColorScheme(
            {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}.get(
                scheme, Qt.ColorScheme.Unknown
            )
        )
        self._dress(app)

    def _follow(self) -> None:
        if self._app is not None and self.scheme is Scheme.SYSTEM:
            self._dress(self._app)

    def _dress(self, app: QApplication) -> None:
        dark = self.scheme is Scheme.DARK or (
            self.scheme is Scheme.SYSTEM and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        app.setPalette(_palette(self.tokens))
        app.setFont(fonts.font(TypeRole.BODY, self.scale))
        app.setStyleSheet(_sheet(self.tokens, self.scale))
        self.changed.emit()


look = Look()


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, text_scale: float = 1.0) -> None:
    """Dress `app` in `scheme` with text at `text_scale`, 1.0 to 2.0; may be called again."""
    look.apply(app, scheme, min(max(text_scale, 0.8), 2.0))


def tokens() -> Tokens:
    """Return the colours in force."""
    return look.tokens


def px(length: float) -> int:
    """Return `length`, in px at 100 % text size, in px at the size in force."""
    return round(length * look.scale)


def font(role: TypeRole) -> QFont:
    """Return the font for `role` at the text size in force."""
    return fonts.font(role, look.scale)


def colour(name: str) -> QColor:
    """Return the colour in force of that name in `Tokens`; a `Tone` is such a name."""
    return QColor(look.tokens.colour(name))


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property that the style sheet reads, and show its effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is read when the widget is shown for the first time
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()


def _palette(colours: Tokens) -> QPalette:
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(colours.colour(name)))
    for role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.line_strong))
    return made


@cache
def _template() -> str:
    return resource("style.qss").read_text(encoding="utf-8")


@cache
def _sheet(colours: Tokens, scale: float) -> str:
    named = colours.colours()
    folder = resource("controls", "dark" if colours.dark else "light").as_posix()

    def value(found: re.Match[str]) -> str:
        name, argument = found[1], found[2]
        if name == "px":
            return f"{round(float(argument) * scale)}px"
        if name == "round":
            return f"{round(float(argument) * scale) // 2 + 1}px"
        if name == "type":
            style = TYPE[TypeRole(argument)]
            family = ", ".join(f'"{one}"' for one in fonts.families(style.face))
            size = fonts.points(style.px * scale)
            return f"font-family: {family}; font-size: {size:.3f}pt; font-weight: {style.weight}"
        if name == "control":
            return f'url("{folder}/{argument}.svg")'
        return named[name]

    return _TOKEN.sub(value, _template())
