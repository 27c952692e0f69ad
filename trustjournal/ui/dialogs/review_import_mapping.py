"""Which column of a file holds what: guessed, shown with its values, and the owner's to say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.feedback import RECOMMEND, STARS
from trustjournal.domain.feedback_words import source_word
from trustjournal.exchange.review_columns import Part
from trustjournal.exchange.review_csv import Layout, Sample
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.encodings import EncodingBox
from trustjournal.ui.dialogs.import_file_page import day_order_box
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.label import PlainLabel

_BOX = 120


def part_word(part: Part) -> str:
    """Return the owner's word for what a column may hold."""
    return {
        Part.TEXT: _("Their words"),
        Part.RATING: _("Rating"),
        Part.HEARD_ON: _("Date"),
        Part.NAME: _("Name"),
        Part.EMAIL: _("E-mail"),
        Part.TITLE: _("Title"),
        Part.LINK: _("Link"),
        Part.SOURCE: _("Where it was heard"),
    }[part]


class MappingPane(Step):
    """A row for each part with its column and samples, and how ratings and dates are written.

    `encoding_chosen` fires with the name of another encoding.
    """

    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("See what comes in"), _("Another file…"), parent=parent)
        self._sample: Sample | None = None
        self.boxes = {part: ChoiceBox(part_word(part), [("", "")]) for part in Part}
        self.samples = {part: PlainLabel("", tone=Tone.MUTED, elide=True) for part in Part}
        self.encoding = EncodingBox()
        self.best = ChoiceBox(
            _("Ratings are out of"),
            [
                (None, _("as they look")),
                (STARS, _("5 stars")),
                (RECOMMEND, _("10, how likely they recommend you")),
            ],
        )
        self.order = day_order_box()
        sources = [(source, source_word(source)) for source in FeedbackSource]
        self.source = ChoiceBox(_("Otherwise heard in"), sources)
        self.source.set_value(FeedbackSource.REVIEW)
        self._lay_out()
        self._connect()

    def show_sample(self, sample: Sample) -> None:
        """Show a file that was just looked into."""
        self._sample = sample
        self.what.setText(_("{name}: which column holds what?").format(name=sample.path.name))
        columns = [("", _("in none")), *((name, name) for name in sample.values)]
        for part, box in self.boxes.items():
            box.blockSignals(True)
            box.offer(columns)
            box.set_value(sample.columns.get(part, ""))
            box.blockSignals(False)
        self.encoding.show_encoding(sample.encoding)
        self.say("")
        self._follow()

    def layout_chosen(self) -> Layout:
        """Return what the boxes say."""
        chosen = {part: box.value() for part, box in self.boxes.items()}
        columns = {part: name for part, name in chosen.items() if name}
        return Layout(columns, self.best.value(), self.order.value(), self.source.value())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, part in enumerate(Part):
            self._add(grid, row, part_word(part), self.boxes[part])
            grid.addWidget(self.samples[part], row, 2)
        last = len(Part)
        rest = (self.best, self.order, self.source, self.encoding)
        for row, box in enumerate(rest, start=last):
            self._add(grid, row, box.accessibleName(), box)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 12, 4)
        column.addLayout(grid)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(scroller, 1)

    def _add(self, grid: QGridLayout, row: int, words: str, box: QWidget) -> None:
        label = PlainLabel(words, TypeRole.STRONG)
        label.setBuddy(box)
        # By its longest words it would be too wide for a small window.
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(theme.px(_BOX))
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._follow)
        self.encoding.currentIndexChanged.connect(self._choose_encoding)

    def _follow(self) -> None:
        """Show what stands in the columns chosen."""
        if self._sample is None:
            return
        for part, label in self.samples.items():
            label.setText("  ·  ".join(self._sample.values.get(self.boxes[part].value(), ())))
        said = {self.boxes[part].value() for part in (Part.TEXT, Part.TITLE, Part.RATING)}
        self.next_button.setEnabled(said != {""})

    def _choose_encoding(self, _place: int) -> None:
        self.encoding_chosen.emit(self.encoding.value())
