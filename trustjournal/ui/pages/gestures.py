"""Gestures: ideas, what is planned and when to begin on it, and how the last ones were received."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import GestureKind
from trustjournal.domain.records import (
    Customer,
    Gesture,
    Preferences,
    Record,
)
from trustjournal.i18n import _, ngettext
from trustjournal.services.gestures import delete_gesture, edit_gesture, give_gesture
from trustjournal.settings import Settings
from trustjournal.ui.models.gesture_entries import gestures_content, is_ahead, is_unheard
from trustjournal.ui.models.plan_model import Entry, people_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.record_words import gesture_kind_word
from trustjournal.ui.widgets.touch_words import beginning

_Decide = Callable[[int | None, Gesture], Changeset]

_TITLE_LENGTH = 60


class GesturesPage(PlanPage):
    """Gifts, thank-you notes, favours and extra miles for everybody."""

    shows = frozenset[type[Record]]({Gesture, Customer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        kinds = [(str(kind), gesture_kind_word(kind)) for kind in GestureKind]
        said = PageWords(
            title=_("Gestures"),
            icon="gift",
            empty=_("No gesture yet. Whom would you like to surprise?"),
            new=_("Plan a gesture"),
            kinds=[("", _("Every kind")), *kinds],
        )
        super().__init__(session, navigator, said, gestures_content)
        self.set_acts((*self._first_acts(), *self._more_acts()))

    def new(self) -> None:
        """Open the form of a new gesture."""
        self.navigator.plan_gesture()

    def _first_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("edit"), do=self._edit, more_keys=("E", "F2")),
            Act(
                key="S",
                words=_("move the date"),
                do=self._move,
                fits=is_ahead,
                many=True,
                button=Weight.SECONDARY,
                icon="alarm-clock",
            ),
            Act(
                key="D",
                words=_("given today"),
                do=self._give,
                fits=is_ahead,
                many=True,
                button=Weight.PRIMARY,
            ),
        )

    def _more_acts(self) -> tuple[Act, ...]:
        return (
            Act(
                key="W",
                words=_("how it was received"),
                do=self._ask_received,
                fits=is_unheard,
                many=True,
                button=Weight.SECONDARY,
            ),
            Act(key="N", words=_("new"), do=self._new, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person),
            Act(key="Del", words=_("delete"), do=self._delete, many=True),
        )

    def _new(self, _entries: Sequence[Entry]) -> None:
        self.new()

    def _edit(self, entries: Sequence[Entry]) -> None:
        if (record := entries[0].record) is not None:
            self.navigator.edit(record)

    def _give(self, entries: Sequence[Entry]) -> None:
        today = self.session.today()
        people = words.people(people_of(entries))
        said = _("Given to {people}: {title}").format(people=people, title=_named(entries))
        self._ask_how(entries, [*_received(), (None, _("&Later"))], partial(_given, today), said)

    def _ask_received(self, entries: Sequence[Entry]) -> None:
        today = self.session.today()
        said = _("Noted how {title} was received.").format(title=_named(entries))
        self._ask_how(entries, _received(), partial(_heard, today), said)

    def _ask_how(
        self,
        entries: Sequence[Entry],
        choices: Sequence[tuple[int | None, str]],
        decide: _Decide,
        said: str,
    ) -> None:
        """Offer below the row how it was received."""
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for received, word in choices:
            action = menu.addAction(word)
            deed = partial(decide, received)
            action.triggered.connect(partial(self._do, entries, deed, said))
        menu.popup(self.list.below_row())
        menu.setActiveAction(menu.actions()[0])

    def _do(
        self,
        entries: Sequence[Entry],
        deed: "partial[Changeset]",
        said: str,
        _checked: bool = False,
    ) -> None:
        self.act_on(Gesture, entries, deed, said)

    def _move(self, entries: Sequence[Entry]) -> None:
        today = self.session.today()
        due = [entry.record.due_on for entry in entries if isinstance(entry.record, Gesture)]
        base = due[0] if len(due) == 1 and due[0] is not None and due[0] > today else None
        sentence = _("The day to give it moves, and its lead time with it.")
        self.ask_day(sentence, partial(self._put_off, entries), base)

    def _put_off(self, entries: Sequence[Entry], day: date) -> None:
        today = self.session.today()
        said = _("Moved to {day}: {title}").format(
            title=_named(entries), day=words.when(day, today)
        )
        self.act_on(Gesture, entries, partial(_moved, today, day), said)

    def _delete(self, entries: Sequence[Entry]) -> None:
        said = _("Deleted: {title}").format(title=_named(entries))
        self.act_on(Gesture, entries, delete_gesture, said)


def _received() -> list[tuple[int | None, str]]:
    return [
        (2, _("Lo&ved it")),
        (1, _("L&iked it")),
        (0, _("&Fine")),
        (-1, _("&Not for them")),
    ]


def _named(entries: Sequence[Entry]) -> str:
    """Say which gestures: the title of one, or how many."""
    if len(entries) == 1:
        return beginning(entries[0].title, _TITLE_LENGTH)
    said = ngettext("{count} gesture", "{count} gestures", len(entries))
    return said.format(count=len(entries))


def _given(today: date, received: int | None, gesture: Gesture) -> Changeset:
    return give_gesture(gesture, today, received, today=today)


def _heard(today: date, received: int | None, gesture: Gesture) -> Changeset:
    return edit_gesture(gesture, today=today, received=received)


def _moved(today: date, day: date, gesture: Gesture) -> Changeset:
    return edit_gesture(gesture, today=today, due_on=day)
