"""The four questions across the book: how everyone spreads, and a small picture of each person."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget

from trustjournal.charts.questions_picture import SpreadMark, band_word
from trustjournal.domain.choices import (
    Question,
    Stage,
)
from trustjournal.domain.question_profiles import Band, Order, Wish
from trustjournal.domain.questions_words import short_word
from trustjournal.domain.records import (
    Answer,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.questions_book import (
    BookView,
    PanelMark,
    QuestionsBook,
    narrow_book,
    read_book,
)
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.compact_canvas import CompactCanvas
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.panels_view import PanelsView
from trustjournal.ui.widgets.record_words import customer_stage_word
from trustjournal.ui.widgets.table_columns import memory_of

_UNKNOWN = "unknown"
_SPREAD_WIDTH, _SPREAD_HEIGHT = 420, 168
_ROOM_FOR_SPREAD = 640  # the height of the page from which it does not crowd the people out
_TAG_LETTERS = 12


class QuestionsPage(FillPage):
    """Search, filters and order, how many people stand where, and the panels of those wanted.

    A click on a band of a question shows who stands there, one on a panel opens the person.
    """

    shows = frozenset[type[Record]]({Customer, Touchpoint, Promise, Gesture, Answer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("The four questions"))
        self._session = session
        self._navigator = navigator
        self._memory = memory_of(settings.views, "questions")
        self._book: QuestionsBook | None = None
        self.view: BookView | None = None
        self._spot: tuple[Question, Band] | None = None
        self.filter_box = FilterBox(_("Name, company or tag"))
        self.weakest_box = ChoiceBox(_("Weakest question"), _weakest_choices())
        stages = [(stage, customer_stage_word(stage)) for stage in Stage]
        self.stage_box = ChoiceBox(_("Stage"), [(None, _("Any stage")), *stages])
        self.tag_box = ChoiceBox(_("Tag"), [("", _("Any tag"))])
        self.order_box = ChoiceBox(_("Order"), _order_choices())
        self.spot_button = secondary("", "x", small=True)
        self.spread = CompactCanvas(_SPREAD_WIDTH, _SPREAD_HEIGHT)
        self.panels = PanelsView()
        self.nothing = EmptyState("list-filter", _("Nobody here matches."), _("Clear filter"))
        self.empty = EmptyState("users", _("Nobody is here yet."), _("Add a person"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read everyone anew."""
        now, zone = self._session.now(), self._session.zone()
        self.read(self._session, partial(read_book, now=now, zone=zone), self._take)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread_card.setVisible(self.height() >= theme.px(_ROOM_FOR_SPREAD))

    def wish(self) -> Wish:
        """Return whom the owner wants to see."""
        weakest = self.weakest_box.value()
        return Wish(
            text=self.filter_box.text(),
            stage=self.stage_box.value(),
            tag=self.tag_box.value(),
            weakest=weakest if isinstance(weakest, Question) else None,
            unknown=weakest == _UNKNOWN,
            spot=self._spot,
            order=self.order_box.value(),
        )

    def _lay_out(self) -> None:
        self.head.set_tool(self.filter_box)
        self.tag_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.tag_box.setMinimumContentsLength(_TAG_LETTERS)
        self._tools = (self.weakest_box, self.stage_box, self.tag_box, self.order_box)
        self.add_bar(*self._tools, self.spot_button)
        self.spot_button.hide()
        self._spread_card = Card()
        self._spread_card.add(self.spread)
        people = Card()
        people.setAccessibleName(_("Person by person"))
        people.add(PlainLabel(_signs(), TypeRole.SMALL, Tone.MUTED, wrap=True))
        people.body.addWidget(self.panels, 1)
        for shown in (people, self.nothing, self.empty):
            self._stack.addWidget(shown)
        self.body.setSpacing(16)
        self.body.addWidget(self._spread_card)
        self.body.addWidget(self._stack, 1)
        Entrance(self, self.panels.canvas)

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self._narrow)
        self.filter_box.left.connect(self.panels.canvas.setFocus)
        for box in self._tools:
            box.currentIndexChanged.connect(self._narrow)
        self.spot_button.clicked.connect(self._forget_spot)
        self.spread.mark_chosen.connect(self._choose_spot)
        self.panels.canvas.mark_chosen.connect(self._open)
        for canvas in (self.spread, self.panels.canvas):
            canvas.told.connect(self._navigator.say)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter_box.enter)
        self.empty.asked.connect(self._navigator.add_person)
        self.nothing.asked.connect(self._show_everyone)
        order = self._memory.get("order")
        if order in list(Order):
            self.order_box.set_value(Order(order))

    def _take(self, book: QuestionsBook) -> None:
        self._book = book
        self.tag_box.offer([("", _("Any tag")), *((tag, tag) for tag in book.tags)])
        self._narrow()

    def _narrow(self) -> None:
        self._memory["order"] = self.order_box.value().value
        if self._book is not None:
            query = partial(narrow_book, self._book, self.wish(), self.isRightToLeft())
            self._session.read(query, self._show)

    def _show(self, view: BookView) -> None:
        if view.wish != self.wish():
            return
        again = self.view is not None and self.view.wish == view.wish
        self.view = view
        self.spread.show_chart(view.spread)
        self.panels.canvas.show_panels(view.panels, again=again)
        shown = len(view.panels.picture.profiles)
        self._stack.setCurrentIndex(0 if shown else 1 if view.everyone else 2)
        self.head.set_lead(self._lead(view))
        for tool in (*self._tools, self.filter_box, self.spread):
            tool.setVisible(view.everyone > 0)
        self._spread_card.setVisible(
            view.everyone > 0 and self.height() >= theme.px(_ROOM_FOR_SPREAD)
        )

    def _lead(self, view: BookView) -> str:
        shown, everyone = len(view.panels.picture.profiles), view.everyone
        if not everyone:
            return ""
        number = self.locale().toString
        said = ngettext("{count} of {total} person", "{count} of {total} people", everyone)
        if shown == everyone:
            said = ngettext("{total} person", "{total} people", everyone)
        said = said.format(count=number(shown), total=number(everyone))
        if view.often is None:
            return said
        question, count = view.often
        often = ngettext(
            "{people}. Most often {question} is the weakest: with {count} of them.",
            "{people}. Most often {question} is the weakest: with {count} of them.",
            count,
        )
        return often.format(people=said, question=short_word(question), count=number(count))

    def _choose_spot(self, mark: SpreadMark) -> None:
        spot = mark.question, mark.band
        self._set_spot(None if spot == self._spot else spot)

    def _forget_spot(self) -> None:
        self._set_spot(None)
        self.panels.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_spot(self, spot: tuple[Question, Band] | None) -> None:
        self._spot = spot
        self.spot_button.setVisible(spot is not None)
        if spot is not None:
            words = _("{question}: {band}").format(
                question=short_word(spot[0]), band=band_word(spot[1])
            )
            self.spot_button.setText(words)
            self.spot_button.setAccessibleName(_("Remove {word}").format(word=words))
        self._narrow()

    def _open(self, mark: PanelMark) -> None:
        if self.view is not None:
            self._navigator.open_person(self.view.panels.customer_id(mark))

    def _show_everyone(self) -> None:
        self.filter_box.clear()
        for box in (self.weakest_box, self.stage_box, self.tag_box):
            box.setCurrentIndex(0)
        self._set_spot(None)
        self.panels.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _weakest_choices() -> list[tuple[object, str]]:
    named = _("Weakest: {question}")
    return [
        (None, _("Weakest: any")),
        *((one, named.format(question=short_word(one))) for one in Question),
        (_UNKNOWN, _("Not known yet")),
    ]


def _order_choices() -> list[tuple[object, str]]:
    return [
        (Order.WEAKEST, _("Weakest first")),
        (Order.QUESTION, _("By weakest question")),
        (Order.DEEPEST, _("Deepest first")),
        (Order.NAME, _("By name")),
    ]


def _signs() -> str:
    return _(
        "◆ the weakest · ● known · ○ not known yet · band: likely range · "
        "line: where a stranger stands"
    )
