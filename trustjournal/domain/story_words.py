"""A person's whole story in words: all that a journal holds about one customer, to hand to them.

It is what a customer may ask for under privacy law (GDPR, article 15), so nothing is left out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.choice_words import (
    customer_kind_word,
    customer_stage_word,
    feeling_word,
    gesture_kind_word,
    gesture_status_word,
    received_word,
)
from trustjournal.domain.choices import Began, Side
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.evidence_words import kind_word, question_word
from trustjournal.domain.feedback_words import rating_words, source_word, status_word
from trustjournal.domain.letter_words import full_date
from trustjournal.domain.needs_words import fair_word, topic_word
from trustjournal.domain.organising import Attachment
from trustjournal.domain.promise_words import cause_word, ended
from trustjournal.domain.records import (
    Address,
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    ImportantDate,
    Promise,
    Recovery,
    Review,
    Touchpoint,
    Wish,
)
from trustjournal.i18n import _, ngettext

Named = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that is held about one customer at an aware instant in the owner's zone.

    `names` are those of everyone else it speaks of; `custom` titles and values of own fields,
    `belongs_to` and `people_here` names with roles, `apart` those they were told from.
    """

    customer: Customer
    as_of: datetime
    depth: float
    currency: str = ""
    business: str = ""
    names: Mapping[UUID, str] = field(default_factory=dict[UUID, str])
    custom: Named = ()
    belongs_to: Named = ()
    people_here: Named = ()
    sent: Sequence[str] = ()
    apart: Sequence[str] = ()
    check_in: CheckIn | None = None
    touchpoints: Sequence[Touchpoint] = ()
    promises: Sequence[Promise] = ()
    gestures: Sequence[Gesture] = ()
    answers: Sequence[Answer] = ()
    feedback: Sequence[Feedback] = ()
    wishes: Sequence[Wish] = ()
    recoveries: Sequence[Recovery] = ()
    reviews: Sequence[Review] = ()
    attachments: Sequence[Attachment] = ()

    def money(self, amount: Decimal) -> str:
        """Say an amount."""
        places = 0 if amount == amount.to_integral_value() else 2
        return f"{amount:.{places}f} {self.currency}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A fact under its caption, or an event under what and when it was."""

    head: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines under a title; `is_facts` where they are short and stand under each other."""

    title: str
    lines: tuple[Line, ...]
    is_facts: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it is written: plain text throughout."""

    title: str
    lead: str
    chapters: tuple[Chapter, ...]


Sections = tuple[tuple[str, Callable[[Held], Iterator[Line]], bool], ...]


def tell(held: Held) -> Told:
    """Return the story, events of a kind from the oldest to the newest."""
    chapters = (Chapter(title, tuple(lines(held)), facts) for title, lines, facts in _sections())
    lead = _("All that is kept about {name}, as of {day}.")
    kept_by = _("All that {business} keeps about {name}, as of {day}.")
    name = " ".join(held.customer.name.split())
    said = (kept_by if held.business else lead).format(
        business=held.business, name=name, day=full_date(held.as_of.date())
    )
    return Told(name, said, tuple(one for one in chapters if one.lines))


def _sections() -> Sections:
    return (
        (_("Who they are"), _who, True),
        (_("What matters to them"), _matters, True),
        (_("How it stands"), _standing, True),
        (_("In touch"), _touchpoints, False),
        (_("Promises"), _promises, False),
        (_("Gestures"), _gestures, False),
        (_("What they need and find fair"), _answers, False),
        (_("What they said about the business"), _feedback, False),
        (_("What was to be put right"), _recoveries, False),
        (_("Looking back"), _reviews, False),
        (_("Files kept with them"), _files, False),
    )


def _who(held: Held) -> Iterator[Line]:
    who = held.customer
    yield from _facts(
        (_("Name"), who.name),
        (_("Kind"), customer_kind_word(who.kind)),
        (_("Company"), who.company),
        (_("Role"), who.role),
    )
    for word, found in (
        (_("Phone"), who.phones),
        (_("E-mail"), who.emails),
        (_("Link"), who.links),
    ):
        yield from _facts(*((_said(word, one.label), one.value) for one in found))
    yield from _facts(
        *((_said(_("Address"), one.label), _address(one)) for one in who.addresses),
        *((one.label or _("Date"), _yearly(one)) for one in who.dates),
        (_("Tags"), ", ".join(who.tags)),
        (_("Belongs to"), _roles(held.belongs_to)),
        (_("People here"), _roles(held.people_here)),
        (_("Came through"), held.names.get(who.referred_by, "") if who.referred_by else ""),
        (_("Sent"), ", ".join(held.sent)),
        (_("Not to be taken for"), ", ".join(held.apart)),
    )


