"""What a column of a contact log or of help-desk tickets can be, by its name and its values.

Knows them in English, German, French, Spanish, Italian, Dutch and Portuguese.
"""

import re
from collections.abc import Callable, Collection, Sequence

from trustjournal.domain.matching import name_words
from trustjournal.exchange.contact_columns import NAMES, REACHED, guess_contacts
from trustjournal.exchange.table_columns import (
    NOTE,
    Known,
    Samples,
    guess,
    has_digit,
    is_named,
    plain,
)
from trustjournal.exchange.table_times import read_moment
from trustjournal.exchange.table_values import began_of, channel_of, feeling_of, kind_of
from trustjournal.i18n import _


def _is_channel(value: str) -> bool:
    return channel_of(value) is not None


def _is_kind(value: str) -> bool:
    return kind_of(value) is not None


def _says_who_began(value: str) -> bool:
    return began_of(value) is not None


def _is_feeling(value: str) -> bool:
    return feeling_of(value, 0) is not None


_PERSON = Known(
    "person",
    _("Who"),
    "person, people, who, with, name, customer, customer name, client, client name, contact, "
    "contact name, full name, contact person, customers, clients, contacts, attendees, whom, "
    "spoke with, spoke to, talked with, talked to, met, met with, guest, patient, member, buyer, "
    "kunde, kundin, kundenname, ansprechpartner, teilnehmer, gast, wer, mit, mit wem, kontakt, "
    "personne, interlocuteur, nom, nom du client, nom complet, qui, avec, avec qui, "
    "cliente, nombre, nombre del cliente, nombre completo, persona, quien, con quien, contacto, "
    "nome, nome cliente, nome completo, chi, con chi, contatto, klant, klantnaam, persoon, "
    "contactpersoon, wie, met wie, naam, contato, pessoa, quem, com quem, "
    "company, firma, account, account name, business, organization, organisation",
    holds=is_named,
)
_NOTES = Known(
    "notes",
    _("The note itself"),
    "notes, note, comments, comment, description, details, what, text, message, remarks, body, "
    "content, entry, log, summary, outcome, what happened, what was said, what we talked about, "
    "discussion, discussed, conversation, call notes, meeting notes, visit notes, interaction, "
    "memo, report, update, what we discussed, what was done, what i did, talk, event, history, "
    "detail, recap, was war, was passiert ist, worum ging es, gesprach, gesprachsnotiz, inhalte, "
    "ereignis, zusammenfassung, ce qui s est passe, ce qui a ete dit, resume, detail, nota, "
    "comentario, comentarios, de que hablamos, lo que hablamos, resumen, detalle, detalles, "
    "commenti, dettagli, riassunto, notities, notitie, samenvatting, wat er gebeurde, "
    "wat is er gebeurd, toelichting, o que aconteceu, comentarios, resumo, detalhes, "
    "was geschah, besprochen, gespraech, was besprochen, "
    "echange, compte rendu, que paso, conversacion, "
    "cosa e successo, conversazione, besproken, gesprek, conversa, "
    "notizen, notiz, bemerkung, bemerkungen, kommentar, "
    "beschreibung, inhalt, was, commentaire, commentaires, remarques, notas, observaciones, "
    "descripcion, appunti, descrizione, opmerking, opmerkingen, omschrijving, observacoes",
    "happened, talked, discussed, discussion, conversation, spoke, besprochen, besproken",
    many=True,
)
_SUBJECT = Known(
    "subject",
    _("What it was about"),
    "subject, topic, topics, title, about, regarding, re, betreff, thema, themen, objet, sujet, "
    "asunto, tema, temas, oggetto, argomento, onderwerp, assunto",
)
_ID = Known("id", _("Its number in the other program"), "id, entry id, record id, number, no, nr")

