"""Settings come back, and a damaged one is its default."""

from datetime import time

import pytest

from trustjournal.settings import Settings


def test_settings_come_back() -> None:
    Settings(evening="19:45", notify=False).save()
    again = Settings.load()
    assert (again.evening, again.notify, again.morning) == ("19:45", False, "08:30")


def test_a_time_of_day_is_read_from_its_text() -> None:
    assert Settings(quiet_from="21:05").clock("quiet_from") == time(21, 5)


@pytest.mark.parametrize("damaged", ["", "soon", "25:00"])
def test_a_damaged_time_of_day_is_the_default(damaged: str) -> None:
    assert Settings(morning=damaged).clock("morning") == time(8, 30)
