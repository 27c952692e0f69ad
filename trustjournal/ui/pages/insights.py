"""Insights: charts of the whole journal, each leading to whom or what to look at next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent

from trustjournal.charts.insight_pictures import Mark
from trustjournal.domain.insight_words import span_word
from trustjournal.domain.insights import Topic
from trustjournal.domain.periods import Span
from trustjournal.domain.records import (
    Answer,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store.behind import Line
from trustjournal.ui.dialogs.behind_dialog import BehindDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.insight_view import CardView, Frame
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.insight_reading import InsightReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.insight_card import InsightCard
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import ScrollPage


class InsightsPage(ScrollPage):
    """What the whole journal tells, over this year, the last two or everything."""

    shows = frozenset[type[Record]]({Customer, Touchpoint, Gesture, Promise, Answer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Insights"), _("Your own figures, and whom they lead to."))
        self._session = session
        self._navigator = navigator
        self.reading = InsightReading(session, self)
        self.span_box = ChoiceBox(_("How far back"), [(span, span_word(span)) for span in Span])
        self.span_box.set_value(Span.TWO_YEARS)
        self.nobody = Card()
        self.beginning = EmptyState(
            "chart-line",
            _("Charts grow here from what you log. The first touchpoint is the first mark."),
            _("Log a touchpoint"),
        )
        self.nobody.add(self.beginning)
        self.cards = {topic: InsightCard(topic, self._deed(topic)) for topic in Topic}
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the page anew."""
        self.reading.start(self.span_box.value())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.resume()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.pause()

    def _deed(self, topic: Topic) -> Button | None:
        """Return the button that leads from a card to where something can be done."""
        deeds = {
            Topic.PROMISES: ("promises", _("See your promises"), "handshake"),
            Topic.TOUCHES: ("quiet", _("See who has gone quiet"), "clock"),
            Topic.GESTURES: ("gestures", _("Plan a gesture"), "gift"),
        }
        if topic not in deeds:
            return None
        page, words, icon = deeds[topic]
        button = secondary(words, icon, small=True)
        button.clicked.connect(partial(self._navigator.open_page, page))
        return button

    def _lay_out(self) -> None:
        self.add_bar(self.span_box)
        self.add_main(self.nobody)
        for card in self.cards.values():
            self.add_main(card)
            card.hide()
        self.nobody.hide()
        Entrance(self, self.span_box)

    def _connect(self) -> None:
        navigator = self._navigator
        self.span_box.currentIndexChanged.connect(self.refresh)
        self.beginning.asked.connect(navigator.capture)
        self.reading.began.connect(self._begin)
        self.reading.refused.connect(self.say_unread)
        self.reading.card_read.connect(self._show_card)
        self.reading.progressed.connect(self._tell_progress)
        for card in self.cards.values():
            card.mark_chosen.connect(self._ask_behind)
            card.person_chosen.connect(navigator.open_person)
            card.canvas.told.connect(self._navigator.say)

    def _begin(self, frame: Frame | None) -> None:
        self.forget_unread()
        self.nobody.setVisible(frame is None)
        for card in self.cards.values():
            card.setVisible(frame is not None)

    def _show_card(self, view: CardView) -> None:
        self.cards[view.topic].show_view(view)

    def _tell_progress(self, topic: Topic, sentence: str) -> None:
        self.cards[topic].wait(sentence)

    def _ask_behind(self, mark: Mark) -> None:
        self.reading.ask_behind(mark.behind, partial(self._show_behind, mark))

    def _show_behind(self, mark: Mark, frame: Frame, lines: Sequence[Line]) -> None:
        if self.isVisible():
            dialog = BehindDialog(
                mark.words, mark.aside, lines, frame.spans.today, frame.writing, self
            )
            dialog.person_chosen.connect(self._navigator.open_person)
            dialog.open()
