"""Decides on the searches for people that the owner keeps in the sidebar."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.finding import fold
from trustjournal.domain.organising import SavedFilter
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.places import moved, next_place

LONGEST_TITLE = 60
"""The most characters of a title: it stands in the sidebar."""


def save_filter(title: str, query: str, others: Sequence[SavedFilter]) -> Changeset:
    """Keep a search behind the others.

    Raises:
        InvalidEntry: it has no title, another is called so, or it asks for nothing.
    """
    made = SavedFilter(**identity(), title=title, query=query, place=next_place(others))
    checked = _checked(made, others)
    label = _("Keep the filter “{title}”").format(title=checked.title)
    return Changeset(label, (Change.create(checked),))


def edit_filter(
    kept: SavedFilter, others: Sequence[SavedFilter], *, title: str, query: str
) -> Changeset:
    """Give a filter another title or other words; it may be among the `others`.

    Raises:
        InvalidEntry: as `save_filter`.
    """
    after = replace(kept, revision=new_revision(), title=title, query=query)
    checked = _checked(after, others)
    label = _("Edit the filter “{title}”").format(title=checked.title)
    return Changeset(label, (Change(kept, checked),))


def move_filter(filters: Sequence[SavedFilter], filter_id: UUID, by: int) -> Changeset:
    """Put a filter further down, or up where `by` is below zero; `filters` are all, in order.

    Raises:
        InvalidEntry: it stands at that end already, or is gone.
    """
    changes = moved(filters, filter_id, by)
    title = next(one.title for one in filters if one.id == filter_id)
    return Changeset(_("Move the filter “{title}”").format(title=title), changes)


def delete_filter(kept: SavedFilter) -> Changeset:
    """Keep a filter no longer; the people it found stay."""
    label = _("Delete the filter “{title}”").format(title=kept.title)
    return Changeset(label, (Change.delete(kept),))


def _checked(kept: SavedFilter, others: Sequence[SavedFilter]) -> SavedFilter:
    title, query = " ".join(kept.title.split()), " ".join(kept.query.split())
    if not title:
        raise InvalidEntry(_("Write what the filter is called."))
    if len(title) > LONGEST_TITLE:
        text = _("Find a title of at most {most} characters.")
        raise InvalidEntry(text.format(most=LONGEST_TITLE))
    if not query:
        raise InvalidEntry(
            _("Write whom to look for, such as {example}.").format(example="tag:vip")
        )
    if any(fold(one.title) == fold(title) for one in others if one.id != kept.id):
        raise InvalidEntry(_("Another filter is called “{title}”.").format(title=title))
    return replace(kept, title=title, query=query)
