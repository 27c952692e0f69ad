"""People of a Monica account as drafts of customers, and the parts that everything in it has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from trustjournal.domain.records import Address
from trustjournal.exchange.contact_draft import ContactDraft
from trustjournal.i18n import _

Values = Mapping[str, Any]

_MIDNIGHT, _NOON = time(0), time(12)
_LEAP_YEAR = 2000
_DAYS = {"day": 1, "week": 7, "month": 30}


def part(one: Values, name: str) -> Values:
    """Return what a thing has under a name, where that is a thing itself."""
    found: Any = one.get(name)
    return cast("Values", found) if isinstance(found, dict) else {}


def listed(one: Values, name: str) -> list[Values]:
    """Return the things that a thing has under a name, plain or as a counted collection."""
    found: Any = part(one, name).get("values") or one.get(name)
    return cast("list[Values]", found) if isinstance(found, list) else []


def properties(one: Values) -> Values:
    """Return what is said of a thing."""
    return part(one, "properties")


def collections(one: Values) -> defaultdict[str, list[Any]]:
    """Return the things that belong to an account or a contact, by their type."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for collection in listed(one, "data"):
        found[str(collection.get("type"))] += listed(collection, "values")
    return found


def texts(told: Values, *names: str) -> list[str]:
    """Return those of these properties that say anything."""
    return [text for name in names if (text := str(told.get(name) or "").strip())]


def day_of(text: object) -> date | None:
    """Return the day that an ISO date or instant begins with."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def instant_of(text: object, zone: str) -> datetime | None:
    """Return an instant; what has no hour (midnight UTC) is taken as noon in the zone."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    if found.time() == _MIDNIGHT or found.tzinfo is None:
        hour = found.time() if found.time() != _MIDNIGHT else _NOON
        return datetime.combine(found.date(), hour, ZoneInfo(zone))
    return found


def name_of(contact: Values) -> str:
    """Return what a contact is called."""
    told = properties(contact)
    return " ".join(texts(told, "first_name", "middle_name", "last_name"))


@dataclass(frozen=True, slots=True)
class Kinds:
    """What an account calls its kinds of contact fields and life events, by their ids."""

    fields: Mapping[str, Values]
    events: Mapping[str, str]


def kinds_of(account: Values) -> Kinds:
    """Return the kinds that an account knows."""
    instance = part(account, "instance")
    fields, events = (
        {str(one.get("uuid")): properties(one) for one in listed(instance, name)}
        for name in ("contact_field_types", "life_event_types")
    )
    return Kinds(fields, {uuid: str(told.get("name") or "") for uuid, told in events.items()})


def draft_of(contact: Values, kinds: Kinds) -> ContactDraft:
    """Return what a contact says of a person; what happened with them is read elsewhere."""
    told, belongings = properties(contact), collections(contact)
    draft = ContactDraft(
        given=str(told.get("first_name") or ""),
        middle=str(told.get("middle_name") or ""),
        family_name=str(told.get("last_name") or ""),
        nickname=str(told.get("nickname") or ""),
        company=str(told.get("company") or ""),
        role=str(told.get("job") or ""),
    )
    draft.notes += texts(told, "description")
    draft.loves += [_("Food: {text}").format(text=one) for one in texts(told, "food_preferences")]
    draft.add_tags([str(tag) for tag in listed(told, "tags")])
    _add_dates(draft, told)
    for one in map(properties, belongings["contact_field"]):
        _add_field(draft, kinds.fields.get(str(one.get("type")), {}), str(one.get("data") or ""))
    for one in map(properties, belongings["address"]):
        draft.add_address(_address(one))
    for one in map(properties, belongings["pet"]):
        kind = " ".join(texts(one, "category")) or _("Pet")
        draft.family += [f"{kind}: {name}" for name in texts(one, "name")]
    _add_remarks(draft, belongings, kinds)
    return draft


