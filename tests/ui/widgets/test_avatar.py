import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.contrast import contrast
from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.avatar import Avatar, avatar_colours, initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rosa Delgado", "RD"),
        ("Ana María de la Cruz", "AC"),
        ("Cher", "C"),
        ("émile zola", "ÉZ"),
        ("  Tomasz   Wilk ", "TW"),
        ("Wilk & Sons", "WS"),
        ("Rosa (baker)", "R"),
        ("Dr. Rosa María Delgado PhD", "RD"),
        ("Prof. Dr. Tomasz Wilk, Jr.", "TW"),
        ("Dr", "D"),
        ("山田 太郎", "山太"),
        ("…", ""),
        ("", ""),
    ],
)
def test_initials_are_of_the_first_and_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_has_the_same_colour_every_day() -> None:
    assert avatar_colours("Rosa Delgado", dark=False)[0].name() == "#ead1dc"
    assert avatar_colours("Tomasz Wilk", dark=False)[0].name() == "#d1deea"


@given(st.text(max_size=40))
@pytest.mark.parametrize("dark", [False, True])
def test_initials_can_be_read_on_their_colour(dark: bool, name: str) -> None:
    back, ink = avatar_colours(name, dark=dark)
    assert contrast(back.name(), ink.name()) >= 4.5


def test_an_avatar_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    avatar = Avatar("Rosa Delgado", 44)
    qtbot.addWidget(avatar)
    theme.apply(qapp, Scheme.LIGHT, 1.5)
    assert avatar.width() == 66
