"""What it means to put something in a calendar on another day, and the words for it."""

from datetime import date, datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Gesture, Promise
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _
from trustjournal.services.check_ins import move_check_in
from trustjournal.services.gestures import edit_gesture
from trustjournal.services.promises import renegotiate_promise
from trustjournal.store import queries
from trustjournal.store.calendar import DayItem, ItemKind
from trustjournal.store.plans import still_here


def moved(item: DayItem, day: date, now: datetime, connection: Connection) -> Changeset:
    """Return what puts an item on another day; `now` is aware and local.

    A check-in moves for this time only, a promise is agreed anew, and where preparing begins it is
    the time to prepare that changes.

    Raises:
        InvalidEntry: the day has passed, is too late to prepare, or the item stays on its day.
        NotFound: what it was is no longer in the journal.
    """
    today = now.date()
    if day < today:
        raise InvalidEntry(_("That day has passed. Choose today or a later one."))
    if item.kind is ItemKind.CHECK_IN:
        own = queries.check_ins_of(connection, [item.who.id]).get(item.who.id)
        return move_check_in(item.who.id, own, day, today)
    if item.is_fixed or item.record is None:
        raise InvalidEntry(fixed_words(item))
    if item.kind is ItemKind.PROMISE:
        (promise,) = still_here(connection, Promise, [item.record.id])
        return renegotiate_promise(promise, day, today)
    (gesture,) = still_here(connection, Gesture, [item.record.id])
    if item.kind is ItemKind.GESTURE:
        return edit_gesture(gesture, today=today, due_on=day)
    if gesture.due_on is None:
        raise NotFound(_("This is no longer in the journal."))
    if day > gesture.due_on:
        text = _("Begin preparing by {day}, when you want to give it.")
        raise InvalidEntry(text.format(day=words.when(gesture.due_on, today)))
    return edit_gesture(gesture, today=today, lead_days=(gesture.due_on - day).days)


def moved_words(item: DayItem, day: date, today: date) -> str:
    """Say what moving an item to a day came to."""
    said = {
        ItemKind.PROMISE: _("Agreed on {day} with {who}: {what}."),
        ItemKind.GESTURE: _("“{what}” is for {who} {on} now."),
        ItemKind.PREPARE: _("You begin preparing “{what}” for {who} {on}."),
    }.get(item.kind, _("The check-in with {who} is {on} now."))
    return said.format(
        who=item.who.name,
        what=item.title.rstrip("."),
        day=words.when(day, today),
        on=words.on(day, today),
    )


def fixed_words(item: DayItem) -> str:
    """Say why an item stays on its day, and where that can be changed."""
    if item.kind is ItemKind.WIN_BACK:
        text = _("The day to win {who} back is set where you look back at how you lost them.")
        return text.format(who=item.who.name)
    text = _("“{what}” of {who} comes every year on this day. Edit the person if it is another.")
    return text.format(who=item.who.name, what=item.title)
