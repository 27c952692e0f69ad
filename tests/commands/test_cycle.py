"""`cycle` as a script calls it: every person, every cohort, and the light with its series."""

import argparse
import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer
from trustjournal.clock import local_now
from trustjournal.commands import cycle
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import (
    Preferences,
    Record,
)
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

TODAY = local_now().date()
ANA = make_customer("Ana", since=date(2020, 1, 1))
BEN = make_customer("Ben", since=date(2020, 8, 1), referred_by=ANA.id, yearly_value=Decimal(400))
CHO = make_customer("Cho", referred_by=BEN.id, yearly_value=Decimal(100))
Tell = Callable[..., str]


@pytest.fixture
def tell(journal: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run the command on a journal of these records and return what it printed."""

    def run(*records: Record, json: bool = False) -> str:
        engine = create_journal(journal)
        fill = Changeset("Fill", tuple(Change.create(record) for record in records))
        if records:
            writer.commit(engine, fill)
        close_journal(engine)
        parser = argparse.ArgumentParser()
        parser.add_argument("--journal")
        cycle.register(parser.add_subparsers())
        words = ["--journal", str(journal), "cycle", *(["--json"] if json else [])]
        args = parser.parse_args(words)
        args.run(args)
        return capsys.readouterr().out

    return run


def test_json_has_everyone_the_cohorts_and_the_light(tell: Tell) -> None:
    currency = Preferences(**identity(), currency="EUR")
    began_on = local_now().date()
    found: Any = json.loads(tell(ANA, BEN, CHO, currency, json=True))
    assert found["currency"] == "EUR"
    people = {one["person"]: one for one in found["people"]}
    assert [people[name]["reach"] for name in ("Ana", "Ben", "Cho")] == [2, 1, 0]
    assert people["Ben"]["exposure"] == pytest.approx(0.4 * 100)
    assert people["Ana"]["exposure"] == pytest.approx(0.4 * (400 + 40))
    assert people["Ben"]["referred_by"] == str(ANA.id)
    assert people["Cho"]["joined_on"] is None
    assert people["Ana"]["depth_stage"] == "new"
    (cohort,) = found["cohorts"]
    assert (cohort["year"], cohort["members"], cohort["referrals"]) == (2020, 2, 1)
    assert cohort["r"] == {"floor": 0.5, "ceiling": 0.5, "midpoint": 0.5, "further_reach": 2.0}
    light = found["light"]
    assert light["signal"] == "green"
    assert len(light["new_customers"]) == len(light["promises_kept"]) == 16
    newest = light["new_customers"][-1]
    assert began_on <= date.fromisoformat(newest["on"]) <= local_now().date()
    assert newest["value"] == 0
    assert light["promises_kept"][-1]["value"] is None


def test_words_are_few_and_name_whom_most_came_through(tell: Tell) -> None:
    said = tell(ANA, BEN, CHO, Preferences(**identity(), currency="EUR")).splitlines()
    assert said[0].startswith("Growth and promises go together. New customers in 90 days: 0")
    brought = "1 person came through them in their first year: 0.50"
    assert f"  2 new customers in 2020; {brought}" in said
    assert said[-2:] == [
        "  Ana: reach 2, depth 20 (New), at worst 176 EUR a year",
        "  Ben: reach 1, depth 20 (New), at worst 40 EUR a year",
    ]


def test_a_young_journal_says_that_it_is_too_early(tell: Tell) -> None:
    new = make_customer("New", since=TODAY)
    old = make_customer("Old", since=TODAY - timedelta(9), referred_by=new.id)
    said = tell(new, old)
    assert said.startswith("Too early to tell. It takes eight months")


def test_an_empty_journal_has_nothing_to_tell(tell: Tell) -> None:
    assert tell().splitlines()[-1] == "Nobody was sent by somebody else yet."
