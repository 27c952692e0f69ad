"""Promises by the command line: listed, kept, broken, and named by words or id."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer, make_promise
from trustjournal.commands import promises
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

ROSA, TOMASZ = make_customer(), make_customer("Tomasz Wilk")
MADE = date(2026, 9, 1)
PHOTOS = make_promise(ROSA.id, text="send the photos", made_on=MADE, due_on=date(2026, 9, 9))
CUPS = make_promise(TOMASZ.id, text="send twelve cups", made_on=MADE)
LOGO = make_promise(TOMASZ.id, text="send the logo", made_on=MADE, by=Side.THEM)
JUG = make_promise(
    ROSA.id,
    text="mend the jug",
    made_on=MADE,
    due_on=date(2026, 9, 2),
    outcome=PromiseOutcome.LATE,
    settled_on=date(2026, 9, 5),
    gap=Cause.PROCESS,
)

Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    everything = (ROSA, TOMASZ, PHOTOS, CUPS, LOGO, JUG)
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in everything)))
    close_journal(engine)
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    promises.register(parser.add_subparsers())

    def run(*given: object) -> str:
        args = parser.parse_args(["promise", *map(str, given)])
        args.run(args)
        return capsys.readouterr().out

    return run


def listed(ask: Ask, *given: str) -> dict[str, dict[str, Any]]:
    return {one["text"]: one for one in json.loads(ask("list", "--json", *given))}


def test_promises_of_both_sides_are_listed_open_ones_by_their_day_first(ask: Ask) -> None:
    lines = ask("list").splitlines()
    assert lines[0] == "send the photos (to Rosa Delgado)  due 2026-09-09"
    assert set(lines[1:3]) == {
        "send twelve cups (to Tomasz Wilk)  no day",
        "send the logo (from Tomasz Wilk)  no day",
    }
    assert lines[3:] == ["mend the jug (to Rosa Delgado)  Kept 3 days late, 2026-09-05"]


def test_a_list_is_narrowed_to_a_person_and_to_what_is_open(ask: Ask) -> None:
    assert set(listed(ask, "--person", "rosa")) == {"send the photos", "mend the jug"}
    assert set(listed(ask, "--person", "rosa", "--open")) == {"send the photos"}
    assert set(listed(ask, "--open")) == {"send the photos", "send twelve cups", "send the logo"}


def test_a_script_gets_all_that_is_known_of_a_promise(ask: Ask) -> None:
    assert listed(ask)["mend the jug"] == {
        "id": str(JUG.id),
        "person": "Rosa Delgado",
        "customer_id": str(ROSA.id),
        "by": "us",
        "text": "mend the jug",
        "made_on": "2026-09-01",
        "due_on": "2026-09-02",
        "outcome": "late",
        "settled_on": "2026-09-05",
        "told_first": None,
        "days_late": 3,
        "delivered": "",
        "gap": "process",
        "fix": "",
        "fixed_on": None,
    }


def test_an_empty_list_is_said_to_be_empty(ask: Ask) -> None:
    for which in ("photos", "cups", "logo"):
        ask("keep", which, "--on", "2026-09-08")
    assert ask("list", "--open") == "No promise to list.\n"


def test_a_promise_is_kept_by_its_words_on_the_day_that_is_said(ask: Ask) -> None:
    said = ask("keep", "PHOTOS", "--on", "2026-09-09")
    assert said == "Kept: send the photos (to Rosa Delgado)\n"
    kept = listed(ask)["send the photos"]
    assert (kept["outcome"], kept["settled_on"]) == ("kept", "2026-09-09")


def test_a_promise_is_kept_late_by_its_id_with_the_answer_as_json(ask: Ask) -> None:
    kept = json.loads(ask("keep", PHOTOS.id, "--on", "2026-09-11", "--json"))
    assert (kept["outcome"], kept["days_late"]) == ("late", 2)


@pytest.mark.parametrize(
    ("words", "told", "said"),
    [
        (["--told-first"], True, "Not kept, told first: send twelve cups (to Tomasz Wilk)\n"),
        (["--not-told"], False, "Not kept: send twelve cups (to Tomasz Wilk)\n"),
        ([], None, "Not kept: send twelve cups (to Tomasz Wilk)\n"),
    ],
)
def test_a_promise_is_broken_and_it_is_kept_whether_they_were_told(
    ask: Ask, words: list[str], told: bool | None, said: str
) -> None:
    assert ask("break", "cups", *words) == said
    assert listed(ask)["send twelve cups"]["told_first"] is told


def test_theirs_ends_in_words_of_its_own(ask: Ask) -> None:
    assert ask("break", "logo") == "It did not come: send the logo (from Tomasz Wilk)\n"


def test_words_of_several_promises_are_refused_with_the_id_of_each(ask: Ask) -> None:
    with pytest.raises(InvalidEntry) as refused:
        ask("keep", "send")
    for one in (PHOTOS, CUPS, LOGO):
        assert f"{one.id}  {one.text}" in str(refused.value)
    with pytest.raises(InvalidEntry):
        ask("keep", "send", "--person", "tomasz")
    assert "photos" in ask("keep", "send", "--person", "rosa")


def test_what_no_open_promise_says_is_not_found(ask: Ask) -> None:
    for words in ("flowers", "jug", "", " "):  # the jug has ended
        with pytest.raises(NotFound, match="trustjournal promise list"):
            ask("keep", words)


def test_an_id_of_nothing_is_not_found(ask: Ask) -> None:
    with pytest.raises(NotFound, match="no longer in the journal"):
        ask("keep", ROSA.id)


def test_a_promise_that_has_ended_is_not_ended_again(ask: Ask) -> None:
    with pytest.raises(InvalidEntry, match="settled already"):
        ask("break", JUG.id)


def test_both_answers_at_once_are_no_answer(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ask("break", "cups", "--told-first", "--not-told")
    assert "not allowed with" in capsys.readouterr().err
