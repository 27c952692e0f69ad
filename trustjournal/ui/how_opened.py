"""What is said, shown and offered once a journal is open, as it came to be open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trustjournal.i18n import _
from trustjournal.ui.errands import Opened
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.notices import Banner

if TYPE_CHECKING:
    from trustjournal.ui.session import JournalSession


def tell_how_opened(window: MainWindow, session: "JournalSession", opened: Opened) -> None:
    """Say what there is to say, and offer what goes with a new passphrase."""
    if opened.sentence:
        window.shell.notify(opened.sentence)
    if opened.report is not None:
        from trustjournal.ui.dialogs.salvage_dialog import SalvageDialog

        SalvageDialog(opened.report, window).open()
    if opened.key is not None and not session.read_only:
        from trustjournal.ui.plain_backups import PlainBackups

        PlainBackups(window.shell, session, window.settings)
    if opened.has_new_passphrase:
        from trustjournal.ui.dialogs.recovery_dialog import RecoveryDialog

        RecoveryDialog(session, window).open()


def show_copy_banner(window: MainWindow, path: Path, back: Callable[[], object]) -> None:
    """Say above every page that this is only a copy to look at, with the way back."""
    text = _("This is a copy of your journal, {name}. It can only be read.").format(name=path.name)
    banner = Banner(text, Tone.GOLD, _("Back to your journal"))
    if banner.button is not None:
        banner.button.clicked.connect(back)
    window.shell.show_banner(banner)
