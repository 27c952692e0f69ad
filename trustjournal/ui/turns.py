"""Work of the window in portions, between which it answers the owner."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def in_next_turn(context: QObject, deed: Callable[[], object]) -> None:
    """Do something once all that waits by now is answered, unless `context` is gone by then.

    Not after 0 ms: that Qt does at once, before keys, clicks and painting.
    """
    QTimer.singleShot(1, context, deed)
