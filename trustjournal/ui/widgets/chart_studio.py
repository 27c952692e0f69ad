"""The one thread on which charts are drawn and saved, in the order they were asked for."""

from functools import cache, partial
from importlib import import_module

from PySide6.QtWidgets import QApplication

from trustjournal.ui.worker import Worker


@cache
def studio() -> Worker:
    """Return the thread of the program's charts, which begins with the first of them."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("a chart needs a running application")
    made = Worker(app)
    app.aboutToQuit.connect(made.close)
    return made


def warm_up() -> None:
    """Import what the first chart will need, so that it comes at once; for a quiet moment."""
    work = partial(import_module, "trustjournal.charts.depth_chart")
    studio().submit(work, _ignore, _ignore)


def _ignore(_result: object) -> None:
    """Nobody waits for it."""
