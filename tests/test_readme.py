"""What the README tells is what the program does: its keys, commands, lines and pictures."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from trustjournal import cli
from trustjournal.domain.capture import Names, Person, parse
from trustjournal.settings import Settings
from trustjournal.ui.main_window import MainWindow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NAMES = Names([Person(UUID(int=1), "Ana Costa"), Person(UUID(int=2), "Ben Lund")])


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [re.split(r" (?<!\\)\| ", line.strip("| ")) for line in lines]
    return [row for row in cells if row[0].startswith("`")]


def codes(cell: str) -> list[str]:
    return [code.replace("\\|", "|") for code in re.findall(r"`([^`]+)`", cell)]


def test_the_keys_are_those_of_the_window(qapp: QApplication) -> None:
    window = MainWindow(Settings())
    told = [(codes(keys), words) for keys, words in rows("Keys")]
    assert told == [(list(c.keys), c.text) for c in window.commands.known if c.keys]


def test_every_command_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    told = {code.split()[0] for cell, _words in rows("The command line") for code in codes(cell)}
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = re.findall(r"^    ([\w-]+)  ", capsys.readouterr().out, flags=re.MULTILINE)
    assert told == set(listed)


@pytest.mark.parametrize(
    ("written", "options"),
    [
        (code, re.findall(r"--[a-z-]+", code))
        for cell, _words in rows("The command line")
        for code in codes(cell)
    ],
)
def test_every_option_told_of_exists(
    written: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = written.split()
    # Of a command of several the first plain word says which.
    which = [word for word in rest[:1] if word.isalpha() and word.islower()]
    with pytest.raises(SystemExit):
        cli.main([command, *which, "--help"])
    assert set(options) <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_every_promise_is_held_by_a_test() -> None:
    held = re.findall(r"^\| [^`]+ \| `(\S+)::(\w+)` \|$", README, flags=re.MULTILINE)
    assert len(held) > 15
    missing = [
        name for file, name in held if f"\ndef {name}(" not in (ROOT / file).read_text("utf-8")
    ]
    assert missing == []


@pytest.mark.parametrize(
    "typed", [code for cell, _ in rows("The capture line") for code in codes(cell)]
)
def test_the_capture_line_understands_what_is_told(typed: str) -> None:
    line = typed if typed.lstrip("@").startswith("ana") else f"ana {typed}"
    draft = parse(line, NAMES, NOW)
    assert draft.customer_ids[0] == UUID(int=1)
    assert (draft.note, draft.unknown, draft.ambiguous) == ("", (), ())


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 11
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_every_script_told_of_exists() -> None:
    modules = set(re.findall(r"python -m (tests[.a-z_]+)", README)) - {"tests.bench."}
    assert len(modules) >= 5
    missing = [name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").is_file()]
    assert missing == []


def test_every_benchmark_is_told_of() -> None:
    told = README[README.index("## Development") :]
    scripts = (ROOT / "tests" / "bench").glob("*.py")
    benchmarks = {file.stem for file in scripts if '__name__ == "__main__"' in file.read_text()}
    assert len(benchmarks) >= 10
    assert {name for name in benchmarks if not re.search(rf"\b{name}\b", told)} == set()
