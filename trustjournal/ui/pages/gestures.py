"""Gestures: ideas, what is planned and when to begin on it, and how the last ones were received."""

from collections.abc import Sequence

from trustjournal.domain.choices import GestureKind, Side
from trustjournal.domain.records import CheckIn, Customer, Gesture, Preferences, Record
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.gesture_dialog import GestureDialog
from trustjournal.ui.models.gesture_entries import (
    FROM_THEM,
    board_columns,
    can_move,
    column_of,
    gestures_content,
    is_ahead,
    is_given,
    is_note,
    is_ours,
)
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.gesture_deeds import GestureDeeds
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.record_words import gesture_kind_word
from trustjournal.ui.widgets.table_columns import memory_of


class GesturesPage(PlanPage):
    """Gifts, thank-you notes, favours and extra miles for everybody, and what they gave."""

    shows = frozenset[type[Record]]({Gesture, Customer, CheckIn, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        kinds = [(str(kind), gesture_kind_word(kind)) for kind in GestureKind]
        said = PageWords(
            title=_("Gestures"),
            icon="gift",
            empty=_("No gesture yet. Whom would you like to surprise?"),
            new=_("Plan a gesture"),
            kinds=[("", _("Every kind")), *kinds, (FROM_THEM, _("From them"))],
        )
        super().__init__(session, navigator, said, gestures_content)
        self.deeds = GestureDeeds(self)
        self.set_acts((*self._first_acts(), *self._more_acts()))
        memory = memory_of(settings.views, "gestures")
        self.set_board(board_columns(), column_of, self.deeds.move, memory, can_move)

    def new(self) -> None:
        """Open the form of a new gesture."""
        self.navigator.plan_gesture()

    def _first_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("edit"), do=self._edit, more_keys=("E", "F2")),
            Act(
                key="S",
                words=_("move the date"),
                do=self.deeds.ask_day,
                fits=is_ahead,
                many=True,
                button=Weight.SECONDARY,
                icon="alarm-clock",
            ),
            Act(key="Space", words=_("next step"), do=self.deeds.step, fits=is_ours, many=True),
            Act(
                key="D",
                words=_("given today"),
                do=self.deeds.give,
                fits=is_ahead,
                many=True,
                button=Weight.PRIMARY,
            ),
            Act(
                key="W",
                words=_("how it was received"),
                do=self.deeds.ask_received,
                fits=is_given,
                many=True,
                button=Weight.SECONDARY,
            ),
        )

    def _more_acts(self) -> tuple[Act, ...]:
        return (
            Act(
                key="L",
                words=_("write it"),
                do=self._write,
                fits=is_note,
                button=Weight.SECONDARY,
                icon="pen-line",
            ),
            Act(key="N", words=_("new"), do=self._new, alone=True),
            Act(key="R", words=_("they gave me something"), do=self._receive, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person),
            Act(key="Del", words=_("delete"), do=self.deeds.delete, many=True),
        )

    def _new(self, _entries: Sequence[Entry]) -> None:
        self.new()

    def _receive(self, _entries: Sequence[Entry]) -> None:
        form = GestureDialog(None, None, self.session, self.navigator, self.window(), by=Side.THEM)
        form.open()

    def _edit(self, entries: Sequence[Entry]) -> None:
        if (record := entries[0].record) is not None:
            self.navigator.edit(record)

    def _write(self, entries: Sequence[Entry]) -> None:
        one = entries[0]
        if isinstance(one.record, Gesture):
            self.navigator.write_letter(one.customer_id, one.record)
