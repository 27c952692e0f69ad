"""Gestures by the command line: planned, given, listed, and named by words or id."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer, make_gesture
from trustjournal.commands import gestures
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import GestureStatus, Side
from trustjournal.domain.records import Preferences
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

ROSA = make_customer(gift_limit=Decimal(25))
TOMASZ, ANA = make_customer("Tomasz Wilk"), make_customer("Ana Ortiz")
MUG = make_gesture(ROSA.id, title="One-year mug", due_on=date(2026, 9, 9))
BOWL = make_gesture(TOMASZ.id, title="A bowl", status=GestureStatus.BOUGHT)
OTHER_BOWL = make_gesture(ROSA.id, title="Café bowl")
PLUMS = make_gesture(
    ROSA.id, title="Plums", by=Side.THEM, status=GestureStatus.GIVEN, given_on=date(2026, 8, 1)
)

Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    euros = Preferences(**identity(), currency="EUR")
    everything = (ROSA, TOMASZ, ANA, MUG, BOWL, OTHER_BOWL, PLUMS, euros)
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in everything)))
    close_journal(engine)
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    gestures.register(parser.add_subparsers())

    def run(*given: object) -> str:
        args = parser.parse_args(["gesture", *map(str, given)])
        args.run(args)
        return capsys.readouterr().out

    return run


def listed(ask: Ask, *given: str) -> dict[str, dict[str, Any]]:
    return {one["title"]: one for one in json.loads(ask("list", "--json", *given))}


def test_gestures_of_both_sides_are_listed_what_is_ahead_first(ask: Ask) -> None:
    assert ask("list") == (
        "One-year mug (for Rosa Delgado)  idea for 2026-09-09\n"
        "Café bowl (for Rosa Delgado)  idea\n"
        "A bowl (for Tomasz Wilk)  ready\n"
        "Plums (from Rosa Delgado)  given 2026-08-01\n"
    )
    assert list(listed(ask, "--person", "tomasz")) == ["A bowl"]


def test_a_plan_is_kept_with_all_that_was_said(ask: Ask) -> None:
    said = ask(
        *("plan", "tomasz", "Tea", "--kind", "favour", "--on", "2026-12-24"),
        *("--lead", 7, "--cost", "12.50", "--occasion", "Christmas"),
    )
    assert said == "Planned: Tea (for Tomasz Wilk)\n"
    tea = listed(ask)["Tea"]
    assert (tea["status"], tea["kind"], tea["due_on"]) == ("planned", "favour", "2026-12-24")
    assert (tea["lead_days"], tea["cost"], tea["occasion"]) == (7, "12.5", "Christmas")


def test_what_there_is_to_mind_is_said_and_forbids_nothing(ask: Ask) -> None:
    said = ask("plan", "rosa", "Blue mug", "--cost", 30)
    assert said == (
        "Planned: Blue mug (for Rosa Delgado)\n"
        "Rosa Delgado may accept up to 25 EUR; this is 30 EUR.\n"
        "“One-year mug” is on your list for Rosa Delgado already.\n"
    )
    as_json = json.loads(ask("plan", "rosa", "Mug again", "--json"))
    assert len(as_json["to_mind"]) == 2
    assert listed(ask)["Blue mug"]["status"] == "idea"


@pytest.mark.parametrize("which", ["one-YEAR mug", str(MUG.id)], ids=["words", "id"])
def test_one_named_by_words_or_id_is_given_with_how_it_was_received(ask: Ask, which: str) -> None:
    said = ask("give", which, "--on", "2026-09-08", "--received", 2)
    assert said == "Given: One-year mug (for Rosa Delgado)\n"
    mug = listed(ask)["One-year mug"]
    assert (mug["status"], mug["given_on"], mug["received"]) == ("given", "2026-09-08", 2)


def test_words_of_several_ask_which_and_a_person_tells_them_apart(ask: Ask) -> None:
    with pytest.raises(InvalidEntry, match="may be one of these") as refused:
        ask("give", "bowl")
    assert str(BOWL.id) in str(refused.value)
    assert ask("give", "bowl", "--person", "rosa") == "Given: Café bowl (for Rosa Delgado)\n"


def test_what_is_given_already_or_unknown_is_not_given(ask: Ask) -> None:
    with pytest.raises(NotFound, match="still to be given"):
        ask("give", "plums")
    with pytest.raises(InvalidEntry, match="given already"):
        ask("give", str(PLUMS.id))
    assert ask("list", "--person", "tomasz").count("\n") == 1


@pytest.mark.parametrize("words", [("--cost", "a lot"), ("--kind", "bribe"), ("--lead", "x")])
def test_what_cannot_be_read_is_refused_before_anything_is_written(
    ask: Ask, words: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit):
        ask("plan", "rosa", "Tea", *words)
    assert "Tea" not in listed(ask)


def test_no_words_name_no_gesture(ask: Ask) -> None:
    ask("plan", "ana", "Tea")
    with pytest.raises(NotFound, match="still to be given"):
        ask("give", " ", "--person", "ana")


def test_nothing_to_list_is_said(ask: Ask) -> None:
    assert ask("list", "--person", "ana") == "No gesture to list.\n"


def test_a_gift_that_hurt_can_be_told_as_well(ask: Ask) -> None:
    ask("give", "mug", "--on", "2026-09-08", "--received", "-2")
    assert listed(ask)["One-year mug"]["received"] == -2
