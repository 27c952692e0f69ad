"""What the command line tells about who has gone quiet."""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer, make_touchpoint
from trustjournal.commands import quiet
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

LAST = datetime(2026, 9, 1, 12, tzinfo=UTC)
MARIA = (21, 20, 22, 21, 23)

Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command on a journal with Maria, who went quiet, and Zoe, who never came."""
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    maria, zoe = make_customer("Maria"), make_customer("Zoe")
    days = [sum(MARIA[place:]) for place in range(len(MARIA) + 1)]
    touches = [
        make_touchpoint(maria.id, happened_at=LAST - timedelta(ago), began=Began.THEM)
        for ago in days
    ]
    changes = tuple(Change.create(one) for one in (maria, zoe, *touches))
    writer.commit(engine, Changeset("Fill", changes))
    close_journal(engine)
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    commands = parser.add_subparsers()
    quiet.register(commands)
    chart = commands.add_parser("chart")
    chart.add_argument("person")
    chart.add_argument("--to", type=Path)
    chart.set_defaults(run=quiet.draw_rhythm)

    def run(*words: str) -> str:
        args = parser.parse_args(words)
        args.run(args)
        return capsys.readouterr().out

    return run


def people(said: str) -> list[dict[str, Any]]:
    return json.loads(said)


def test_a_script_gets_every_figure_of_everyone_ever_in_touch(ask: Ask) -> None:
    (maria,) = people(ask("quiet", "--on", "2026-11-03", "--json"))
    assert set(maria) == {
        *("id", "name", "flag", "sentence", "days", "usual_gap", "normal", "chance"),
        *("with_us", "back_within", "flag_on", "longest_gap"),
    }
    assert (maria["name"], maria["days"], maria["usual_gap"]) == ("Maria", 63, 21)
    assert maria["flag"] in {"quiet", "gone_quiet"}
    assert 0 < maria["back_within"] < maria["with_us"] < 1
    assert maria["flag_on"] > "2026-09-20"


def test_the_past_is_told_with_what_was_known_then(ask: Ask) -> None:
    (maria,) = people(ask("quiet", "--on", "2026-09-05", "--json"))
    assert (maria["days"], maria["flag"]) == (4, "none")
    (maria,) = people(ask("quiet", "--on", "2026-08-31", "--json"))
    assert maria["days"] == 22
    assert people(ask("quiet", "--on", "2026-01-01", "--json")) == []


def test_the_owner_reads_a_sentence_for_each_who_is_quiet(ask: Ask) -> None:
    said = ask("quiet", "--on", "2026-11-03")
    assert "Quiet: Maria usually hears from you every 3 weeks; it has been 9. That is" in said
    assert "longer than any of their 5 earlier gaps" in said
    assert ask("quiet", "--on", "2026-09-05") == "Nobody has gone quiet.\n"
    assert "Maria" in ask("quiet")


@pytest.mark.parametrize("who", ["maria", "zoe"])
def test_the_rhythm_of_anybody_is_drawn_to_a_file(ask: Ask, tmp_path: Path, who: str) -> None:
    path = tmp_path / "rhythm.svg"
    assert ask("chart", who, "--to", str(path)) == f"Drawn to {path}.\n"
    assert f"Rhythm of {who.title()}" in path.read_text("utf-8")
