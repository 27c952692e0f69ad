"""Decides on templates of letters, and on the notes that were kept for later or sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from trustjournal.domain import words
from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import GestureKind, GestureStatus
from trustjournal.domain.letter_words import STARTERS
from trustjournal.domain.records import Customer, Gesture, Template
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _, ngettext

LONGEST_TEXT = 20_000
"""The most characters of a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Words for one person, and the gesture that they belong to where there is one already."""

    customer: Customer
    text: str
    title: str = ""
    gesture: Gesture | None = None


def add_template(title: str, subject: str, text: str, others: Sequence[Template]) -> Changeset:
    """Add a template.

    Raises:
        InvalidEntry: it has no title or no words, or another is called so.
    """
    made = Template(**identity(), title=title, subject=subject, text=text)
    checked = _checked(made, others)
    label = _("Add the template “{title}”").format(title=checked.title)
    return Changeset(label, (Change.create(checked),))


def edit_template(
    template: Template, others: Sequence[Template], *, title: str, subject: str, text: str
) -> Changeset:
    """Give a template other words; it may be among the `others`.

    Raises:
        InvalidEntry: as `add_template`.
    """
    after = replace(template, revision=new_revision(), title=title, subject=subject, text=text)
    checked = _checked(after, others)
    label = _("Edit the template “{title}”").format(title=checked.title)
    return Changeset(label, (Change(template, checked),))


def duplicate_template(template: Template, others: Sequence[Template]) -> Changeset:
    """Add a template with the same words under a free title, such as “Birthday (2)”."""
    taken = {_key(one.title) for one in others}
    titles = (f"{template.title} ({count})" for count in range(2, len(taken) + 3))
    free = next(title for title in titles if _key(title) not in taken)
    return add_template(free, template.subject, template.text, others)


def delete_template(template: Template) -> Changeset:
    """Take a template away."""
    label = _("Delete the template “{title}”").format(title=template.title)
    return Changeset(label, (Change.delete(template),))


def restore_starters(templates: Sequence[Template]) -> Changeset:
    """Add those templates that come with the program and are not among the journal's own.

    Raises:
        InvalidEntry: all are there.
    """
    kept = {_key(one.title) for one in templates}
    missing = [one for one in STARTERS if _key(one.title) not in kept]
    if not missing:
        raise InvalidEntry(_("Every template that came with the program is here already."))
    changes = tuple(
        Change.create(Template(**identity(), title=one.title, subject=one.subject, text=one.text))
        for one in missing
    )
    count = len(changes)
    label = ngettext("Add {count} template", "Add {count} templates", count).format(count=count)
    return Changeset(label, changes)


def keep_letters(letters: Sequence[Letter]) -> Changeset:
    """Keep words that are not sent yet: as a note that is planned, or with their own gesture.

    Raises:
        InvalidEntry: nobody is to get them, or somebody's are blank or too long.
    """
    changes = tuple(_kept(letter) for letter in _sound(letters))
    return Changeset(_("Keep a note for {people}").format(people=_people(letters)), changes)


def send_letters(letters: Sequence[Letter], sent_on: date) -> Changeset:
    """Say that the words are on their way: each is a note that was given, under one Undo.

    Raises:
        InvalidEntry: as `keep_letters`, or one was sent before.
    """
    changes = tuple(_sent(letter, sent_on) for letter in _sound(letters))
    return Changeset(_("Send a note to {people}").format(people=_people(letters)), changes)


def _sent(letter: Letter, sent_on: date) -> Change:
    if letter.gesture is not None and letter.gesture.status is GestureStatus.GIVEN:
        raise InvalidEntry(
            _("This was sent before. Write a new note instead, or keep these words with it.")
        )
    change = _kept(letter)
    note = change.record
    if not isinstance(note, Gesture):
        raise TypeError(note)
    return Change(change.before, replace(note, status=GestureStatus.GIVEN, given_on=sent_on))


def _kept(letter: Letter) -> Change:
    if letter.gesture is None:
        note = Gesture(
            **identity(),
            customer_id=letter.customer.id,
            title=letter.title.strip() or _("A note"),
            kind=GestureKind.NOTE,
            status=GestureStatus.PLANNED,
            text=letter.text,
        )
        return Change.create(note)
    idea = letter.gesture.status is GestureStatus.IDEA
    status = GestureStatus.PLANNED if idea else letter.gesture.status
    return Change.update(letter.gesture, text=letter.text, status=status)


def _sound(letters: Sequence[Letter]) -> Sequence[Letter]:
    if not letters:
        raise InvalidEntry(_("Say whom it is for."))
    for letter in letters:
        if not letter.text.strip():
            text = _("Write a few words for {name} first.")
            raise InvalidEntry(text.format(name=letter.customer.name))
        if len(letter.text) > LONGEST_TEXT:
            raise InvalidEntry(_("A letter holds at most {most} signs.").format(most=LONGEST_TEXT))
    return letters


def _people(letters: Sequence[Letter]) -> str:
    return words.people([letter.customer.name for letter in letters])


def _checked(template: Template, others: Sequence[Template]) -> Template:
    """Return a template as it is kept, if it can be."""
    tidied = replace(
        template,
        title=" ".join(template.title.split()),
        subject=" ".join(template.subject.split()),
        text=template.text.strip(),
    )
    if not tidied.title:
        raise InvalidEntry(_("Give the template a title, such as “Thank-you card”."))
    if not tidied.text:
        raise InvalidEntry(_("Write the words of the template."))
    if len(tidied.text) > LONGEST_TEXT:
        raise InvalidEntry(_("A letter holds at most {most} signs.").format(most=LONGEST_TEXT))
    if any(one.id != tidied.id and _key(one.title) == _key(tidied.title) for one in others):
        text = _("Another template is called “{title}”. Choose a title of its own.")
        raise InvalidEntry(text.format(title=tidied.title))
    return tidied


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()
