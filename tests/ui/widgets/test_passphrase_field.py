"""What is typed as a passphrase is hidden, weighed, compared, and forgotten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.owner import hear, press, words
from trustjournal.errors import InvalidEntry
from trustjournal.ui.widgets.passphrase_field import NewPassphrase, PassphraseField

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseField:
    made = PassphraseField()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def new(qtbot: QtBot) -> NewPassphrase:
    made = NewPassphrase()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_it_is_hidden_until_asked_for_and_again_when_it_goes(field: PassphraseField) -> None:
    hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    QTest.keyClicks(field.line, "glaze")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    press(field, "Show the passphrase")
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.line.inputMethodHints() & hints == hints
    field.hide()
    field.show()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.clear()
    assert field.value() == ""


@pytest.mark.parametrize(
    ("key", "held", "on"),
    [("a", NONE, False), ("A", NONE, True), ("A", SHIFT, False), ("a", SHIFT, True)],
)
def test_caps_lock_shows_in_the_letters_that_come(
    field: PassphraseField, key: str, held: Qt.KeyboardModifier, *, on: bool
) -> None:
    heard = hear(field.caps_changed)
    QTest.sendKeyEvent(QTest.KeyAction.Press, field.line, Qt.Key.Key_A, key, held, -1)
    assert heard == [True] * on


def test_caps_lock_itself_and_signs_without_cases_are_understood(field: PassphraseField) -> None:
    heard = hear(field.caps_changed)
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert heard == [True]
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    QTest.keyClicks(field.line, "1 2")
    assert heard == [True, False]


def test_a_new_one_says_how_strong_it_is_and_that_nobody_recovers_it(new: NewPassphrase) -> None:
    assert "Nobody can recover it" in words(new)
    QTest.keyClicks(new.first.line, "potter")
    assert "Easy to guess" in words(new)
    QTest.keyClicks(new.first.line, " window otter lamp glaze")
    assert "Strong." in words(new)


def test_a_new_one_is_given_twice_alike(new: NewPassphrase) -> None:
    QTest.keyClicks(new.first.line, "glaze window otter")
    QTest.keyClick(new.first.line, Qt.Key.Key_Return)
    QTest.keyClicks(new.again.line, "glaze window")
    with pytest.raises(InvalidEntry):
        new.checked()
    assert "not the same" in words(new)
    QTest.keyClicks(new.again.line, " otter")
    assert "not the same" not in words(new)
    assert new.checked() == "glaze window otter"
    new.clear()
    assert new.first.value() == new.again.value() == ""


def test_one_that_is_too_short_is_refused_beside_its_field(new: NewPassphrase) -> None:
    QTest.keyClicks(new.first.line, "otter")
    with pytest.raises(InvalidEntry):
        new.checked()
    assert "at least 8" in words(new)
