"""What the system says before the computer sleeps or its screen is locked, where it says so.

Linux does, on its message buses; elsewhere nothing is ever heard.
"""

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1")
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class SleepSignals(QObject):
    """Fires `leaving` when the computer is about to sleep, or its screen has been locked.

    It asks for no delay: a computer that sleeps at once is noticed by the clock afterwards.
    """

    leaving = Signal()

    def listen(self) -> None:
        """Listen to this computer's own buses, where there are any."""
        if sys.platform == "linux":
            from PySide6.QtDBus import QDBusConnection

            self.hear(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def hear(self, system: "QDBusConnection", session: "QDBusConnection") -> None:
        """Listen to these buses; one that is not there says nothing."""
        told: Any = SLOT("tell(bool)")  # text, though its type says bytes
        if system.isConnected():
            system.connect(*_LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", self, told)
        if session.isConnected():
            for service, path in _SAVERS:
                session.connect(service, path, service, "ActiveChanged", self, told)

    @Slot(bool)
    def tell(self, begins: bool) -> None:
        """Hear that it begins, or that it is over."""
        if begins:
            self.leaving.emit()
