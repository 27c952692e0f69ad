"""How hard a passphrase is to guess, roughly, and what one must be at least."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from math import log2

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

SHORTEST = 8
_PER_LETTER = 2.5
_ENOUGH = 35.0
_PLENTY = 50.0
_SIZES = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHERS = 33


class Strength(StrEnum):
    """How long a passphrase withstands guessing by somebody who has the file."""

    EASY = "easy"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Protection:
    """What is to become of a journal's passphrase: the `old` and the `new` one, "" for none.

    `remember` says whether this computer shall keep the new one; printing it tells neither.
    """

    old: str = field(default="", repr=False)
    new: str = field(default="", repr=False)
    remember: bool = False


def strength(passphrase: str) -> Strength:
    """Return how hard a passphrase is to guess, by its length and how much of it is chance.

    A word counts 2.5 bits a letter and once: a word drawn from the 7,776 of Diceware has 12.9 bits
    on some 4.2 letters, one that a person chooses less. Letters that repeat or continue the one
    before count nothing. The key takes 256,000 rounds to derive, so that 2**35 guesses are weeks
    and 2**50 are ages. It is an estimate: it knows no names, songs or leaked passwords.
    """
    bits = _bits(passphrase)
    if bits < _ENOUGH:
        return Strength.EASY
    return Strength.FAIR if bits < _PLENTY else Strength.STRONG


def check_new(passphrase: str, again: str) -> str:
    """Return a new passphrase that was given twice.

    Raises:
        InvalidEntry: it is too short, or the two differ.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise InvalidEntry(
            _("Use at least {count} characters. Four or five unrelated words are good.").format(
                count=SHORTEST
            )
        )
    if passphrase != again:
        raise InvalidEntry(_("The two are not the same. Write it once more."))
    return passphrase


def _bits(passphrase: str) -> float:
    words = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", passphrase)}
    rest = re.sub(r"[^\W\d_]{3,}", " ", passphrase)
    counted = sum(_PER_LETTER * len(_unlike(word)) for word in words)
    return counted + sum(log2(_choices(letter)) for letter in _unlike(rest) if letter != " ")


def _unlike(text: str) -> str:
    """Return the letters that are not the one before again, nor the next or last in order."""
    return "".join(
        letter
        for before, letter in zip("\0" + text, text, strict=False)
        if abs(ord(letter) - ord(before)) > 1
    )


def _choices(letter: str) -> int:
    return next((size for is_one, size in _SIZES if is_one(letter)), _OTHERS)
