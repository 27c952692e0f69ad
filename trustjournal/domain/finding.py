"""Finding people by what the owner types: letter case, accents and the spelling of a tag aside."""

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

_BARE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """Return `text` without case and accents, for comparing only: "Łukasz Müß" is "lukasz muss"."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_BARE_LETTERS)
    return "".join(letter for letter in folded if not combining(letter))


def searched(name: str, company: str, tags: Iterable[str]) -> str:
    """Return what a search for a person looks through, folded; the name is its first line."""
    return fold("\n".join((name, company, *tags)))


def asked(text: str) -> list[str]:
    """Return the words that a search asks for, folded."""
    return fold(text).split()


def holds(folded: str, words: Iterable[str]) -> bool:
    """Tell whether a folded text holds every one of the words."""
    return all(word in folded for word in words)


def wears(tags: Sequence[str], tag: str) -> bool:
    """Tell whether somebody with `tags` wears `tag`, in whatever spelling."""
    return tag in tags or fold(tag) in map(fold, tags)


def tags_worn(everyone: Iterable[Sequence[str]]) -> list[str]:
    """Return every tag that somebody wears, by name; of several spellings always the same one."""
    worn = sorted({tag for tags in everyone for tag in tags}, reverse=True)
    spelled = {fold(tag): tag for tag in worn}
    return [spelled[key] for key in sorted(spelled)]
