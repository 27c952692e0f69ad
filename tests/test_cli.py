"""Exit status, standard error, and what the command line never does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trustjournal import cli
from trustjournal.store.engine import close_journal, open_journal


def test_a_wrong_command_line_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["nonsense"], ["log"], ["agenda", "--on", "yesterdayish"], ["import"]):
        with pytest.raises(SystemExit) as end:
            cli.main(words)
        assert end.value.code == 2
        assert "usage:" in capsys.readouterr().err


def test_the_environment_names_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "other.db"
    assert cli.main(["new", str(journal)]) == 0
    monkeypatch.setenv("TRUSTJOURNAL_JOURNAL", str(journal))
    assert cli.main(["log", "Petra met +", "--create"]) == 0
    assert cli.main(["show", "petra"]) == 0


def test_a_fault_in_the_program_becomes_a_report_without_the_owners_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_home: Path
) -> None:
    journal = tmp_path / "journal.db"
    assert cli.main(["new", str(journal)]) == 0
    engine = open_journal(journal)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DROP TABLE check_in")
    close_journal(engine)
    capsys.readouterr()
    line = "Petra call + secret words"
    assert cli.main(["--journal", str(journal), "log", line, "--create"]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    (report,) = own_home.rglob("report-*.txt")
    assert "secret" not in report.read_text()
    assert str(report) in said.err


def test_a_reader_that_stops_reading_is_no_fault(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    assert cli.main(["new", str(journal), "--sample"]) == 0
    command = f"{sys.executable} -m trustjournal --journal {journal} people | head -1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_no_command_imports_qt(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    code = (
        "import sys; from trustjournal import cli\n"
        f"cli.main(['new', {str(journal)!r}, '--sample'])\n"
        f"base = ['--journal', {str(journal)!r}]\n"
        "for words in (['agenda'], ['people'], ['show', 'rosa'], ['depth', 'rosa'], ['check'],\n"
        "    ['log', 'rosa call + hello'], ['undo'], ['history'], ['backup'],\n"
        f"    ['export', 'touchpoints', '--to', {str(tmp_path / 'log.csv')!r}],\n"
        f"    ['chart', 'depth', 'rosa', '--to', {str(tmp_path / 'depth.svg')!r}]):\n"
        "    assert cli.main(base + words) == 0, words\n"
        "print('PySide6' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False"


def test_without_a_screen_the_window_is_refused_in_words() -> None:
    environment = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k[:3] != "QT_"}
    ran = subprocess.run(
        [sys.executable, "-m", "trustjournal"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if sys.platform.startswith("linux"):
        assert ran.returncode == 1
        assert "no screen" in ran.stderr
        assert "Traceback" not in ran.stderr
