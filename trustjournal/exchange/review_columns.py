"""Which column of a table of reviews holds what, guessed from its name and what stands in it.

Knows the names that Google, Trustpilot, Yotpo, Judge.me, Delighted, Typeform, SurveyMonkey and
the like give to them, in English, German, French, Spanish, Italian, Dutch and Portuguese.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from trustjournal.domain.finding import fold

_BREAK = re.compile(r"[\W_]+")


class Part(StrEnum):
    """What a column may hold."""

    TEXT = "text"
    RATING = "rating"
    HEARD_ON = "heard_on"
    NAME = "name"
    EMAIL = "email"
    TITLE = "title"
    LINK = "link"
    SOURCE = "source"


_EXACT: Mapping[Part, Sequence[str]] = {
    Part.EMAIL: ("email", "e mail", "reviewer email", "customer email", "email address", "mail"),
    Part.RATING: (
        *(
            "rating",
            "stars",
            "score",
            "star rating",
            "review stars",
            "review score",
            "review rating",
        ),
        *("nps", "nps score", "overall rating", "sterne", "bewertung", "note", "puntuacion"),
        *("valoracion", "estrellas", "voto", "stelle", "beoordeling", "classificacao", "nota"),
    ),
    Part.HEARD_ON: (
        *("date", "review date", "created at", "review created", "review created utc"),
        *("response date", "submitted at", "submit date utc", "timestamp", "create time", "time"),
        *("published date", "posted at", "datum", "fecha", "data", "date de l avis", "erstellt am"),
    ),
    Part.TITLE: (
        *("title", "review title", "headline", "subject", "summary", "titel", "titulo", "titre"),
    ),
    Part.TEXT: (
        *("text", "review", "review content", "review text", "comment", "comments", "body"),
        *("content", "feedback", "message", "review body", "testimonial", "kommentar", "text der"),
        *("commentaire", "avis", "comentario", "resena", "opinion", "recensione", "opmerking"),
    ),
    Part.NAME: (
        *("name", "author", "reviewer", "reviewer name", "consumer name", "customer name"),
        *("display name", "customer", "full name", "user name", "username", "user", "nickname"),
        *("kunde", "nom", "nombre", "nome", "naam", "autor", "verfasser", "auteur"),
    ),
    Part.LINK: ("url", "link", "review url", "review link", "permalink", "source url"),
    Part.SOURCE: ("source", "platform", "site", "channel", "provider", "quelle", "fuente"),
}
"""Whole names, as they read without case, accents and punctuation; the likeliest first."""

_HINTS: Mapping[Part, Sequence[str]] = {
    Part.EMAIL: ("email", "e mail"),
    Part.RATING: (
        *("how likely", "recommend", "likelihood", "nps", "rating", "stars", "score"),
        *("empfehl", "recomend", "bewertung", "sterne"),
    ),
    Part.HEARD_ON: ("date", "created", "submitted", "timestamp", "datum", "fecha"),
    Part.TITLE: ("title", "headline"),
    Part.LINK: ("url", "link"),
    Part.TEXT: (
        *("comment", "review", "content", "text", "feedback", "why", "reason", "improve", "say"),
        *("kommentar", "coment", "warum", "pourquoi", "por que"),
    ),
    Part.NAME: ("name", "reviewer", "author", "customer"),
    Part.SOURCE: ("source", "platform"),
}
"""Words within a name, tried where no whole name fits, in the order of the parts."""

_RECOMMEND = ("recommend", "nps", "how likely", "likelihood", "empfehl", "recomend", "weiterempf")
_STARS = ("star", "stern", "etoile", "estrella", "stelle", "sterren")
_NOT_IT = ("product", "reply", "response text", "order", "answer id", " id")
"""Words of columns that tell of something else than what the customer said."""


def guess(samples: Mapping[str, Sequence[str]]) -> dict[Part, str]:
    """Return the likely column of each part; `samples` are the first values by column name.

    Columns without any value are left out, and each column is given to one part.
    """
    columns = {name: _plain(name) for name, values in samples.items() if any(values)}
    found: dict[Part, str] = {}
    for part, names in _EXACT.items():
        for name in names:
            fitting = [one for one, plain in columns.items() if plain == name]
            if fitting and part not in found and _holds(part, samples[fitting[0]]):
                found[part] = fitting[0]
                del columns[fitting[0]]
    for part, hints in _HINTS.items():
        if part not in found and (column := _hinted(part, hints, columns, samples)):
            found[part] = column
            del columns[column]
    return found


def counts_stars(column: str) -> bool:
    """Tell whether a column's name says that it counts stars."""
    plain = _plain(column)
    return any(hint in plain for hint in _STARS)


def asks_to_recommend(column: str) -> bool:
    """Tell whether a column's name asks how likely they would recommend the business."""
    plain = _plain(column)
    return any(hint in plain for hint in _RECOMMEND)


def _hinted(
    part: Part,
    hints: Sequence[str],
    columns: Mapping[str, str],
    samples: Mapping[str, Sequence[str]],
) -> str:
    for hint in hints:
        for column, plain in columns.items():
            other = any(word in f"{plain} " for word in _NOT_IT)
            if hint in plain and not other and _holds(part, samples[column]):
                return column
    return ""


def _holds(part: Part, values: Sequence[str]) -> bool:
    """Tell whether what stands in a column can be what its name says."""
    said = [value for value in values if value.strip()]
    if part is Part.EMAIL:
        return any("@" in value for value in said)
    if part is Part.RATING:
        return any(_is_rating(value) for value in said)
    if part is Part.HEARD_ON:
        return any(any(map(str.isdigit, value)) for value in said)
    if part in {Part.TEXT, Part.TITLE, Part.NAME}:
        return any(any(map(str.isalpha, value)) for value in said)
    return True


def _is_rating(value: str) -> bool:
    short = len(value) <= len("5 out of 5 stars")
    return short and (any(map(str.isdigit, value)) or "★" in value or value.isalpha())


def _plain(name: str) -> str:
    return " ".join(_BREAK.sub(" ", fold(name)).split())
