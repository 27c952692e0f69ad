"""The first step of an import: what a file is and how it is read, with its first lines."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from trustjournal.domain.choice_words import customer_stage_word
from trustjournal.domain.choices import Stage
from trustjournal.i18n import _
from trustjournal.ui.dialogs.encodings import EncodingBox, canonical
from trustjournal.ui.dialogs.import_work import (
    ASKS_MINE,
    BY_HAND,
    LOG,
    NAMED_IN,
    PEOPLE,
    Opened,
    Wish,
)
from trustjournal.ui.dialogs.step import Step, roomy_table
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows_table import RowsTable

_ACROSS = 2


class FilePage(Step):
    """Shows an `Opened`; `wished` fires with a `Wish` when it is to be read in another way."""

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Go on"), _("Another file…"), parent=parent)
        self._opened: Opened | None = None
        self.rows_are = PlainLabel("", wrap=True)
        self.other_button = secondary("")
        self.other_button.setAutoDefault(False)
        self.other_button.clicked.connect(self._take_otherwise)
        self.form = ChoiceBox(_("What it is"), [("", "")])
        self.stage = ChoiceBox(
            _("New people are"),
            [(one, customer_stage_word(one)) for one in (Stage.CUSTOMER, Stage.PROSPECT)],
        )
        self.encoding = EncodingBox()
        self.delimiter = ChoiceBox(_("Columns are separated by"), _delimiters())
        self.order = day_order_box()
        self.mine = QLineEdit()
        self.table: RowsTable | None = None
        boxes = (self.form, self.stage, self.encoding, self.delimiter, self.order)
        self._rows: dict[QWidget, FormRow] = {box: _row(box.accessibleName(), box) for box in boxes}
        hint = _("Separate several with commas. They tell which messages you wrote.")
        self._rows[self.mine] = FormRow(_("Your own addresses"), self.mine, hint)
        for row in self._rows.values():
            row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        self._preview = Card(flush=True)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.rows_are, 1)
        told.addWidget(self.other_button)
        self.body.addLayout(told)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._preview, 1)
        for box in boxes:
            box.currentIndexChanged.connect(self._wish)

    def show_opened(self, opened: Opened) -> None:
        """Show a file and how it is read."""
        self._opened = opened
        wish, source = opened.wish, opened.source
        self.what.setText(wish.path.name)
        _offer(self.form, opened.forms, opened.form.key)
        _set(self.stage, wish.stage)
        _set(self.order, wish.day_first)
        self.mine.setText(wish.mine or "")
        told = _("Your own name") if opened.form.key == NAMED_IN else _("Your own addresses")
        self._rows[self.mine].set_label(told)
        if source.encoding:
            self.encoding.show_encoding(source.encoding)
        if source.delimiter:
            mark, known = source.delimiter, _delimiters()
            others = [] if mark in dict(known) else [(mark, mark)]
            _offer(self.delimiter, [*known, *others], mark)
        self._say_rows(opened.form.key)
        self._arrange(opened)
        self._show_peek(opened)
        self.say("")

    def wish(self) -> Wish | None:
        """Return how the file is to be read as the fields say, None where none is shown."""
        if self._opened is None:
            return None
        wish, source = self._opened.wish, self._opened.source
        if self.form.value() != self._opened.form.key:
            form = self.form.value()
            return Wish(path=wish.path, form=form, encoding=wish.encoding, stage=wish.stage)
        wish = replace(wish, stage=self.stage.value(), day_first=self.order.value())
        if self._opened.form.key in ASKS_MINE:
            wish = replace(wish, mine=self.mine.text().strip())
        if source.encoding and canonical(self.encoding.value()) != canonical(source.encoding):
            wish = replace(wish, encoding=self.encoding.value(), columns=None)
        if source.delimiter and self.delimiter.value() != source.delimiter:
            wish = replace(wish, delimiter=self.delimiter.value(), columns=None)
        return wish

    def _say_rows(self, form: str) -> None:
        """Say of a table made by hand whether it is of people, which may be wrong, or a log."""
        is_log = form == LOG
        people = _("Each row is read as a person or a business."), _("These are touchpoints")
        log = _("Each row is read as a touchpoint with somebody."), _("These are people")
        words, other = log if is_log else people
        self.rows_are.setText(words)
        self.other_button.setText(other)
        for part in (self.rows_are, self.other_button):
            part.setVisible(form in BY_HAND)

    def _take_otherwise(self) -> None:
        is_log = self.form.value() == LOG
        self.form.set_value(PEOPLE if is_log else LOG)

    def _arrange(self, opened: Opened) -> None:
        """Show the fields that are a question for this file, side by side."""
        source = opened.source
        asks_order = source.asks_day_order or opened.wish.day_first is not None
        shown: dict[QWidget, bool] = {
            self.form: True,
            self.stage: True,
            self.encoding: bool(source.encoding),
            self.delimiter: bool(source.delimiter),
            self.order: asks_order and source.sheet is None,
            self.mine: opened.form.key in ASKS_MINE,
        }
        place = 0
        for box, row in self._rows.items():
            row.setVisible(shown[box])
            if shown[box]:
                self._grid.addWidget(row, *divmod(place, _ACROSS))
                place += 1

    def _show_peek(self, opened: Opened) -> None:
        self._preview.clear()
        peek = opened.peek
        name = _("The first things in it")
        self.table = roomy_table(name, peek.heads, peek.cells, peek.filling)
        self.table.opened.connect(self.next_button.click)
        self._preview.add(self.table)

    def _wish(self) -> None:
        self.wished.emit(self.wish())


def day_order_box() -> ChoiceBox:
    """Return a box that asks in which order days and months are written."""
    return ChoiceBox(
        _("Dates are written"),
        [
            (None, _("as they look")),
            (True, _("day first, 31/12/2026")),
            (False, _("month first, 12/31/2026")),
        ],
    )


def _delimiters() -> list[tuple[str, str]]:
    return [
        (",", _("a comma")),
        (";", _("a semicolon")),
        ("\t", _("a tab")),
        ("|", _("a bar |")),
    ]


def _row(words: str, box: QWidget) -> FormRow:
    # By its longest words it would be too wide for a small window.
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return FormRow(words, box)


def _offer(box: ChoiceBox, choices: Sequence[tuple[str, str]], value: str) -> None:
    box.blockSignals(True)
    box.offer(choices)
    box.set_value(value)
    box.blockSignals(False)


def _set(box: ChoiceBox, value: object) -> None:
    box.blockSignals(True)
    box.set_value(value)
    box.blockSignals(False)
