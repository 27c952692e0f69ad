"""The one thread on which charts are drawn and saved, in the order they were asked for."""

from functools import cache

from PySide6.QtWidgets import QApplication

from trustjournal.ui.worker import Worker


@cache
def studio() -> Worker:
    """Return the thread of the program's charts, which begins with the first of them."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("a chart needs a running application")
    made = Worker(app, "charts")
    app.aboutToQuit.connect(made.close)
    return made
