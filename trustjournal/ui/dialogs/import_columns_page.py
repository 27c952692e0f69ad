"""The second step of an import of a table: what each column is, with some of its values."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.exchange.sources import Column, Sheet
from trustjournal.exchange.table_columns import FIELD, NOTE
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.import_file_page import day_order_box
from trustjournal.ui.dialogs.import_work import Opened
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel

_BOX = 140
_NAME, _SAMPLES, _IS = range(3)


class ColumnsPage(Step):
    """A row for each column, and a question on dates where they read two ways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("See what comes in"), _("Back"), parent=parent)
        self.boxes: dict[str, ChoiceBox] = {}
        self.order = day_order_box()
        self._order_row = FormRow(self.order.accessibleName(), self.order)
        self._order_row.hide()
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._order_row)
        self.body.addWidget(self._scroller, 1)

    def show_opened(self, opened: Opened) -> None:
        """Show the columns of a table and what each is taken for."""
        sheet = opened.source.sheet
        if sheet is None:
            return
        told = _("{name}: what is in each column?")
        self.what.setText(told.format(name=opened.wish.path.name))
        self.order.set_value(opened.wish.day_first)
        self._order_row.setVisible(opened.source.asks_day_order)
        self._show_columns(sheet, opened.titles)
        self.say("")

    def asks_order(self) -> bool:
        """Return whether the order of dates is asked for here."""
        return self._order_row.isVisibleTo(self)

    def ask_order(self) -> None:
        """Ask for the order of dates, now that columns were found to hold some."""
        self._order_row.show()
        self.order.setFocus()
        self.say(_("Some dates read two ways. Which is meant?"), Tone.MUTED)

    def columns(self) -> dict[str, str]:
        """Return what each column was chosen to be, by its name."""
        return {name: box.value() for name, box in self.boxes.items()}

    def _show_columns(self, sheet: Sheet, titles: tuple[str, ...]) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, stretch in ((_NAME, 2), (_SAMPLES, 3), (_IS, 3)):
            grid.setColumnStretch(place, stretch)
        heads = (_("Column"), _("What stands in it"), _("What it is"))
        for place, words in enumerate(heads):
            grid.addWidget(PlainLabel(words, TypeRole.CAPTION, Tone.MUTED), 0, place)
        self.boxes = {}
        for row, column in enumerate(sheet.columns, start=1):
            box = self.boxes[column.name] = _box(column, sheet, titles)
            name = PlainLabel(column.name, TypeRole.STRONG, elide=True)
            name.setBuddy(box)
            samples = PlainLabel("  ·  ".join(column.samples), tone=Tone.MUTED, elide=True)
            for place, part in ((_NAME, name), (_SAMPLES, samples), (_IS, box)):
                grid.addWidget(part, row, place)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 4, 12, 4)
        whole.addLayout(grid)
        whole.addStretch(1)
        self._scroller.setWidget(inside)


def _box(column: Column, sheet: Sheet, titles: tuple[str, ...]) -> ChoiceBox:
    choices = [(target.key, target.words) for target in sheet.targets]
    keys = [key for key, _words in choices]
    place = keys.index(NOTE) if NOTE in keys else len(keys)
    own = dict.fromkeys((*titles, column.name))
    if column.target.startswith(FIELD):
        own[column.target.removeprefix(FIELD).strip()] = None
    known = _("Own field “{title}”")
    new = _("A new own field “{title}”")
    choices[place:place] = [
        (FIELD + title, (known if title in titles else new).format(title=title)) for title in own
    ]
    box = ChoiceBox(_("What “{column}” is").format(column=column.name), choices)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setMinimumWidth(theme.px(_BOX))
    if column.target in dict(choices):
        box.set_value(column.target)
    return box
