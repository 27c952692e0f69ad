"""Widgets are tested dressed, in light colours at 100 %."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Generator[None]:
    theme.apply(qapp, Scheme.LIGHT)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, Scheme.LIGHT)
