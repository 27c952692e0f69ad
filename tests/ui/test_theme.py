import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from trustjournal.paths import resource
from trustjournal.ui import theme
from trustjournal.ui.palette import DARK, LIGHT, Tokens, TypeRole
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.label import PlainLabel

pytestmark = pytest.mark.usefixtures("dressed")


def test_dark_changes_every_window_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    label = PlainLabel("Rosa")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(theme.look.changed):
        theme.apply(qapp, Scheme.DARK)
    assert theme.tokens() is DARK
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.ink
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg


def test_system_is_light_where_the_system_does_not_say(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.SYSTEM)
    assert theme.tokens() is LIGHT


def test_system_follows_the_system(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Scheme.SYSTEM)
    hints = qapp.styleHints()
    with qtbot.waitSignal(theme.look.changed):
        hints.colorSchemeChanged.emit(hints.colorScheme())


def test_an_owner_who_chose_is_not_overruled_by_the_system(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, Scheme.DARK)
    hints = qapp.styleHints()
    with qtbot.assertNotEmitted(theme.look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens() is DARK


@pytest.mark.parametrize("role", list(TypeRole))
def test_every_kind_of_text_doubles_at_200_percent(qapp: QApplication, role: TypeRole) -> None:
    once = theme.font(role).pointSizeF()
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert theme.font(role).pointSizeF() == pytest.approx(2 * once)


def test_controls_grow_with_their_text(qtbot: QtBot, qapp: QApplication) -> None:
    field, button, label = QLineEdit(), QPushButton("Log it"), PlainLabel("Today", TypeRole.TITLE)
    for widget in (field, button, label):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    before = [widget.sizeHint().height() for widget in (field, button, label)]
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    after = [widget.sizeHint().height() for widget in (field, button, label)]
    assert all(big > 1.5 * small for small, big in zip(before, after, strict=True))


def test_text_keeps_within_the_sizes_the_layout_was_made_for(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 9.0)
    assert theme.look.scale == 2.0


def test_the_shipped_faces_are_used() -> None:
    assert QFontInfo(theme.font(TypeRole.BODY)).family() == "Source Sans 3"
    assert QFontInfo(theme.font(TypeRole.TITLE)).family() == "Source Serif 4"
    assert QFontInfo(theme.font(TypeRole.TITLE)).weight() == 600


def test_nothing_in_the_sheet_is_left_unfilled(qapp: QApplication) -> None:
    assert "@" not in qapp.styleSheet()
    for file in re.findall(r'url\("(.+?)"\)', qapp.styleSheet()):
        assert resource("controls", "light", file.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize(("folder", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_pictures_of_controls_have_the_colours_of_their_scheme(
    folder: str, tokens: Tokens
) -> None:
    allowed = {tokens.muted, tokens.on_accent}
    for file in resource("controls", folder).glob("*.svg"):
        assert set(re.findall(r"#\w{6}", file.read_text())) <= allowed, file.name


def test_a_focused_field_keeps_its_size(qtbot: QtBot) -> None:
    field = QLineEdit("Rosa")
    qtbot.addWidget(field)
    field.show()
    resting = field.sizeHint()
    with qtbot.waitActive(field):
        field.activateWindow()
    field.setFocus()
    assert field.hasFocus()
    assert field.sizeHint() == resting
