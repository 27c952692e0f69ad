"""A quiet line above the pages while the last backup could not be made."""

from PySide6.QtCore import QObject

from trustjournal.i18n import _
from trustjournal.store.backups import Shrunk
from trustjournal.ui.backup_keeper import BackupKeeper
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner


class BackupNotice(QObject):
    """Says why, and leads to the backups, or offers to make one anyway."""

    def __init__(self, shell: Shell, keeper: BackupKeeper, navigator: Navigator) -> None:
        super().__init__(shell)
        self._shell = shell
        self._keeper = keeper
        self._navigator = navigator
        self._said = ""
        self.banner: Banner | None = None
        keeper.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is amiss now, or nothing."""
        fault = self._keeper.fault
        said = str(fault) if fault is not None else ""
        if said == self._said:
            return
        self._said = said
        self._take_away()
        if fault is not None:
            self._show(fault)

    def _show(self, fault: Exception) -> None:
        asks = isinstance(fault, Shrunk)
        text = str(fault) if asks else _("The last backup was not made. {why}").format(why=fault)
        action = _("Make it anyway") if asks else _("Show backups")
        self.banner = Banner(text, Tone.MUTED, action)
        if self.banner.button is not None:
            self.banner.button.clicked.connect(self._make if asks else self._lead)
        self._shell.show_banner(self.banner)

    def _take_away(self) -> None:
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _lead(self) -> None:
        self._navigator.open_page("backups")

    def _make(self) -> None:
        self._keeper.back_up(self._made, confirmed=True)

    def _made(self, path: object) -> None:
        self._navigator.say(_("Copied to {path}, and verified.").format(path=path))
