"""The deck on the command line: the same order, with what each check-in is ranked by."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.commands.conftest import Tell
from tests.samples import make_check_in, make_customer, make_promise, make_recovery, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began, Kind, Side
from trustjournal.domain.records import Customer, Record
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, open_journal

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("UTC"))


def fill(journal: Path, *records: Record) -> None:
    engine = open_journal(journal)
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))
    close_journal(engine)


def planned(name: str, days_ago: int) -> tuple[Customer, *tuple[Record, ...]]:
    """Somebody whose check-in is due, and who was last in touch that many days ago."""
    who = make_customer(name)
    at = NOON - timedelta(days=days_ago)
    return (
        who,
        make_check_in(who.id, every_days=21, due_on=DAY),
        make_touchpoint(who.id, happened_at=at),
    )


def test_the_agenda_names_a_promise_that_is_due(tell: Tell, book: Path) -> None:
    tell("log", "tomasz call + !send quote by 2026-11-27", "--now", "2026-11-22T09:30")
    assert tell("agenda", "--on", "2026-11-26", "--json").json == []
    (card,) = tell("agenda", "--on", "2026-11-27", "--json").json
    assert (card["kind"], card["person"], card["due_on"]) == (
        "promise",
        "Tomasz Wilk",
        "2026-11-27",
    )
    assert "You promised to send quote." in tell("agenda", "--on", "2026-11-27").out


def test_the_deck_comes_in_order_with_what_check_ins_are_ranked_by(tell: Tell, book: Path) -> None:
    rosa, check_in, touch = planned("Ana", 40)
    ben, *rest = planned("Ben", 60)
    fill(book, rosa, check_in, touch, ben, *rest, make_recovery(ben.id, next_on=DAY))
    cards = tell("agenda", "--on", DAY, "--json").json
    assert [(card["kind"], card["person"]) for card in cards] == [
        ("unease", "Ben"),
        ("check_in", "Ben"),
        ("check_in", "Ana"),
    ]
    assert [cards[0][name] for name in ("guard", "win_back", "priority")] == [None, None, None]
    for card in cards[1:]:
        assert 0 < card["guard"] + card["win_back"] <= card["priority"] + 1e-12
    assert cards[1]["priority"] > cards[2]["priority"]
    assert cards[2]["why"] == "Usually every 3 weeks, last spoke 5 weeks ago."


def test_it_is_told_what_waits_behind_who_rests_and_who_is_not_called_any_more(
    tell: Tell, book: Path
) -> None:
    for name in "ABCDEFG":
        fill(book, *planned(name, 30))
    resting, *rest = planned("Resting", 30)
    gone, *others = planned("Gone", 30)
    calls = [
        make_touchpoint(who.id, kind=Kind.MISSED_CALL, happened_at=NOON - timedelta(days=days))
        for who, days in ((resting, 3), (gone, 20), (gone, 12), (gone, 9))
    ]
    fill(book, resting, *rest, gone, *others, *calls)
    said = tell("agenda", "--on", DAY).out.splitlines()
    assert len(said) == 8
    assert said[5:] == [
        "2 more check-ins roll forward to another day.",
        "Resting: No answer yet, comes up again on Tuesday.",
        "One person did not answer three calls in a row and is not called any more.",
    ]
    assert len(tell("agenda", "--on", DAY, "--json").json) == 5


def test_duties_are_told_as_sentences(tell: Tell, book: Path) -> None:
    ana = make_customer("Ana")
    theirs = make_promise(
        ana.id, text="send the plan", by=Side.THEM, made_on=DAY - timedelta(days=9), due_on=DAY
    )
    enquiry = make_touchpoint(
        ana.id, kind=Kind.ENQUIRY, began=Began.THEM, happened_at=NOON, note="Is it safe?"
    )
    fill(book, ana, theirs, enquiry)
    first, second = tell("agenda", "--on", DAY + timedelta(days=1)).out.splitlines()
    assert first.startswith("Ana: Answer them: “Is it safe?” Waits since yesterday")
    assert second.removeprefix("Ana: They said they would send the plan. ") == (
        "They said so 10 days ago, and it was due yesterday."
    )


def test_nobody_waiting_is_said_in_words(tell: Tell, book: Path) -> None:
    assert tell("agenda", "--on", "2026-11-10").out == "Nobody is waiting for you today.\n"


def test_a_day_before_all_business_is_refused_in_words(tell: Tell, book: Path) -> None:
    said = tell("agenda", "--on", "0001-01-01")
    assert (said.status, said.out) == (1, "")
    assert said.err == "Check the year: that is too long ago.\n"
