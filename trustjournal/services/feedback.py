"""Decides what becomes of what customers say: heard, grouped into wishes, done, and told them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import Channel, WishStatus
from trustjournal.domain.feedback import Asked
from trustjournal.domain.feedback_words import short_title, source_word, status_word
from trustjournal.domain.records import CheckIn, Customer, Feedback, Touchpoint, Wish
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _, ngettext
from trustjournal.services import check_ins as check_in_service

MOST_BEST = 100
"""The highest rating that anything may be out of."""


@dataclass(frozen=True, slots=True)
class Group:
    """A wish and what was said about it; a `fresh` one is not in the journal yet.

    Somebody who asks alone is a fresh group of one, so that every act is the same for one voice
    as for a wish of many.
    """

    wish: Wish
    voices: tuple[Feedback, ...] = ()
    fresh: bool = False

    @classmethod
    def of(cls, asked: Asked) -> "Group":
        """Return a wish as it is, or one who asked alone as a wish that is called by their words.

        Raises:
            InvalidEntry: there is nothing to call it by.
        """
        voices = tuple(voice.feedback for voice in asked.voices)
        if asked.wish is not None:
            return cls(asked.wish, voices)
        title = short_title(asked.title) or source_word(voices[0].source)
        return cls(new_wish(title), voices, fresh=True)

    @classmethod
    def called(cls, title: str) -> "Group":
        """Return a new wish that nobody has asked for yet.

        Raises:
            InvalidEntry: it says nothing.
        """
        return cls(new_wish(title), fresh=True)

    def changed(self, **fields: Any) -> Change:
        """Return what gives the wish other values, or adds it with them."""
        if self.fresh:
            return Change.create(replace(self.wish, **fields))
        return Change.update(self.wish, **fields)

    def joined(self, heard: Container[UUID] = (), today: date | None = None) -> list[Change]:
        """Return what makes the voices belong to the wish, and those `heard` know since today."""
        changes: list[Change] = []
        for said in self.voices:
            told_on = today if said.id in heard else said.told_on
            if (said.wish_id, said.told_on) != (self.wish.id, told_on):
                changes.append(Change.update(said, wish_id=self.wish.id, told_on=told_on))
        return changes


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told: what was `done`, in the words and by the channel that each touchpoint keeps."""

    done: str
    text: str
    channel: Channel

    def touchpoint(self, customer_id: UUID, now: datetime, zone: str) -> Touchpoint:
        """Return the touchpoint with one who asked."""
        return Touchpoint(
            **identity(),
            happened_at=now.astimezone(UTC),
            zone=zone,
            customer_ids=(customer_id,),
            channel=self.channel,
            note=self.text.strip(),
        )


def new_wish(title: str) -> Wish:
    """Return a wish ready to be added.

    Raises:
        InvalidEntry: it says nothing.
    """
    return _checked_wish(Wish(**identity(), title=title))


def add_feedback(said: Feedback, group: Group | None = None, *, today: date) -> Changeset:
    """Keep what somebody said, by itself or as one more voice of a group.

    Raises:
        InvalidEntry: nothing is said, or a value is out of range.
    """
    joining = _joining(said, group, today)
    said = _checked(replace(said, wish_id=group.wish.id if group else None), today)
    return Changeset(_("Add feedback"), (*joining, Change.create(said)))


def edit_feedback(
    said: Feedback, group: Group | None = None, *, today: date, **fields: Any
) -> Changeset:
    """Give feedback other values, and let it belong to a group, or with None to none.

    Raises:
        InvalidEntry: as `add_feedback`.
    """
    joining = _joining(said, group, today)
    fields |= {"wish_id": group.wish.id if group else None}
    after = _checked(replace(said, revision=new_revision(), **fields), today)
    return Changeset(_("Edit feedback"), (*joining, Change(said, after)))


def delete_feedback(said: Sequence[Feedback]) -> Changeset:
    """Take feedback away, as if it had never been heard."""
    label = ngettext("Delete feedback", "Delete {count} pieces of feedback", len(said))
    return Changeset(label.format(count=len(said)), tuple(map(Change.delete, said)))


def settle(said: Sequence[Feedback], on: date) -> Changeset:
    """Say that there is nothing to do about what was said: it no longer waits to be grouped.

    Raises:
        InvalidEntry: it is about a wish, which has its own path.
    """
    if any(one.wish_id is not None for one in said):
        raise InvalidEntry(_("This belongs to a wish. Move the wish, or tell them."))
    changes = tuple(Change.update(one, told_on=on) for one in said)
    return Changeset(_("Nothing to do about it"), changes)


def edit_wish(wish: Wish, **fields: Any) -> Changeset:
    """Give a wish another title, or other words for what was done.

    Raises:
        InvalidEntry: it has no title.
    """
    after = _checked_wish(replace(wish, revision=new_revision(), **fields))
    return Changeset(_("Edit a wish"), (Change(wish, after),))


