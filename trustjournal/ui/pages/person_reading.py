"""What the page of a person shows, read in turn: first the page, then what takes longer."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Connection

from trustjournal.errors import NotFound, TrustJournalError
from trustjournal.ui.models.ledger import Ledger, read_ledger
from trustjournal.ui.models.person_beside import view_advice, view_lessons, view_rhythm
from trustjournal.ui.models.person_view import DepthChart, PersonView, chart_depth
from trustjournal.ui.models.question_view import view_questions
from trustjournal.ui.models.signs_view import view_signs
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.widgets.person_sheet import PersonSheet

_PAINTED_MS = 50  # by then the page stands

T = TypeVar("T")


class PersonReading(QObject):
    """Fills the sheet; `view` and `chart` are what is on screen, None while nobody is.

    What arrives about somebody who is no longer shown is let go. `completed` fires once all shows
    that is known of somebody.
    """

    completed = Signal()

    def __init__(self, session: JournalSession, sheet: PersonSheet) -> None:
        super().__init__(sheet)
        self.view: PersonView | None = None
        self.chart: DepthChart | None = None
        self._session = session
        self._sheet = sheet
        self._whole: PersonView | None = None  # of whom all that is known shows
        self._read: PersonView | None = None  # for whom the rest was asked
        # While the page is being painted, a busy worker would only slow the window down.
        self._painted = QTimer(self, interval=_PAINTED_MS, singleShot=True)
        self._painted.timeout.connect(self._read_rest)
        sheet.depth_card.span_chosen.connect(self._read_depth)
        sheet.story.ledger_wanted.connect(self._read_ledger)

    def show(self, view: PersonView) -> None:
        """Show a person, and ask for the rest."""
        self.view = view
        self._sheet.show_person(view)
        self._complete()

    def is_whole(self) -> bool:
        """Tell whether all shows that is known of somebody; what is gathered may be on its way."""
        return self.view is not None and self._whole is self.view

    def clear(self) -> None:
        """Show nobody."""
        self.view = self.chart = self._read = None
        self._sheet.clear()

    def go_on(self) -> None:
        """Ask for what is still missing, once the page is painted."""
        if self._sheet.isVisible() and not self._sheet.parts:
            self._painted.start()

    def pause(self) -> None:
        """Ask for nothing more: the page is out of sight."""
        self._painted.stop()

    def _complete(self) -> None:
        """Put in place what is still missing of the sheet, a part in each turn, and show it."""
        if self._sheet.parts:
            in_next_turn(self, self._place_part)
        else:
            self._show_rest()

    def _place_part(self) -> None:
        if not self._sheet.parts:
            return
        self._sheet.place_part()
        if self._sheet.parts:
            self._complete()
        else:
            in_next_turn(self, self._show_rest)

    def _show_rest(self) -> None:
        if self.view is not None:
            self._sheet.show_rest(self.view)
            in_next_turn(self, self._finish)
            self.go_on()

    def _finish(self) -> None:
        self._sheet.story.show_rest()
        self._whole = self.view
        self.completed.emit()

    def _read_rest(self) -> None:
        view, sheet = self.view, self._sheet
        if view is None or view is self._read:
            return
        self._read = view
        self._read_depth()
        self._ask(view_questions, sheet.questions.show_questions)
        self._ask(view_signs, sheet.signs.show_signs)
        self._ask(view_advice, sheet.referrals.show_advice)
        self._ask(view_rhythm, sheet.rhythm.show_rhythm)
        self._ask(view_lessons, sheet.lessons.show_lessons)

    def _read_depth(self) -> None:
        if self.view is not None:
            whole = self._sheet.depth_card.whole
            self._session.read(partial(chart_depth, self.view, whole), self._show_depth)

    def _show_depth(self, chart: DepthChart) -> None:
        if self.view is chart.view:
            self.chart = chart
            self._sheet.depth_card.show_depth(chart)

    def _read_ledger(self) -> None:
        if self.view is not None:
            question = self._sheet.story.ledger.question
            self._session.read(partial(read_ledger, self.view, question), self._show_ledger)

    def _show_ledger(self, ledger: Ledger) -> None:
        pane = self._sheet.story.ledger
        if self.view is ledger.view and pane.question is ledger.statement.question:
            pane.show_ledger(ledger)

    def _ask(self, query: Callable[[PersonView, Connection], T], show: Callable[[T], None]) -> None:
        """Read something about the person on screen, to be shown while they still are."""
        view = self.view
        if view is not None:
            deliver = partial(self._deliver, view, show)
            self._session.read(partial(query, view), deliver, self._refused)

    def _deliver(self, view: PersonView, show: Callable[[T], None], found: T) -> None:
        if self.view is view:
            show(found)

    def _refused(self, error: TrustJournalError) -> None:
        """Whoever is gone by now has a page that says so."""
        if not isinstance(error, NotFound):
            self._session.refused.emit(str(error))
