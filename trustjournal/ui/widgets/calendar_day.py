"""All that stands on one day, where its cell in the calendar has no room for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.i18n import _
from trustjournal.store.calendar import DayItem
from trustjournal.ui import theme
from trustjournal.ui.models.calendar_model import Day
from trustjournal.ui.models.calendar_words import ICONS, day_title, kind_word, tone_of, what
from trustjournal.ui.models.plan_model import Entry, PlanModel, Section
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.plan_list import Act, PlanList, hint_of
from trustjournal.ui.widgets.screen_room import screen_room

_WIDTH, _HEIGHT = 620, 560


class DayList(QDialog):
    """The things of a day below each other; it closes with the first that is asked for."""

    opened = Signal(object)  # DayItem
    person_wanted = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, day: Day, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = words.sentence(day_title(day.day))
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = PlanModel(self)
        self.list = PlanList(self.model, title)
        entries = [_entry(item, day) for item in day.items]
        self._by_entry = {id(entry): item for entry, item in zip(entries, day.items, strict=True)}
        self.list.set_acts(
            (
                Act(key="Enter", words=_("open"), do=self._open, more_keys=("E", "F2")),
                Act(key="O", words=_("open the person"), do=self._open_person),
                Act(key="D", words=_("another day"), do=self._move, fits=self._moves),
            )
        )
        self.model.set_sections([Section("", entries)])
        self.list.select_row(0)
        close = secondary(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        keys = hint_of(self.list.acts)
        foot.addWidget(PlainLabel(keys, TypeRole.CAPTION, Tone.MUTED, wrap=True), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the list takes it; a dialog would press its button
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        room = screen_room(self).size()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        super().showEvent(event)
        self.list.setFocus()

    def _item(self, entries: list[Entry]) -> DayItem:
        return self._by_entry[id(entries[0])]

    def _open(self, entries: list[Entry]) -> None:
        self.accept()
        self.opened.emit(self._item(entries))

    def _open_person(self, entries: list[Entry]) -> None:
        self.accept()
        self.person_wanted.emit(self._item(entries))

    def _move(self, entries: list[Entry]) -> None:
        self.accept()
        self.day_wanted.emit(self._item(entries))

    def _moves(self, entry: Entry) -> bool:
        return not self._by_entry[id(entry)].is_fixed


def _entry(item: DayItem, day: Day) -> Entry:
    late = _("was due {day}").format(day=words.on(item.due_on, day.today)) if item.is_late else ""
    return Entry(
        key=item.record.id if item.record else item.who.id,
        customer_id=item.who.id,
        person=item.who.name,
        title=item.who.name,
        aside=item.who.company,
        icon=ICONS[item.kind],
        icon_tone=tone_of(item),
        state=kind_word(item.kind),
        text=what(item) if item.title else "",
        when=words.sentence(late),
        when_tone=Tone.CLAY,
    )
