"""What the owner types to find something, as a tree: words, and filters such as `tag:vip`.

- Plain words are looked for as beginnings of words in notes and inside of words elsewhere, accents
  and letter case aside; "several words" in quotes stand exactly so; -word leaves out.
- `key:value` narrows. A value with spaces stands in quotes, `tag:vip,family` means either of
  them, and numbers and days also follow >, >=, < and <=: `value>1000`, `since>=2024-05`.
- OR in capitals stands between two terms of which one is enough.

Nothing that can be typed is an error: what is no filter is a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from math import inf

from trustjournal.domain.capture_dates import past_day
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.finding import fold
from trustjournal.domain.search_words import CHOICES, DEPTHS, FIELDS, OR, Choice, Field

MOST_TERMS = 32
"""What is typed beyond so many terms is not looked at: no owner types them, a paste might."""

_LONGEST = 1000  # letters, for the same reason
_FARTHEST = 10**15  # the largest number that a column of amounts can be compared with
_QUOTES = '"“”„«»'
_QUOTED = rf"[{_QUOTES}][^{_QUOTES}]*(?:[{_QUOTES}]|$)"
_TERM = re.compile(
    r"(?P<minus>[-−](?=[^\s\-−]))?"
    r"(?:(?P<key>[^\W\d_][\w-]*?)(?P<sign>>=|<=|[:=<>])"
    rf"(?P<value>(?:{_QUOTED}|[^\s{_QUOTES}])*)"
    rf"|(?P<quoted>{_QUOTED})|(?P<plain>[^\s{_QUOTES}]+))"
)
_UNQUOTED = str.maketrans("", "", _QUOTES)
_DAYS = {Field.FROM, Field.UNTIL, Field.ON, Field.SINCE}
_NUMBERS = {Field.AMOUNT, Field.VALUE, Field.QUIET, Field.DEPTH}
_NEARLY = 0.8  # of 1: one letter too few, too many or wrong in a name of five
_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(0?[1-9]|1[0-2]))?")
_OWN = re.compile(r"(>=|<=|[=<>:])")
_BETWEEN = re.compile(r"([0-9.,]+)(?:-|\.\.|…)([0-9.,]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Something written: a word or its beginning, or with `whole` these words as they stand."""

    text: str
    whole: bool = False

    @property
    def folded(self) -> str:
        """The words without case and accents, one space between them."""
        return " ".join(fold(self.text).split())


@dataclass(frozen=True, slots=True)
class Choose:
    """One of several choices of a record: a channel, a stage, what it is or has."""

    field: Field
    among: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A tag, person, company, group or place of which one is called so; `texts` are folded."""

    field: Field
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; None where it is open."""

    field: Field
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; `above` and `below` say that the end itself is left out."""

    field: Field
    low: float = -inf
    high: float = inf
    above: bool = False
    below: bool = False

    def holds(self, number: float) -> bool:
        """Tell whether a number lies in the range."""
        reached = number > self.low if self.above else number >= self.low
        return reached and (number < self.high if self.below else number <= self.high)


@dataclass(frozen=True, slots=True)
class Own:
    """A field of the owner's own: `title` folded, and what is in it; "" for anything at all."""

    title: str
    sign: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the term does not fit."""

    term: "Term"


@dataclass(frozen=True, slots=True)
class Any:
    """Whatever one of the terms fits."""

    terms: tuple["Term", ...]


Filter = Choose | Named | Span | Range | Own
Term = Words | Filter | Not | Any


@dataclass(frozen=True, slots=True)
class Query:
    """Whatever fits all of the terms; without any it is everything."""

    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[Words, ...]:
        """What is looked for in writing, to be marked where it is found."""
        return tuple(_words(self.terms))

    @property
    def is_plain(self) -> bool:
        """Tell whether there are words alone, of which every one must be there."""
        return all(isinstance(term, Words) for term in self.terms)

    def __bool__(self) -> bool:
        return bool(self.terms)


EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class Unread:
    """What looks like a filter and is looked for as words; `field` is what it may have meant.

    `better` is how that would be written where a slip in its name is all that is wrong, else "".
    """

    typed: str
    field: Field
    better: str = ""


def parse(text: str, today: date) -> Query:
    """Read what was typed; `today` is what "yesterday" counts from. Any text is read.

    >>> parse('oak -walnut "blue jug"', date(2026, 11, 20)).terms
    (Words(text='oak', whole=False), Not(term=Words(text='walnut', whole=False)), \
Words(text='blue jug', whole=True))
    """
    terms: list[Term] = []
    either = False
    for found in _TERM.finditer(_storable(text[:_LONGEST])):
        if found.group() in OR:
            either = bool(terms)
            continue
        term = _term(found, today)
        if term is None:
            continue
        terms.append(_either(terms.pop(), term) if either else term)
        either = False
        if len(terms) == MOST_TERMS:
            break
    return Query(tuple(terms))


def unread(text: str, today: date) -> tuple[Unread, ...]:
    """Return what looks like a filter and is none: of a name that is known, or nearly so.

    >>> [one.typed for one in unread("depth:foo note: 10:30 tag:vip", date(2026, 11, 20))]
    ['depth:foo']
    """
    found = (_unread(term, today) for term in _TERM.finditer(_storable(text[:_LONGEST])))
    return tuple(dict.fromkeys(filter(None, found)))


def _unread(found: re.Match[str], today: date) -> Unread | None:
    key, sign = fold(found["key"] or ""), found["sign"]
    value = (found["value"] or "").translate(_UNQUOTED).strip()
    near = [key] if key in FIELDS else get_close_matches(key, FIELDS, n=1, cutoff=_NEARLY)
    if not near or not value or value.startswith("//"):
        return None
    read = _filter(FIELDS[near[0]], sign, value, today)
    if read and near[0] == key:
        return None
    written = found["value"].strip()
    return Unread(found.group(), FIELDS[near[0]], f"{near[0]}{sign}{written}" if read else "")


def _storable(text: str) -> str:
    """Return what a database can be asked about: half a letter, or none, becomes a blank."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", " ")


