"""The parts of the evening review: who was in touch, who may be uneasy, a thank-you, the week."""

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.agenda import Card as AgendaCard
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.records import Customer, Gesture, Touchpoint
from trustjournal.i18n import _, ngettext
from trustjournal.store.evenings import EveningView, Mover, Week
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card, clear_layout, stacked
from trustjournal.ui.widgets.chip_button import ChipButton
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import NoteLine, TileRow
from trustjournal.ui.widgets.tick import TickBox, with_reason
from trustjournal.ui.widgets.touch_words import beginning, past_day

_NOTE = 90
_CHIPS = 16
_GAP = 6


class TouchedCard(Card):
    """Who was in touch today, and who of the deck was not: a tick says that they were.

    `ticked` fires with the customer. `line` is for more, and stands below.
    """

    ticked = Signal(object)  # UUID

    def __init__(self, line: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(_("Who were you in touch with today?"), parent=parent)
        self.told = PlainLabel("", wrap=True)
        self.boxes: dict[UUID, TickBox] = {}
        self._ticked: set[UUID] = set()
        self._shown: list[tuple[AgendaCard, str]] = []
        self._due = QVBoxLayout()
        self._line = line
        self.more = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.add(self.told)
        self.body.addLayout(self._due)
        self.add(self.more)
        self.add(line)

    def show_view(self, view: EveningView) -> None:
        """Show the day."""
        names = [view.names[who].name for who in view.touched]
        if names:
            self.told.setText(_("You were in touch with {people}.").format(people=_all(names)))
        else:
            self.told.setText(_("Nobody is logged today yet."))
        due = [(card, view.names[card.customer_id].name) for card in view.due]
        if due != self._shown or self._ticked:
            self._show_due(due)
        more = ngettext("One more waits on Today.", "{count} more wait on Today.", view.more_due)
        self.more.setText(more.format(count=view.more_due))
        self.more.setVisible(view.more_due > 0)

    def _show_due(self, due: list[tuple[AgendaCard, str]]) -> None:
        place = _place(self.boxes.values())
        clear_layout(self._due)
        self.boxes = {}
        self._ticked = set()
        self._shown = due
        rows: list[QWidget] = []
        for card, name in due:
            box = TickBox(name)
            box.toggled.connect(partial(self._tick, card.customer_id))
            self.boxes[card.customer_id] = box
            rows.append(with_reason(box, card.why))
        self._due.addWidget(stacked(rows, _GAP))
        _go_on(place, self.boxes.values(), self._line)

    def _tick(self, who: UUID, on: bool) -> None:
        if on and who not in self._ticked:
            self._ticked.add(who)
            self.ticked.emit(who)


class UneaseCard(Card):
    """Whether anyone was slightly unhappy: those met today as chips, and anybody else.

    `flagged` fires with a customer, `other_wanted` where it was somebody else.
    """

    flagged = Signal(object)  # UUID
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Was anyone slightly unhappy?"), parent=parent)
        told = _("They seldom say so. Whoever you mark comes first tomorrow.")
        self.add(PlainLabel(told, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self.chips: dict[UUID, ChipButton] = {}
        self._held = QWidget()
        self._flow = FlowLayout(self._held, gap=6)
        self.noticed = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        self.other_button = quiet(_("Somebody else…"), "circle-alert", small=True, flush=True)
        self.other_button.clicked.connect(self.other_wanted)
        self.add(self._held)
        self.add(self.noticed)
        self.body.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_view(self, view: EveningView) -> None:
        """Show who was met and may be marked, and who is marked already."""
        place = _place(self.chips.values())
        self._flow.clear()
        self.chips = {}
        for who in [one for one in view.touched if one not in view.uneasy][:_CHIPS]:
            name = view.names[who].name
            chip = ChipButton(beginning(name, 32), Tone.MUTED)
            chip.setAccessibleName(_("{name} may be unhappy").format(name=name))
            chip.clicked.connect(partial(self._flag, who))
            self.chips[who] = chip
            self._flow.addWidget(chip)
        self._held.setVisible(bool(self.chips))
        marked = [view.names[who].name for who in view.touched if who in view.uneasy]
        told = _("Marked: {people}.").format(people=_all(marked)) if marked else ""
        self.noticed.setText(told)
        self.noticed.setVisible(bool(told))
        _go_on(place, self.chips.values(), self.other_button)

    def _flag(self, who: UUID) -> None:
        self.flagged.emit(who)


class ThanksCard(Card):
    """One thank-you for tomorrow: the best of the last weeks, or anybody.

    `chosen` fires with a touchpoint worth it, `opened` with a note that is planned already,
    `other_wanted` where it is for somebody else.
    """

    chosen = Signal(object)
    opened = Signal(object)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("One thank-you for tomorrow"), parent=parent)
        self.rows: list[Pressable] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.other_button = quiet(_("Somebody else…"), "user", small=True, flush=True)
        self.other_button.clicked.connect(self.other_wanted)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_view(self, view: EveningView) -> None:
        """Show what is planned, or else what would be worth it."""
        place = _place(self.rows)
        clear_layout(self._rows)
        self.rows = []
        for note in view.tomorrow:
            title = _("Tomorrow: {what}").format(what=note.title)
            self._add(
                TileRow("stamp", title, view.names[note.customer_id].name, tone=Tone.GOLD),
                partial(self._open, note),
            )
        for touch in () if view.tomorrow else view.thanks:
            who = view.names[touch.customer_ids[0]]
            self._add(self._worth(touch, who, view), partial(self._choose, touch))
        if not self.rows:
            told = _("Nothing comes to mind? A line to somebody you have known long never hurts.")
            self._rows.addWidget(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        _go_on(place, self.rows, self.other_button)

    def _worth(self, touch: Touchpoint, who: Customer, view: EveningView) -> TileRow:
        day = past_day(touch.happened_at.astimezone(view.zone).date(), view.on)
        text = beginning(touch.note, _NOTE) or kind_word(touch.kind)
        return TileRow("hand-heart", who.name, text, day)

    def _add(self, row: TileRow, pressed: partial[None]) -> None:
        pressable = Pressable(row)
        pressable.clicked.connect(pressed)
        self.rows.append(pressable)
        self._rows.addWidget(pressable)

    def _choose(self, touch: Touchpoint) -> None:
        self.chosen.emit(touch)

    def _open(self, note: Gesture) -> None:
        self.opened.emit(note)


class WeekEndCard(Card):
    """What the end of a week adds: who moved, and promises not kept in time.

    `person_opened` fires with a customer.
    """

    person_opened = Signal(object)  # UUID

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The week"), parent=parent)
        self.rows: list[Pressable] = []

    def show_week(self, week: Week | None) -> None:
        """Show it, or nothing on any other day."""
        self.clear()
        self.rows = []
        self.setVisible(week is not None)
        if week is None:
            return
        for mover in week.movers:
            self._add(_mover(mover), mover.customer.id)
        for promise, name in week.missed:
            broken = promise.outcome is PromiseOutcome.BROKEN
            said = _("Not kept, {name}: {promise}") if broken else _("Late, {name}: {promise}")
            text = said.format(name=name, promise=beginning(promise.text, _NOTE))
            line = NoteLine("handshake", text, Tone.CLAY)
            line.setAccessibleName(text)
            self._add(line, promise.customer_id)
        if not (week.movers or week.missed):
            self.add(PlainLabel(_("A quiet week, and every promise held."), wrap=True))

    def _add(self, line: NoteLine, who: UUID) -> None:
        row = Pressable(line)
        row.clicked.connect(partial(self._open, who))
        self.rows.append(row)
        self.add(row)

    def _open(self, who: UUID) -> None:
        self.person_opened.emit(who)


def _place(widgets: Iterable[QWidget]) -> int | None:
    """Return the place of the one that has the focus, None where none has."""
    return next((place for place, one in enumerate(widgets) if one.hasFocus()), None)


def _go_on(place: int | None, widgets: Iterable[QWidget], after: QWidget) -> None:
    """Give the focus that was at a place to whatever stands there now, or to what comes after."""
    if place is None:
        return
    there = list(widgets)
    following = there[min(place, len(there) - 1)] if there else after
    following.show()  # what is not shown yet takes no focus
    following.setFocus(Qt.FocusReason.OtherFocusReason)


def _mover(mover: Mover) -> NoteLine:
    up = mover.after > mover.before
    text = _("{name}: depth {before} to {after}").format(
        name=mover.customer.name, before=mover.before, after=mover.after
    )
    line = NoteLine("trending-up", text) if up else NoteLine("trending-down", text, Tone.CLAY)
    line.setAccessibleName(text)
    return line


def _all(names: Iterable[str]) -> str:
    """Say all names: "Ana, Ben and Cho"."""
    known: Sequence[str] = list(names)
    if len(known) < 3:
        return words.people(known)
    return _("{first} and {last}").format(first=", ".join(known[:-1]), last=known[-1])
