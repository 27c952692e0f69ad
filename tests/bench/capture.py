"""Prints how long a keystroke in the capture line takes with 10,000 names; the aim is 5 ms.

Run it with `python -m tests.bench.capture`.
"""

import random
import statistics
from datetime import datetime
from time import perf_counter
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.domain.capture import Names, Person, complete, parse

LINES = (
    "ana call + loved the oak sample !send quote by fri",
    "a b call yesterday 15:00 25 min - late again #oak @m !ring back by in 3 days !q by 12 dec",
    "@a @b @c @d @e @f @g @h @i @j",
    "st, s and co + ma ++",
    "rosa delgado, ben stone and jan van der berg lunch loved it 3 weeks ago",
    "anabel will call about the longer note that goes on and on with nothing but plain words " * 5,
)
_BEGIN = ("an", "be", "ca", "da", "el", "fe", "gi", "ha", "is", "jo", "ka", "lu", "ma", "no", "ro")
_MIDDLE = ("bel", "da", "li", "mar", "na", "no", "ra", "ri", "sa", "ti", "va", "za")
_END = ("", "a", "o", "n", "rd", "s", "el")
_COMPANY = ("Oak House", "Café Alma", "Studio North", "Marina Works", "")


def people(count: int = 10_000, seed: int = 7) -> list[Person]:
    """Return people with made-up names; first names repeat often, surnames seldom."""
    chance = random.Random(seed)

    def word(middles: int) -> str:
        middle = "".join(chance.choices(_MIDDLE, k=middles))
        return (chance.choice(_BEGIN) + middle + chance.choice(_END)).title()

    firsts = [word(chance.randint(0, 1)) for _each in range(400)]
    return [
        Person(
            UUID(int=number),
            f"{chance.choice(firsts)} {word(chance.randint(1, 3))}",
            tuple(filter(None, [chance.choice(_COMPANY)])),
        )
        for number in range(count)
    ]


def keystrokes(names: Names, now: datetime) -> list[tuple[float, str]]:
    """Return milliseconds to parse and complete at each keystroke, with what was typed.

    The best of five, so that what else the machine does counts little.
    """
    took: list[tuple[float, str]] = []
    for line in LINES:
        for end in range(1, len(line) + 1):
            typed = line[:end]
            times: list[float] = []
            for _again in range(5):
                begun = perf_counter()
                parse(typed, names, now)
                complete(typed, end, names)
                times.append((perf_counter() - begun) * 1000)
            took.append((min(times), typed))
    return took


def main() -> None:
    """Print the index's time to build and the time of a keystroke."""
    crowd = people()
    begun = perf_counter()
    names = Names(crowd)
    built = (perf_counter() - begun) * 1000
    now = datetime(2026, 3, 18, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    took = keystrokes(names, now)
    slowest, typed = max(took)
    print(f"{len(crowd):,} names, index built in {built:.0f} ms")
    print(f"keystroke (parse and complete): median {statistics.median(t for t, _ in took):.2f} ms")
    print(f"slowest {slowest:.2f} ms, at {typed[-60:]!r}")


if __name__ == "__main__":
    main()
