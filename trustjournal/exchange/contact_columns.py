"""What a column of a table of people can be, by the names and values that such columns have.

Knows them in English, German, French, Spanish, Italian, Dutch and Portuguese.
"""

from collections.abc import Collection, Mapping, Sequence

from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.finding import fold
from trustjournal.exchange.table_columns import (
    NOTE,
    Known,
    Samples,
    guess,
    has_digit,
    is_address,
    is_named,
    plain,
)
from trustjournal.i18n import _


def stage_of(word: str) -> Stage | None:
    """Return the stage that a word stands for, None for any other word."""
    return _STAGES.get(fold(word.strip()))


def kind_of(word: str) -> CustomerKind | None:
    """Return the kind of customer that a word stands for, None for any other word."""
    return _CUSTOMER_KINDS.get(fold(word.strip()))


def _is_stage(value: str) -> bool:
    return stage_of(value) is not None


def _is_kind(value: str) -> bool:
    return kind_of(value) is not None


_STAGES: Mapping[str, Stage] = {
    word: stage
    for stage, words in {
        Stage.PROSPECT: "prospect, lead, interested, potential, potential customer, opportunity, "
        "subscriber, marketing qualified lead, sales qualified lead, interessent, prospecto",
        Stage.CUSTOMER: "customer, client, active, active customer, evangelist, kunde, cliente, "
        "klant",
        Stage.LOST: "lost, former, former customer, past customer, inactive, churned, ehemalig, "
        "perdido",
    }.items()
    for word in words.split(", ")
}
_CUSTOMER_KINDS: Mapping[str, CustomerKind] = {
    word: kind
    for kind, words in {
        CustomerKind.PERSON: "person, individual, private, privat, privatperson",
        CustomerKind.BUSINESS: "business, company, organization, organisation, firma, empresa",
        CustomerKind.HOUSEHOLD: "household, family, haushalt, familie, hogar",
        CustomerKind.GROUP: "group, club, gruppe, verein, grupo",
    }.items()
    for word in words.split(", ")
}

NAMES = (
    Known(
        "name",
        _("Name"),
        "full name, contact name, customer name, client name, display name, name",
        holds=is_named,
    ),
    Known(
        "given",
        _("First name"),
        "first name, firstname, given name, forename, first, vorname, prenom, nombre de pila, "
        "voornaam, primeiro nome",
        holds=is_named,
    ),
    Known("middle", _("Middle name"), "middle name, middle, zweiter vorname, segundo nombre"),
    Known(
        "family_name",
        _("Last name"),
        "last name, lastname, surname, family name, last, nachname, familienname, zuname, "
        "nom de famille, apellidos, apellido, cognome, achternaam, sobrenome, apelido, ultimo nome",
        holds=is_named,
    ),
    Known("prefix", _("Title before the name"), "name prefix, salutation, prefix, anrede"),
    Known("suffix", _("Suffix"), "name suffix, suffix"),
    Known("nickname", _("Nickname"), "nickname, spitzname, surnom, apodo, soprannome, bijnaam"),
    Known(
        "company",
        _("Company"),
        "company, company name, organization, organisation, organization name, business, "
        "business name, associated company, account name, account, employer, firma, firmenname, "
        "unternehmen, entreprise, societe, empresa, azienda, ditta, bedrijf, bedrijfsnaam",
        "company, firma, entreprise, empresa, azienda, bedrijf",
        holds=is_named,
    ),
    Known(
        "role",
        _("Role"),
        "role, job title, position, title, occupation, job, beruf, funktion, poste, fonction, "
        "cargo, puesto, ruolo, functie",
        holds=is_named,
    ),
)
REACHED = (
    Known(
        "email",
        _("E-mail"),
        "email, e mail, email address, e mail address, emails, mail, adresse e mail, "
        "adresse email, courriel, correo, correo electronico, indirizzo email, e mailadres",
        "email, emails, mail, correo, courriel",
        many=True,
        holds=is_address,
    ),
    Known(
        "phone",
        _("Phone"),
        "phone, phone number, phones, telephone, tel, mobile, cell, telefon, telefonnummer, "
        "handy, telefono, telefone, telefoon, whatsapp, numero",
        "phone, phones, telephone, tel, mobile, cell, fax, whatsapp, telefon, handy, telefono, "
        "movil, cellulare, telefone, telemovel, telefoon, portable",
        many=True,
        holds=has_digit,
    ),
)
_PLACES = (
    Known(
        "address",
        _("Address"),
        "address, addresses, full address, postal address, adresse, anschrift, direccion, "
        "indirizzo, adres, endereco",
        many=True,
    ),
    Known(
        "street",
        _("Street"),
        "street, street address, address line, strasse, strasse und hausnummer, rue, calle, via, "
        "straat, rua",
        many=True,
    ),
    Known(
        "city",
        _("City"),
        "city, town, ort, stadt, wohnort, ville, ciudad, poblacion, citta, plaats, stad, "
        "woonplaats, cidade, localidad, localidade",
        many=True,
    ),
    Known(
        "region",
        _("Region"),
        "region, state, province, county, state province, bundesland, kanton, departement, "
        "provincia, estado, regione",
        many=True,
    ),
    Known(
        "postal_code",
        _("Postal code"),
        "postal code, postcode, zip, zip code, post code, zip postal code, plz, postleitzahl, "
        "code postal, codigo postal, cap, cep",
        many=True,
    ),
    Known("country", _("Country"), "country, country region, land, pays, pais, paese", many=True),
    Known(
        "link",
        _("Web address"),
        "website, web site, web, url, link, links, homepage, web page, profile url, webseite, "
        "site web, sitio web, sito web",
        "website, url, homepage, linkedin, instagram, facebook",
        many=True,
    ),
)
_DAYS = (
    Known(
        "birthday",
        _("Birthday"),
        "birthday, birthdate, birth date, date of birth, dob, geburtstag, geburtsdatum, "
        "date de naissance, anniversaire, fecha de nacimiento, cumpleanos, data di nascita, "
        "compleanno, geboortedatum, verjaardag, data de nascimento, aniversario",
        "birthday, geburtstag",
        holds=has_digit,
    ),
    Known(
        "anniversary",
        _("Anniversary"),
        "anniversary, wedding anniversary, hochzeitstag, jahrestag",
        holds=has_digit,
    ),
    Known(
        "since",
        _("Customer since"),
        "since, customer since, client since, member since, first visit, kunde seit, "
        "client depuis, cliente desde, cliente dal, klant sinds",
        holds=has_digit,
    ),
)
_ABOUT = (
    Known(
        "kind",
        _("Person or business"),
        "kind, person or business, contact type, customer type, type",
        holds=_is_kind,
    ),
    Known(
        "stage",
        _("Stage"),
        "stage, status, lifecycle stage, customer status, lead status, type, category",
        holds=_is_stage,
    ),
    Known(
        "tags",
        _("Tags"),
        "tags, tag, labels, label, groups, group, categories, category, group membership, "
        "segment, segments, gruppe, gruppen, kategorie, kategorien, schlagworte, etiquettes, "
        "groupe, etiquetas, grupo, categoria, categorie",
        many=True,
    ),
    Known("family", _("Family"), "family, spouse, children, partner, familie, familia, famille"),
    Known("loves", _("What they love"), "loves, likes, hobby, hobbies, interests, interessen"),
    Known("avoids", _("What to avoid"), "avoids, dislikes, allergies, avoid, allergien"),
    Known(
        "prefers",
        _("How they like to be reached"),
        "prefers, preferred contact, preferred contact method, preferred channel",
    ),
    Known(
        "yearly_value",
        _("Value in a year"),
        "yearly value, annual value, value per year, annual revenue, jahresumsatz",
        holds=has_digit,
    ),
    Known(
        "referred_by",
        _("Referred by"),
        "referred by, referrer, referral, empfohlen von, recommande par, recomendado por",
        holds=is_named,
    ),
    Known(
        "notes",
        _("The note itself"),
        "notes, note, comments, comment, remarks, memo, description, about, notizen, notiz, "
        "bemerkung, bemerkungen, kommentar, anmerkung, anmerkungen, commentaire, commentaires, "
        "remarques, notas, observaciones, appunti, opmerking, opmerkingen, observacoes",
        many=True,
    ),
)

