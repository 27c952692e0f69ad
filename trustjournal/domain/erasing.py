"""What goes and what stays where a person is erased for good, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.records import Customer, Record
from trustjournal.i18n import _, ngettext

MOST = 50
"""Of how many mentions of a kind is known."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who was deleted, and whom the history still knows.

    `former` are other names they had, `parts` the ids of whoever became a part of them.
    """

    id: UUID
    name: str
    deleted_at: datetime
    former: tuple[str, ...] = ()
    parts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What is erased with a person: how much of each kind; `shared` touchpoints lose only them.

    `shared_files` are theirs, kept with such touchpoints. `mentions` are records about others,
    or about nobody, in which their name stands: those stay. Of each kind `MOST` are looked for.
    Of somebody who is gone since `deleted_at` it is what the history knows.
    """

    customer: Customer
    alone: int
    shared: int
    promises: int
    gestures: int
    feedback: int
    files: int
    shared_files: int
    drafts: int
    mentions: tuple[Record, ...]
    deleted_at: datetime | None = None


def goes(going: Going) -> Iterator[str]:
    """Say what will be nowhere any more, a sentence a line."""
    if going.deleted_at:
        yield _("What was on their page: contacts, notes, needs, check-ins, referrals.")
    else:
        yield _("Their page: contacts, notes, needs, check-ins, referrals.")
    counted = [
        (going.alone, ngettext("{count} touchpoint", "{count} touchpoints", going.alone)),
        (going.promises, ngettext("{count} promise", "{count} promises", going.promises)),
        (going.gestures, ngettext("{count} gesture", "{count} gestures", going.gestures)),
        (
            going.feedback,
            ngettext("{count} piece of feedback", "{count} pieces of feedback", going.feedback),
        ),
        (going.files, ngettext("{count} file", "{count} files", going.files)),
        (going.drafts, ngettext("{count} unsaved draft", "{count} unsaved drafts", going.drafts)),
    ]
    told = [phrase.format(count=count) for count, phrase in counted if count]
    if told:
        yield _("{things}.").format(things=", ".join(told))
    yield _("All that the history, Undo and the search know of them.")


def stays(going: Going) -> Iterator[str]:
    """Say what is not erased, and why, a sentence a line."""
    if going.shared:
        text = ngettext(
            "{count} touchpoint with others, who keep it without this person.",
            "{count} touchpoints with others, who keep them without this person.",
            going.shared,
        )
        yield text.format(count=going.shared)
    if count := len(going.mentions):
        text = ngettext(
            "The name stands in {count} other place, in what you wrote. Search for it there.",
            "The name stands in {count} other places, in what you wrote. Search for it there.",
            count,
        )
        yield text.format(count=f"{MOST}+" if count >= MOST else count)
    yield _("Backups made until now, until newer ones have taken their place.")
    yield _("What you exported or printed: that is outside of the journal.")


def choice(going: Going) -> str:
    """Ask whether what was noted and kept with others goes as well, "" where nothing was."""
    if not going.shared:
        return ""
    if going.shared_files:
        return _("Erase what was noted and kept in touchpoints with others as well")
    return _("Erase what was noted in touchpoints with others as well")


def deleted(at: datetime, today: date, zone: tzinfo) -> str:
    """Say beside a name when somebody was deleted: "deleted on 3 March"."""
    return _("deleted {day}").format(day=_on(at, today, zone))


def was_deleted(going: Going, today: date, zone: tzinfo) -> str:
    """Say when they were deleted who are to be erased, "" of somebody who is there."""
    if going.deleted_at is None:
        return ""
    day = _on(going.deleted_at, today, zone)
    text = _("{name} was deleted {day}. The history still knows them, for Undo to bring them back.")
    return text.format(name=going.customer.name, day=day)


def _on(at: datetime, today: date, zone: tzinfo) -> str:
    return words.on(at.astimezone(zone).date(), today)


def erased(name: str) -> str:
    """Say that it is done."""
    return _("{name} is erased for good.").format(name=name)


def unpacked(why: str) -> str:
    """Say that the words are overwritten, and the file is as large as before."""
    return _(
        "The words were overwritten, but the file could not be packed anew ({why}). "
        "Close the journal once, and nothing is left of them."
    ).format(why=why)
