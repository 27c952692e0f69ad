"""Days and times are read however a spreadsheet writes them."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.exchange.contact_dates import DateOrder
from trustjournal.exchange.table_times import read_clock, read_moment, settle

NOON = datetime.fromisoformat("2026-01-05T12:00")
HALF_NINE = datetime.fromisoformat("2026-01-05T09:30")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-05", NOON),
        ("5.1.26", NOON),
        ("5 janvier 2026", NOON),
        ("5. Jänner 2026", NOON),
        ("Monday, January 5, 2026", NOON),
        ("5 de enero de 2026", NOON),
        ("2026-01-05 09:30", HALF_NINE),
        ("2026/01/05 9:30 am", HALF_NINE),
        ("1/5/2026 09:30", HALF_NINE),
        ("05.01.2026, 9.30 Uhr", HALF_NINE),
        ("Jan 5, 2026 9:30\u202fAM", HALF_NINE),
        ("2026-01-05T09:30:00Z", HALF_NINE.replace(tzinfo=UTC)),
        ("1767605400", HALF_NINE.replace(tzinfo=UTC)),
        (
            "Mon, 5 Jan 2026 09:30:00 +0100",
            HALF_NINE.replace(tzinfo=timezone(timedelta(hours=1))),
        ),
        ("31.2.2026", None),
        ("5 January", None),
        ("yesterday", None),
    ],
)
def test_a_moment_is_read(text: str, at: datetime | None) -> None:
    assert settle(read_moment(text), DateOrder()) == (at, not text.startswith("1/5"))


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9:30", time(9, 30)), ("12:15 am", time(0, 15)), ("14 h", time(14)), ("25:00", None)],
)
def test_a_time_of_day_is_read(text: str, clock: time | None) -> None:
    assert read_clock(text) == clock


@given(st.text(max_size=30) | st.from_regex(r"[0-9 :./+T-]{4,24}", fullmatch=True))
def test_no_text_is_an_error(text: str) -> None:
    at, _certain = settle(read_moment(text), DateOrder())
    assert at is None or 1 <= at.year <= 9999
    read_clock(text)


@given(st.datetimes(min_value=datetime.fromisoformat("1000-01-01")))
def test_what_iso_writes_comes_back(at: datetime) -> None:
    assert settle(read_moment(at.isoformat(" ", "milliseconds")), DateOrder())[0] == at.replace(
        microsecond=at.microsecond // 1000 * 1000
    )
