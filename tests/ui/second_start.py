"""A process of its own that wants a window: `python -m tests.ui.second_start JOURNAL`.

It says whether another window came up instead; if not, it holds the right to one until it is
killed or told to end by a line on its input.
"""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThread

from trustjournal.ui.one_window import OneWindow


class Ending(QThread):
    """Waits for the line that ends the process."""

    def run(self) -> None:
        """Wait for it."""
        sys.stdin.readline()


def main() -> None:
    """Ask for the window, say what came of it, and hold it."""
    application = QCoreApplication(["trustjournal"])
    one_window = OneWindow(application)
    if not one_window.claim(Path(sys.argv[1])):
        print("another came up", flush=True)
        return
    one_window.listening.connect(partial(print, "listens", flush=True))
    ending = Ending()
    ending.finished.connect(application.quit)
    ending.start()
    application.exec()
    one_window.release()


if __name__ == "__main__":
    main()
