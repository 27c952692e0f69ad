"""The parts of the gallery that no picture of the mock shows: forms, tables, menus, notices."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.buttons import primary, quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.date_field import DateField
from trustjournal.ui.widgets.depth_meter import DepthMeter
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.form import FormRow, dress_calendar
from trustjournal.ui.widgets.notices import Banner, EmptyState, Toast
from trustjournal.ui.widgets.page import FillPage, ScrollPage
from trustjournal.ui.widgets.search_box import SearchBox


def page() -> QWidget:
    made = ScrollPage("Specimen", "Everything the pictures of the mock do not show.")
    made.add_main(
        Banner("This journal is open read-only: the disk is full.", Tone.GOLD, "Try again")
    )
    made.add_main(_form())
    made.add_main(_buttons())
    calendar = Card("Calendar and menu")
    picker = QCalendarWidget()
    dress_calendar(picker)
    picker.setMinimumHeight(theme.px(270))
    calendar.add(picker)
    made.add_rail(calendar)
    menu = QMenu(calendar)
    for text in ("Edit", "Merge with…", "Delete"):
        menu.addAction(text)
    menu.insertSeparator(menu.actions()[2])
    menu.actions()[1].setEnabled(False)
    menu.setActiveAction(menu.actions()[0])
    menu.setWindowFlags(Qt.WindowType.Widget)
    calendar.add(menu)
    menu.show()
    made.add_rail(EmptyPlace())
    toast = Toast(made)
    toast.show_message("Logged a touchpoint with Rosa Delgado.", "Undo", lambda: None)
    return made


class EmptyPlace(Card):
    def __init__(self) -> None:
        super().__init__()
        self.add(EmptyState("gift", "No gesture is planned yet.", "Plan a gesture"))


def _form() -> Card:
    form = Card("A person", "all of it can be changed later")
    name = QLineEdit("Rosa Delgado")
    row = FormRow("Name", name)
    form.add(row)
    channel = QComboBox()
    channel.addItems(["Any way", "By phone", "By message"])
    every = QSpinBox()
    every.setValue(3)
    every.setSuffix(" weeks")
    pair = QHBoxLayout()
    pair.setSpacing(16)
    for label, field in (("Prefers", channel), ("Check in every", every)):
        pair.addWidget(FormRow(label, field), 1)
    pair.addWidget(FormRow("Birthday", DateField(date(1990, 5, 3))), 1)
    form.body.addLayout(pair)
    note = QPlainTextEdit("Met at the spring market.")
    note.setProperty("journal", "true")
    note.setFixedHeight(theme.px(80))
    form.add(FormRow("Notes", note, "Only you ever read this."))
    wrong = FormRow("E-mail", QLineEdit("rosa@"))
    wrong.set_fault("That is not a whole address yet.")
    form.add(wrong)
    form.body.addLayout(_choices())
    return form


def _choices() -> QHBoxLayout:
    checks = QHBoxLayout()
    for made, on in ((QCheckBox("Close to heart"), True), (QCheckBox("Lost"), False)):
        made.setChecked(on)
        checks.addWidget(made)
    radio = QRadioButton("Every month")
    radio.setChecked(True)
    checks.addWidget(radio)
    off = QCheckBox("Not here")
    off.setEnabled(False)
    checks.addWidget(off)
    checks.addStretch(1)
    return checks


def _buttons() -> Card:
    card = Card("Buttons, tabs, chips")
    tabs = QTabBar()
    tabs.setExpanding(False)
    for text in ("Journal", "Promises", "About"):
        tabs.addTab(text)
    card.add(tabs)
    row = QHBoxLayout()
    row.setSpacing(8)
    off = secondary("Not now")
    off.setEnabled(False)
    off_first = primary("Save", "check")
    off_first.setEnabled(False)
    for button in (
        primary("Log it", "pen-line"),
        secondary("Tom & Co"),
        quiet("Cancel"),
        off,
        off_first,
    ):
        row.addWidget(button)
    row.addStretch(1)
    card.body.addLayout(row)
    chips = QWidget()
    flow = FlowLayout(chips)
    for word, tone in (("12 May", Tone.CLAY), ("gift", Tone.GOLD), ("phone", Tone.ACCENT)):
        flow.addWidget(Chip(word, tone))
    flow.addWidget(Chip("wholesale", removable=True))
    card.add(chips)
    card.add(DepthMeter(3.6, "Trusted"))
    progress = QProgressBar()
    progress.setValue(40)
    card.add(progress)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(30)
    card.add(slider)
    return card


def table_page() -> QWidget:
    made = FillPage("People", "214 people, 31 of them close.")
    made.head.set_tool(SearchBox("Find a person or a note", "Ctrl K"))
    made.add_bar(primary("New person", "user-plus"), secondary("Import", "upload"))
    model = QStandardItemModel(0, 4)
    model.setHorizontalHeaderLabels(["Name", "Company", "Stage", "Last spoke"])
    for row in range(40):
        cells = (f"Rosa Delgado {row}", "Café Alma", "Trusted", "5 weeks ago")
        items = [QStandardItem(text) for text in cells]
        items[0].setCheckable(row % 3 == 0)
        model.appendRow(items)
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSortingEnabled(True)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    )
    table.selectRow(2)
    card = Card(flush=True)
    card.add(table)
    made.body.addWidget(card)
    column = QVBoxLayout()
    made.body.addLayout(column)
    return made
