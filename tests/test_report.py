"""Reports stay on this computer, hold no word of the owner's, and are few."""

from pathlib import Path

import pytest

from trustjournal.paths import log_folder
from trustjournal.report import KEPT, begin_report, describe, write_report


def _fault() -> KeyError:
    with pytest.raises(KeyError) as caught:
        {}["Rosa"]
    caught.value.__cause__ = ValueError("her passphrase")
    return caught.value


def test_a_report_names_every_cause_and_quotes_none() -> None:
    told = describe(_fault())
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "test_report.py:" in told
    assert "Rosa" not in told
    assert "passphrase" not in told
    assert str(Path.home()) not in told


def test_only_the_newest_reports_are_kept() -> None:
    paths = [write_report(_fault()) for _time in range(KEPT + 3)]
    assert sorted(log_folder().iterdir()) == paths[3:]


def test_a_report_that_the_owner_begins_has_the_last_faults() -> None:
    assert "KeyError" not in begin_report()
    write_report(_fault())
    assert "KeyError" in begin_report()


def test_a_folder_that_refuses_costs_nothing_but_the_file() -> None:
    log_folder().parent.mkdir(parents=True)
    log_folder().touch()
    assert not write_report(_fault()).exists()
