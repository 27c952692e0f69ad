"""Decides on the pages of the owner's own journal, one for each day."""

from dataclasses import replace
from datetime import date, datetime

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.records import Evening
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _


def write_evening(existing: Evening | None, on: date, text: str, *, today: date) -> Changeset:
    """Keep the words of a day; without any words and never finished, the page goes.

    Raises:
        InvalidEntry: the day is still ahead, or nothing changes.
    """
    if on > today:
        raise InvalidEntry(_("That day is still ahead. Write about it when it has come."))
    text = text.strip()
    label = _("Write in your own journal")
    if existing is None:
        if not text:
            raise InvalidEntry(_("Write a line about your day."))
        return Changeset(label, (Change.create(Evening(**identity(), on=on, text=text)),))
    if not text and existing.finished_at is None:
        return Changeset(label, (Change.delete(existing),))
    after = replace(existing, revision=new_revision(), text=text)
    return Changeset(label, (Change(existing, after),))


def close_day(existing: Evening | None, now: datetime, text: str) -> Changeset:
    """Close the day at the aware, local instant `now`, with what was written about it."""
    page = existing or Evening(**identity(), on=now.date())
    after = replace(page, revision=new_revision(), text=text.strip(), finished_at=now)
    return Changeset(_("Close the day"), (Change(existing, after),))
