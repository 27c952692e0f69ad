"""What is worth knowing about the computer around a journal, said quietly above the pages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, QObject, QTime

from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store.clocks import newest_entry_to_come
from trustjournal.store.places import SharedFolder, Sharing
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner

_REMEMBERED = "shared_folders"


class Surroundings(QObject):
    """Tells of a folder that other computers write to, and of a clock that was set back."""

    def __init__(self, shell: Shell, session: JournalSession, settings: Settings) -> None:
        super().__init__(shell)
        self._shell = shell
        self._zone = session.zone()
        self._settings = settings
        folder = session.engine.get_execution_options().get("folder")
        if isinstance(folder, SharedFolder) and str(folder.folder) not in self._known():
            self._show(about_folder(folder), partial(self._remember, str(folder.folder)))
        session.read(newest_entry_to_come, self._tell_clock)

    def _known(self) -> list[str]:
        stored: dict[str, Any] = self._settings.views.get(_REMEMBERED, {})
        return [str(one) for one in stored.get("folders", ())]

    def _remember(self, folder: str) -> None:
        self._settings.views[_REMEMBERED] = {"folders": [*self._known(), folder]}
        self._settings.save()

    def _tell_clock(self, written: datetime | None) -> None:
        if written is not None:
            self._show(about_clock(written.astimezone(self._zone)))

    def _show(self, words: str, understood: Callable[[], object] | None = None) -> None:
        banner = Banner(words, Tone.MUTED, _("Understood"))
        if banner.button is not None:
            if understood is not None:
                banner.button.clicked.connect(understood)
            banner.button.clicked.connect(banner.hide)
            banner.button.clicked.connect(banner.deleteLater)
        self._shell.show_banner(banner)


def about_folder(folder: SharedFolder) -> str:
    """Say what a folder that other computers write to means for the journal in it."""
    if folder.sharing is Sharing.NETWORK:
        where = _("Your journal is on a network drive.")
        risk = _("Two computers that write there at once could damage it.")
    else:
        where = _("{name} keeps your journal’s folder alike on several computers.").format(
            name=folder.name
        )
        risk = _("If it is open on two of them, one could overwrite the other.")
    care = _("It is written with more care here, which takes a little longer.")
    advice = _("Open it on one computer at a time, or keep it on a database server.")
    return " ".join((where, risk, care, advice))


def about_clock(written: datetime) -> str:
    """Say that by this computer's clock the newest entry is still to come."""
    locale = QLocale()
    date = QDate(written.year, written.month, written.day)
    day = locale.toString(date, QLocale.FormatType.LongFormat)
    hour = locale.toString(QTime(written.hour, written.minute), QLocale.FormatType.ShortFormat)
    return _(
        "The last entry here is from {day}, {hour}, which is still to come by this computer’s "
        "clock. Check its date and time. Nothing is lost, and no backup is removed meanwhile."
    ).format(day=day, hour=hour)
