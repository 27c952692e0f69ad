"""Ratings: how likely customers recommend the business and how many stars they give, over time."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from trustjournal.charts.ratings_chart import RatingsChart
from trustjournal.charts.ratings_picture import RatingMark
from trustjournal.domain.insight_words import span_word
from trustjournal.domain.periods import Span
from trustjournal.domain.records import Customer, Feedback, Record
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.dialogs.voices_dialog import VoicesDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.feedback_ratings import RatingsView, read_ratings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import icon_button, quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.feedback_voices import FeedbackVoices
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import ScrollPage

_HIGH = 260


class RatingsCard(Card):
    """A sentence and its chart, whose marks open the feedback behind them."""

    def __init__(self, title: str) -> None:
        self.more_button = icon_button(
            "ellipsis", _("Copy, save or read as a table: {chart}").format(chart=title)
        )
        super().__init__(title, trailing=self.more_button)
        self.sentence = PlainLabel("", TypeRole.BODY, Tone.MUTED, wrap=True)
        self.canvas = FigureCanvas()
        self.canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add(self.sentence)
        self.add(self.canvas)
        self.more_button.clicked.connect(self._open_menu)
        theme.look.changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_chart(self, chart: RatingsChart | None) -> None:
        """Show a chart, or nothing where there is none."""
        if chart is not None:
            self.sentence.setText(chart.description)
            self.canvas.show_chart(chart)
        self.setVisible(chart is not None)

    def _fit(self) -> None:
        self.canvas.setFixedHeight(theme.px(_HIGH))

    def _open_menu(self) -> None:
        corner = self.more_button.rect().bottomLeft()
        self.canvas.menu.popup(self.more_button.mapToGlobal(corner))


class RatingsPage(ScrollPage):
    """Net promoter score and stars by month, and every rating with who gave it."""

    shows = frozenset[type[Record]]({Feedback, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("Ratings"), _("How customers rate you, and how many did."))
        self._session = session
        self._navigator = navigator
        self._view: RatingsView | None = None
        self.span_box = ChoiceBox(_("How far back"), [(span, span_word(span)) for span in Span])
        self.span_box.set_value(Span.TWO_YEARS)
        self.import_button = quiet(_("Import reviews"), "upload")
        self.recommend_card = RatingsCard(_("Would they recommend you?"))
        self.stars_card = RatingsCard(_("Stars"))
        self.voices = FeedbackVoices(_("Every rating"))
        self.list_card = Card(_("Every rating"))
        self.none = PlainLabel(_("No rating in this time."), TypeRole.BODY, Tone.MUTED)
        self.empty = EmptyState(
            "star",
            _("No ratings yet. Bring in reviews or answers to a survey as a table."),
            _("Import reviews"),
        )
        self._nothing = Card()
        self._lay_out()
        self._connect()
        self._entrance = Entrance(self, self.span_box)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the page anew."""
        read = partial(read_ratings, self.span_box.value(), self._session.today())
        self.read(self._session, read, self._show)

    def _lay_out(self) -> None:
        self.add_bar(self.span_box, self.import_button)
        self._nothing.add(self.empty)
        listed = QVBoxLayout()
        listed.addWidget(self.none)
        listed.addWidget(self.voices)
        self.list_card.body.addLayout(listed)
        for card in (self._nothing, self.recommend_card, self.stars_card, self.list_card):
            self.add_main(card)
            card.hide()

    def _connect(self) -> None:
        self.span_box.currentIndexChanged.connect(self.refresh)
        self.import_button.clicked.connect(self._import)
        self.empty.asked.connect(self._import)
        self.voices.edit_wanted.connect(self._edit)
        self.voices.person_wanted.connect(self._open_person)
        for card in (self.recommend_card, self.stars_card):
            card.canvas.mark_chosen.connect(self._open_behind)
            card.canvas.told.connect(self._navigator.say)

    def _show(self, view: RatingsView) -> None:
        self._view = view
        self._nothing.setVisible(not view.any_kept)
        self.list_card.setVisible(view.any_kept)
        self.span_box.setVisible(view.any_kept)
        self.import_button.setVisible(view.any_kept)
        self.recommend_card.show_chart(view.recommend)
        self.stars_card.show_chart(view.stars)
        self.none.setVisible(not view.found)
        self.voices.setVisible(bool(view.found))
        self.voices.show_voices(view.listed, self._session.today())
        count = ngettext("{count} rating", "{count} ratings", len(view.found))
        said = count.format(count=len(view.found))
        if len(view.listed) < len(view.found):
            newest = _("{all}, of which the newest {count} are listed")
            said = newest.format(all=said, count=len(view.listed))
        self.list_card.set_subtitle(said)
        self._entrance.first = self.span_box if view.any_kept else self.empty.button or self.empty

    def _open_behind(self, mark: RatingMark) -> None:
        if self._view is not None:
            voices = self._view.behind(mark)
            dialog = VoicesDialog(
                mark.aside, mark.words, voices, self._session, self._navigator, self.window()
            )
            dialog.open()

    def _edit(self, said: Feedback) -> None:
        FeedbackDialog(said, None, self._session, self._navigator, self.window()).open()

    def _open_person(self, customer_id: UUID) -> None:
        self._navigator.open_person(customer_id)

    def _import(self) -> None:
        ReviewImportDialog(self._session, self._navigator, self.window()).open()
