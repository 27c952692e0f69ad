"""People as shops, newsletters and networks hand them out: whose columns mean what.

A form is known by columns that only its program writes, and read by their names: columns that
are not named here go into the note.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from trustjournal.exchange.contact_columns import DAYS, ID, KINDS, SINGLE
from trustjournal.exchange.sources import Form
from trustjournal.exchange.table_columns import NOTE, Samples, plain, targets
from trustjournal.exchange.table_contacts import NO_HABITS, ContactRows, Habits
from trustjournal.exchange.table_source import Layout, table_form

_SURE = 100
_SILENT = frozenset({"0", "0.0", "0.00", "no", "false"})
_METADATA = " (metadata)"


@dataclass(frozen=True, slots=True)
class Program:
    """A program: the columns that give it away, and what each column is, by plain names.

    All columns of `always` are in its files, and at least one of `any_of`.
    """

    key: str
    name: str
    always: frozenset[str]
    columns: Mapping[str, str]
    any_of: frozenset[str] = field(default_factory=frozenset[str])
    habits: Habits = NO_HABITS

    def score(self, header: Collection[str]) -> int:
        """Return how sure it is that this program wrote a header."""
        names = frozenset(map(plain, header))
        if not self.always <= names or (self.any_of and names.isdisjoint(self.any_of)):
            return 0
        return _SURE + len(self.always) + len(names & self.any_of)

    def guess(self, samples: Samples) -> dict[str, str]:
        """Return what each column is; the second of those that are one is for the note."""
        found: dict[str, str] = {}
        for column in samples:
            key = self.columns.get(plain(column), NOTE)
            if column.endswith(_METADATA):
                key = f"field:{column.removesuffix(_METADATA)}"
            found[column] = NOTE if key in SINGLE and key in found.values() else key
        return found

    @property
    def form(self) -> Form:
        """Its form of file."""
        layout = Layout(
            key=self.key,
            targets=targets((*KINDS, ID)),
            guess=self.guess,
            reader=partial(ContactRows, habits=self.habits),
            days=DAYS,
            single=SINGLE,
        )
        return table_form(self.key, self.name, layout, self.score)


def _columns(*, left_out: str = "", **targets: str) -> dict[str, str]:
    """Return what each column is, from the names between commas that are one thing."""
    names = {"given": "first name", "family_name": "last name", **targets, "": left_out}
    return {name: key for key, listed in names.items() for name in listed.split(", ") if name}


_PROGRAMS = (
    Program(
        "linkedin",
        "LinkedIn",
        frozenset({"first name", "last name", "email address", "position", "connected on"}),
        _columns(link="url", email="email address", company="company", role="position"),
        habits=Habits(ghosts=frozenset({"Connected On"})),
    ),
    Program(
        "hubspot",
        "HubSpot",
        frozenset({"record id"}),
        _columns(
            id="record id",
            email="email",
            phone="phone number, mobile phone number",
            company="associated company, company name",
            role="job title",
            street="street address",
            city="city",
            region="state region",
            postal_code="postal code",
            country="country region",
            link="website url",
            stage="lifecycle stage",
            birthday="date of birth",
            notes="message",
        ),
        any_of=frozenset(
            {"lead status", "contact owner", "associated company", "lifecycle stage"}
            | {"create date", "marketing contact status"}
        ),
    ),
    Program(
        "mailchimp",
        "Mailchimp",
        frozenset({"email address", "member rating", "leid", "euid"}),
        _columns(
            id="euid",
            email="email address",
            phone="phone number, phone",
            address="address",
            birthday="birthday",
            company="company",
            tags="tags",
            notes="notes",
            left_out="optin ip, confirm ip, latitude, longitude, gmtoff, dstoff, timezone, cc, "
            "region, last changed, leid",
        ),
    ),
    Program(
        "shopify",
        "Shopify",
        frozenset({"first name", "last name", "email", "total spent", "total orders"}),
        _columns(
            id="customer id",
            email="email",
            phone="phone, default address phone",
            company="default address company",
            street="default address address1, default address address2",
            city="default address city",
            region="default address province code",
            country="default address country code",
            postal_code="default address zip",
            notes="note",
            tags="tags",
        ),
        any_of=frozenset({"default address city", "accepts email marketing", "tax exempt"}),
        habits=Habits(quotes=True, silent=_SILENT),
    ),
    Program(
        "square",
        "Square",
        frozenset({"square customer id"}),
        _columns(
            id="square customer id",
            email="email address",
            phone="phone number",
            nickname="nickname",
            company="company name",
            street="street address 1, street address 2",
            city="city",
            region="state",
            postal_code="postal code",
            birthday="birthday",
            since="first visit",
            notes="memo",
            left_out="creation source, instant profile",
        ),
        habits=Habits(quotes=True, silent=_SILENT),
    ),
    Program(
        "stripe",
        "Stripe",
        frozenset({"id", "email", "name", "created utc"}),
        _columns(
            id="id",
            name="name",
            email="email",
            phone="phone",
            since="created utc",
            notes="description",
        ),
        any_of=frozenset({"delinquent", "total spend", "payment count", "dispute losses"}),
        habits=Habits(silent=_SILENT),
    ),
)

FORMS = tuple(program.form for program in _PROGRAMS)
