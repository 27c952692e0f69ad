"""Letters: templates to begin with, and notes that are written and not sent yet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.letters import Form, Post, Sender, sample_of
from trustjournal.domain.records import Customer, Gesture, Preferences, Record, Template
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import usual_paper
from trustjournal.services.gestures import delete_gesture
from trustjournal.services.letters import (
    Letter,
    delete_template,
    duplicate_template,
    restore_starters,
    send_letters,
)
from trustjournal.settings import Settings
from trustjournal.store import letters, queries
from trustjournal.store.plans import still_here
from trustjournal.ui import theme
from trustjournal.ui.dialogs.letter_dialog import LetterDialog
from trustjournal.ui.dialogs.template_dialog import TemplateDialog
from trustjournal.ui.models.letter_entries import (
    NOTE,
    TEMPLATE,
    LettersContent,
    is_note,
    is_template,
    letters_content,
)
from trustjournal.ui.models.plan_model import Content, Entry, people_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage, together
from trustjournal.ui.palette import GUTTER, SIDEBAR_WIDTH, WIDE_WINDOW
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight, quiet
from trustjournal.ui.widgets.letter_preview import LetterPreview
from trustjournal.ui.widgets.plan_list import Act

_BESIDE = 380  # px at 100 % text
_NONE = _("Begin with five templates in plain, warm words, and make them your own.")


class LettersPage(PlanPage):
    """The templates with their look beside them, below the notes that wait to be sent."""

    shows = frozenset[type[Record]]({Template, Gesture, Customer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Letters"),
            icon="mail",
            empty=_NONE,
            new=_("Write a note"),
            kinds=(
                ("", _("All of them")),
                (NOTE, _("Not sent yet")),
                (TEMPLATE, _("Templates")),
            ),
            new_icon="pen-line",
        )
        self._settings = settings
        self._sender = Sender()
        self.preview = LetterPreview()
        self.template_button = quiet(_("New template"), "plus")
        self.restore_button = quiet(_("Restore the starters"), "rotate-ccw")
        super().__init__(session, navigator, said, letters_content)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panel = QScrollArea()
        self._lay_beside()
        self.add_bar(self.template_button, self.restore_button)
        self.template_button.clicked.connect(self.new_template)
        self.restore_button.clicked.connect(self.restore)
        self.set_acts(self._acts())
        self.list.selectionModel().selectionChanged.connect(self._picture)
        if self.empty.button is not None:
            self.empty.button.setText(_("Take the five templates"))
        self.empty.asked.disconnect(self.new)
        self.empty.asked.connect(self.restore)

    def new(self) -> None:
        """Write to somebody, with whichever template the owner then chooses."""
        self._open(None)

    def new_template(self) -> None:
        """Open the form of a new template."""
        TemplateDialog(None, self.session, self.navigator, self.window()).open()

    def restore(self) -> None:
        """Add the templates that came with the program and are not here."""
        self.session.act(_restored, self._restored, self._refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("write"), do=self._write, button=Weight.PRIMARY),
            Act(key="E", words=_("edit"), do=self._edit, fits=is_template, more_keys=("F2",)),
            Act(key="D", words=_("duplicate"), do=self._duplicate, fits=is_template),
            Act(key="S", words=_("sent"), do=self._send, fits=is_note, many=True),
            Act(key="N", words=_("new template"), do=self._new_template, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person, fits=is_note),
            Act(key="Del", words=_("delete"), do=self._delete, many=True),
        )

    def _write(self, entries: Sequence[Entry]) -> None:
        self._open(entries[0].record)

    def _open(self, record: Record | None) -> None:
        note = record if isinstance(record, Gesture) else None
        template = record if isinstance(record, Template) else None
        LetterDialog(
            None,
            note,
            self.session,
            self.navigator,
            self.window(),
            settings=self._settings,
            template=template,
        ).open()

    def _edit(self, entries: Sequence[Entry]) -> None:
        if isinstance(record := entries[0].record, Template):
            TemplateDialog(record, self.session, self.navigator, self.window()).open()

    def _duplicate(self, entries: Sequence[Entry]) -> None:
        said = _("“{title}” has a copy.").format(title=entries[0].title)
        decide = partial(_duplicated, entries[0].key)
        self.session.act(decide, partial(self.tell, said))

    def _new_template(self, _entries: Sequence[Entry]) -> None:
        self.new_template()

    def _send(self, entries: Sequence[Entry]) -> None:
        people = people_of(entries)
        said = ngettext(
            "Sent to {name}: that is a gesture given today.",
            "{count} notes are sent: those are gestures given today.",
            len(entries),
        ).format(name=people[0], count=len(entries))
        ids = [entry.key for entry in entries]
        self.session.act(partial(_sent, ids, self.session.today()), partial(self.tell, said))

    def _delete(self, entries: Sequence[Entry]) -> None:
        title = entries[0].title
        said = ngettext("Deleted: {title}", "{count} are deleted.", len(entries)).format(
            title=title, count=len(entries)
        )
        templates = [entry.key for entry in entries if is_template(entry)]
        notes = [entry.key for entry in entries if is_note(entry)]
        self.session.act(partial(_deleted, templates, notes), partial(self.tell, said))

    def _restored(self, changeset: Changeset) -> None:
        count = len(changeset.changes)
        said = ngettext("{count} template is back.", "{count} templates are here.", count)
        self.navigator.tell(said.format(count=count))

    def _refused(self, error: TrustJournalError) -> None:
        self.navigator.say(str(error))

    def _show(self, content: Content) -> None:
        if isinstance(content, LettersContent):
            self._sender = content.sender
        super()._show(content)
        self.restore_button.setVisible(self.model.total() > 0)
        self._picture()

    def _picture(self) -> None:
        """Show the look of what is selected, or nothing for none or several."""
        entries = self.list.entries()
        record = entries[0].record if len(entries) == 1 else None
        post = None
        if isinstance(record, Template):
            post = sample_of(record)
        elif isinstance(record, Gesture):
            post = Post(entries[0].person, text=record.text)
        blank = Stack([], self._sender, Form.CARD, usual_paper(Form.CARD))
        self.preview.show_stack(replace(blank, posts=[post]) if post else None)
        self._arrange()

    def _lay_beside(self) -> None:
        """Put the look beside the list that the page has laid out."""
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)
        self._panel.setWidget(inside)
        self._panel.setWidgetResizable(True)
        self._panel.setFrameShape(QScrollArea.Shape.NoFrame)
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns.setSpacing(GUTTER)
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                self._columns.addWidget(widget, 1)
        self._columns.addWidget(self._panel)
        self.body.addLayout(self._columns)
        theme.look.changed.connect(self._arrange)

    def _arrange(self) -> None:
        wide = self.width() >= theme.px(WIDE_WINDOW - SIDEBAR_WIDTH)
        self._panel.setFixedWidth(theme.px(_BESIDE))
        self._panel.setVisible(wide and self.preview.picture.printed is not None)


def _restored(connection: Connection) -> Changeset:
    return restore_starters(letters.templates(connection))


def _duplicated(template_id: UUID, connection: Connection) -> Changeset:
    (template,) = still_here(connection, Template, [template_id])
    return duplicate_template(template, letters.templates(connection))


def _sent(ids: Sequence[UUID], today: date, connection: Connection) -> Changeset:
    notes = still_here(connection, Gesture, ids)
    people = queries.customers_by_id(connection, [note.customer_id for note in notes])
    made = [
        Letter(customer=people[note.customer_id], text=note.text, gesture=note) for note in notes
    ]
    return send_letters(made, today)


def _deleted(templates: Sequence[UUID], notes: Sequence[UUID], connection: Connection) -> Changeset:
    gone = map(delete_template, still_here(connection, Template, templates) if templates else ())
    given_up = map(delete_gesture, still_here(connection, Gesture, notes) if notes else ())
    return together([*gone, *given_up])