def _matters(held: Held) -> Iterator[Line]:
    who = held.customer
    yield from _facts(
        (_("Prefers"), who.prefers),
        (_("Loves"), who.loves),
        (_("Avoid"), who.avoids),
        (_("Family"), who.family),
        *held.custom,
        (_("What they may accept"), who.gift_policy),
        (_("Gifts up to"), _money(held, who.gift_limit)),
        (_("Gifts in a year"), _money(held, who.gift_budget)),
        (_("Note"), who.note),
    )


def _standing(held: Held) -> Iterator[Line]:
    who, own = held.customer, held.check_in
    depth = _("{depth} of 100: {stage}, worked out from what is told below").format(
        depth=shown(held.depth), stage=stage_of(held.depth).word
    )
    yield from _facts(
        (_("Stage"), customer_stage_word(who.stage)),
        (_("Customer since"), _day(who.since)),
        (_("Lost on"), _day(who.lost_on)),
        (_("Worth in a year"), _money(held, who.yearly_value)),
        (_("Close to heart"), _("Yes") if who.close_to_heart else ""),
        (_("Made up, to try the program"), _("Yes") if who.is_sample else ""),
        (_("Depth of trust"), depth),
        (_("Longest silence"), words.span(who.longest_gap_days) if who.longest_gap_days else ""),
    )
    if own is not None:
        yield from _facts(
            (_("To be in touch"), words.every(own.every_days) if own.every_days else ""),
            (_("Next check-in"), _day(own.due_on)),
            (_("Rests until"), _said(_day(own.snoozed_until), own.snooze_words)),
            (_("The check-in is about"), own.about),
            (_("Wants to ask them for something"), _("Yes") if own.is_ask else ""),
        )


def _touchpoints(held: Held) -> Iterator[Line]:
    here = str(held.as_of.tzinfo)
    for one in sorted(held.touchpoints, key=lambda one: (one.happened_at, one.id)):
        others = [held.names[who] for who in one.customer_ids if who in held.names]
        minutes = ngettext("{count} minute", "{count} minutes", one.duration_minutes or 0)
        head = _listed(
            _said(_at(held, one.happened_at), "" if one.zone == here else one.zone),
            kind_word(one.kind),
            channel_word(one.channel),
            _("Begun by us") if one.began is Began.US else _("Begun by them"),
            _("with {people}").format(people=", ".join(others)) if others else "",
            minutes.format(count=one.duration_minutes) if one.duration_minutes else "",
            feeling_word(one.feeling) if one.feeling is not None else "",
            question_word(one.question) if one.question else "",
        )
        is_later = one.answered_at != one.happened_at
        facts = _listed(
            _fact(_("Paid"), _money(held, one.amount)),
            _fact(_("Answer promised by"), _day(one.answer_due_on)),
            _fact(_("Answered"), _at(held, one.answered_at)) if is_later else "",
            _fact(_("Put right"), _at(held, one.resolved_at)),
        )
        yield Line(head, _joined(one.note, facts))


def _promises(held: Held) -> Iterator[Line]:
    for one in sorted(held.promises, key=lambda one: (one.made_on, one.id)):
        said = _("Promised to them") if one.by is Side.US else _("Promised by them")
        facts = _listed(
            _fact(_("Due"), _day(one.due_on)),
            _fact(ended(one), _day(one.settled_on)) or ended(one),
            _fact(_("Told first"), _truth(one.told_first)),
            _fact(_("Delivered"), one.delivered),
            _fact(_("To be mended in"), cause_word(one.gap) if one.gap else ""),
            _fact(_("Mended by"), one.fix),
            _fact(_("Mended on"), _day(one.fixed_on)),
        )
        yield Line(_listed(full_date(one.made_on), said), _joined(one.text, facts))


def _gestures(held: Held) -> Iterator[Line]:
    for one in sorted(held.gestures, key=lambda one: one.given_on or one.due_on or date.max):
        head = _listed(
            _day(one.given_on or one.due_on),
            gesture_kind_word(one.kind),
            _("From them") if one.by is Side.THEM else "",
            gesture_status_word(one.status),
        )
        facts = _listed(
            _fact(_("Occasion"), one.occasion),
            _fact(_("Planned for"), _day(one.due_on) if one.given_on else ""),
            _fact(_("Prepared before"), words.span(one.lead_days) if one.lead_days else ""),
            _fact(_("Cost"), _money(held, one.cost)),
            _fact(_("Worth"), _money(held, one.worth)),
            received_word(one.received) if one.received is not None else "",
        )
        yield Line(head, _joined(one.title, one.text, one.note, facts))


