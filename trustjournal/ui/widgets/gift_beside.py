"""What helps to choose a gift, beside its form: likes, limits, budget, past gifts and occasions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trustjournal.domain import giving_words, words
from trustjournal.domain.choices import GestureKind, Side
from trustjournal.domain.giving_words import Choosing
from trustjournal.domain.occasions import Occasion, occasions
from trustjournal.domain.records import Gesture
from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chip_button import ChipButton
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import received_word
from trustjournal.ui.widgets.rows import FactRow
from trustjournal.ui.widgets.touch_words import beginning

_PAST_SHOWN = 4
_OCCASIONS_SHOWN = 3
_LABEL_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Moment:
    """What the facts depend on beside the person: who gives what, the year it is for, and today."""

    by: Side
    kind: GestureKind
    year: int
    today: date


class GiftBeside(Card):
    """Facts about whom a gift is for; `occasion_chosen` fires with an `Occasion` to give it."""

    occasion_chosen = Signal(object)  # Occasion

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Good to know"), parent=parent)
        self._shown: tuple[Choosing, Moment] | None = None
        self.show_nobody()

    def show_nobody(self) -> None:
        """Say that nobody is chosen yet."""
        self._shown = None
        self.clear()
        self._say(_("Choose who it is for, and what they love is shown here."))

    def show_choosing(self, choosing: Choosing, moment: Moment) -> None:
        """Show what is known about somebody; `choosing` goes without the gesture in the form."""
        if (choosing, moment) == self._shown:
            return
        self._shown = choosing, moment
        self.clear()
        ours = moment.by is Side.US
        days = occasions(choosing.who, moment.kind, moment.today)[:_OCCASIONS_SHOWN] if ours else []
        if days:
            self._offer(days, moment.today)
        known = [fact for fact in _facts(choosing, moment) if fact[2]]
        for icon, caption, text in known:
            self.add(FactRow(icon, caption, text))
        if not known and not days:
            self._say(_("Nothing is noted about {name} yet.").format(name=choosing.who.name))

    def _say(self, sentence: str) -> None:
        self.add(PlainLabel(sentence, TypeRole.SMALL, Tone.MUTED, wrap=True))

    def _offer(self, days: Iterable[Occasion], today: date) -> None:
        self.add(PlainLabel(_("Occasions"), TypeRole.SMALL, Tone.MUTED))
        box = QWidget()
        flow = FlowLayout(box, gap=6)
        for one in days:
            label = words.sentence(beginning(one.label, _LABEL_LETTERS))
            said = _("{occasion}, {day}")
            chip = ChipButton(
                said.format(occasion=label, day=words.when(one.on, today)), Tone.ACCENT, "cake"
            )
            whole = said.format(occasion=one.label, day=words.when(one.on, today))
            chip.setAccessibleName(whole)
            chip.setToolTip(tooltip(_("Give it then: {occasion}").format(occasion=whole)))
            chip.clicked.connect(partial(self._choose, one))
            flow.addWidget(chip)
        self.add(box)

    def _choose(self, one: Occasion, _checked: bool = False) -> None:
        self.occasion_chosen.emit(one)


def _facts(choosing: Choosing, moment: Moment) -> Iterator[tuple[str, str, str]]:
    who, today = choosing.who, moment.today

    def money(amount: Decimal) -> str:
        return priced(amount, choosing.preferences.currency)

    if moment.by is Side.US:
        yield "star", _("Loves"), who.loves
        yield "circle-alert", _("Careful with"), who.avoids
        yield "heart", _("Family"), who.family
        yield "gift", _("What they may accept"), giving_words.policy(who, money)
        yield "tag", _("Budget"), giving_words.left(choosing.purse(moment.year, today), money)
    given = [one for one in choosing.gestures if one.given_on is not None]
    given.sort(key=lambda one: (one.given_on or date.min, one.id), reverse=True)
    yield "history", _("Before this"), _past(given, Side.US, today)
    yield "hand-heart", _("From them"), _past(given, Side.THEM, today)


def _past(given: Iterable[Gesture], by: Side, today: date) -> str:
    theirs = [one for one in given if one.by is by][:_PAST_SHOWN]
    if len(theirs) == 1:
        return _told(theirs[0], today)
    return "\n".join(f"• {_told(one, today)}" for one in theirs)


def _told(one: Gesture, today: date) -> str:
    said = _("{title}, {day}").format(title=one.title, day=words.when(one.given_on or today, today))
    if one.received is None:
        return said
    return _("{gift}. {received}.").format(gift=said, received=received_word(one.received))
