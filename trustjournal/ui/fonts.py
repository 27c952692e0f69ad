"""The faces that ship with the program, and fonts for each kind of text.

Sizes are in points underneath, because a Qt style sheet drops a fraction of a pixel (13.5 px).
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from trustjournal.paths import resource
from trustjournal.ui.palette import TYPE, TypeRole

SANS = "Source Sans 3"
SERIF = "Source Serif 4"


@cache
def register() -> None:
    """Make the shipped faces known to Qt, once in each run of the program."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def points(px: float) -> float:
    """Return the points that make `px` pixels on the primary screen."""
    return px * 72 / QGuiApplication.primaryScreen().logicalDotsPerInchY()


@cache
def families(face: str) -> list[str]:
    """Return the faces to try for "serif" or "sans"; the system's own comes last.

    Kept, because every painted text asks for it and the system takes its time to answer.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return [SERIF if face == "serif" else SANS, system]


def font(role: TypeRole, scale: float) -> QFont:
    """Return the font for `role` with text at `scale` (1.0 is 100 %)."""
    return QFont(_made(role, points(TYPE[role].px * scale)))  # a copy, which may be changed


@cache
def _made(role: TypeRole, size: float) -> QFont:
    style = TYPE[role]
    made = QFont(families(style.face))
    made.setPointSizeF(size)
    made.setWeight(QFont.Weight(style.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
