"""Reads the cards of the whole journal one after the other, in steps that keep nobody waiting."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from trustjournal.domain.insights import Behind, Topic
from trustjournal.domain.periods import Span
from trustjournal.i18n import _
from trustjournal.store.behind import Line
from trustjournal.store.depth_history import DepthHistory
from trustjournal.store.insights import TouchReading
from trustjournal.ui.models.insight_view import (
    CardView,
    DepthStep,
    Frame,
    read_depth,
    read_frame,
    read_gestures,
    read_lines,
    read_lost,
    read_promises,
    read_touches,
)
from trustjournal.ui.session import JournalSession

T = TypeVar("T")

_QUICK = (read_promises, read_gestures, read_lost)


class InsightReading(QObject):
    """One reading at a time: a new one ends the one before, `pause` stops it between two steps.

    `began` fires with the `Frame`, None in a journal where nobody was ever in touch; `card_read`
    with each `CardView` as it arrives, `progressed` with a topic and a sentence until then, and
    `refused` where a step could not be read.
    """

    began = Signal(object)
    card_read = Signal(object)
    progressed = Signal(object, str)
    refused = Signal(object)  # TrustJournalError

    def __init__(self, session: JournalSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._turn = 0
        self._paused = False
        self._next: Callable[[], None] | None = None
        self._frame: Frame | None = None
        self._depth = DepthHistory(session.now(), session.zone())

    def start(self, span: Span) -> None:
        """Read everything; of the depths, which take longest, only what has changed."""
        self._turn += 1
        self._next = None
        now, zone = self._session.now(), self._session.zone()
        if self._depth.now.date() != now.date():
            self._depth = DepthHistory(now, zone)
        self._ask(partial(read_frame, span, now, zone), partial(self._begin, self._turn))

    def pause(self) -> None:
        """Ask for no further step until `resume`."""
        self._paused = True

    def resume(self) -> None:
        """Go on where it was paused."""
        self._paused = False
        if self._next is not None:
            ask, self._next = self._next, None
            ask()

    def ask_behind(self, behind: Behind, deliver: Callable[[Frame, Sequence[Line]], None]) -> None:
        """Read what is behind a mark; `deliver` gets it with the frame it was counted in."""
        if self._frame is not None:
            query = partial(read_lines, behind, self._frame, self._depth)
            self._session.read(query, partial(deliver, self._frame))

    def _begin(self, turn: int, frame: Frame | None) -> None:
        if turn != self._turn:
            return
        self._frame = frame
        self.began.emit(frame)
        if frame is not None:
            for read in _QUICK:
                self._ask(partial(read, frame), partial(self._give, turn))
            touches = TouchReading(frame.spans, frame.now, frame.zone)
            self._go_on(partial(self._ask_touches, turn, frame, touches))

    def _give(self, turn: int, card: CardView) -> None:
        if turn == self._turn:
            self.card_read.emit(card)

    def _ask_touches(self, turn: int, frame: Frame, reading: TouchReading) -> None:
        deliver = partial(self._take_touches, turn, frame, reading)
        self._ask(partial(read_touches, frame, reading), deliver)

    def _take_touches(
        self,
        turn: int,
        frame: Frame,
        reading: TouchReading,
        cards: tuple[CardView, CardView] | None,
    ) -> None:
        if turn != self._turn:
            return
        if cards is None:
            self._go_on(partial(self._ask_touches, turn, frame, reading))
            return
        for card in cards:
            self.card_read.emit(card)
        self._go_on(partial(self._ask_depth, turn, frame))

    def _ask_depth(self, turn: int, frame: Frame) -> None:
        self._ask(partial(read_depth, frame, self._depth), partial(self._take_depth, turn, frame))

    def _take_depth(self, turn: int, frame: Frame, step: DepthStep) -> None:
        if turn != self._turn:
            return
        if step.card is not None:
            self.card_read.emit(step.card)
            return
        number = frame.writing.number
        said = _("Weighing everyone’s evidence: {done} of {total} people so far.")
        self.progressed.emit(
            Topic.DEPTH, said.format(done=number(step.done), total=number(step.total))
        )
        self._go_on(partial(self._ask_depth, turn, frame))

    def _ask(self, query: Callable[[Connection], T], deliver: Callable[[T], None]) -> None:
        self._session.read(query, deliver, self.refused.emit)

    def _go_on(self, ask: Callable[[], None]) -> None:
        """Ask for the next step, or keep it for when the reading is resumed."""
        if self._paused:
            self._next = ask
        else:
            ask()