def _answers(held: Held) -> Iterator[Line]:
    for one in sorted(held.answers, key=lambda one: (one.answered_at, one.id)):
        head = _listed(_at(held, one.answered_at), topic_word(one.topic), fair_word(one.fair))
        yield Line(head, _joined(one.text, _fact(_("Done about it"), one.done)))


def _feedback(held: Held) -> Iterator[Line]:
    wishes = {one.id: one for one in held.wishes}
    for one in sorted(held.feedback, key=lambda one: (one.heard_on, one.id)):
        head = _listed(
            full_date(one.heard_on),
            source_word(one.source),
            one.author,
            rating_words(one.rating, one.best),
        )
        wish = wishes.get(one.wish_id) if one.wish_id else None
        facts = _listed(
            _fact(_("Link"), one.link),
            _fact(_("Wish"), f"{wish.title} ({status_word(wish.status)})" if wish else ""),
            _fact(_("Moved on"), _day(wish.moved_on) if wish else ""),
            _fact(_("Done about it"), wish.done if wish else ""),
            _fact(_("Told them"), _day(one.told_on)),
        )
        yield Line(head, _joined(one.text, facts))


def _recoveries(held: Held) -> Iterator[Line]:
    for one in sorted(held.recoveries, key=lambda one: (one.noticed_at, one.id)):
        facts = _listed(
            _fact(_("Heard"), _day(one.heard_on)),
            _fact(_("Owned up"), _day(one.owned_on)),
            _fact(_("To be fixed by"), _day(one.fix_by)),
            _fact(_("Fixed"), _day(one.fixed_on)),
            _fact(_("Asked again"), _day(one.checked_on)),
            _fact(_("Next step"), _day(one.next_on)),
            _fact(_("Came to nothing"), _day(one.ended_on)),
        )
        yield Line(_at(held, one.noticed_at), _joined(one.about, facts))


def _reviews(held: Held) -> Iterator[Line]:
    for one in sorted(held.reviews, key=lambda one: (one.lost_on, one.id)):
        facts = _listed(
            _fact(_("It turned on"), _day(one.turned_on)),
            _fact(_("Try again on"), _day(one.win_back_on)),
            _fact(_("Came back on"), _day(one.won_back_on)),
        )
        head = _("Lost on {day}").format(day=full_date(one.lost_on))
        yield Line(head, _joined(one.reason, _fact(_("Learned"), one.lesson), facts))


def _files(held: Held) -> Iterator[Line]:
    for one in sorted(held.attachments, key=lambda one: (one.added_on, one.id)):
        size = ngettext("{count} byte", "{count} bytes", one.size).format(count=one.size)
        photo = _("Photo") if one.is_photo else ""
        yield Line(_listed(full_date(one.added_on), photo, one.media_type, size), one.name)


def _facts(*found: tuple[str, str]) -> Iterator[Line]:
    return (Line(caption, text.strip()) for caption, text in found if text.strip())


def _fact(caption: str, text: str) -> str:
    if not text.strip() or not caption:
        return ""
    return _("{caption}: {text}").format(caption=caption, text=text.strip())


def _said(said: str, why: str) -> str:
    return _("{said} ({why})").format(said=said, why=why) if said and why.strip() else said or why


def _listed(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part.strip())


def _joined(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())


def _roles(named: Named) -> str:
    return ", ".join(_said(name, role) for name, role in named)


def _address(one: Address) -> str:
    town = " ".join(part for part in (one.postal_code, one.city) if part)
    return "\n".join(part for part in (one.street, town, one.region, one.country) if part)


def _yearly(one: ImportantDate) -> str:
    month = words.month_name(one.month)
    said = _("{day} {month}").format(day=one.day, month=month)
    return f"{said} {one.year}" if one.year is not None else said


def _day(day: date | None) -> str:
    return "" if day is None else full_date(day)


def _at(held: Held, at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(held.as_of.tzinfo)
    return f"{full_date(local.date())}, {local:%H:%M}"


def _money(held: Held, amount: Decimal | None) -> str:
    return "" if amount is None else held.money(amount)


def _truth(said: bool | None) -> str:
    return "" if said is None else _("Yes") if said else _("No")