KINDS = (*NAMES, *REACHED, *_PLACES, *_DAYS, *_ABOUT)
"""What a column of people can be."""

ID = Known("id", _("Its number in the other program"))
"""What one program tells its people by."""

DAYS = frozenset(known.key for known in _DAYS)
SINGLE = frozenset(known.key for known in KINDS if not known.many)

# Names that stand for the whole name, or for the half of it that no other column has.
_EITHER = frozenset(
    {
        *("name", "nom", "nombre", "nome", "naam", "contact", "customer", "client", "person"),
        *("kunde", "kundenname", "cliente", "klant", "klantnaam", "kontakt"),
    }
)
_WHOLE = frozenset(
    {"nom complet", "nombre completo", "nombre y apellidos", "nome completo", "volledige naam"}
)


def guess_contacts(samples: Samples) -> dict[str, str]:
    """Return the likely target of each column of people.

    A plain "Name" is the whole of it, or the half that no other column has.
    """
    found = guess(KINDS, samples)
    for column, target in found.items():
        words = plain(column)
        if target in {NOTE, "name"} and words in _EITHER | _WHOLE and _speaks(samples[column]):
            taken = {key for other, key in found.items() if other != column}
            half = words not in _WHOLE and _missing_half(taken)
            key = half or "name"
            found[column] = NOTE if key in taken else key
    return found


def _missing_half(taken: set[str]) -> str:
    """Return which half of a name no column has, blank where both or none have one."""
    halves = {"given", "family_name"}
    missing = halves - taken
    return missing.pop() if len(missing) == 1 else ""


def _speaks(values: Sequence[str]) -> bool:
    return not any(values) or any(map(is_named, values))


def score_contacts(header: Collection[str]) -> int:
    """Return how sure it is that a table with these columns is one of people, at most 9."""
    found = set(guess_contacts(dict.fromkeys(header, ())).values())
    reached = len(found & {"email", "phone", "street", "address", "city", "postal_code"})
    named = not found.isdisjoint({"name", "given", "family_name", "company"})
    if not named and found.isdisjoint({"email", "phone"}):
        return 0
    return 1 + 2 * named + min(reached, 3) + 2 * (not found.isdisjoint({"birthday", "street"}))
