"""The tabs above a page that is one of several views of the same things."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from trustjournal.ui.palette import PAGE_MARGIN

View = tuple[str, str]
"""Key and words of a view."""


class ViewSwitch(QWidget):
    """`view_chosen` fires with the key of another view; this one stays marked as its own."""

    view_chosen = Signal(str)

    def __init__(self, name: str, views: Sequence[View], own: str) -> None:
        super().__init__()
        self._keys = [key for key, _words in views]
        self._own = self._keys.index(own)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(name)
        for _key, words in views:
            self.tabs.addTab(words)
        self.tabs.setCurrentIndex(self._own)
        self.tabs.currentChanged.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)

    def turn(self, by: int) -> None:
        """Go to the view so many tabs further, after the last to the first."""
        self._choose((self._own + by) % len(self._keys))

    def _choose(self, tab: int) -> None:
        if tab != self._own:
            self.tabs.setCurrentIndex(self._own)
            self.view_chosen.emit(self._keys[tab])
