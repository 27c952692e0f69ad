"""Decides what becomes of reviews from a file: whose they are, and which are here already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.finding import fold
from trustjournal.domain.incoming_feedback import Incoming
from trustjournal.domain.records import Customer, Feedback
from trustjournal.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Arrival:
    """A review, whose it is (None where that is nobody known), and whether it is new."""

    incoming: Incoming
    person: Customer | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is written before `changeset` is committed.

    `notes` are sentences for the owner with the row that each is about.
    """

    arrivals: tuple[Arrival, ...]
    notes: tuple[tuple[int, str], ...]
    changeset: Changeset

    @property
    def added(self) -> int:
        """How many would be added."""
        return len(self.changeset.changes)

    @property
    def matched(self) -> int:
        """How many of these are from people in the journal."""
        return sum(one.is_new and one.person is not None for one in self.arrivals)

    @property
    def known(self) -> int:
        """How many the journal has already."""
        return sum(not one.is_new for one in self.arrivals)


def plan_import(
    reviews: Iterable[Incoming], people: Sequence[Customer], kept: Iterable[Feedback], today: date
) -> ImportPlan:
    """Decide what becomes of each review; `kept` is what the journal has of the same days.

    A review is somebody's by their e-mail address or their whole name, and otherwise its author's.
    It is in the journal already where one of the same day, words, rating and person is; of several
    alike as many as are there. Without any days `kept` is everything, and they are heard `today`.
    """
    owners = _Owners(people)
    shelf = _Shelf(kept, owners)
    arrivals: list[Arrival] = []
    notes: list[tuple[int, str]] = []
    for one in reviews:
        if one.heard_on is not None and one.heard_on > today:
            notes.append((one.row, _("Its day is still ahead; it was left out.")))
            continue
        person = owners.of(one)
        if person is None and owners.is_shared(one):
            note = _("Several people are called “{name}”; it stays without a person.")
            notes.append((one.row, note.format(name=one.author)))
        arrivals.append(Arrival(one, person, not shelf.take(one)))
    new = [_feedback(one, today) for one in arrivals if one.is_new]
    label = ngettext("Import {count} review", "Import {count} reviews", len(new))
    changes = tuple(map(Change.create, new))
    return ImportPlan(
        tuple(arrivals), tuple(notes), Changeset(label.format(count=len(new)), changes)
    )


def _feedback(one: Arrival, today: date) -> Feedback:
    incoming = one.incoming
    return Feedback(
        **identity(),
        customer_id=one.person.id if one.person else None,
        heard_on=incoming.heard_on or today,
        source=incoming.source,
        text=incoming.text,
        author="" if one.person else incoming.author or incoming.email,
        link=incoming.link,
        rating=incoming.rating,
        best=incoming.best,
    )


class _Owners:
    """The people of the journal by e-mail address and by whole name."""

    def __init__(self, people: Iterable[Customer]) -> None:
        self._by_name: defaultdict[str, list[Customer]] = defaultdict(list)
        self._by_email: defaultdict[str, list[Customer]] = defaultdict(list)
        self.called: dict[UUID, frozenset[str]] = {}
        for person in people:
            emails = {one.value.strip().casefold() for one in person.emails}
            for email in emails:
                self._by_email[email].append(person)
            self._by_name[name_key(person.name)].append(person)
            self.called[person.id] = frozenset({*emails, name_key(person.name)})

    def of(self, one: Incoming) -> Customer | None:
        """Return whose a review is, None where that is nobody or not certain."""
        by_email = self._by_email.get(one.email, []) if one.email else []
        by_name = self._by_name.get(name_key(one.author), []) if one.author else []
        both = [person for person in by_email if person in by_name]
        for found in (both, by_email, by_name):
            if len(found) == 1:
                return found[0]
        return None

    def is_shared(self, one: Incoming) -> bool:
        """Tell whether several people bear the author's name."""
        return len(self._by_name.get(name_key(one.author), [])) > 1


_Said = tuple[date | None, str, float | None, int | None]


class _Shelf:
    """What the journal has already; each piece of it answers for one review of the file."""

    def __init__(self, kept: Iterable[Feedback], owners: _Owners) -> None:
        self._dated: defaultdict[_Said, list[frozenset[str]]] = defaultdict(list)
        self._undated: defaultdict[_Said, list[frozenset[str]]] = defaultdict(list)
        for one in kept:
            author = frozenset({name_key(one.author)} - {""})
            who = owners.called.get(one.customer_id, author) if one.customer_id else author
            said = fold(one.text), one.rating, one.best
            self._dated[one.heard_on, *said].append(who)
            self._undated[None, *said].append(who)

    def take(self, one: Incoming) -> bool:
        """Tell whether a review is there, and let that piece answer for no other."""
        shelf = self._undated if one.heard_on is None else self._dated
        pieces = shelf.get((one.heard_on, fold(one.text), one.rating, one.best), [])
        names = {name_key(one.author), one.email} - {""}
        for place, who in enumerate(pieces):
            if who & names or not (who or names):
                del pieces[place]
                return True
        return False


def name_key(name: str) -> str:
    """Return what two names are the same by: letter case, accents and spaces aside."""
    return " ".join(fold(name).split())
