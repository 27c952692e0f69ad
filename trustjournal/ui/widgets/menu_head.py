"""A sentence at the head of a menu, which says what it is about, and other things held in one."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

WIDTH = 264
"""How wide a menu with a sentence is, in px at a scale of 1."""


def add_sentence(menu: QMenu, sentence: str) -> None:
    """Add a sentence that is only there to be read."""
    label = PlainLabel(sentence, TypeRole.SMALL, Tone.MUTED, wrap=True)
    label.setContentsMargins(12, 6, 12, 6)
    label.setFixedWidth(theme.px(WIDTH))
    hold(menu, label)


def hold(menu: QMenu, widget: QWidget) -> QAction:
    """Add a widget, and return what stands for it among the actions."""
    held = QWidgetAction(menu)
    held.setDefaultWidget(widget)
    menu.addAction(held)
    return held