LOG = (
    _PERSON,
    NAMES[1],
    NAMES[3],
    *REACHED,
    Known(
        "date",
        _("Date"),
        "date, day, when, contact date, date of contact, call date, date of call, visit date, "
        "date of visit, meeting date, date of meeting, date contacted, contacted on, contacted, "
        "called on, visited on, met on, spoke on, entry date, log date, activity date, event date, "
        "datum des kontakts, kontaktdatum, gesprachsdatum, besuchsdatum, am, "
        "date de contact, date du contact, date de visite, le, fecha de contacto, "
        "fecha del contacto, fecha de visita, data contatto, data del contatto, data do contato, "
        "contactdatum, bezoekdatum, gespreksdatum, datum contact, "
        "happened on, happened at, date time, date and time, datetime, timestamp, logged at, "
        "datum, tag, wann, zeitpunkt, jour, quand, fecha, dia, cuando, data, giorno, quando, dag",
        holds=has_digit,
    ),
    Known(
        "time",
        _("Time"),
        "time, time of day, start, start time, uhrzeit, zeit, heure, hora, ora, tijd, tijdstip",
        holds=has_digit,
    ),
    Known(
        "channel",
        _("Channel"),
        "channel, medium, method, how, wie, via, contact type, type of contact, contact method, "
        "method of contact, contact channel, contacted via, communication, mode, by, format, type, "
        "kanal, kontaktart, kontaktweg, art, canal, moyen, moyen de contact, mode de contact, "
        "medio, medio de contacto, forma de contacto, tipo de contacto, tipo, como, mezzo, "
        "modalita, tipo di contatto, kanaal, contactwijze, soort contact, hoe, meio",
        holds=_is_channel,
    ),
    Known(
        "began",
        _("Who began"),
        "began, direction, who began, initiated by, started by, contacted by, in out, richtung, "
        "von wem, sens, direccion, sentido, direzione, richting, direcao",
        holds=_says_who_began,
    ),
    Known(
        "kind",
        _("What it was"),
        "kind, kind of contact, purpose, reason, type, category, activity, what, anlass, zweck, "
        "kategorie, was, motif, motivo, categoria, soort",
        holds=_is_kind,
    ),
    Known(
        "feeling",
        _("How it felt"),
        "feeling, mood, how it felt, how did it feel, sentiment, smiley, gefuehl, gefuhl, "
        "stimmung, humeur, ressenti, animo, sensacion, umore, gevoel, stemming, humor",
        holds=_is_feeling,
    ),
    Known(
        "minutes",
        _("How long"),
        "minutes, duration, length, mins, min, duration minutes, duration min, dauer, minuten, "
        "duree, duracion, durata, duur, duracao",
        "duration, dauer, duree, duracion, durata, duur",
        holds=has_digit,
    ),
    _SUBJECT,
    _NOTES,
    Known(
        "answered",
        _("Answered at"),
        "answered, answered at, answered on, replied, replied at, reply date, beantwortet, "
        "beantwortet am, repondu le, respondido, risposto",
        holds=has_digit,
    ),
    Known(
        "amount",
        _("What they paid"),
        "amount, paid, total, price, sale, revenue, amount paid, spent, order value, betrag, "
        "umsatz, summe, preis, montant, prix, importe, precio, importo, prezzo, bedrag, prijs, "
        "valor, preco",
        holds=has_digit,
    ),
    Known("promise", _("What I promised them, still open")),
    _ID,
)
"""What a column of a contact log can be."""

TICKETS = (
    Known(
        "person",
        _("Who"),
        "requester, requester name, requested by, reported by, reporter, submitter, created by, "
        "customer, customer name, contact, contact name, client, full name, user, name, from, "
        "melder, kunde, demandeur, solicitante, richiedente, aanvrager",
        holds=is_named,
    ),
    Known(
        "email",
        _("E-mail"),
        "requester email, email, e mail, contact email, customer email, email address, mail",
        "email",
    ),
    REACHED[1],
    Known(
        "date",
        _("When it came in"),
        "created, created at, created on, created time, created date, opened, opened at, "
        "opened on, date opened, date created, submitted, submitted at, reported on, date, "
        "erstellt, erstellt am, eroeffnet am, cree le, fecha de creacion, creato il, aangemaakt op",
        holds=has_digit,
    ),
    Known(
        "answered",
        _("Answered at"),
        "first response, first response at, first response date, first responded at, "
        "initial response time, first reply at, answered, answered at, answered on, replied at, "
        "responded at, beantwortet am, repondu le, respondido",
        holds=has_digit,
    ),
    Known(
        "closed",
        _("Closed at"),
        "closed, closed at, closed on, closed time, closed date, date closed, solved at, solved, "
        "resolved, resolved at, resolved on, resolved time, completed, completed at, "
        "geschlossen am, geloest am, gelost am, clos le, resolu le, cerrado, chiuso il",
        holds=has_digit,
    ),
    Known("subject", _SUBJECT.words, f"summary, {_SUBJECT.names}"),
    Known("notes", _("The note itself"), f"{_NOTES.names}, issue, problem, question", many=True),
    Known(
        "channel",
        _("Channel"),
        "channel, source, via, contact method, origin, received via, kanal, canal, canale",
        holds=_is_channel,
    ),
    Known("kind", _("What it was"), "type, ticket type, category, kategorie", holds=_is_kind),
    Known(
        "rating",
        _("Their rating"),
        "satisfaction score, satisfaction rating, satisfaction, rating, csat, csat score, score, "
        "survey rating, customer rating, stars, feedback rating, bewertung, zufriedenheit, "
        "valoracion",
    ),
    Known(
        "id",
        _("Number of the ticket"),
        "ticket, ticket id, ticket number, ticket no, case number, number, id, key, ticketnummer",
    ),
)
"""What a column of help-desk tickets can be."""

