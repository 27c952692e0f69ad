"""What happened and what is meant to, as lines to read: icon, head, aside, the owner's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain import recovery, words
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
)
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.promise_words import ended
from trustjournal.domain.records import (
    Customer,
    Gesture,
    Promise,
    Recovery,
    Touchpoint,
)
from trustjournal.domain.signs import LACKING, SIGNS
from trustjournal.i18n import _
from trustjournal.ui.models.person_view import Event, PersonView
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import feeling_word, gesture_kind_word
from trustjournal.ui.widgets.touch_words import past_day, touch_aside, touch_icon

ENTRY = Qt.ItemDataRole.UserRole + 1
"""The role that answers with the `Entry` of a row."""


class Deed(Enum):
    """What can be done with an entry: a word, and an icon where the icon says enough."""

    KEEP = (_("Kept"), "")
    GIVE = (_("Given"), "")
    BREAK = (_("Not kept"), "")
    MOVE = (_("Another day"), "")
    OPEN_AGAIN = (_("Open again"), "rotate-ccw")
    EDIT = (_("Edit…"), "pen-line")
    DELETE = (_("Delete"), "trash-2")

    def __init__(self, word: str, icon: str) -> None:
        self.word = word
        self.icon = icon


_CHANGES = (Deed.EDIT, Deed.DELETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: `text` is the owner's own words, `after` a quiet line below, `sign` at the end."""

    record: Event
    icon: str
    head: str
    aside: str
    text: str = ""
    after: str = ""
    sign: str = ""
    tone: Tone = Tone.MUTED
    deeds: tuple[Deed, ...] = _CHANGES

    def spoken(self) -> str:
        """Return the whole line as it is read aloud."""
        return _("{head}, {aside}. {text}").format(
            head=self.head,
            aside=self.aside,
            text=" ".join(part for part in (self.text, self.after, self.sign) if part),
        )


def own_words(record: Event) -> str:
    """Return the words of a record that can be edited where they stand."""
    if isinstance(record, Recovery):
        return record.about
    return record.text if isinstance(record, Promise) else record.note


def happened(event: Event, view: PersonView) -> Entry:
    """Return an event of the timeline as a line."""
    if isinstance(event, Promise):
        return _ended(event, view.today)
    if isinstance(event, Gesture):
        return _given(event, view.today)
    if isinstance(event, Recovery):
        return _put_right(event, view)
    return _touch(event, view)


def planned_gesture(gesture: Gesture, today: date) -> Entry:
    """Return an idea or a plan as a line."""
    bought = _("bought") if gesture.status is GestureStatus.BOUGHT else ""
    due = gesture.due_on
    return Entry(
        record=gesture,
        icon=_gesture_icon(gesture.kind),
        head=gesture.title,
        aside=_joined([gesture_kind_word(gesture.kind), gesture.occasion, bought]),
        text=gesture.note,
        sign=words.sentence(words.when(due, today)) if due else "" if bought else _("Idea"),
        tone=Tone.CLAY if due and due < today else Tone.MUTED,
        deeds=(Deed.GIVE, *_CHANGES),
    )


def open_promise(promise: Promise, today: date) -> Entry:
    """Return a promise of either side that has no outcome yet as a line."""
    ours, due = promise.by is Side.US, promise.due_on
    late = due is not None and due < today
    said = _("promised {ago}") if ours else _("they promised {ago}")
    if ours:
        sign = _("Was due {day}") if late else _("Due {day}")
    else:
        sign = _("Was expected {day}") if late else _("Expected {day}")
    return Entry(
        record=promise,
        icon="handshake",
        head=words.sentence(promise.text),
        aside=said.format(ago=words.ago((today - promise.made_on).days)),
        sign=sign.format(day=words.when(due, today)) if due else _("No day set"),
        tone=Tone.CLAY if late and ours else Tone.MUTED,
        deeds=(Deed.KEEP, Deed.BREAK, Deed.MOVE, *_CHANGES),
    )


def ended_promise(promise: Promise, today: date) -> Entry:
    """Return a promise with its outcome as a line of the list of promises."""
    broken = promise.outcome is PromiseOutcome.BROKEN and promise.by is Side.US
    return Entry(
        record=promise,
        icon="handshake",
        head=words.sentence(promise.text),
        aside=past_day(promise.settled_on or promise.made_on, today),
        sign=ended(promise),
        tone=Tone.CLAY if broken else Tone.MUTED,
    )


def _ended(promise: Promise, today: date) -> Entry:
    return Entry(
        record=promise,
        icon="handshake",
        head=_ending(promise),
        aside=past_day(promise.settled_on or promise.made_on, today),
        text=words.sentence(promise.text),
    )


def _ending(promise: Promise) -> str:
    """Say in the story how a promise ended, without blame where it was theirs."""
    ours = promise.by is Side.US
    match promise.outcome:
        case PromiseOutcome.LATE:
            return _("Promise kept late") if ours else _("They kept their promise, late")
        case PromiseOutcome.BROKEN if not ours:
            return _("Their promise did not come")
        case PromiseOutcome.BROKEN:
            told = promise.told_first
            return _("Promise broken, told first") if told else _("Promise broken")
        case _:
            return _("Promise kept") if ours else _("They kept their promise")


