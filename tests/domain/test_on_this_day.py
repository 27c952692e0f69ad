from datetime import date

import pytest

from trustjournal.domain.on_this_day import earlier_days, years_ago


@pytest.mark.parametrize(
    ("today", "first", "days"),
    [
        ("2026-11-22", 2024, ["2025-11-22", "2024-11-22"]),
        ("2026-11-22", 2026, []),
        ("2028-02-29", 2020, ["2024-02-29", "2020-02-29"]),
        ("2028-02-28", 2024, ["2027-02-28", "2026-02-28", "2025-02-28", "2024-02-28"]),
        ("2025-02-28", 2024, ["2024-02-29", "2024-02-28"]),
        ("0001-01-01", 1, []),
    ],
)
def test_a_day_recalls_the_same_of_earlier_years(today: str, first: int, days: list[str]) -> None:
    found = earlier_days(date.fromisoformat(today), first)
    assert [day.isoformat() for day in found] == days


def test_the_time_between_is_said_in_years() -> None:
    today = date(2026, 11, 22)
    assert years_ago(date(2025, 11, 22), today) == "A year ago"
    assert years_ago(date(2019, 11, 22), today) == "7 years ago"
