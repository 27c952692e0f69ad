"""An owner in the middle of typing, in a process of its own that can be killed.

`python -m tests.typing_owner JOURNAL` opens the window on a journal, types half a line on Today,
half a promise and half a new person, says so, and goes on waiting for its end.
"""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from trustjournal.settings import Settings
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.starting import Starting

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))


def main(journal: str) -> int:
    """Type, tell, and wait to be killed."""
    application = QApplication(["trust-journal"])
    starting = Starting(Settings(), Path(journal), clock=lambda: NOW)
    starting.settled.connect(lambda: QTimer.singleShot(0, lambda: write_half(starting)))
    starting.window.show()
    return application.exec()


def write_half(starting: Starting) -> None:
    """Write half of everything."""
    desk = starting.window.desk
    today = starting.window.findChild(TodayPage)
    if desk is None or today is None:
        raise RuntimeError("the first page is Today")
    QTest.keyClicks(today.capture_bar.line, "rosa call + the blue gl")
    desk.navigator.make_promise()
    write_in("text", "send the quo", starting)
    desk.navigator.add_person()
    write_in("name", "Zora Q", starting)
    print("typed", flush=True)


def write_in(field: str, words: str, starting: Starting) -> None:
    """Write into a field of the form that was opened last."""
    form = starting.window.findChildren(FormDialog)[-1]
    line = form.fields[field].findChild(QLineEdit)
    if line is None:
        raise RuntimeError(f"{field} is a line")
    QTest.keyClicks(line, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