LOG_SINGLE = frozenset(known.key for known in LOG if not known.many)
TICKETS_SINGLE = frozenset(known.key for known in TICKETS if not known.many)

_HALVES = frozenset({"given", "family_name"})
_REACHED = _HALVES | {"person", "email", "phone"}
_OF_A_CONTACT = frozenset({"channel", "began", "kind", "feeling", "minutes"})
_TOLD = frozenset({"notes", "subject"})
# Columns that look like the day or the text of a contact, and are about what comes after it.
_AHEAD = re.compile(
    r"\b(follow ?up|next|due|deadline|until|todo|to do|nachst\w*|naechst\w*|faellig|fallig|bis|"
    r"wiedervorlage|prochain\w*|suivi|relance|echeance|proxim\w*|seguimiento|scadenza|prossim\w*|"
    r"volgend\w*|opvolging)\b"
)
_LONG_TEXT, _NAME_WORDS = 20, 6
_MOSTLY, _FEW = 0.7, 3
_REPEATING = 0.8
_OF_A_TICKET = frozenset(
    {"status", "priority", "assigned to", "assignee", "agent", "ticket type", "group", "due on"}
    | {"ticket", "ticket id", "ticket number", "ticket no", "case number", "queue", "severity"}
)


def guess_log(samples: Samples) -> dict[str, str]:
    """Return the likely target of each column of a contact log.

    The day, the person and the note are known by what stands in a column where no name tells them.
    """
    found = guess(LOG, samples)
    if {*found.values()} >= _HALVES:  # then any other name is that of a company
        found |= {column: NOTE for column, target in found.items() if target == "person"}
    people = guess_contacts(samples)
    for key, known_by, holds in _BY_CONTENT:
        if known_by.isdisjoint(found.values()):
            for column, target in found.items():
                is_open = target == people[column] == NOTE and not _AHEAD.search(plain(column))
                if is_open and _mostly(holds, samples[column]):
                    found[column] = key
                    break
    return found


def guess_tickets(samples: Samples) -> dict[str, str]:
    """Return the likely target of each column of help-desk tickets."""
    return guess(TICKETS, samples)


def score_log(samples: Samples) -> int:
    """Return how sure it is that a table of these columns is a contact log, at most 8.

    A day that only its values tell may be any day of people, unless their names come again.
    """
    columns = guess_log(samples)
    # By their names alone: people may have numbers, and days be none that can be read.
    named = guess(LOG, dict.fromkeys(samples, ()))
    found = {*columns.values(), *(_REACHED | {"date"}).intersection(named.values())}
    if "date" not in found or found.isdisjoint(_REACHED):
        return 0
    is_contact, is_told = not found.isdisjoint(_OF_A_CONTACT), not found.isdisjoint(_TOLD)
    is_surely_day = "date" in named.values()
    who = [column for column, target in columns.items() if target in _REACHED]
    if not is_surely_day and not _repeats(samples, who):
        return 2 if is_contact or is_told else 0
    if is_contact:
        return 8
    return 6 if is_told else 4


def score_tickets(header: Collection[str]) -> int:
    """Return how sure it is that a table with these columns is one of tickets, 9 or 0."""
    found = set(guess_tickets(dict.fromkeys(header, ())).values())
    if "date" not in found or found.isdisjoint(_REACHED):
        return 0
    told = len(_OF_A_TICKET & frozenset(map(plain, header)))
    return 9 if told + len(found & {"answered", "closed"}) > 1 and told else 0


def _mostly(holds: Callable[[str], bool], values: Sequence[str]) -> bool:
    told = [value for value in values if value]
    return bool(told) and sum(map(holds, told)) >= _MOSTLY * len(told)


def _is_day(value: str) -> bool:
    return read_moment(value).is_read


def _is_name(value: str) -> bool:
    words = value.split()
    return is_named(value) and not has_digit(value) and 0 < len(words) <= _NAME_WORDS


def _is_prose(value: str) -> bool:
    return len(value) >= _LONG_TEXT and " " in value and is_named(value)


_BY_CONTENT = (
    ("date", frozenset({"date"}), _is_day),
    ("person", _REACHED, _is_name),
    ("notes", _TOLD, _is_prose),
)


def _repeats(samples: Samples, columns: Sequence[str]) -> bool:
    """Tell whether the same people come again and again in the first rows."""
    rows = [" ".join(cells) for cells in zip(*(samples[column] for column in columns), strict=True)]
    told = [tuple(sorted(name_words(one))) for one in rows if one.strip()]
    return len(told) >= _FEW and len({*told}) <= _REPEATING * len(told)
