"""However a file is damaged, bringing it in fails in words or keeps only what can be kept."""

import random
from collections.abc import Generator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.exchange.mutations import mutated
from tests.exchange.test_broken_files import CHANGES, placed
from tests.exchange.test_forms import NOW, SAMPLES, Sample
from tests.store.test_writer import dump
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import form_called
from trustjournal.exchange.sources import Reading
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.import_plan import Choices, Plan, Stranger, report_lines
from trustjournal.transfer.importing import bring_in, look


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Generator[Engine]:
    """A journal that every test leaves empty."""
    made = create_journal(tmp_path_factory.mktemp("broken") / "journal.db")
    yield made
    made.dispose()


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    sample=st.sampled_from(SAMPLES),
    change=st.sampled_from(sorted(CHANGES)),
    seed=st.integers(0, 2**32),
)
def test_a_damaged_file_comes_in_as_far_as_it_goes_and_leaves_with_one_undo(
    tmp_path_factory: pytest.TempPathFactory,
    engine: Engine,
    sample: Sample,
    change: str,
    seed: int,
) -> None:
    luck = random.Random(seed)
    path = placed(
        sample,
        tmp_path_factory.mktemp("file"),
        lambda content: mutated(CHANGES[change](content), luck),
    )
    choices = Choices(strangers=Stranger.NEW)
    with suppress(UnreadableFile):
        source = form_called(sample.form).open(path, Reading(now=NOW, region="ES"))
        with engine.connect() as connection:
            plan = look(connection, source, choices, now=NOW)
        done: list[Plan] = []
        bring_in(engine, source, choices, path.name, now=NOW, done=done.append)
        assert done[0].counts == plan.counts
        assert "\n".join(report_lines(plan, path.name)).encode("utf-8")
        if plan.brings:
            writer.undo(engine)
    assert dump(engine) == set()
