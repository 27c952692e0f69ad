"""Accounts and contacts of Salesforce as drafts of customers, by the API names of their columns."""

from collections.abc import Iterator, Mapping

from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Address
from trustjournal.exchange.contact_draft import ContactDraft, label_word
from trustjournal.i18n import _

Row = Mapping[str, str]

_NAMES = {
    "Salutation": "prefix",
    "FirstName": "given",
    "MiddleName": "middle",
    "LastName": "family_name",
    "Suffix": "suffix",
}
_PHONES = (
    ("Phone", "work"),
    ("MobilePhone", "mobile"),
    ("HomePhone", "home"),
    ("OtherPhone", "other"),
    ("AssistantPhone", _("Assistant")),
    ("PersonMobilePhone", "mobile"),
    ("PersonHomePhone", "home"),
    ("Fax", "fax"),
)
_ADDRESSES = (
    ("Billing", _("Billing")),
    ("Shipping", _("Delivery")),
    ("Mailing", "work"),
    ("Other", "other"),
    ("PersonMailing", "home"),
)
_PARTS = ("Street", "City", "State", "PostalCode", "Country")
_MISSING = frozenset({"", "0", "0.0", "false"})
_READ = frozenset(
    {
        *(
            *_NAMES,
            "Name",
            "Title",
            "Email",
            "PersonEmail",
            "PersonTitle",
            "Website",
            "Description",
        ),
        *("Birthdate", "PersonBirthdate", "Type", "ReportsToId", "AccountId", "ParentId"),
        *(column for column, _label in _PHONES),
        *(kind + part for kind, _label in _ADDRESSES for part in _PARTS),
    }
)
# What Salesforce writes for itself, and ids that name nobody here.
_TECHNICAL = (
    *("Id", "IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"),
    *("SystemModstamp", "LastActivityDate", "LastViewedDate", "LastReferencedDate", "OwnerId"),
    *("MasterRecordId", "RecordTypeId", "PhotoUrl", "Jigsaw", "JigsawContactId", "CleanStatus"),
    *("LastCURequestDate", "LastCUUpdateDate", "EmailBouncedReason", "EmailBouncedDate"),
    *("IsEmailBounced", "IsPersonAccount", "PersonContactId", "IndividualId", "DandbCompanyId"),
    *("Latitude", "Longitude", "GeocodeAccuracy", "IsPriorityRecord", "OperatingHoursId"),
)


def name_of(cells: Row) -> str:
    """Return what a contact is called."""
    parts = (cells.get(column, "").strip() for column in ("FirstName", "LastName"))
    return cells.get("Name", "").strip() or " ".join(filter(None, parts))


def stage(cells: Row, otherwise: Stage) -> Stage:
    """Return how far the business with an account has come, where its type says so."""
    kind = cells.get("Type", "").casefold()
    if kind.startswith(("prospect", "lead")):
        return Stage.PROSPECT
    if kind.startswith(("former", "lost", "ex-")):
        return Stage.LOST
    return Stage.CUSTOMER if kind.startswith("customer") else otherwise


def account(cells: Row) -> ContactDraft:
    """Return what a row of Account.csv says: a business, or a person where it names one."""
    draft = ContactDraft()
    if cells.get("LastName", "").strip():
        _read_name(draft, cells)
    else:
        draft.company, draft.is_business = cells.get("Name", ""), True
    _read_rest(draft, cells)
    return draft


def contact(cells: Row, *, company: str, reports_to: str) -> ContactDraft:
    """Return what a row of Contact.csv says; the names of others come from other rows."""
    draft = ContactDraft(company=company)
    _read_name(draft, cells)
    _read_rest(draft, cells)
    draft.add_extra(_("Reports to"), reports_to)
    return draft


def own_fields(cells: Row) -> tuple[tuple[str, str], ...]:
    """Return the fields that somebody added to Salesforce, by their titles."""
    return tuple(
        (column.removesuffix("__c").replace("_", " "), value.strip())
        for column, value in cells.items()
        if column.endswith("__c") and value.strip()
    )


def _read_name(draft: ContactDraft, cells: Row) -> None:
    for column, name in _NAMES.items():
        setattr(draft, name, cells.get(column, ""))
    if not (draft.given.strip() or draft.family_name.strip()):
        draft.full_name = cells.get("Name", "")
    draft.role = cells.get("Title", "") or cells.get("PersonTitle", "")


def _read_rest(draft: ContactDraft, cells: Row) -> None:
    for column, label in _PHONES:
        draft.add_phone(cells.get(column, ""), label)
    for column in ("Email", "PersonEmail"):
        if cells.get(column, "").strip():
            draft.add_email(cells[column])
    for address in _addresses(cells):
        draft.add_address(address)
    draft.add_link(cells.get("Website", ""), "")
    for column in ("Birthdate", "PersonBirthdate"):
        if cells.get(column, "").strip():
            draft.add_date("birthday", cells[column])
    if cells.get("Description", "").strip():
        draft.notes.append(cells["Description"].strip())
    for column, value in cells.items():
        known = column in _READ or column.endswith(("__c", *_TECHNICAL))
        if not known and value.strip().casefold() not in _MISSING:
            draft.add_extra(_spaced(column), value)


def _addresses(cells: Row) -> Iterator[Address]:
    for kind, label in _ADDRESSES:
        street, city, region, postal_code, country = (
            cells.get(kind + part, "").strip() for part in _PARTS
        )
        if street or city or region or postal_code or country:
            yield Address(
                label=label_word(label),
                street=street,
                city=city,
                region=region,
                postal_code=postal_code,
                country=country,
            )


def _spaced(column: str) -> str:
    """Return an API name as words: LeadSource is "Lead source"."""
    words = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in column)
    return words.strip().capitalize()
