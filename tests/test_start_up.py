"""The window paints before anything slow is imported, and charts load when one is shown."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trustjournal.clock import local_now, zone_name
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.transfer.sample import add_sample

Stages = dict[str, dict[str, Any]]


@pytest.fixture
def stages(tmp_path: Path) -> Stages:
    """What was told at each stage of a start on the sample book."""
    journal = tmp_path / "journal.db"
    engine = create_journal(journal)
    add_sample(engine, local_now().date(), zone_name())
    close_journal(engine)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.watched_start", str(journal), "--chart"],
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    assert ran.stderr == ""
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return {stage["stage"]: stage for stage in told}


def test_a_start_loads_each_thing_when_it_is_needed(stages: Stages) -> None:
    loaded = {name: stage["loaded"] for name, stage in stages.items()}
    assert list(loaded) == ["painted", "usable", "asked", "drawn"]
    assert loaded["painted"] == []
    assert loaded["usable"] == ["sqlalchemy", "sqlcipher3"]
    assert {"numpy", "matplotlib"} <= set(loaded["drawn"])
    assert "alembic" not in loaded["drawn"]
    # PySide would read the source of each module, in search of names to switch.
    assert stages["drawn"]["read"] == stages["painted"]["read"]
