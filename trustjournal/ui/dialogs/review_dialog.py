"""The look back at a lost customer: the story with its depth, when it turned, why, the lesson."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from sqlalchemy import Connection

from trustjournal.charts.depth_picture import Mark
from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Answer, Gesture, Promise, Review, Touchpoint
from trustjournal.i18n import _
from trustjournal.services.reviews import review_loss
from trustjournal.store import queries
from trustjournal.store.rows import by_ids
from trustjournal.ui import theme
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.fields import Field, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.turn_field import TurnField
from trustjournal.ui.models.loss_view import LossView, read_loss
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.figure_canvas import FigureCanvas
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.ledger_table import LedgerTable

_CHART, _WIDTH = 200, 760  # px at 100 % text
_TRY_AGAIN = timedelta(days=90)
_ROWS = 4


class ReasonField(Field):
    """One of the reasons known, or another in the owner's words."""

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(reasons))
        self.box.setCurrentIndex(-1)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumWidth(theme.px(120))
        self.box.currentTextChanged.connect(self.edited)
        self.still(self.box)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> str:
        """Return the reason."""
        return self.box.currentText()

    def set_value(self, value: str) -> None:
        """Show a reason."""
        self.box.setEditText(value)

    def is_blank(self) -> bool:
        return not self.box.currentText().strip()


class ReviewDialog(FormDialog):
    """Shows how it went, and keeps what the owner makes of it.

    A mark of the chart or a line of the story, once chosen, becomes the moment at which it turned.
    """

    def __init__(
        self,
        loss: LossView,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        who, self._review = loss.view.story.customer, loss.review
        about = (who.id, loss.lost_on, self._review and self._review.revision)
        title = _("Looking back at {name}").format(name=who.name)
        super().__init__(title, about, session, navigator, parent)
        self._loss = loss
        self.canvas = FigureCanvas()
        self.story = LedgerTable()
        self.turned = TurnField(loss.moments, loss.view.today)
        self.reason = ReasonField(loss.reasons)
        self.lesson = NoteField(3)
        self.win_back = DayField(loss.view.today + _TRY_AGAIN, today=loss.view.today)
        self._add_story()
        self._add_fields()
        self._fit()
        theme.look.changed.connect(self._fit)
        review = self._review
        turned = None
        if review is not None and review.turned_on is not None:
            turned = (review.turned_on, review.turned_id)
            if review.turned_id is not None and review.turned_id in loss.records:
                self.turned.offer(loss.moment(review.turned_id, review.turned_on))
        self.begin(
            {
                "turned": turned,
                "reason": review.reason if review else "",
                "lesson": review.lesson if review else "",
                "win_back": review.win_back_on if review else None,
            }
        )
        self.canvas.show_chart(loss.chart)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what keeps the look back."""
        turned_on, turned_id = values["turned"] or (None, None)
        return partial(
            _reviewed,
            self._loss.view.story.customer.id,
            self._review,
            today=self.session.today(),
            reason=values["reason"],
            turned_on=turned_on,
            turned_id=turned_id,
            lesson=values["lesson"],
            win_back_on=values["win_back"],
        )

    def done_sentence(self) -> str:
        """Say what becomes of it."""
        day = self.win_back.value()
        if day is not None:
            today = self.session.today()
            return _("Kept. You will try again {day}.").format(day=words.on(day, today))
        return _("Kept. The lesson comes back where a path looks like this one.")

    def _add_story(self) -> None:
        customer = self._loss.view.story.customer
        today = self._loss.view.today
        told = _("Lost {day}. Choose a mark or a line where it turned, if you see it.").format(
            day=words.on(self._loss.lost_on, today)
        )
        self.page.widen(_WIDTH)
        self.page.add_wide(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self.page.add_wide(self.canvas)
        self.page.add_wide(self.story)
        self.story.setAccessibleName(_("The story of {name}").format(name=customer.name))
        self.story.show_ledger(self._loss.ledger)
        self.canvas.mark_chosen.connect(self._choose_mark)
        self.story.chosen.connect(self._choose_record)

    def _add_fields(self) -> None:
        add = self.page.add
        add("turned", _("When did it turn?"), self.turned)
        add(
            "reason",
            _("Why did you lose them?"),
            self.reason,
            _("Choose one of yours, or write another; it joins your list."),
        )
        add(
            "lesson",
            _("What do you learn from it?"),
            self.lesson,
            _("It comes back where somebody's path looks like this one."),
        )
        add(
            "win_back",
            _("Try to win them back"),
            self.win_back,
            _("On that day they come up among your check-ins. No day means never."),
        )

    def _choose_mark(self, mark: Mark) -> None:
        known = [source for source in mark.sources if source in self._loss.records]
        if known:
            self.turned.offer(self._loss.moment(known[0]))

    def _choose_record(self, record: Touchpoint | Promise | Gesture | Answer) -> None:
        self.turned.offer(self._loss.moment(record.id))

    def _fit(self) -> None:
        self.canvas.setFixedHeight(theme.px(_CHART))
        # The story is long: here it is looked through, not read from top to bottom.
        head = self.story.horizontalHeader().sizeHint().height()
        rows = min(self.story.lines.rowCount(), _ROWS)
        self.story.setFixedHeight(head + rows * self.story.verticalHeader().defaultSectionSize())


class LossAsking:
    """Opens the look back once the journal has told the story."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        self._session = session
        self._navigator = navigator
        self._parent = parent

    def ask(self, customer_id: UUID, review: Review | None = None) -> None:
        """Open the look back at one customer, or a review that is there already."""
        now, zone = self._session.now(), self._session.zone()
        self._session.read(partial(read_loss, customer_id, review, now, zone), self._open)

    def _open(self, loss: LossView) -> None:
        ReviewDialog(loss, self._session, self._navigator, self._parent).open()


def _reviewed(
    customer_id: UUID, review: Review | None, connection: Connection, **values: Any
) -> Changeset:
    existing = by_ids(connection, Review, [review.id]).get(review.id) if review else None
    return review_loss(
        queries.customer_by_id(connection, customer_id),
        existing,
        queries.stored_preferences(connection),
        **values,
    )
