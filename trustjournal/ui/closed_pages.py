"""The pages of a window in which no journal is open, imported when one is wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.ui.main_window import MainWindow

if TYPE_CHECKING:
    from trustjournal.ui.worker import Job


class ClosedPages(QObject):
    """Shows one of them in a window, and passes on what the owner answers there."""

    answered = Signal(object)  # Answers
    journal_chosen = Signal(object)  # Path
    backup_chosen = Signal(object)  # Path
    salvage_wanted = Signal()
    passphrase_given = Signal(str, bool)
    back_wanted = Signal()
    new_wanted = Signal()

    def greet(self, window: MainWindow, path: Path) -> None:
        """Ask an owner who has no journal yet the first questions."""
        from trustjournal.ui.pages.first_run import FirstRunPage

        page = _reveal(window, "first-run", self._first_run)
        if isinstance(page, FirstRunPage):
            page.suggest(path)

    def explain(self, window: MainWindow, sentence: str, path: Path) -> None:
        """Say why the journal at `path` did not open, and offer the ways on."""
        from trustjournal.ui.pages.trouble import TroublePage

        page = _reveal(window, "trouble", self._trouble)
        if isinstance(page, TroublePage):
            page.explain(sentence, path, window.settings.backup_folder)

    def ask(
        self, window: MainWindow, path: Path, *, wrong: bool, is_other: bool, keeps: bool
    ) -> None:
        """Ask for the passphrase of a file, of another than the journal where it `is_other`.

        Where it `keeps` one, the file has none, and that of the journal is asked for.
        """
        from trustjournal.ui.pages.locked import LockedPage

        page = _reveal(window, "locked", self._locked)
        if isinstance(page, LockedPage):
            page.ask(path, wrong=wrong, is_other=is_other, keeps=keeps)

    def wait(self, window: MainWindow, words: str, job: "Job") -> None:
        """Show how far a job is that the journal is closed for."""
        from trustjournal.ui.pages.waiting import WaitingPage

        page = _reveal(window, "waiting", WaitingPage)
        if isinstance(page, WaitingPage):
            page.watch(words, job)

    def _first_run(self) -> QWidget:
        from trustjournal.ui.pages.first_run import FirstRunPage

        page = FirstRunPage(Path())
        page.answered.connect(self.answered)
        page.journal_chosen.connect(self.journal_chosen)
        return page

    def _trouble(self) -> QWidget:
        from trustjournal.ui.pages.trouble import TroublePage

        page = TroublePage()
        page.journal_chosen.connect(self.journal_chosen)
        page.backup_chosen.connect(self.backup_chosen)
        page.salvage_wanted.connect(self.salvage_wanted)
        page.new_wanted.connect(self.new_wanted)
        return page

    def _locked(self) -> QWidget:
        from trustjournal.ui.pages.locked import LockedPage

        page = LockedPage()
        page.answered.connect(self.passphrase_given)
        page.journal_chosen.connect(self.journal_chosen)
        page.backup_chosen.connect(self.backup_chosen)
        page.back_wanted.connect(self.back_wanted)
        page.new_wanted.connect(self.new_wanted)
        return page


def _reveal(window: MainWindow, key: str, make: Callable[[], QWidget]) -> QWidget:
    """Bring a page to the front, without the ways to pages that there are not."""
    page = window.reveal(key, make)
    window.shell.sidebar.hide()
    return page
