"""What the command line tells about people."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.samples import make_answer, make_custom_field, make_customer
from trustjournal.commands.common import find_person
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Topic
from trustjournal.domain.records import Address, CustomValue, ImportantDate
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal


def test_people_are_listed_with_what_a_script_needs(tell: Tell, book: Path) -> None:
    names = [who["name"] for who in tell("people", "--json").json]
    assert names == ["Rosa Almeida", "Rosa Delgado", "Tomasz Wilk"]
    first = tell("people", "--json").json[0]
    assert set(first) == {
        *("id", "name", "company", "stage", "tags", "last_touch_at", "next_check_in_on"),
        *("depth", "depth_stage"),
    }


def test_one_person_is_shown_whole_by_part_of_a_name_or_id(tell: Tell, book: Path) -> None:
    shown = tell("show", "wilk", "--json").json
    assert shown["customer"]["name"] == "Tomasz Wilk"
    again = tell("show", shown["customer"]["id"], "--json").json
    assert again["touchpoints"] == shown["touchpoints"] != []
    assert "Tomasz Wilk: depth 20" in tell("show", "tomasz").out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("zoe", "Nobody in the journal is called “zoe”."),
        ("rosa", "“rosa” may be Rosa Almeida, Rosa Delgado."),
        ("", "Nobody"),
        ("018f0000-0000-7000-8000-000000000000", "no longer in the journal"),
    ],
)
def test_a_name_that_means_nobody_or_several_is_refused_in_words(
    tell: Tell, book: Path, name: str, sentence: str
) -> None:
    said = tell("show", name)
    assert said.status == 1
    assert sentence in said.err


def test_depth_comes_with_its_range_its_questions_and_its_events(tell: Tell, book: Path) -> None:
    deep = tell("depth", "delgado", "--on", "2026-11-01", "--json").json
    assert deep["low"] < deep["score"] < deep["high"]
    assert deep["stage"] == "new"
    assert set(deep["by_question"]) == {"U", "D", "H", "F"}
    assert sum(part["points"] for part in deep["contributions"]) + 20 == pytest.approx(
        deep["score"]
    )
    ledger = tell("depth", "delgado", "--on", "2026-11-01", "--ledger", "--json").json["ledger"]
    assert 20 + sum(line["jump"] + line["fading"] for line in ledger) == pytest.approx(
        deep["score"]
    )
    said = tell("depth", "delgado", "--ledger").out.splitlines()
    assert len(said) == len(ledger)
    assert said[0].endswith("Conversation")
    assert [line["event"] for line in ledger] == ["Conversation", ""]


def test_the_chance_of_the_next_one_begins_at_the_base_rate_of_the_journal(
    tell: Tell, book: Path
) -> None:
    deep = tell("depth", "delgado", "--on", "2026-11-01", "--json").json
    assert deep["base_rate"] == pytest.approx((9 + 1) / (10 + 1))  # one touch felt good
    left = 2 ** (-14 / 24 / 180)  # of that touch, at the end of its day
    good = 0.5 * left
    assert deep["next_goes_well"] == pytest.approx((4 * deep["base_rate"] + good) / (4 + good))
    assert "About 92 % chance that your next touch goes well." in tell("depth", "delgado").out
    stranger = tell("depth", "almeida", "--json").json
    assert stranger["next_goes_well"] == stranger["base_rate"]


def test_what_a_person_told_belongs_to_all_that_is_kept(
    tell: Tell, book: Path, journal: Path
) -> None:
    engine = open_journal(journal)
    with engine.connect() as connection:
        rosa = find_person(connection, "delgado")
    price = make_answer(rosa.id, topic=Topic.PRICE, text="For what it lasts", fair=True)
    writer.commit(engine, Changeset("Tell", (Change.create(price),)))
    close_journal(engine)
    (told,) = tell("show", "delgado", "--json").json["answers"]
    assert (told["topic"], told["fair"]) == ("price", True)
    assert "The price: Fair: For what it lasts" in tell("show", "delgado").out


def test_address_birthday_and_own_fields_belong_to_all_that_is_kept(
    tell: Tell, journal: Path
) -> None:
    engine = create_journal(journal)
    glaze = make_custom_field("Glaze")
    rosa = make_customer(
        "Rosa Delgado",
        addresses=(Address(label="home", street="1 Hill St", city="Cádiz", country="Spain"),),
        dates=(
            ImportantDate(label="birthday", month=2, day=29, year=1980),
            ImportantDate(label="name day", month=8, day=30),
        ),
        since=date(2023, 4, 1),
        custom=(CustomValue(field_id=glaze.id, value="green"),),
    )
    writer.commit(engine, Changeset("Add", (Change.create(glaze), Change.create(rosa))))
    close_journal(engine)
    lines = tell("show", "rosa").out.splitlines()
    assert {
        "home: 1 Hill St, Cádiz, Spain",
        "birthday: 29 Feb 1980",
        "name day: 30 Aug",
        "since: 2023-04-01",
        "Glaze: green",
    } <= {*lines}
    assert tell("show", "rosa", "--json").json["own_fields"] == {"Glaze": "green"}


def test_depth_before_the_first_touch_is_a_strangers(tell: Tell, book: Path) -> None:
    assert tell("depth", "delgado", "--on", "2020-01-01", "--json").json["score"] == 20


@pytest.mark.parametrize("command", [("agenda",), ("depth", "wilk")])
def test_a_day_at_the_end_of_all_calendars_is_refused_in_words(
    tell: Tell, book: Path, command: tuple[str, ...]
) -> None:
    said = tell(*command, "--on", "9999-12-31")
    assert said.status == 1
    assert said.err == "Check the year: that is too far ahead.\n"


def test_bytes_that_are_no_text_are_kept_as_a_mark_and_never_stop_a_command(
    tell: Tell, book: Path
) -> None:
    assert tell("log", "wilk call \udcff\ud800 hum").status == 0
    assert tell("show", "wilk", "--json").json["touchpoints"][0]["note"] == "\ufffd\ufffd hum"
    assert tell("show", "\udcff").status == 1


def test_a_note_cannot_steer_the_terminal(tell: Tell, book: Path) -> None:
    tell("log", "wilk call \x1b[2J gone\x07 \x9b2J too")
    assert not {"\x1b", "\x9b"} & set(tell("show", "wilk").out)
    shown = tell("show", "wilk", "--json")
    assert "\x9b" not in shown.out
    assert "\x9b2J too" in shown.json["touchpoints"][0]["note"]
    assert "\u241b[2J gone\u2407" in tell("show", "wilk").out
    assert tell("show", "\x1b[2J\nx").err.count("\n") == 1


def test_json_is_utf_8_and_words_are_shown_as_well_as_the_terminal_can(
    tell: Tell, book: Path
) -> None:
    tell("log", "Łukasz met +", "--create")
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    run = [sys.executable, "-m", "trustjournal", "--journal", str(book), "people"]
    plain = subprocess.run(run, capture_output=True, check=True, env=environment)
    assert b"\\u0141ukasz" in plain.stdout
    exact = subprocess.run([*run, "--json"], capture_output=True, check=True, env=environment)
    assert "Łukasz" in [who["name"] for who in json.loads(exact.stdout.decode("utf-8"))]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_an_answer_that_cannot_be_printed_is_refused_in_a_sentence(book: Path) -> None:
    run = [sys.executable, "-m", "trustjournal", "--journal", str(book), "people"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == "The answer could not be printed: No space left on device.\n"
