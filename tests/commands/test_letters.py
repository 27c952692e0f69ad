"""Printing letters from the command line, where no window and no screen is."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.samples import NOON, make_customer, make_template, make_touchpoint
from trustjournal.commands import letters
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Preferences, Record
from trustjournal.errors import InvalidEntry, NotFound, NotSaved
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal, open_journal

ROSA, TOMASZ = make_customer("Rosa Delgado"), make_customer("Tomasz Wilk")
MAYA = Preferences(**identity(), owner="Maya", business="Blue Jug")

Ask = Callable[..., str]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    close_journal(create_journal(path))
    praise = make_touchpoint(ROSA.id, kind=Kind.PRAISE, note="loved the mug", happened_at=NOON)
    put(path, ROSA, TOMASZ, MAYA, praise)
    return path


def put(path: Path, *records: Record) -> None:
    engine = open_journal(path)
    writer.commit(engine, Changeset("Put", tuple(Change.create(one) for one in records)))
    close_journal(engine)


@pytest.fixture
def ask(qapp: QApplication, journal: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*words: object) -> str:
        parser = argparse.ArgumentParser()
        parser.add_argument("--journal", default=str(journal))
        letters.register(parser.add_subparsers())
        args = parser.parse_args(["letter", *map(str, words)])
        args.run(args)
        return capsys.readouterr().out

    return run


def pages(path: Path) -> int:
    return len(re.findall(rb"/MediaBox", path.read_bytes()))


def test_a_card_is_printed_for_one_person(ask: Ask, tmp_path: Path) -> None:
    card = tmp_path / "card.pdf"
    said = ask("thank-you", "rosa", "--to", card)
    assert said == f"Printed for 1 person to {card}.\n"
    assert pages(card) == 1


def test_a_stack_is_printed_for_several_and_gaps_are_said(ask: Ask, tmp_path: Path) -> None:
    cards = tmp_path / "cards.pdf"
    said = ask("Thank-you card", "rosa", "tomasz", "rosa", "--to", cards)
    assert said.splitlines() == [
        f"Printed for 2 people to {cards}.",
        "Tomasz Wilk: A gap is left to fill in: what they did.",
    ]
    assert pages(cards) == 2


def test_what_was_printed_is_told_as_json(ask: Ask, journal: Path, tmp_path: Path) -> None:
    put(journal, make_template("Odd", text="Dear {nmae}, {last_touch}"))
    told = json.loads(ask("odd", "tomasz", "--to", tmp_path / "odd.pdf", "--json"))
    assert told["people"] == [{"id": str(TOMASZ.id), "name": "Tomasz Wilk", "gaps": ["last_touch"]}]
    assert told["unknown"] == ["{nmae}"]


def test_an_envelope_says_nothing_of_the_words_it_does_not_show(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "envelope.pdf"
    words = ("--form", "envelope", "--paper", "dl", "--sender", "1 Hill St; Cádiz")
    assert ask("letter", "tomasz", "--to", path, *words).count("\n") == 1
    box = re.search(rb"/MediaBox \[0 0 (\d+)", path.read_bytes())
    assert box is not None
    assert round(int(box[1]) * 25.4 / 72) == 220


def test_the_templates_are_listed(ask: Ask, journal: Path) -> None:
    assert "Birthday" in ask("--list").splitlines()
    put(journal, make_template("Own words", subject="Hi", text="Dear {name}"))
    (own,) = json.loads(ask("--list", "--json"))
    assert own == {"title": "Own words", "subject": "Hi", "text": "Dear {name}"}


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([], InvalidEntry),
        (["birthday", "rosa"], InvalidEntry),
        (["birthday", "--to", "x.pdf"], InvalidEntry),
        (["nothing", "rosa", "--to", "x.pdf"], NotFound),
        (["th", "rosa", "--to", "x.pdf"], InvalidEntry),
        (["birthday", "zora", "--to", "x.pdf"], NotFound),
        (["birthday", "rosa", "--to", "x.pdf", "--paper", "dl"], InvalidEntry),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words(
    ask: Ask, words: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(*words)
    assert not Path("x.pdf").exists()


def test_the_journal_itself_is_never_written_over(ask: Ask, journal: Path, tmp_path: Path) -> None:
    before = journal.read_bytes()
    (tmp_path / "card.pdf").hardlink_to(journal)
    for path in (journal, tmp_path / "card.pdf"):
        with pytest.raises(NotSaved, match="belongs to the journal"):
            ask("birthday", "rosa", "--to", path)
    assert journal.read_bytes() == before


def test_blank_words_name_no_template(ask: Ask, journal: Path) -> None:
    put(journal, make_template("Own words"))
    with pytest.raises(NotFound, match="Own words"):
        ask(" ", "rosa", "--to", "x.pdf")


def test_it_needs_no_screen_and_listing_needs_no_qt(journal: Path, tmp_path: Path) -> None:
    code = (
        "import argparse, sys; from trustjournal.commands import letters\n"
        "parser = argparse.ArgumentParser()\n"
        f"parser.add_argument('--journal', default={str(journal)!r})\n"
        "letters.register(parser.add_subparsers())\n"
        "def run(*words):\n"
        "    args = parser.parse_args(words)\n"
        "    args.run(args)\n"
        "    print('PySide6' in sys.modules)\n"
        "run('letter', '--list')\n"
        f"run('letter', 'birthday', 'rosa', '--to', {str(tmp_path / 'card.pdf')!r})\n"
    )
    environment = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k[:3] != "QT_"}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert ran.stderr == ""
    assert [line for line in ran.stdout.splitlines() if line in ("True", "False")] == [
        "False",
        "True",
    ]
    assert pages(tmp_path / "card.pdf") == 1
