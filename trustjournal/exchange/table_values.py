"""Values of a cell that other programs and people write in many ways: sums, lengths, feelings.

Also the words for channels, kinds of contact and who began it, in several languages.
"""

import re
from collections.abc import Hashable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar

from trustjournal.domain.choices import Began, Channel, Kind
from trustjournal.domain.finding import fold

_Meaning = TypeVar("_Meaning", bound=Hashable)

_WORD = re.compile(r"[^\W_]+")
_NOT_OF_A_SUM = re.compile(r"[^\d.,-]")
_MARK = re.compile(r"[.,]")
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)")
_STARS = {"★": 1, "⭐": 1}
# What the selectors of emoji and skin say is nothing about a feeling.
_SELECTORS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_BEST_FEELING, _STAR_SCALE, _TEN_SCALE = 2, 5, 10


def _lookup(lists: Mapping[_Meaning, str]) -> dict[str, _Meaning]:
    return {word: meaning for meaning, words in lists.items() for word in words.split()}


_CHANNELS = _lookup(
    {
        Channel.PHONE: "phone call called calls telephone tel telefon anruf telefonat angerufen "
        "appel telephonique llamada telefono telefonica chiamata telefonata bellen gebeld "
        "telefoon ligacao chamada voicemail",
        Channel.VIDEO: "video zoom teams skype meet facetime videollamada videocall visio",
        Channel.EMAIL: "email mail mailed emailed courriel correo mejl",
        Channel.MESSAGE: "message text texted sms whatsapp chat signal telegram imessage "
        "nachricht mensaje messaggio bericht mensagem",
        Channel.SOCIAL: "social instagram facebook linkedin twitter tiktok dm",
        Channel.POST: "post letter card postcard parcel brief karte paket lettre carta lettera",
        Channel.IN_PERSON: "person visit visited met meeting meetup lunch coffee shop store fair "
        "persoenlich personlich besuch treffen laden messe visite visita persona rencontre "
        "reunion reunio incontro bezoek encontro personne",
    }
)
_KINDS = _lookup(
    {
        Kind.COMPLAINT: "complaint complained beschwerde reklamation reclamation plainte queja "
        "reclamo klacht reclamacao",
        Kind.ENQUIRY: "enquiry inquiry question request lead anfrage frage demande consulta "
        "pregunta richiesta vraag pedido pergunta",
        Kind.ORDER: "order ordered purchase sale bought bestellung kauf commande achat pedido "
        "compra ordine bestelling",
        Kind.DELIVERY: "delivery delivered shipment lieferung livraison entrega consegna levering",
        Kind.PRICE: "quote quotation offer price estimate angebot preis devis presupuesto "
        "preventivo offerte orcamento",
        Kind.MEETING: "meeting meetup besprechung reunion reunio riunione vergadering reuniao",
        Kind.VISIT: "visit visited besuch visite visita bezoek",
        Kind.THANKS: "thanks thank danke dank merci gracias grazie bedankt obrigado obrigada",
        Kind.PRAISE: "praise praised compliment lob elogio complimento",
        Kind.ADVICE: "advice consultation beratung conseil consejo consulenza advies",
        Kind.RENEWAL: "renewal renewed verlaengerung renouvellement renovacion rinnovo",
        Kind.MISSED_CALL: "missed verpasst manque perdida persa gemist",
        Kind.CONVERSATION: "conversation talk talked chat gespraech gesprach conversacion "
        "conversazione gesprek conversa",
        Kind.REFERENCE: "reference referral empfehlung recommandation recomendacion",
    }
)
_BEGAN = _lookup(
    {
        Began.THEM: "them they in incoming inbound received customer client eingehend ein kunde "
        "entrant recu entrante recibida ricevuta inkomend ontvangen recebida sie ellos loro",
        Began.US: "us me we out outgoing outbound sent made ausgehend aus wir ich sortant emis "
        "saliente enviada uscente inviata uitgaand verzonden enviada nosotros nous noi",
    }
)
_IN_PASSING = _lookup(
    {
        Began.THEM: "incoming inbound received missed eingehend verpasst entrant entrante",
        Began.US: "outgoing outbound sent ausgehend sortant saliente",
    }
)
_FEELINGS: Mapping[str, int] = {
    word: feeling
    for feeling, words in {
        2: "++ great excellent delighted fantastic amazing wonderful very_good very_happy "
        "sehr_gut super begeistert tres_bien excelente muy_bien ottimo molto_bene uitstekend "
        "otimo muito_bom 😀 😃 😄 😁 😍 🤩 🥰 ❤ :-d :d",
        1: "+ good happy fine pleased positive warm gut zufrieden froh bien content contento bueno "
        "positivo buono bene goed blij bom 🙂 😊 ☺ 👍 :-) :)",
        0: "o ok okay neutral so_so mixed meh average mittel normal moyen regular neutro medio "
        "neutraal 😐 😑 :-| :|",
        -1: "- − – bad unhappy poor negative cool disappointed schlecht unzufrieden mal malo "
        "mauvais negativo male cattivo slecht ruim mau 🙁 ☹ 😕 😞 😟 👎 :-( :(",
        -2: "-- −− –– terrible awful angry furious very_bad horrible sehr_schlecht wuetend wutend "
        "tres_mal furieux muy_mal terribile pessimo molto_male zeer_slecht pessimo 😠 😡 🤬 😢 😭 "
        ":'(",
    }.items()
    for word in words.split()
}


