"""Contact logs and tickets come as touchpoints, with all that their rows say."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.exchange.source_reading import open_source, problems, read_text, records
from trustjournal.domain.choices import Began, Channel, FeedbackSource, Kind
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import Promise
from trustjournal.exchange.contact_columns import score_contacts
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Strangers
from trustjournal.exchange.touchpoint_columns import score_log

DATA = Path(__file__).parent.parent / "data"
LOG = DATA / "spreadsheet" / "contact_log.csv"
TICKETS = DATA / "spiceworks" / "tickets.csv"
BERLIN = "Europe/Berlin"


def test_a_row_of_a_log_is_a_touchpoint() -> None:
    source = open_source(LOG, "log", zone=BERLIN)
    assert source.strangers is Strangers.LISTED
    entry = next(iter(source.entries()))
    assert isinstance(entry, Entry)
    assert entry.who == (Who(name="Rosa Delgado", email="rosa@example.com"),)
    (asked, *_rest) = records([entry])
    assert asked.happened_at == datetime(2025, 11, 22, 8, 30, tzinfo=UTC)
    assert (asked.zone, asked.customer_ids) == (BERLIN, ())
    assert (asked.channel, asked.began, asked.kind) == (Channel.PHONE, Began.THEM, Kind.ENQUIRY)
    assert (asked.feeling, asked.duration_minutes) == (1, 12)
    assert asked.note == "Asked for two\nmore bowls\nWeather: rain"


def test_what_a_log_does_not_say_is_as_usual_and_what_is_not_understood_is_in_the_note() -> None:
    found = list(open_source(LOG, "log", zone=BERLIN).entries())
    _asked, bought, missed, gossip = records(found)
    assert bought.happened_at == datetime(2025, 12, 3, 11, 0, tzinfo=UTC)
    assert (bought.channel, bought.kind, bought.feeling) == (Channel.IN_PERSON, Kind.ORDER, 2)
    assert bought.duration_minutes == 60
    assert (missed.channel, missed.kind) == (Channel.PHONE, Kind.MISSED_CALL)
    assert missed.began is Began.THEM
    assert (gossip.channel, gossip.began, gossip.feeling) == (Channel.OTHER, Began.US, None)
    for line in ("How: Fax", "Who began: Mia", "What: Gossip", "Feeling: hmm", "Minutes: long"):
        assert line in gossip.note.splitlines()
    assert [row for row, _text in problems(found)] == [5, 6]


def test_the_owner_is_who_began_where_a_log_names_them() -> None:
    found = list(open_source(LOG, "log", mine=frozenset({"mia"})).entries())
    assert "Mia" not in records(found)[-1].note


def test_the_same_rows_have_the_same_ids_in_whatever_zone_they_are_read() -> None:
    here = records(list(open_source(LOG, zone=BERLIN).entries()))
    there = records(list(open_source(LOG, zone="UTC").entries()))
    assert [one.id for one in here] == [one.id for one in there]
    assert here[0].happened_at != there[0].happened_at


@pytest.mark.parametrize(
    "header",
    [
        "Date,Customer,What happened,Follow up,Amount",
        "When,Who,What we talked about",
        "Date of call,Client,Topics discussed,Next steps",
        "Datum,Kunde,Besprochen",
        "Fecha,Cliente,Qué pasó",
    ],
)
def test_a_log_is_known_by_everyday_names_of_its_columns(header: str) -> None:
    columns = header.split(",")
    assert score_log(dict.fromkeys(columns, ())) > score_contacts(columns)


@pytest.mark.parametrize(
    "header", ["Name,Email,Phone,Follow up", "Name,Date added,Comments,Email", "Client,Birthday"]
)
def test_people_are_not_taken_for_a_log(header: str) -> None:
    columns = header.split(",")
    assert score_contacts(columns) > score_log(dict.fromkeys(columns, ()))


def test_what_is_to_follow_keeps_its_name_in_the_note(tmp_path: Path) -> None:
    text = "Date,Customer,What happened,Follow up\n2026-11-03,Rosa,Liked the cedar,call in Dec\n"
    (liked,) = records(read_text(tmp_path, text, "log"))
    assert liked.note == "Liked the cedar\nFollow up: call in Dec"


OWN_LOG = """Date,Customer,What happened,Follow up,Amount
03/11/2026,Rosa Delgado,"Dropped by, liked the cedar",call in Dec,120
14/11/2026,Sam Porter,Phoned about delivery,,
02/11/2026,"Porter, Sam",Deposit paid,,"1.250,50"
31/12/2025,Nobody Known,New enquiry,,
"""


def test_a_log_by_hand_comes_whole(tmp_path: Path) -> None:
    path = tmp_path / "mylog.csv"
    path.write_text(OWN_LOG)
    source = open_source(path)
    found = list(source.entries())
    assert not problems(found)
    liked, phoned, paid, enquiry = records(found)
    assert liked.note == "Dropped by, liked the cedar\nFollow up: call in Dec"
    assert (liked.amount, paid.amount) == (Decimal(120), Decimal("1250.50"))
    assert [one.happened_at.date() for one in (phoned, enquiry)] == [
        date(2026, 11, 14),
        date(2025, 12, 31),
    ]


LOGS_BY_CONTENT = (
    # Names of columns that no list has.
    (
        "Wanneer precies;Voor;Gedoe\n21-11-2026;Rosa;Kwam langs voor de kommen\n"
        "22-11-2026;Sam;Vroeg naar de levering\n23-11-2026;Rosa;Heeft de aanbetaling gedaan\n"
    ),
    # No text at all, and nobody comes again.
    "Date,Customer,Amount\n2026-11-01,Rosa,20\n2026-11-02,Sam,30\n",
    "Date,First name,Last name,Company,Notes\n2026-11-01,Rosa,Delgado,Alma,Liked the cedar\n",
    "Logged,Klientin,Comment\n2026-11-01,Rosa,fine\n2026-11-02,Sam,ok\n2026-11-03,Rosa,good\n",
)


@pytest.mark.parametrize("text", LOGS_BY_CONTENT, ids=range(len(LOGS_BY_CONTENT)))
def test_a_log_is_known_by_what_stands_in_its_columns(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text)
    assert find_form(path).key == "log"
    found = list(open_source(path).entries())
    assert len(records(found)) == len(text.splitlines()) - 1
    assert not problems(found)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Name,Joined,Remarks\nRosa Delgado,2026-11-01,Likes the cedar bowls\n"
            "Sam Porter,2026-11-02,Asked for delivery\nAna Ruiz,2026-11-03,Paid the deposit\n"
        ),
        (
            "Name,Birthday,Notes\nRosa,2026-11-01,Likes the cedar bowls\nRosa,1980-11-02,Bowls\n"
            "Ana,1979-11-02,Mugs\n"
        ),
        (
            "Name,Next call,Notes\nRosa,2026-12-01,Likes the cedar\nRosa,2026-12-02,Bowls\n"
            "Ana,2026-12-03,Mugs\n"
        ),
    ],
)
def test_a_day_of_people_makes_no_log_of_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text)
    assert find_form(path).key == "contacts"


def test_both_halves_of_a_name_make_one_and_a_company_is_in_the_note(tmp_path: Path) -> None:
    (entry,) = read_text(
        tmp_path,
        "Date,First name,Last name,Company,Notes\n2026-11-01,Rosa,Delgado,Alma,Cedar\n",
        "log",
    )
    assert isinstance(entry, Entry)
    assert entry.who == (Who(name="Rosa Delgado"),)
    assert records([entry])[0].note == "Cedar\nCompany: Alma"


def test_with_three_names_none_is_lost(tmp_path: Path) -> None:
    text = "Date,First name,Last name,Shop\n2026-11-01,Rosa,Delgado,Alma\n"
    (entry,) = read_text(tmp_path, text, "log", columns={"Shop": "person"})
    assert isinstance(entry, Entry)
    assert entry.who == (Who(name="Rosa Delgado"),)
    assert records([entry])[0].note == "Shop: Alma"


@pytest.mark.parametrize(
    ("cell", "text", "due_on"),
    [
        ("call in Dec", "call in Dec", None),
        ("2026-12-01", "Follow up", date(2026, 12, 1)),
        ("2026-10-01", "2026-10-01", None),
    ],
)
def test_what_is_to_follow_may_be_chosen_to_be_a_promise(
    tmp_path: Path, cell: str, text: str, due_on: date | None
) -> None:
    table = f"Date,Customer,Notes,Follow up\n2026-11-03,Rosa,Cedar,{cell}\n2026-11-04,Rosa,Oak,\n"
    found = read_text(tmp_path, table, "log", columns={"Follow up": "promise"})
    touched, promised, _oak = (one for one in found if isinstance(one, Entry))
    assert isinstance(promised.record, Promise)
    assert (promised.record.text, promised.record.due_on) == (text, due_on)
    assert promised.record.made_on == date(2026, 11, 3)
    assert promised.record.touchpoint_id == touched.record.id
    assert promised.who == (Who(name="Rosa"),)


def test_several_people_may_have_been_there(tmp_path: Path) -> None:
    text = "Date,Who,Email,Note\n2026-01-05,Ana Ruiz; Ben Ray,ana@example.org,Fair\n"
    (entry,) = read_text(tmp_path, text, "log")
    assert isinstance(entry, Entry)
    assert entry.who == (Who(name="Ana Ruiz", email="ana@example.org"), Who(name="Ben Ray"))


@pytest.mark.parametrize(
    ("cells", "feelings"),
    [
        (("-2", "0", "2"), [-2, 0, 2]),
        (("1", "3", "5"), [-2, 0, 2]),
        (("0", "5", "10"), [-2, 0, 2]),
        (("★", "★★★", "★★★★★"), [-2, 0, 2]),
        (("😡", "😐", "😀"), [-2, 0, 2]),
        (("--", "+", "sehr gut"), [-2, 1, 2]),
        (("nan", "inf", "9e99"), [None, None, None]),
    ],
)
def test_feelings_are_told_in_many_ways(
    tmp_path: Path, cells: tuple[str, ...], feelings: list[int | None]
) -> None:
    rows = "".join(f"2026-01-05,Ana,{cell}\n" for cell in cells)
    columns = {"Feeling": "feeling"}
    found = read_text(tmp_path, f"Date,Who,Feeling\n{rows}", "log", columns=columns)
    assert [one.feeling for one in records(found)] == feelings


def test_dates_of_a_log_are_read_in_the_order_that_one_of_them_tells(tmp_path: Path) -> None:
    text = "Date,Customer,Kind\n3/5/26,Ana,visit\n25/5/26,Ana,visit\n"
    found = read_text(tmp_path, text, "log")
    assert [one.happened_at.date() for one in records(found)] == [
        date(2026, 5, 3),
        date(2026, 5, 25),
    ]


def test_what_they_paid_and_when_it_was_answered_is_kept(tmp_path: Path) -> None:
    text = (
        "Date,Customer,Channel,Direction,Answered,Amount\n"
        '2026-01-05 09:00,Ana,Email,in,2026-01-06 10:00,"1,250.00"\n'
        "2026-01-05 09:00,Ben,Email,in,2026-01-04,much\n"
    )
    ana, ben = records(read_text(tmp_path, text, "log"))
    assert ana.answered_at == datetime(2026, 1, 6, 10, 0, tzinfo=UTC)
    assert ana.amount == Decimal("1250.00")
    assert (ben.answered_at, ben.amount) == (None, None)
    assert set(ben.note.splitlines()) == {"Answered: 2026-01-04", "Amount: much"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31.2.2026", "soon", "1/1/4501"])
def test_a_day_that_cannot_be_costs_its_row_alone(tmp_path: Path, day: str) -> None:
    text = f"Date,Customer,Kind\n{day},Ana,visit\n2026-01-05,Ben,visit\n"
    found = read_text(tmp_path, text, "log")
    assert len(records(found)) == 1
    assert [row for row, _text in problems(found)] == [2]


def test_a_ticket_is_what_its_customer_began_and_when_it_was_answered() -> None:
    found = list(open_source(TICKETS, "tickets", zone=BERLIN).entries())
    lid, _rating, hours, _another, parcel = records(found)
    assert (lid.began, lid.kind) == (Began.THEM, Kind.COMPLAINT)
    assert lid.answered_at == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    assert lid.resolved_at == datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
    assert lid.note.startswith("Lid does not fit\nThe lid of the large jar wobbles.")
    assert "Ticket Number: 1042" in lid.note
    assert (hours.kind, hours.resolved_at) == (Kind.ENQUIRY, None)
    assert hours.answered_at == datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
    assert parcel.answered_at is None
    assert "Satisfaction Score: offered" in parcel.note
    assert [row for row, _text in problems(found)] == [5]


def test_the_rating_of_a_ticket_is_feedback() -> None:
    found = list(open_source(TICKETS, "tickets").entries())
    rated = [one for one in records(found) if hasattr(one, "rating")]
    assert [(one.rating, one.best, one.heard_on) for one in rated] == [
        (4.0, 5, date(2026, 3, 4)),
        (5.0, 5, date(2026, 3, 5)),
    ]
    assert {one.source for one in rated} == {FeedbackSource.RATING}
    assert {one.customer_id for one in rated} == {NOBODY}


def test_a_ticket_that_was_closed_since_is_the_same_ticket(tmp_path: Path) -> None:
    text = "Ticket,Customer,Created,Closed,Status\n7,Ana,2026-01-05,{},{}\n"
    (once,) = records(read_text(tmp_path, text.format("", "open"), "tickets"))
    (again,) = records(read_text(tmp_path, text.format("2026-01-06", "closed"), "tickets"))
    assert once.id == again.id
    assert again.answered_at is not None
