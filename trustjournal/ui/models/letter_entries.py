"""Templates and unsent notes as rows to show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.letters import Sender, sample_of, sender_of
from trustjournal.domain.records import Customer, Gesture, Template
from trustjournal.i18n import _, ngettext
from trustjournal.store import letters, queries
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.touch_words import beginning

TEMPLATE, NOTE = "template", "note"
_MOST = 160


@dataclass(frozen=True, slots=True)
class LettersContent(Content):
    """The rows, and who writes, for the page that is shown beside them."""

    sender: Sender


def letters_content(connection: Connection, now: datetime) -> LettersContent:
    """Return the page of letters; it runs on the worker."""
    notes, templates = letters.unsent(connection), letters.templates(connection)
    sections = (
        Section(_("Written, not sent yet"), [_note(note, who, now) for note, who in notes]),
        Section(_("Templates"), [_template(one) for one in templates]),
    )
    sender = sender_of(queries.preferences(connection), now.date())
    return LettersContent(_lead(len(notes), bool(templates)), sections, sender)


def is_template(entry: Entry) -> bool:
    """Return whether a row is a template."""
    return isinstance(entry.record, Template)


def is_note(entry: Entry) -> bool:
    """Return whether a row is a note that is not sent yet."""
    return isinstance(entry.record, Gesture)


def _lead(count: int, has_templates: bool) -> str:
    if count:
        said = ngettext(
            "One note is written and not sent yet.",
            "{count} notes are written and not sent yet.",
            count,
        )
        return said.format(count=count)
    return _("Warm words to begin with. Each becomes one person's own.") if has_templates else ""


def _template(one: Template) -> Entry:
    return Entry(
        key=one.id,
        customer_id=one.id,  # it is for nobody yet
        person="",
        title=one.title,
        record=one,
        kind=TEMPLATE,
        icon="file-text",
        icon_tone=Tone.ACCENT,
        text=beginning(sample_of(one).text, _MOST),
    )


def _note(note: Gesture, who: Customer, now: datetime) -> Entry:
    due = note.due_on
    return Entry(
        key=note.id,
        customer_id=who.id,
        person=who.name,
        title=words.sentence(note.title),
        record=note,
        kind=NOTE,
        icon="stamp",
        icon_tone=Tone.GOLD,
        aside=_("for {name}").format(name=who.name),
        text=beginning(note.text, _MOST),
        when=words.sentence(words.when(due, now.date())) if due else "",
    )