def _given(gesture: Gesture, today: date) -> Entry:
    day = past_day(gesture.given_on, today) if gesture.given_on else ""
    ours = gesture.by is Side.US
    head = gesture.title if ours else _("They gave you: {title}").format(title=gesture.title)
    return Entry(
        record=gesture,
        icon=_gesture_icon(gesture.kind),
        head=head,
        aside=_joined([day, gesture_kind_word(gesture.kind).lower()]),
        text=gesture.note,
        sign=_received(gesture.received) if ours else "",
    )


def _touch(touch: Touchpoint, view: PersonView) -> Entry:
    uneasy = touch.feeling is not None and touch.feeling < 0
    return Entry(
        record=touch,
        icon="phone" if touch.kind is Kind.MISSED_CALL else touch_icon(touch),
        head=kind_word(touch.kind),
        aside=_touch_aside(touch, view),
        text=touch.note,
        after=_after(touch, view),
        sign=feeling_word(touch.feeling) if touch.feeling else _sign_of(touch.kind),
        tone=Tone.CLAY if uneasy else Tone.MUTED,
    )


def _put_right(found: Recovery, view: PersonView) -> Entry:
    """Return an unease that is over as a line."""
    noticed_on = found.noticed_at.astimezone(view.zone).date()
    return Entry(
        record=found,
        icon="heart-handshake",
        head=_("Unease"),
        aside=past_day(recovery.closed_on(found) or noticed_on, view.today),
        text=found.about,
        sign=recovery.outcome(found, noticed_on),
        deeds=(Deed.OPEN_AGAIN, Deed.DELETE),
    )


def _sign_of(kind: Kind) -> str:
    """Say what a touchpoint shows whose feeling was not noted."""
    if kind not in SIGNS:
        return ""
    return _("Sign of doubt") if kind in LACKING else _("Sign of trust")


def _touch_aside(touch: Touchpoint, view: PersonView) -> str:
    if touch.kind is Kind.MISSED_CALL:  # its head says how already
        return past_day(touch.happened_at.astimezone(view.zone).date(), view.today)
    return touch_aside(touch, view.today, view.zone)


def _after(touch: Touchpoint, view: PersonView) -> str:
    """Say who else was there, what they paid, and how a complaint was put right."""
    amount, said = touch.amount, [_company(touch, view.story.customer.id, view.story.companions)]
    if amount is not None:
        paid = priced(amount, view.story.preferences.currency)
        said.append(_("Paid {amount}").format(amount=paid))
    if touch.kind is Kind.COMPLAINT and touch.resolved_at is not None:
        said.append(recovery.put_right_in((touch.resolved_at - touch.happened_at).days))
    return " · ".join(part for part in said if part)


def _company(touch: Touchpoint, customer_id: UUID, known: Mapping[UUID, Customer]) -> str:
    """Say who else was there."""
    others = [who for who in touch.customer_ids if who != customer_id]
    names = [known[who].name for who in others if who in known]
    return _("With {people}").format(people=", ".join(names)) if names else ""


def _received(feeling: int | None) -> str:
    return _("Received: {feeling}").format(feeling=feeling_word(feeling)) if feeling else ""


def _gesture_icon(kind: GestureKind) -> str:
    return {
        GestureKind.GIFT: "gift",
        GestureKind.NOTE: "mail-open",
        GestureKind.FAVOUR: "hand-heart",
        GestureKind.EXTRA_MILE: "sparkles",
    }[kind]


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)


def gesture_entries(view: PersonView) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Return the planned, the imagined and the given gestures."""
    ahead = [one for one in view.story.gestures if one.status is not GestureStatus.GIVEN]
    ideas = [one for one in ahead if one.status is GestureStatus.IDEA]
    given = [one for one in view.timeline if isinstance(one, Gesture)]
    return (
        [planned_gesture(one, view.today) for one in ahead if one not in ideas],
        [planned_gesture(one, view.today) for one in ideas],
        [_given(one, view.today) for one in given],
    )


def promise_entries(view: PersonView) -> tuple[list[Entry], list[Entry]]:
    """Return the open promises, ours first and by urgency, and the ended ones, the latest first."""
    promises = view.story.promises
    theirs = [one for one in promises if one.by is Side.THEM and one.outcome is None]
    theirs.sort(key=lambda one: (one.due_on or date.max, one.made_on))
    over = [promise for promise in promises if promise.outcome is not None]
    over.sort(key=lambda one: one.settled_on or one.made_on, reverse=True)
    return (
        [open_promise(promise, view.today) for promise in (*view.open_promises(), *theirs)],
        [ended_promise(promise, view.today) for promise in over],
    )


class EntryModel(QAbstractListModel):
    """Rows of entries; `ENTRY` answers with the entry itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, record_id: UUID) -> int:
        """Return the row of a record, -1 where it is not here."""
        rows = (row for row, entry in enumerate(self._entries) if entry.record.id == record_id)
        return next(rows, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not (index.isValid() and index.row() < len(self._entries)):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.head
        return entry.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None
