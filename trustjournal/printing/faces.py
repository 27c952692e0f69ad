"""The faces and inks of what is printed, and the Qt that draws it where no window is."""

from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from trustjournal.paths import resource
from trustjournal.printing.sheet import POINT

SERIF = "Source Serif 4"
INK, QUIET, ACCENT = "#2A2520", "#655B50", "#2B665B"
REGULAR, STRONG = 400, 600

_kept: list[QGuiApplication] = []  # a command has no other place that holds it to the end


def make_ready() -> None:
    """Let Qt draw: in a command it needs an application, and the shipped faces anywhere."""
    if QGuiApplication.instance() is None:
        _kept.append(QGuiApplication(["trustjournal", "-platform", "offscreen"]))
    _register()


def face(points: float, weight: int = REGULAR, *, spaced: float = 0.0) -> QFont:
    """Return the serif at a size, its letters `spaced` by a part of theirs.

    The size is one of the grid's own units, so that no screen's resolution has a say in it.
    """
    made = QFont([SERIF])
    made.setPixelSize(round(points * POINT))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spaced:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + spaced))
    return made


def ink(colour: str) -> QColor:
    """Return an ink."""
    return QColor(colour)


@cache
def _register() -> None:
    if SERIF not in QFontDatabase.families():
        for file in sorted(resource("fonts").glob("SourceSerif4*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
