import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_template
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.letters import Field
from trustjournal.domain.records import Template
from trustjournal.store import letters
from trustjournal.ui.dialogs.template_dialog import TemplateDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

CARD = make_template("Thank you", subject="Thanks", text="Dear {name},")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, CARD)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(
    template: Template | None, session: JournalSession, navigator: Navigator, window: QWidget
) -> TemplateDialog:
    form = TemplateDialog(template, session, navigator, window)
    form.open()
    return form


def templates(session: JournalSession) -> list[Template]:
    with session.engine.connect() as connection:
        return letters.templates(connection)


def test_a_template_is_written_with_keys_and_field_buttons(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opened(None, session, navigator, window)
    told = hear(navigator.told)
    QTest.keyClicks(form.title.line, "Warm wishes")
    QTest.keyClicks(form.text.box, "Dear ")
    QTest.mouseClick(form.text.buttons[Field.FIRST_NAME], Qt.MouseButton.LeftButton)
    assert form.focusWidget() is form.text.box
    QTest.keyClicks(form.text.box, ",")
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form.text.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(one.title, one.text) for one in templates(session)] == [
        ("Thank you", "Dear {name},"),
        ("Warm wishes", "Dear {first_name},"),
    ]
    assert told == ["“Warm wishes” is among your templates."]


def test_an_unknown_field_is_said_while_it_is_typed(
    session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opened(CARD, session, navigator, window)
    assert not form.text.unknown.isVisible()
    form.text.box.setPlainText("Dear {nmae},")
    assert form.text.unknown.isVisible()
    assert "{nmae}" in form.text.unknown.text()
    form.text.box.setPlainText("Dear {name},")
    assert not form.text.unknown.isVisible()


def test_the_look_follows_the_words(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opened(CARD, session, navigator, window)
    picture = form.preview.picture
    qtbot.waitUntil(lambda: picture.accessibleDescription() == "Dear ‹name›,")
    form.text.box.setPlainText("Hello {name}")
    qtbot.waitUntil(lambda: picture.accessibleDescription() == "Hello ‹name›")


def test_a_title_that_is_taken_is_refused_and_every_word_stays(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opened(None, session, navigator, window)
    form.page.set_values({"title": "thank YOU", "text": "Hello"})
    form.save()
    qtbot.waitUntil(lambda: "Choose a title of its own" in form.fault.text())
    assert form.isVisible()
    assert form.text.value() == "Hello"
    assert templates(session) == [CARD]


def test_a_template_is_changed(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget
) -> None:
    form = opened(CARD, session, navigator, window)
    assert (form.title.value(), form.subject.value()) == ("Thank you", "Thanks")
    form.text.set_value("Hello {name}")
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    (after,) = templates(session)
    assert (after.id, after.text) == (CARD.id, "Hello {name}")
