"""What can be done with gestures on their page: the steps from an idea to how it was received."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import GestureStatus
from trustjournal.domain.records import Gesture
from trustjournal.i18n import _, ngettext
from trustjournal.services.gestures import (
    delete_gesture,
    edit_gesture,
    give_gesture,
    mark_ready,
    note_received,
    take_back,
)
from trustjournal.ui.models.gesture_entries import column_of, is_ahead
from trustjournal.ui.models.plan_model import Entry, people_of
from trustjournal.ui.pages.plan_page import PlanPage
from trustjournal.ui.widgets.gift_feeling_menu import GiftFeelingMenu
from trustjournal.ui.widgets.record_words import gesture_ready_word
from trustjournal.ui.widgets.touch_words import beginning

_Decide = Callable[[int | None, Gesture], Changeset]
_Plan = Callable[[date, date, Gesture], Changeset]

_TITLE_LENGTH = 60
_STEPS = ("idea", "planned", "bought", "given", "received")


class GestureDeeds(QObject):
    """Does it with the records as they are by then, and has the page say so."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session

    def step(self, entries: Sequence[Entry]) -> None:
        """Take each a step on, from where the first of them is; the last step can be said anew."""
        column = column_of(entries[0])
        after = _STEPS[min(_STEPS.index(column) + 1, len(_STEPS) - 1)]
        self.move(entries, after)

    def move(self, entries: Sequence[Entry], column: str) -> None:
        """Do what it means that gestures go to a column of the board, but those already there."""
        if column != _STEPS[-1]:
            entries = [entry for entry in entries if column_of(entry) != column]
        ahead = all(is_ahead(entry) for entry in entries)
        if column == "given" and ahead:
            self.give(entries)
        elif column == "given":
            said = _("How {title} was received is open again.").format(title=_named(entries))
            self._act(entries, partial(_heard, None), said)
        elif column == "received" and ahead:
            self._ask_how(entries, partial(_given, self._session.today()), _given_to)
        elif column == "received":
            self.ask_received(entries)
        elif column == "planned" and any(_without_day(entry) for entry in entries):
            self._ask_day(entries, _planned)
        else:
            self._put(entries, GestureStatus(column))

    def give(self, entries: Sequence[Entry]) -> None:
        """Say that they were given today; how they were received may come later."""
        self._ask_how(entries, partial(_given, self._session.today()), _given_to, later=True)

    def ask_received(self, entries: Sequence[Entry]) -> None:
        """Ask how gestures were received, or how they really were."""
        self._ask_how(entries, _heard, _noted)

    def ask_day(self, entries: Sequence[Entry]) -> None:
        """Ask for another day; an idea that gets one is a plan."""
        self._ask_day(entries, _moved)

    def delete(self, entries: Sequence[Entry]) -> None:
        """Take gestures away."""
        said = _("Deleted: {title}").format(title=_named(entries))
        self._act(entries, delete_gesture, said)

    def _put(self, entries: Sequence[Entry], status: GestureStatus) -> None:
        what = {
            GestureStatus.IDEA: _("An idea again: {title}"),
            GestureStatus.PLANNED: _("Planned again: {title}"),
        }
        ready = _("{ready}: {title}")
        first = entries[0].record
        word = gesture_ready_word(first.kind) if isinstance(first, Gesture) else ""
        said = what.get(status, ready).format(title=_named(entries), ready=word)
        forward = status is GestureStatus.BOUGHT and all(is_ahead(entry) for entry in entries)
        self._act(entries, mark_ready if forward else partial(_taken_back, status), said)

    def _ask_day(self, entries: Sequence[Entry], decide: _Plan) -> None:
        today = self._session.today()
        due = [entry.record.due_on for entry in entries if isinstance(entry.record, Gesture)]
        base = due[0] if len(due) == 1 and due[0] is not None and due[0] > today else None
        sentence = _("The day to give it moves, and its lead time with it.")
        self._page.ask_day(sentence, partial(self._put_off, entries, decide), base)

    def _put_off(self, entries: Sequence[Entry], decide: _Plan, day: date) -> None:
        today = self._session.today()
        said = _("Moved to {day}: {title}").format(
            title=_named(entries), day=words.when(day, today)
        )
        self._act(entries, partial(decide, today, day), said)

    def _ask_how(
        self,
        entries: Sequence[Entry],
        decide: _Decide,
        said: Callable[[Sequence[Entry]], str],
        *,
        later: bool = False,
    ) -> None:
        """Offer below the row how it was received."""
        menu = GiftFeelingMenu(self._page, later=later)
        menu.chosen.connect(partial(self._hear, entries, decide, said(entries)))
        menu.popup(self._page.below_row())

    def _hear(
        self, entries: Sequence[Entry], decide: _Decide, said: str, received: int | None
    ) -> None:
        self._act(entries, partial(decide, received), said)

    def _act(
        self, entries: Sequence[Entry], decide: Callable[[Gesture], Changeset], said: str
    ) -> None:
        self._page.act_on(Gesture, entries, decide, said)


def _named(entries: Sequence[Entry]) -> str:
    """Say which gestures: the title of one, or how many."""
    if len(entries) == 1:
        return beginning(entries[0].title, _TITLE_LENGTH)
    said = ngettext("{count} gesture", "{count} gestures", len(entries))
    return said.format(count=len(entries))


def _given_to(entries: Sequence[Entry]) -> str:
    people = words.people(people_of(entries))
    return _("Given to {people}: {title}").format(people=people, title=_named(entries))


def _noted(entries: Sequence[Entry]) -> str:
    return _("Noted how {title} was received.").format(title=_named(entries))


def _without_day(entry: Entry) -> bool:
    return isinstance(entry.record, Gesture) and entry.record.due_on is None


def _given(today: date, received: int | None, gesture: Gesture) -> Changeset:
    return give_gesture(gesture, today, received, today=today)


def _heard(received: int | None, gesture: Gesture) -> Changeset:
    return note_received(gesture, received)


def _taken_back(status: GestureStatus, gesture: Gesture) -> Changeset:
    return take_back(gesture, status)


def _planned(today: date, day: date, gesture: Gesture) -> Changeset:
    plan = {"status": GestureStatus.PLANNED, "given_on": None, "received": None, "due_on": day}
    return edit_gesture(gesture, today=today, **plan)


def _moved(today: date, day: date, gesture: Gesture) -> Changeset:
    return edit_gesture(gesture, today=today, due_on=day)
