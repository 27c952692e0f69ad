import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from trustjournal.paths import resource
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import DARK, LIGHT
from trustjournal.ui.theme import Scheme

pytestmark = pytest.mark.usefixtures("dressed")

NAMES = sorted(file.stem for file in resource("icons").glob("*.svg"))


def drawn(icon: QIcon, ratio: float = 1.0, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(24, 24), ratio, mode).toImage()


def ink(image: QImage) -> set[str]:
    """The colours of the pixels that are wholly covered."""
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name().upper() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_icon_draws_something(name: str) -> None:
    assert ink(drawn(icons.icon(name))), name


def test_the_same_icon_suits_a_new_scheme(qapp: QApplication) -> None:
    icon = icons.icon("gift", "accent")
    assert ink(drawn(icon)) == {LIGHT.accent}
    theme.apply(qapp, Scheme.DARK)
    assert ink(drawn(icon)) == {DARK.accent}


def test_a_disabled_icon_is_pale() -> None:
    assert ink(drawn(icons.icon("gift"), mode=QIcon.Mode.Disabled)) == {LIGHT.line_strong}


def test_a_fine_screen_gets_a_fine_icon() -> None:
    assert drawn(icons.icon("gift"), 2.0).size() == QSize(48, 48)


def test_a_copied_icon_still_draws() -> None:
    assert ink(drawn(QIcon(icons.icon("gift", "clay")))) == {LIGHT.clay}


@pytest.mark.parametrize(("name", "turns"), [("chevron-right", True), ("phone", False)])
def test_only_icons_that_point_along_the_reading_are_mirrored(
    qapp: QApplication, name: str, turns: bool
) -> None:
    plain = drawn(icons.icon(name))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = drawn(icons.icon(name))
    assert (turned == plain.flipped(Qt.Orientation.Horizontal)) is turns
    assert (turned == plain) is not turns
