"""Renders what keeps a journal safe: locked, damaged, backed up, erased from, half typed.

`tests.screens` renders it with everything else; each kind has a journal of its own.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.damaging import any_pages, destroyed
from tests.samples import make_customer
from trustjournal.clock import local_now
from trustjournal.domain.backups import Occasion
from trustjournal.domain.changes import Change, Changeset
from trustjournal.forgetting import delete_people
from trustjournal.store import backups, queries, writer
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.encrypting import encrypt
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.ui.damage_keeper import DamageKeeper
from trustjournal.ui.dialogs.check_dialog import CheckDialog
from trustjournal.ui.dialogs.erase_dialog import ask_to_erase
from trustjournal.ui.dialogs.passphrase_dialog import PassphraseDialog
from trustjournal.ui.dialogs.promise_dialog import PromiseDialog
from trustjournal.ui.dialogs.recovery_dialog import RecoveryDialog
from trustjournal.ui.dialogs.report_dialog import ReportDialog
from trustjournal.ui.pages.settings_safety import SafetyCard
from trustjournal.ui.starting import Starting

if TYPE_CHECKING:
    from tests.screens import Pictures

_PASSPHRASE = "four plain words, no meaning"
_DAMAGED = 12


def safe_screens(pictures: "Pictures", sample: Path) -> None:
    """Render them all, from copies of the journal with the sample book."""
    book = sample.with_name("safe.db")
    if not book.exists():
        book.write_bytes(sample.read_bytes())
        _back_up_often(book)
    with pictures.window(book, "today") as starting:
        _leave_half_a_promise(starting)
    with pictures.window(book, "today") as starting:
        pictures.take(starting.window, "today-unsaved")
        _open_journal(pictures, starting)
    locked = sample.with_name("locked.db")
    if not locked.exists():
        locked.write_bytes(sample.read_bytes())
        encrypt(locked, _PASSPHRASE, now=local_now())
    with pictures.window(locked, "locked") as starting:
        pictures.take(starting.window, "locked")
        _unlock(pictures, starting)
    damaged, content = sample.with_name("torn.db"), sample.read_bytes()
    damaged.write_bytes(destroyed(content, any_pages(content, seed=3, count=_DAMAGED)))
    with pictures.window(damaged, "today") as starting:
        (keeper,) = starting.window.findChildren(DamageKeeper)
        pictures.wait_until(lambda: keeper.banner is not None)
        pictures.take(starting.window, "damaged")


def _back_up_often(book: Path) -> None:
    engine = open_journal(book)
    folders, now = BackupFolders(book), local_now()
    for days, occasion in ((40, Occasion.CLOSE), (9, Occasion.HAND), (1, Occasion.IMPORT)):
        who = make_customer(f"Guest of {days} days ago")
        writer.commit(engine, Changeset(f"Add {who.name}", (Change.create(who),)))
        backups.take(engine, folders, occasion, now - timedelta(days=days))
    close_journal(engine)


def _leave_half_a_promise(starting: Starting) -> None:
    assert starting.window.desk is not None
    starting.window.desk.navigator.make_promise()
    (form,) = starting.window.findChildren(PromiseDialog)
    line = form.fields["text"].findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "send the quo")


def _open_journal(pictures: "Pictures", starting: Starting) -> None:
    window, desk, session = starting.window, starting.window.desk, starting.session
    assert desk is not None
    assert session is not None
    desk.show("backups")
    pictures.settle(starting)
    pictures.take(window, "backups-kept")
    page: Any = window.slots["backups"].page
    pictures.dialog(starting, "restore", page.restore_button.click)
    with session.engine.connect() as connection:
        rosa = queries.people(connection)[0]
    ask = partial(ask_to_erase, rosa.id, session, desk.navigator, window)
    pictures.dialog(starting, "erase", ask)
    pictures.dialog(starting, "report", ReportDialog(window).open)
    with session.engine.connect() as connection:
        deletion = delete_people(connection, [queries.customer_by_id(connection, rosa.id)])
    writer.commit(session.engine, deletion)
    pictures.dialog(starting, "erase-gone", partial(desk.fulfil, "erase_gone"))
    check = CheckDialog(session, desk.navigator, window.settings, window)
    pictures.dialog(starting, "check", check.open)
    new = PassphraseDialog(session, desk.navigator, window, asks_old=False, asks_new=True)
    pictures.dialog(starting, "passphrase", new.open)


def _unlock(pictures: "Pictures", starting: Starting) -> None:
    page: Any = starting.window.slots["locked"].page
    QTest.keyClicks(page.field.line, _PASSPHRASE)
    page.unlock_button.click()
    pictures.wait_for(starting, "today")
    desk, session = starting.window.desk, starting.session
    assert desk is not None
    assert session is not None
    desk.show("settings")
    pictures.settle(starting)
    settings: Any = starting.window.slots["settings"].page
    settings.ensureWidgetVisible(settings.findChild(SafetyCard))
    pictures.take(starting.window, "settings-safety")
    pictures.dialog(starting, "recovery", RecoveryDialog(session, starting.window).open)
