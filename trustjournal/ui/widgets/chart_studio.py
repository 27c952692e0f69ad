"""The one thread on which charts are drawn and saved, in the order they were asked for."""

from trustjournal.ui.worker import Worker, worker_of_program


def studio() -> Worker:
    """Return the thread of the program's charts, which begins with the first of them."""
    return worker_of_program("charts")
