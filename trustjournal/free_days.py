"""Which days are public holidays where the owner's business is.

What the package `holidays` knows; it is imported only when asked, since that takes a third of a
second. No business stops working because a country is spelled wrong: an unknown one has none.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any


def free_days(country: str, region: str, years: Iterable[int]) -> frozenset[date]:
    """Return the public holidays of some years in a country and region, ISO 3166 codes.

    Without a country, or with one that nobody knows, there are none; an unknown region has those
    of its whole country.
    """
    return frozenset(day for year in years for day in _of_year(country, region, year))


def countries() -> tuple[str, ...]:
    """Return the countries whose holidays are known, as ISO 3166-1 codes of two letters."""
    return tuple(sorted(_codes()))


def regions(country: str) -> dict[str, str]:
    """Return the regions of a country that have holidays of their own: names by code, by name."""
    if country not in _codes():
        return {}
    kind = _kind(country)
    aliases: dict[str, str] = getattr(kind, "subdivisions_aliases", {})
    # The last alias of a code is its name in the language of the region itself.
    names = {code: name for name, code in aliases.items()}
    codes: tuple[str, ...] = kind.subdivisions
    named = {code: names.get(code, code) for code in codes}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


@cache
def _of_year(country: str, region: str, year: int) -> frozenset[date]:
    if country not in _codes():
        return frozenset()
    found: Any = _kind(country)(subdiv=region if region in regions(country) else None, years=year)
    return frozenset(found)


@cache
def _codes() -> frozenset[str]:
    from holidays import registry

    # The name by which a class is called stands first, then its codes of two and three letters.
    return frozenset(names[1] for names in registry.COUNTRIES.values())


@cache
def _kind(country: str) -> Any:
    import holidays

    return getattr(holidays, country)
