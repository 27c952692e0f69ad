"""A journal that can only be read: said above the pages, with every way to change it closed."""

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.ui.copy_saving import CopySaving
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.page_opening import PageOpening
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.notices import Banner

WRITING = (
    *("capture", "person", "gesture", "check_in", "promise", "unease", "feedback_new", "letter"),
    *("import_file", "erase_gone", "undo", "redo"),
)
"""The commands that change the journal."""


class ReadOnly(QObject):
    """Closes them from the beginning, or once a journal turns out to be damaged.

    `has_banner` is False where another banner says why.
    """

    def __init__(
        self,
        window: MainWindow,
        session: JournalSession,
        navigator: Navigator,
        pages: PageOpening,
        *,
        has_banner: bool = True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._copying = CopySaving(window.shell, session, navigator)
        session.writing.turned_read_only.connect(self._close_ways)
        pages.opened.connect(self._close_opened)
        if session.read_only:
            why = why_read_only(session.path)
            session.writing.turn_read_only(why)
            if has_banner:
                self._show(why)

    def _close_ways(self, why: str) -> None:
        for key in WRITING:
            self._window.commands.actions[key].setEnabled(False)
        self._close(self._window)
        button = self._window.shell.sidebar.log_button
        button.setEnabled(False)
        button.setToolTip(tooltip(why))

    def _close_opened(self, key: str) -> None:
        if self._session.read_only:
            self._close(self._window.slots[key])

    def _close(self, page: QWidget) -> None:
        """Close the capture lines and buttons of the window, or of a page."""
        for bar in page.findChildren(CaptureBar):
            bar.line.setPlaceholderText(_("Read-only: nothing can be changed here."))
            bar.hint.hide()
            bar.setEnabled(False)
        for button in page.findChildren(Button):
            if button.is_changing:
                button.setEnabled(False)
                button.setToolTip(tooltip(self._session.writing.closed_because))

    def _show(self, why: str) -> None:
        banner = Banner(why, Tone.GOLD, _("Save a copy elsewhere…"))
        if banner.button is not None:
            banner.button.clicked.connect(self._copying.ask)
        self._window.shell.show_banner(banner, first=True)


def why_read_only(path: Path) -> str:
    """Say why the journal at `path`, which is open, cannot be written."""
    if not os.access(path.parent, os.W_OK):
        return _(
            "Read-only: nothing can be written in {folder}, so nothing can be changed."
        ).format(folder=path.parent)
    if not os.access(path, os.W_OK):
        return _(
            "Read-only: the file {name} is write-protected, so nothing can be changed."
        ).format(name=path.name)
    return _("Read-only: nothing can be changed here.")
