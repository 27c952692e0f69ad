"""The card beside the pairs: two people compared, and the buttons that settle them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from trustjournal.i18n import _
from trustjournal.ui.models.duplicate_pairs import Comparison
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.duplicate_compare import DuplicateCompare
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.tab_order import tab_in_order


class DuplicatePanel(Card):
    """A `DuplicateCompare` that scrolls below its buttons, which are always in sight.

    At the foot the toast of each merge would lie over them.
    """

    merge_wanted = Signal()
    apart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Side by side"), parent=parent)
        self.compare = DuplicateCompare()
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self.merge_button = primary(_("Same person: merge"), small=True)
        self.apart_button = secondary(_("Not the same"), small=True)
        self.merge_button.setToolTip(tooltip(_("Merge them (M)")))
        self.apart_button.setToolTip(tooltip(_("They are two (N)")))
        self.merge_button.clicked.connect(self.merge_wanted)
        self.apart_button.clicked.connect(self.apart_wanted)
        scroller = QScrollArea()
        scroller.setWidget(self.compare)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.viewport().setAutoFillBackground(False)
        self.compare.setAutoFillBackground(False)
        acts = QWidget()
        row = FlowLayout(acts, 8)
        row.addWidget(self.merge_button)
        row.addWidget(self.apart_button)
        self.add(acts)
        self.add(self.fault)
        self.body.addWidget(scroller, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show two people side by side."""
        self.compare.show_comparison(comparison)
        tab_in_order(self)

    def say(self, sentence: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
