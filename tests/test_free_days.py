"""Public holidays by country and region, and none where nobody knows better."""

import subprocess
import sys
from datetime import date

from trustjournal.free_days import countries, free_days, regions


def test_a_country_has_its_holidays() -> None:
    found = free_days("ES", "", [2026])
    assert date(2026, 1, 6) in found
    assert date(2026, 2, 28) not in found
    assert {day.year for day in found} == {2026}


def test_a_region_adds_its_own() -> None:
    assert date(2026, 2, 28) in free_days("ES", "AN", [2026])


def test_several_years_are_one_set() -> None:
    assert {day.year for day in free_days("ES", "AN", (2026, 2027))} == {2026, 2027}


def test_an_unknown_country_has_no_holidays_and_an_unknown_region_those_of_its_country() -> None:
    assert free_days("", "", [2026]) == frozenset()
    assert free_days("XX", "YY", [2026]) == frozenset()
    assert free_days("ES", "nowhere", [2026]) == free_days("ES", "", [2026])
    assert free_days("ES", "AN", []) == frozenset()


def test_countries_and_regions_can_be_chosen_from() -> None:
    codes = countries()
    assert {"ES", "DE", "US", "GB", "JP"} <= set(codes)
    assert all(len(code) == 2 for code in codes)
    assert regions("ES")["AN"] == "Andalucía"
    assert list(regions("GB").values()) == [
        "England",
        "Northern Ireland",
        "Scotland",
        "Wales",
    ]
    assert regions("XX") == {}


def test_the_package_is_not_read_before_it_is_asked() -> None:
    code = "import sys, trustjournal.free_days; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
