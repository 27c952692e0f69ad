"""Logging a touchpoint from the command line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Tell


def test_a_line_becomes_a_touchpoint_with_its_promise(tell: Tell, book: Path) -> None:
    said = tell(
        "log",
        "tomasz call ++ loved the oak !send quote by fri",
        "--now",
        "2026-11-22T09:30",
        "--json",
    )
    assert said.status == 0
    logged = said.json
    assert logged["touchpoint"]["channel"] == "phone"
    assert logged["touchpoint"]["feeling"] == 2
    assert logged["touchpoint"]["note"] == "loved the oak"
    (who,) = logged["people"]
    assert who["name"] == "Tomasz Wilk"
    assert who["depth_after"] > who["depth_before"]
    (promise,) = logged["promises"]
    assert (promise["text"], promise["due_on"]) == ("send quote", "2026-11-27")


def test_what_was_logged_is_told_in_words(tell: Tell, book: Path) -> None:
    assert tell("log", "tomasz call ++ happy").out == "Logged with Tomasz Wilk. Depth 20 to 24.\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Petra met + hello", "Nobody is called “Petra”. Repeat with --create to add them."),
        ("rosa call +", "Rosa Delgado"),
        ("", ""),
        ("+ lovely day", ""),
    ],
)
def test_a_line_that_names_nobody_for_sure_is_refused_and_nothing_kept(
    tell: Tell, book: Path, line: str, sentence: str
) -> None:
    before = tell("check", "--json").json["counts"]
    said = tell("log", line)
    assert said.status == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert sentence in said.err
    assert tell("check", "--json").json["counts"] == before


def test_a_new_person_is_added_only_when_asked(tell: Tell, book: Path) -> None:
    assert tell("log", "Petra met + hello", "--create").status == 0
    assert "Petra" in [who["name"] for who in tell("people", "--json").json]


def test_no_acknowledged_line_is_lost_to_a_kill(tell: Tell, book: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from trustjournal import cli\n"
        "for number in range(50):\n"
        "    status = cli.main(['log', f'tomasz call + line {number}'])\n"
        "    assert status == 0\n"
        "    print('ack', number, flush=True)\n"
    )
    environment = os.environ | {"TRUSTJOURNAL_JOURNAL": str(book)}
    acknowledged: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("ack"):
                acknowledged.append(int(line.split()[1]))
            if len(acknowledged) == 25:
                process.send_signal(signal.SIGKILL)
                break
        rest = process.stdout.read()
    acknowledged += [int(line.split()[1]) for line in rest.splitlines() if line.startswith("ack")]
    assert process.returncode == -signal.SIGKILL
    notes = {touch["note"] for touch in tell("show", "tomasz", "--json").json["touchpoints"]}
    assert {f"line {number}" for number in acknowledged} <= notes
    assert len(acknowledged) < 50
    assert tell("check").status == 0