def check_in_of(contact: Values) -> tuple[int | None, date | None, str] | None:
    """Return how often and when to be in touch and what about, None where nothing is planned."""
    told, belongings = properties(contact), collections(contact)
    birthday = day_of(part(told, "birthdate").get("date"))
    every_days = int(told.get("stay_in_touch_frequency") or 0) or None
    due_on = day_of(told.get("stay_in_touch_trigger_date"))
    about: list[str] = []
    for one in map(properties, belongings["reminder"]):
        day = day_of(one.get("initial_date"))
        if _is_yearly(one):
            continue
        if birthday and day and (day.month, day.day) == (birthday.month, birthday.day):
            continue
        days = _DAYS.get(str(one.get("frequency_type")), 0) * int(one.get("frequency_number") or 1)
        every_days = every_days or days or None
        due_on = min((one for one in (due_on, day) if one is not None), default=None)
        about.append(_dated(day, texts(one, "title", "description")))
    open_tasks = (one for one in map(properties, belongings["task"]) if not one.get("completed"))
    about += [": ".join(texts(one, "title", "description")) for one in open_tasks]
    if every_days is None and due_on is None and not about:
        return None
    return every_days, due_on, "\n".join(filter(None, about))


def _is_yearly(reminder: Values) -> bool:
    return reminder.get("frequency_type") == "year"


def _add_dates(draft: ContactDraft, told: Values) -> None:
    for name, label in (
        ("birthdate", "birthday"),
        ("deceased_date", _("Died")),
        ("first_met_date", _("First met")),
    ):
        special = part(told, name)
        day = day_of(special.get("date"))
        if day is None:
            continue
        if special.get("is_age_based"):
            draft.add_extra(_("Born about"), str(day.year))
        elif special.get("is_year_unknown"):
            draft.add_date(label, f"--{day.month:02}-{day.day:02}")
        else:
            draft.add_date(label, day.isoformat())
    if told.get("is_dead") and not told.get("deceased_date"):
        draft.notes.append(_("Has died."))


def _add_field(draft: ContactDraft, kind: Values, value: str) -> None:
    name, protocol = str(kind.get("name") or ""), str(kind.get("protocol") or "")
    if not value.strip():
        return
    if protocol.startswith("mailto") or ("@" in value and "mail" in name.casefold()):
        draft.add_email(value)
    elif protocol.startswith("tel") or kind.get("type") == "phone":
        draft.add_phone(value)
    else:
        draft.add_link(value, name)


def _address(one: Values) -> Address:
    return Address(
        label=" ".join(texts(one, "name")),
        street="\n".join(texts(one, "street")),
        city="".join(texts(one, "city")),
        region="".join(texts(one, "province")),
        postal_code="".join(texts(one, "postal_code")),
        country="".join(texts(one, "country")),
    )


def _add_remarks(draft: ContactDraft, belongings: Mapping[str, list[Any]], kinds: Kinds) -> None:
    for note in belongings["note"]:
        draft.notes.append(_dated(day_of(note.get("created_at")), texts(properties(note), "body")))
    for one in map(properties, belongings["life_event"]):
        kind = [kinds.events.get(str(one.get("type")), "")]
        said = [*filter(None, kind), *texts(one, "name", "note")]
        draft.notes.append(_dated(day_of(one.get("happened_at")), said))
    for one in map(properties, belongings["reminder"]):
        if _is_yearly(one) and one.get("delible", True) and (title := "".join(texts(one, "title"))):
            draft.add_date(title, str(one.get("initial_date") or "")[:10])
    for one in map(properties, belongings["task"]):
        if one.get("completed"):
            done_on = day_of(one.get("completed_at"))
            draft.notes.append(_dated(done_on, texts(one, "title", "description")))
    for one in map(properties, belongings["debt"]):
        who = _("You owe them") if one.get("in_debt") else _("They owe you")
        draft.add_extra(who, " ".join(texts(one, "amount", "currency", "status")))


def _dated(day: date | None, said: Sequence[str]) -> str:
    text = ": ".join(said)
    return f"{day.isoformat()}: {text}" if day and text else text
