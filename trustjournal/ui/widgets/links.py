"""Links that open on a click and in no other way, and only those that are safe to hand on."""

import re

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

_SAFE = frozenset({"http", "https", "mailto", "tel"})
_BREAKS = re.compile(r"[^\w\s]|_|\w{24}")  # a link has no spaces, yet must fit a narrow card
_DIALLED = frozenset("0123456789+*#")


def safe_url(text: str) -> str:
    """Return the address that a link leads to, or "" where it must not be opened.

    Without a scheme it is taken for a place on the web. Anything but http, https, mailto and tel
    stays text: a file or a script from an imported contact is never handed to the computer.
    """
    words = text.strip()
    if not words or any(sign.isspace() or not sign.isprintable() for sign in words):
        return ""
    scheme, colon, rest = words.partition(":")
    if not colon or "." in scheme or "/" in scheme or rest[:1].isdigit():
        words = f"https://{words}"
    url = QUrl(words, QUrl.ParsingMode.StrictMode)
    web = url.scheme() in {"http", "https"}
    if not url.isValid() or url.scheme() not in _SAFE or (web and not url.host()):
        return ""
    return bytes(url.toEncoded().data()).decode("ascii")


def mail_url(address: str) -> str:
    """Return the link that begins a letter, or "" where `address` is none."""
    words = address.strip()
    if words.count("@") != 1 or any(sign.isspace() for sign in words):
        return ""
    return _of("mailto", words)


def phone_url(number: str) -> str:
    """Return the link that dials, or "" where `number` holds no digit."""
    dialled = "".join(sign for sign in number if sign in _DIALLED)
    return _of("tel", dialled) if any(sign.isdecimal() for sign in dialled) else ""


def _of(scheme: str, path: str) -> str:
    # As a path, "?" and "&" in an address are no fields of the letter.
    url = QUrl()
    url.setScheme(scheme)
    url.setPath(path, QUrl.ParsingMode.DecodedMode)
    return bytes(url.toEncoded().data()).decode("ascii")


class LinkLabel(PlainLabel):
    """A link in the accent colour; `opened` fires on a click, Enter or Space."""

    opened = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        shown = _BREAKS.sub("\\g<0>\u200b", text)
        super().__init__(shown, TypeRole.BODY, Tone.ACCENT, wrap=True, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._underline(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._underline(False)

    def _underline(self, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)
