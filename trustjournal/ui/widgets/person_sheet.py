"""All that the page of one person is made of: head, buttons, depth, story and the right rail."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from trustjournal.domain import words
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer
from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.buttons import icon_button, primary, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.chip import Chip
from trustjournal.ui.widgets.depth_card import DepthCard
from trustjournal.ui.widgets.entrance import put_in_order
from trustjournal.ui.widgets.find_box import FindBox
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.good_to_know import GoodToKnow
from trustjournal.ui.widgets.lesson_card import LessonCard
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.person_open import PersonOpen
from trustjournal.ui.widgets.person_rail import ComingUp
from trustjournal.ui.widgets.person_referrals import Referrals
from trustjournal.ui.widgets.person_story import PersonStory, Tab
from trustjournal.ui.widgets.questions_card import QuestionsCard
from trustjournal.ui.widgets.record_words import customer_stage_word
from trustjournal.ui.widgets.rhythm_strip import RhythmStrip
from trustjournal.ui.widgets.signs_card import SignsCard

_PAIRED = 620  # px at 100 % text, from which two cards stand side by side
_TONES = {Stage.PROSPECT: Tone.GOLD, Stage.LOST: Tone.CLAY}


class PersonSheet(ScrollPage):
    """The widgets of one person; what they ask for is fulfilled by the page.

    At first only the main column is in place: to lay all out at once would hold the window up.
    `parts` are what puts the rest there, each in a turn of its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.avatar = Avatar(size=72)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        self.find_box = FindBox()
        self.log_button = primary(_("Log a touchpoint"), "pen-line")
        self.check_in_button = secondary(_("Plan a check-in"), "calendar-clock")
        self.gesture_button = secondary(_("Plan a gesture"), "gift")
        self.more_button = icon_button("ellipsis", _("More"))
        self.menu = PersonMenu(self)
        self.more_button.setMenu(self.menu)
        self.open = PersonOpen()
        self.lessons = LessonCard()
        self.depth_card = DepthCard()
        self.story = PersonStory()
        self.known = GoodToKnow()
        self.coming = ComingUp()
        self.referrals = Referrals()
        self.questions = QuestionsCard()
        self.signs = SignsCard()
        self.rhythm = RhythmStrip()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._added: list[Callable[[PersonView], None]] = []
        self.parts: list[Callable[[], None]] = [self._place_rail, self._place_signs]
        self._lay_out()

    def show_person(self, view: PersonView) -> None:
        """Show head, what is open and story; `show_rest` shows the rest of what is known."""
        customer = view.story.customer
        self.avatar.set_name(customer.name, customer.id)
        self.head.set_title(customer.name)
        self.head.set_lead(lead(customer, view))
        self._show_chips(view)
        self.menu.show_customer(customer)
        self.open.show_person(view)
        put_in_order([self.more_button, *self.open.stops()])
        self.story.show_person(view)

    def show_rest(self, view: PersonView) -> None:
        """Show what stands beside the story, once all is in place."""
        story = view.story
        fields = view.belonging.fields
        self.known.show_customer(story.customer, story.preferences.currency, fields)
        self.coming.show_cards(view.ahead, view.today)
        self.signs.show_person(view.story.customer.id)
        self.referrals.show_people(view.story.referred, view.story.referred_by)
        for show_person in self._added:
            show_person(view)

    def place_part(self) -> None:
        """Put the next of the parts in place."""
        self.parts.pop(0)()
        self._place_cards()

    def add_part(
        self, card: QWidget, show_person: Callable[[PersonView], None], *, rail: bool = False
    ) -> None:
        """Put a card below the main column, or on the rail; it is told whom to show."""
        place = self.add_rail if rail else self.add_main
        self._added.append(show_person)
        self.parts.append(partial(place, card))

    def clear(self) -> None:
        """Show nothing of the person before, while the next one is being read."""
        self.lessons.show_lessons(())
        self.depth_card.clear_chart()
        self.questions.show_questions(None)
        self.rhythm.clear_rhythm()
        self.referrals.show_advice(None)
        self.verticalScrollBar().setValue(0)

    def bring_up(self, tab: Tab) -> None:
        """Bring a tab to the front and into sight."""
        self.story.show_tab(tab)
        self.ensureWidgetVisible(self.story.tabs, 0, self.height() // 3)

    def turn(self, by: int) -> None:
        """Bring the tab before or after the one in front up, after the last the first, by keys."""
        tabs = self.story.tabs
        self.bring_up(Tab((tabs.currentIndex() + by) % tabs.count()))
        tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _place_cards(self) -> None:
        """Keep what the owner looks up in sight: a long story would push it far down."""
        wide = self.is_wide()
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(beside if self.width() >= theme.px(_PAIRED) else under)
        if self.parts:
            return
        column, first = (self.rail, 0) if wide else (self.main, 4)
        for place, card in enumerate((self.known, self.coming)):
            if column.indexOf(card) < 0:
                column.insertWidget(first + place, card)

    def _show_chips(self, view: PersonView) -> None:
        self._flow.clear()
        customer = view.story.customer
        self._flow.addWidget(Chip(view.stage.word, Tone.ACCENT))
        if customer.stage in _TONES:
            chip = Chip(customer_stage_word(customer.stage), _TONES[customer.stage])
            self._flow.addWidget(chip)
        for tag in customer.tags:
            self._flow.addWidget(Chip(tag))
        self._chips.updateGeometry()

    def _lay_out(self) -> None:
        self.head.set_sign(self.avatar)
        self.head.add(self._chips)
        self.head.set_tool(self.find_box)
        self.add_bar(
            self.log_button,
            self.check_in_button,
            self.gesture_button,
            ending=(self.more_button,),
        )
        rhythm = Card(_("Rhythm"))
        rhythm.add(self.rhythm)
        pair = QWidget()
        pair.setLayout(self._pair)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(20)
        for card in (self.questions, rhythm):
            card.body.addStretch(1)  # the lower one stays together at the top
            self._pair.addWidget(card, 1)
        for card in (self.open, self.lessons, self.depth_card, pair, self.story):
            self.add_main(card)
        self.show_rail(True)  # its room, so that nothing moves when it comes
        theme.look.changed.connect(self._place_cards)

    def _place_rail(self) -> None:
        for card in (self.known, self.coming):
            self.add_rail(card)

    def _place_signs(self) -> None:
        self.signs.make_rows()
        for card in (self.signs, self.referrals):
            self.add_rail(card)


class PersonMenu(QMenu):
    """What is seldom wanted. `stage_chosen` fires with a stage, `heart_chosen` with yes or no."""

    stage_chosen = Signal(Stage)
    heart_chosen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = self.addAction(icons.icon("pen-line"), _("Edit\tE"))
        self.promise = self.addAction(icons.icon("handshake"), _("Make a promise"))
        self.unease = self.addAction(icons.icon("circle-alert"), _("Flag unease\tU"))
        self.feedback = self.addAction(icons.icon("message-circle"), _("Note feedback"))
        self.letter = self.addAction(icons.icon("mail-open"), _("Write a letter"))
        self.heart = self.addAction(icons.icon("heart"), _("Close to heart"))
        self.heart.setCheckable(True)
        self.heart.triggered.connect(self.heart_chosen)
        self._stages: dict[Stage, QAction] = {}
        choice = QActionGroup(self)
        stages = self.addMenu(_("Stage"))
        for stage in Stage:
            action = stages.addAction(customer_stage_word(stage))
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, stage))
            choice.addAction(action)
            self._stages[stage] = action
        self.review = self.addAction(icons.icon("history"), _("Look back at how they were lost"))
        self.export = self.addAction(icons.icon("download"), _("Export their log…"))
        self.story = self.addAction(icons.icon("file-text"), _("Export their whole story…"))
        self.addSeparator()
        self.delete = self.addAction(icons.icon("trash-2"), _("Delete"))
        self.erase = self.addAction(icons.icon("x"), _("Erase for good…"))

    def show_customer(self, customer: Customer) -> None:
        """Check what is so."""
        self.review.setVisible(customer.stage is Stage.LOST)
        self.heart.setChecked(customer.close_to_heart)
        self._stages[customer.stage].setChecked(True)

    def _choose(self, stage: Stage, _checked: bool = False) -> None:
        self.stage_chosen.emit(stage)


def lead(customer: Customer, view: PersonView) -> str:
    """Say in a line who this is: "Owner of Café Alma. Customer for two years."."""
    parts: list[str] = []
    if customer.role and customer.company:
        of = _("{role} of {company}.")
        parts.append(of.format(role=words.sentence(customer.role), company=customer.company))
    elif customer.role or customer.company:
        parts.append(f"{words.sentence(customer.role or customer.company)}.")
    if customer.since is not None:
        span = words.span(max((view.today - customer.since).days, 1), spelled=True)
        known = {
            Stage.CUSTOMER: _("Customer for {span}."),
            Stage.PROSPECT: _("Known for {span}, nothing bought yet."),
            Stage.LOST: _("You met {span} ago."),
        }[customer.stage]
        parts.append(known.format(span=span))
    return " ".join(parts)
