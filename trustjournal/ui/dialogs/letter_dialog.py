"""Writes a card, a letter or an envelope to one person or a stack of them, as it will be printed.

Nothing is given until the owner says that it is on its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.letters import PAPERS, Addressee, Form, Paper, Post, sample_of, sender_of
from trustjournal.domain.records import Gesture, Preferences, Template
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import usual_paper
from trustjournal.services.letters import Letter, keep_letters, send_letters
from trustjournal.settings import Settings
from trustjournal.store import letters, queries
from trustjournal.ui.dialogs.fields import KeysField, LineField, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.form_page import MARGIN
from trustjournal.ui.dialogs.letter_fields import OfferField, WordsField
from trustjournal.ui.dialogs.letter_handing import Handed, LetterHanding
from trustjournal.ui.dialogs.people_field import PeopleField, Picked, ids_of
from trustjournal.ui.models.letter_words import LetterWords
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button, quiet, secondary
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.letter_preview import LetterPreview
from trustjournal.ui.widgets.notices import announce

_PREVIEW = 440
_SETTLED_MS = 150  # after the last key the page is drawn anew


@dataclass(frozen=True, slots=True)
class Background:
    """What every letter needs from the journal."""

    templates: list[Template]
    preferences: Preferences


class LetterDialog(FormDialog):
    """A new note, or the words of a gesture that is still to be given."""

    def __init__(
        self,
        customer_id: UUID | None,
        gesture: Gesture | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        template: Template | None = None,
    ) -> None:
        about = (gesture.id, gesture.revision) if gesture else (customer_id, template)
        super().__init__(_("Write a note"), about, session, navigator, parent)
        self.words = LetterWords()
        self._gesture = gesture
        self._first = template
        self._memory: dict[str, Any] = settings.views.setdefault("letters", {}) if settings else {}
        self._found = Background([], Preferences(**identity()))
        self._asked: tuple[UUID, ...] | None = None
        self._keeping = False
        self.handing = LetterHanding(session, self.handed, self)
        self.preview = LetterPreview()
        self._draw = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._add_fields(session)
        self.people.setEnabled(gesture is None)
        self.page.add_side(self.preview, _PREVIEW)
        self._connect()
        self.begin(self._values(customer_id))
        self._form_chosen()
        session.read(_background, self._know)
        self._look_up()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what keeping or sending writes.

        Raises:
            InvalidEntry: somebody typed is not known.
        """
        ids = ids_of(self.people.everyone())
        if set(ids) != {who.customer.id for who in self.words.people}:
            raise InvalidEntry(_("Have a look at the words for everyone first."))
        texts = {
            who.customer.id: self.words.text(number) for number, who in enumerate(self.words.people)
        }
        title = self.words.template.title if self.words.template else ""
        today = None if self._keeping else self.session.today()
        return partial(_written, texts, title, self._gesture and self._gesture.id, today)

    def done_sentence(self) -> str:
        """Say whether it is kept or given."""
        people = words.people([who.customer.name for who in self.words.people])
        if self._keeping:
            return _("The words for {people} are kept under Letters.").format(people=people)
        return _("Sent to {people}: that is a gesture given today.").format(people=people)

    def save(self) -> None:
        """Say that it is sent."""
        self._keeping = False
        self._remember()
        super().save()

    def keep(self) -> None:
        """Keep the words for later; nothing is given."""
        self._keeping = True
        self._remember()
        super().save()

    def reject(self) -> None:
        if not self.handing.stop():
            self._remember()
            super().reject()

    def handed(self) -> Handed:
        """Return what is to be printed or sent as it stands.

        Raises:
            InvalidEntry: nobody is named, or somebody typed is not known.
        """
        self.people.everyone()
        if not self.words.people:
            raise InvalidEntry(_("Say whom it is for."))
        posts = self.words.posts(self._subject.value().strip())
        return Handed(self._stack(posts), self.words.people, self.editor.number)

    def tell(self, sentence: str) -> None:
        """Say what became of the letter so far."""
        self.say("")
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
        announce(self, sentence)
        self.resize(self.size().expandedTo(self._wanted()))

    def _values(self, customer_id: UUID | None) -> dict[str, Any]:
        gesture = self._gesture
        own = {gesture.customer_id: gesture.text} if gesture and gesture.text else {}
        return {
            "people": Picked.of(gesture.customer_id if gesture else customer_id),
            "words": own,
            "form": Form(self._memory.get("form", Form.CARD)),
            "sender": str(self._memory.get("sender", "")),
        }

    def _add_fields(self, session: JournalSession) -> None:
        self.people = PeopleField(session)
        self.template = OfferField()
        self._form = KeysField([(form, _form_word(form)) for form in Form])
        self._paper = OfferField()
        self._subject, self._sender = LineField(), NoteField(3)
        self.editor = WordsField(self.words)
        self.page.add("people", _("For"), self.people)
        self.page.add("form", _("Print as"), self._form)
        self.page.add_beside(
            self.page.make("template", _("Begin with"), self.template),
            self.page.make("paper", _("On"), self._paper),
        )
        hint = _("Stays on this computer.")
        self.page.add("sender", _("Your postal address"), self._sender, hint)
        self.page.add("subject", _("Subject"), self._subject)
        self.page.add("words", _("Your words"), self.editor)

    def _connect(self) -> None:
        self.people.edited.connect(self._look_up)
        self.template.edited.connect(self._template_chosen)
        self._form.edited.connect(self._form_chosen)
        for changed in (self._paper, self._sender, self._subject, self.editor):
            changed.edited.connect(self._draw.start)
        self.editor.turned.connect(self._show)
        self._draw.timeout.connect(self._show)
        self.handing.told.connect(self.tell)
        self.handing.refused.connect(self.say)
        hand = self.handing
        deeds = (hand.print_out, hand.ask_pdf, hand.copy, hand.write_mail)
        for button, deed in zip(self.handing_buttons, deeds, strict=True):
            button.clicked.connect(deed)
        QShortcut(QKeySequence.StandardKey.Print, self, hand.print_out)
        QShortcut(QKeySequence.StandardKey.Save, self, self.keep)

    def _know(self, found: Background) -> None:
        """Offer the templates, and begin with the one asked for, or the first."""
        self._found = found
        titles = [one.title for one in found.templates]
        usual = self._first.title if self._first and self._first.title in titles else titles[0]
        self.template.offer([(title, title) for title in titles], usual)
        self._template_chosen()

    def _template_chosen(self) -> None:
        title = self.template.shown()
        chosen = next((one for one in self._found.templates if one.title == title), None)
        if chosen is not None and chosen != self.words.template:
            self.words.choose(chosen)
            self._subject.line.setPlaceholderText(chosen.subject)
            self.editor.refresh()
            self._show()

    def _form_chosen(self) -> None:
        form = self._form.value()
        papers = [(paper, _paper_word(paper)) for paper in PAPERS[form]]
        self._paper.offer(papers, usual_paper(form))
        self.rows["paper"].setVisible(len(papers) > 1)
        self.rows["sender"].setVisible(form is not Form.CARD)
        self.rows["subject"].setVisible(form is Form.LETTER)
        for row in ("words", "template"):
            self.rows[row].setVisible(form is not Form.ENVELOPE)
        self._show()

    def _look_up(self) -> None:
        ids = ids_of(self.people.value().people)
        if ids != self._asked:
            self._asked = ids
            now, zone = self.session.now(), self.session.zone()
            self.session.read(partial(_people, ids, now, zone), partial(self._meet, ids))

    def _meet(self, ids: tuple[UUID, ...], people: list[Addressee]) -> None:
        if ids == self._asked:
            self.words.people = people
            self.editor.refresh()
            self._show()

    def _show(self) -> None:
        """Draw the page of the one whose words are shown."""
        self._draw.stop()
        template, number = self.words.template, self.editor.number
        if self.words.people:
            post = self.words.post(number, self._subject.value().strip())
        elif template is not None:
            post = sample_of(template)
        else:
            return
        self.preview.show_stack(self._stack([post]))

    def _stack(self, posts: Sequence[Post]) -> Stack:
        sender = sender_of(self._found.preferences, self.session.today(), self._sender.value())
        return Stack(posts, sender, self._form.value(), self._paper.shown())

    def _remember(self) -> None:
        """Print the next one alike."""
        self._memory |= {"form": str(self._form.value()), "sender": self._sender.value()}

    def _foot(self) -> QVBoxLayout:
        self.notice = PlainLabel("", TypeRole.BODY, Tone.ACCENT, wrap=True)
        self.notice.hide()
        self.keep_button = secondary(_("Keep for later"))
        self.keep_button.clicked.connect(self.keep)
        self.keep_button.setAccessibleDescription(_("Ctrl+S"))
        self.handing_buttons = _handing_buttons()
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.save_button.setText(_("Sent"))
        self.save_button.setAccessibleDescription(_("Ctrl+Enter"))
        hand_on = FlowLayout(gap=4)
        for button in self.handing_buttons:
            hand_on.addWidget(button)
        keys = _("Ctrl+P prints, Ctrl+S keeps it for later, Ctrl+Enter says that it is sent.")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(keys, TypeRole.SMALL, Tone.MUTED, wrap=True), 1)
        for button in (self.cancel_button, self.keep_button, self.save_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.setSpacing(10)
        for label in (self.fault, self.notice):
            foot.addWidget(label)
        foot.addLayout(hand_on)
        foot.addLayout(row)
        return foot


def _handing_buttons() -> list[Button]:
    made = [
        quiet(_("Print"), "file-text", small=True),
        quiet(_("Save as PDF"), "download", small=True),
        quiet(_("Copy"), "copy", small=True),
        quiet(_("E-mail draft"), "mail", small=True),
    ]
    for button in made:
        button.setAutoDefault(False)
    made[0].setAccessibleDescription(_("Ctrl+P"))
    return made


def _form_word(form: Form) -> str:
    return {
        Form.CARD: _("Card"),
        Form.LETTER: _("Letter"),
        Form.ENVELOPE: _("Envelope"),
    }[form]


def _paper_word(paper: Paper) -> str:
    return {
        Paper.A6: _("A6"),
        Paper.A4: _("A4"),
        Paper.US_LETTER: _("US Letter"),
        Paper.DL: _("DL, for a folded letter"),
        Paper.C6: _("C6, for a card"),
    }[paper]


def _background(connection: Connection) -> Background:
    return Background(letters.offered_templates(connection), queries.preferences(connection))


def _people(
    ids: tuple[UUID, ...], now: datetime, zone: tzinfo, connection: Connection
) -> list[Addressee]:
    return letters.addressees(connection, ids, now, zone)


def _written(
    texts: dict[UUID, str],
    title: str,
    gesture_id: UUID | None,
    sent_on: date | None,
    connection: Connection,
) -> Changeset:
    """Send the words, or with no day keep them, with people and gesture as they are by now."""
    people = queries.customers_by_id(connection, texts)
    gesture = letters.gesture_by_id(connection, gesture_id) if gesture_id else None
    made = [
        Letter(customer=people[one], text=text, title=title, gesture=gesture)
        for one, text in texts.items()
        if one in people
    ]
    return keep_letters(made) if sent_on is None else send_letters(made, sent_on)
