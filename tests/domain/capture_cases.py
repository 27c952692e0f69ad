"""The people and the moment that the tests of the capture line share."""

from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.domain.capture import Draft, Names, Person, parse

MADRID: Final = ZoneInfo("Europe/Madrid")
NOW: Final = datetime(2026, 3, 18, 10, 5, tzinfo=MADRID)
"""A Wednesday."""

ANA: Final = Person(UUID(int=1), "Ana Ruiz", ("Café Alma",))
ANABEL: Final = Person(UUID(int=2), "Anabel Ortiz")
BEN: Final = Person(UUID(int=3), "Ben Stone", ("Coffee House",))
BENJAMIN: Final = Person(UUID(int=4), "Benjamin Stone")
JAN: Final = Person(UUID(int=5), "Jan van der Berg")
VAN: Final = Person(UUID(int=6), "Van Moran")
WILL: Final = Person(UUID(int=7), "Will Harper")
MAY: Final = Person(UUID(int=8), "May Lee")
SHEILA: Final = Person(UUID(int=9), "Sheila Brown")
JOSE: Final = Person(UUID(int=10), "José Núñez")
LUKASZ: Final = Person(UUID(int=11), "Łukasz Øst-Weiß")
TWIN_OAK: Final = Person(UUID(int=12), "Rosa Delgado", ("Oak House",))
TWIN: Final = Person(UUID(int=13), "Rosa Delgado")
FIRM: Final = Person(UUID(int=14), "Harris and Sons, Joiners")
OBRIEN: Final = Person(UUID(int=15), "Mary-Lou O'Brien")
SUNITA: Final = Person(UUID(int=16), "Sunita Rao")
PEOPLE: Final = (
    *(ANA, ANABEL, BEN, BENJAMIN, JAN, VAN, WILL, MAY, SHEILA),
    *(JOSE, LUKASZ, TWIN_OAK, TWIN, FIRM, OBRIEN, SUNITA),
)
NAMES: Final = Names(PEOPLE)


def read(line: str, now: datetime = NOW) -> Draft:
    """Parse a line among PEOPLE at NOW."""
    return parse(line, NAMES, now)


def ids(*people: Person) -> tuple[UUID, ...]:
    """Return the ids of these people, as a draft has them."""
    return tuple(person.id for person in people)