def _either(one: Term, other: Term) -> Any:
    return Any((*(one.terms if isinstance(one, Any) else (one,)), other))


def _words(terms: tuple[Term, ...]) -> Iterator[Words]:
    for term in terms:
        if isinstance(term, Words):
            yield term
        elif isinstance(term, Any):
            yield from _words(term.terms)


def _term(found: re.Match[str], today: date) -> Term | None:
    """Return what one match means, None for a filter that has no value yet."""
    field = FIELDS.get(fold(found["key"] or ""))
    typed = found.group().removeprefix(found["minus"] or "")
    value = (found["value"] or "").translate(_UNQUOTED).strip()
    if field and not value:
        return None
    term: Term | None = _filter(field, found["sign"], value, today) if field else None
    if term is None:
        text = typed.translate(_UNQUOTED).strip()
        term = Words(text, bool(found["quoted"])) if text else None
    return Not(term) if term and found["minus"] else term


def _filter(field: Field, sign: str, value: str, today: date) -> Filter | None:
    if field in _DAYS:
        return _span(field, sign, value, today)
    if field in _NUMBERS:
        return _range(field, sign, value)
    if field is Field.OWN:
        return _own(value)
    if sign not in ":=":
        return None
    texts = tuple(filter(None, (" ".join(fold(part).split()) for part in value.split(","))))
    if field not in CHOICES:
        return Named(field, texts) if texts else None
    known = CHOICES[field]
    among = [known.get(text.replace(" ", "-").replace("_", "-")) for text in texts]
    chosen = tuple(dict.fromkeys(each for some in among if some for each in some))
    return Choose(field, chosen) if chosen and all(among) else None


def _span(field: Field, sign: str, value: str, today: date) -> Span | None:
    days = _days(value, today)
    if days is None:
        return None
    first, last = days
    match field, sign:
        case (Field.FROM, _) | (_, ">="):
            return Span(field, first, None)
        case (Field.UNTIL, _) | (_, "<="):
            return Span(field, None, last)
        case (_, ">"):
            return Span(field, last + timedelta(days=1), None)
        case (_, "<"):
            return Span(field, None, first - timedelta(days=1))
        case _:
            return Span(field, first, last)


def _days(value: str, today: date) -> tuple[date, date] | None:
    """Return the days of a year, a month, or a day in words or figures."""
    if found := _YEAR.fullmatch(value):
        year, month = int(found[1]), int(found[2] or 0)
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    words = fold(value).split()
    for some in (words, fold(value).replace("-", " ").replace("_", " ").split()):
        read = past_day(some, today)
        if read and read[1] == len(some):
            return read[0], read[0]
    return None


def _range(field: Field, sign: str, value: str) -> Range | None:
    if field is Field.DEPTH and (stage := DEPTHS.get(fold(value).replace(" ", "-"))):
        return _depths(stage, sign)
    if sign == ":" and (found := _BETWEEN.fullmatch(value)):
        low, high = _number(found[1]), _number(found[2])
        return None if low is None or high is None else Range(field, low, high)
    number = _number(value)
    if number is None:
        return None
    match sign:
        case ">" | ">=":
            return Range(field, low=number, above=sign == ">")
        case "<" | "<=":
            return Range(field, high=number, below=sign == "<")
        case ":" if field is Field.QUIET:
            return Range(field, low=number)  # "quiet:60" is who has been quiet for 60 days
        case _:
            return Range(field, number, number)


def _depths(stage: DepthStage, sign: str) -> Range:
    after = [other.floor for other in DepthStage if other.floor > stage.floor]
    top = min(after, default=inf)
    match sign:
        case ">":
            return Range(Field.DEPTH, low=top)
        case ">=":
            return Range(Field.DEPTH, low=stage.floor)
        case "<":
            return Range(Field.DEPTH, high=stage.floor, below=True)
        case "<=":
            return Range(Field.DEPTH, high=top, below=True)
        case _:
            return Range(Field.DEPTH, stage.floor, top, below=True)


def _number(text: str) -> float | None:
    """Read a number as most of the world writes one: "1,5" is one and a half, "1,500" is not."""
    plain = re.sub(r",(?=[0-9]{3}(?:[^0-9]|$))", "", text).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return float(min(max(number, -_FARTHEST), _FARTHEST)) if number.is_finite() else None


def _own(value: str) -> Own | None:
    title, sign, text = _OWN.split(value, maxsplit=1) if _OWN.search(value) else (value, "", "")
    title = " ".join(fold(title).split())
    return Own(title, sign, " ".join(fold(text).split())) if title else None
