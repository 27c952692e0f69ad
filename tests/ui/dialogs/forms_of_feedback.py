"""What the tests of the forms of feedback have in common."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trustjournal.domain.records import Feedback, Record, Touchpoint, Wish
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.wish_field import WishField
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button

R = TypeVar("R", bound=Record)


def kept(session: JournalSession, kind: type[R]) -> list[R]:
    """Return every record of a kind, the oldest first."""
    with session.engine.connect() as connection:
        return sorted(fetch(connection, kind, chosen(kind)), key=lambda one: one.id)


def wishes(session: JournalSession) -> list[Wish]:
    return kept(session, Wish)


def said(session: JournalSession) -> list[Feedback]:
    return kept(session, Feedback)


def about(session: JournalSession, text: str) -> Feedback:
    """Return the feedback of certain words."""
    (found,) = [one for one in said(session) if one.text == text]
    return found


def touches(session: JournalSession) -> list[Touchpoint]:
    return kept(session, Touchpoint)


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def offers(field: WishField) -> list[Button]:
    """Return the buttons below a field that say what it could be the same as."""
    found = field.findChildren(Button)
    return [one for one in found if one.text().startswith("Same as") and one.isVisible()]


def there(widget: QWidget | None) -> QWidget:
    """Return a widget that must be there, such as the one with the focus."""
    assert widget is not None
    return widget
