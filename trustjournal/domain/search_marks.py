"""Where the words of a search stand in a text: what to mark, and which part of it to show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trustjournal.domain.finding import fold
from trustjournal.domain.search_query import Words

_BEFORE, _SURE = 30, 56
"""Letters shown before the first word that was found, and in sight of a row however narrow."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text on one line, and where in it marks begin and end, in order, none in another."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def marked(text: str, words: Sequence[Words]) -> Marked:
    """Return the text on one line with all of the words marked that stand in it.

    A word is marked where it begins one of the text, or where there is none inside of them.

    >>> marked("Loved the  Crème brûlée", [Words("creme"), Words("brul")])
    Marked(text='Loved the Crème brûlée', marks=((10, 15), (16, 20)))
    """
    line = " ".join(text.split())
    folded, places = _folded(line)
    spans = sorted(
        (places[start], places[end - 1] + 1)
        for word in words
        if word.folded
        for start, end in _found(folded, word.folded)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return Marked(line, tuple(joined))


def excerpt(text: str, words: Sequence[Words], most: int = 160) -> Marked:
    """Return at most about `most` letters of the text, from a little before the first mark."""
    whole = marked(text, words)
    first = whole.marks[0][0] if whole.marks else 0
    start = 0
    if first > _SURE:
        start = whole.text.rfind(" ", 0, first - _BEFORE) + 1
    end = start + most
    head, tail = "… " if start else "", "…" if end < len(whole.text) else ""
    shift = len(head) - start
    marks = tuple((one + shift, min(other, end) + shift) for one, other in whole.marks if one < end)
    return Marked(head + whole.text[start:end] + tail, marks)


def _folded(line: str) -> tuple[str, list[int]]:
    """Return the line folded, and for each letter of that the place where it came from."""
    if line.isascii():
        return line.lower(), list(range(len(line)))
    parts = [fold(letter) for letter in line]
    places = [place for place, part in enumerate(parts) for _letter in part]
    return "".join(parts), places


def _found(folded: str, word: str) -> list[tuple[int, int]]:
    anywhere = list(_places(folded, word))
    begins = [at for at in anywhere if at == 0 or not folded[at - 1].isalnum()]
    return [(at, at + len(word)) for at in begins or anywhere]


def _places(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))