@lru_cache(maxsize=2048)
def channel_of(text: str) -> Channel | None:
    """Return the channel that a cell names, None where none of its words is one."""
    plain = fold(text).replace("e-mail", "email")
    exact = plain.strip().replace(" ", "_")
    if exact in set(Channel):
        return Channel(exact)
    return next((_CHANNELS[word] for word in _WORD.findall(plain) if word in _CHANNELS), None)


@lru_cache(maxsize=2048)
def kind_of(text: str) -> Kind | None:
    """Return the kind of contact that a cell names, None where none of its words is one."""
    plain = fold(text)
    exact = plain.strip().replace(" ", "_")
    if exact in set(Kind):
        return Kind(exact)
    return next((_KINDS[word] for word in _WORD.findall(plain) if word in _KINDS), None)


@lru_cache(maxsize=2048)
def began_of(text: str) -> Began | None:
    """Return who began it by a cell, None where it does not say."""
    return next((_BEGAN[word] for word in _WORD.findall(fold(text)) if word in _BEGAN), None)


@lru_cache(maxsize=2048)
def began_in_passing(text: str) -> Began | None:
    """Return who began it by a cell about something else: "incoming call", not "in person"."""
    words = _WORD.findall(fold(text))
    return next((_IN_PASSING[word] for word in words if word in _IN_PASSING), None)


@lru_cache(maxsize=2048)
def feeling_of(text: str, highest: float) -> int | None:
    """Return a feeling from -2 to +2: in words, smileys, stars, or a number of some scale.

    Numbers up to 2 are such feelings; where the `highest` of a column is up to 5 they count from
    one star to five, beyond that from 0 to 10 as one is asked how likely one would recommend.

    >>> feeling_of("very happy", 0), feeling_of("🙁", 0), feeling_of("★★★★", 0)
    (2, -1, 1)
    >>> feeling_of("-1", 2), feeling_of("4", 5), feeling_of("9", 10), feeling_of("x", 5)
    (-1, 1, 2, None)
    """
    plain = _SELECTORS.sub("", fold(text).strip())
    if "★" in plain or "⭐" in plain:
        return _of_stars(sum(plain.count(star) for star in _STARS))
    found = _FEELINGS.get(plain.replace(" ", "_"))
    if found is not None:
        return found
    try:
        number = float(plain.replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    if number < 0 or highest <= _BEST_FEELING:
        return _within(number)
    if highest <= _STAR_SCALE:
        return _of_stars(number)
    return _within((number - _STAR_SCALE) / 2) if number <= _TEN_SCALE else None


def _of_stars(stars: float) -> int | None:
    return _within(stars - 3) if 0 <= stars <= _STAR_SCALE else None


def _within(feeling: float) -> int | None:
    # Not a number and infinities are floats too.
    if not -_TEN_SCALE <= feeling <= _TEN_SCALE:
        return None
    return max(-_BEST_FEELING, min(_BEST_FEELING, round(feeling)))


def amount(text: str) -> Decimal | None:
    """Return a sum of money to the cent, None for what is none.

    >>> amount("1,234.50 €"), amount("1.234,5"), amount("12"), amount("a lot")
    (Decimal('1234.50'), Decimal('1234.50'), Decimal('12.00'), None)
    """
    digits = _NOT_OF_A_SUM.sub("", text)
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark >= 0 and len(digits) - mark - 1 != 3:
        digits = _MARK.sub("", digits[:mark]) + "." + digits[mark + 1 :]
    else:
        digits = _MARK.sub("", digits)
    try:
        return round(Decimal(digits), 2)
    except InvalidOperation:
        return None


@lru_cache(maxsize=2048)
def minutes_of(text: str, column: str = "") -> int | None:
    """Return a length of time in minutes, None for what is none.

    A number without a unit has that of the column's name, else minutes.

    >>> minutes_of("45"), minutes_of("1:30"), minutes_of("1 h 30 min"), minutes_of("90", "Seconds")
    (45, 90, 90, 2)
    """
    text = fold(text).strip()
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return hours * 60 + minutes + round(seconds / 60)
    parts = _LENGTH.findall(text)
    if not parts:
        return None
    unit = next(iter(re.findall("hour|sec|std", fold(column))), "min")
    total = sum(float(number.replace(",", ".")) * _unit(word or unit) for number, word in parts)
    return round(total) if 0 <= total < 60 * 24 * 31 else None


def _unit(word: str) -> float:
    if word.startswith(("h", "std", "stund", "uur", "ore")):
        return 60
    return 1 / 60 if word.startswith("s") else 1
