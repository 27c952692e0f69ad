"""What the program said is saved is there after the power went, whatever the disk made of it."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.durability import disk
from tests.durability.power_loss import Recording, cut_power, cut_power_at_birth, record
from trustjournal.store.keys import Key

pytestmark = pytest.mark.skipif(not disk.AVAILABLE, reason="SQLite's library hides its functions")


@pytest.fixture(scope="module")
def recording(memory: Path) -> Recording:
    return record(made(memory / "usual"))


@pytest.fixture
def source(memory: Path, request: pytest.FixtureRequest) -> Path:
    return made(memory / request.node.name / "before")


@pytest.fixture
def after(memory: Path, request: pytest.FixtureRequest) -> Path:
    return made(memory / request.node.name / "after")


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_of_500_power_losses_none_takes_what_was_acknowledged(
    recording: Recording, after: Path
) -> None:
    outcome = cut_power(recording, after, 500)
    assert outcome.faults == ()
    assert (outcome.made, outcome.lost) == (500, 0)


def test_these_losses_meet_every_part_of_the_way_to_the_disk(recording: Recording) -> None:
    # Else a journal that lost the last act would look like one that has it.
    acts = recording.states
    assert len(acts) > 60
    assert all(before != now for before, now in pairwise(acts))
    # SQLite folds its log into the file while acts go on, not only when the journal is closed.
    deeds = recording.deeds
    *_others, opened, _closed = [at for at, one in enumerate(deeds) if one.what == "delete"]
    folded = [at for at, one in enumerate(deeds) if one.what == "sync" and one.path.suffix == ".db"]
    assert sum(opened < at < recording.acknowledged[-1] for at in folded) > 2


def test_power_lost_while_a_journal_is_made_leaves_an_empty_one_or_a_sentence(
    recording: Recording, after: Path
) -> None:
    outcome = cut_power_at_birth(recording, after, 60)
    assert outcome.faults == ()
    assert "isn’t a Trust Journal file" in outcome.said


def test_an_encrypted_journal_keeps_what_was_acknowledged(source: Path, after: Path) -> None:
    key = Key.new("clay and glaze and fire")
    assert cut_power(record(source, key=key, commits=9), after, 40).faults == ()


def test_a_journal_in_a_shared_folder_keeps_what_was_acknowledged(
    source: Path, after: Path
) -> None:
    (source / ".dropbox.cache").mkdir()
    recording = record(source, commits=9)
    assert {one.path.suffix for one in recording.deeds if one.what == "write"} == {
        ".db",
        ".db-journal",
    }
    assert cut_power(recording, after, 60).faults == ()


@pytest.mark.parametrize("setting", ["OFF", "NORMAL"])
def test_without_waiting_for_the_disk_it_would_be_lost(
    setting: str, source: Path, after: Path
) -> None:
    recording = record(source, instead={"synchronous=FULL": f"synchronous={setting}"}, commits=9)
    assert cut_power(recording, after, 40).lost > 5


def test_said_before_it_is_on_the_disk_it_would_be_lost(source: Path, after: Path) -> None:
    assert cut_power(record(source, commits=9, hasty=True), after, 40).lost > 5