def delete_wish(wish: Wish, voices: Iterable[Feedback]) -> Changeset:
    """Take a wish away; what was said stays, each voice by itself."""
    loosened = (Change.update(said, wish_id=None) for said in voices)
    return Changeset(_("Delete a wish"), (*loosened, Change.delete(wish)))


def merge(groups: Sequence[Group]) -> Changeset:
    """Make several wishes, or voices that stand alone, one: the first that is a wish already.

    Where none is, the first voice gives the wish its title. Of the words about what was done the
    first that there are stay.

    Raises:
        InvalidEntry: there is only one.
    """
    if len(groups) < 2:
        raise InvalidEntry(_("Choose what it is the same as."))
    target = next((group for group in groups if not group.fresh), groups[0])
    others = [group for group in groups if group is not target]
    done = target.wish.done or next((one.wish.done for one in others if one.wish.done), "")
    whole = replace(target, voices=tuple(said for group in groups for said in group.voices))
    kept = [target.changed(done=done)] if target.fresh or done != target.wish.done else []
    gone = [Change.delete(group.wish) for group in others if not group.fresh]
    label = _("Group what is the same: {wish}").format(wish=short_title(target.wish.title))
    return Changeset(label, (*kept, *whole.joined(), *gone))


def split(said: Feedback, wish: Wish, others: int) -> Changeset:
    """Let a voice stand alone again; a wish of which `others` are none goes with it."""
    gone = () if others else (Change.delete(wish),)
    return Changeset(_("Take it out of the wish"), (Change.update(said, wish_id=None), *gone))


def move(group: Group, status: WishStatus, on: date, done: str | None = None) -> Changeset:
    """Say how far a wish has come, and with `done` what was decided or done.

    Raises:
        InvalidEntry: it is there already, and nothing else is said of it.
    """
    wish = group.wish
    done = wish.done if done is None else done.strip()
    if not group.fresh and (status, done) == (wish.status, wish.done):
        raise InvalidEntry(_("This wish is there already."))
    label = _("{status}: {wish}").format(status=status_word(status), wish=short_title(wish.title))
    change = group.changed(status=status, done=done, moved_on=on)
    return Changeset(label, (change, *group.joined()))


def tell(
    group: Group,
    told: Iterable[Feedback],
    customers: Mapping[UUID, Customer],
    check_ins: Mapping[UUID, CheckIn],
    telling: Telling,
    now: datetime,
    zone: str,
) -> Changeset:
    """Tell those who asked what came of it: a touchpoint with each, all under one Undo.

    `told` are the voices of the group that heard of it; the customers among them get a touchpoint
    each, and their check-ins follow. `customers` and `check_ins` are by customer, `now` is aware
    and local, `zone` its name.

    Raises:
        InvalidEntry: it does not say what was done.
    """
    done, today = telling.done.strip(), now.date()
    if not done:
        raise InvalidEntry(_("Write what you did, in a few words."))
    heard = {said.id for said in told}
    asked = (said.customer_id for said in group.voices if said.id in heard)
    people = [one for one in dict.fromkeys(asked) if one is not None and one in customers]
    changes = (
        group.changed(status=WishStatus.TOLD, done=done, moved_on=today),
        *group.joined(heard, today),
        *(Change.create(telling.touchpoint(one, now, zone)) for one in people),
        *check_in_service.touched(check_ins, people, today),
    )
    label = _("Tell them: {wish}").format(wish=short_title(group.wish.title))
    return Changeset(label, changes)


def _joining(said: Feedback, group: Group | None, today: date) -> list[Change]:
    """Return what it does to a group that one more voice joins it.

    A wish that was told already is to be told once more, to whoever asks only now.
    """
    if group is None:
        return []
    if group.fresh:
        joined = (change for change in group.joined() if change.record.id != said.id)
        return [Change.create(group.wish), *joined]
    late = group.wish.status is WishStatus.TOLD and said.told_on is None
    if not late or said.wish_id == group.wish.id:
        return []
    return [group.changed(status=WishStatus.DOING, moved_on=today)]


def _checked_wish(wish: Wish) -> Wish:
    title = " ".join(wish.title.split())
    if not title:
        raise InvalidEntry(_("Write what they wish for."))
    return replace(wish, title=title, done=wish.done.strip())


def _checked(said: Feedback, today: date) -> Feedback:
    """Return the feedback as it can be kept."""
    if not said.text.strip() and said.rating is None:
        raise InvalidEntry(_("Write what they said, or give their rating."))
    if said.rating is not None:
        if said.best is None or not 1 <= said.best <= MOST_BEST:
            raise InvalidEntry(_("Say what the rating is out of, such as 5."))
        if not 0 <= said.rating <= said.best:
            raise InvalidEntry(_("Give a rating from 0 to {best}.").format(best=said.best))
    if said.heard_on > today:
        raise InvalidEntry(_("That day is still ahead. Choose when you heard it."))
    return replace(
        said,
        text=said.text.strip(),
        author="" if said.customer_id else " ".join(said.author.split()),
        link=said.link.strip(),
        best=said.best if said.rating is not None else None,
    )
