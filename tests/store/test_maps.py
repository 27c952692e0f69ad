"""Everyone on the map from a real journal."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine

from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    Channel,
    Stage,
)
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.depths import depths
from trustjournal.store.engine import create_journal
from trustjournal.store.maps import Landscape, landscape
from trustjournal.store.rhythms import book

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def filled(path: Path, *records: Record) -> Engine:
    engine = create_journal(path / "journal.db")
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))
    return engine


def read(engine: Engine) -> Landscape:
    with engine.connect() as connection:
        return landscape(connection, NOW, UTC)


def calls(who: Record, *days_ago: int, feeling: int = 2) -> list[Record]:
    return [
        make_touchpoint(
            who.id,
            happened_at=NOW - timedelta(days),
            began=Began.THEM,
            channel=Channel.PHONE,
            feeling=feeling,
        )
        for days in days_ago
    ]


def test_everyone_stands_where_depth_and_silence_put_them(tmp_path: Path) -> None:
    rosa = make_customer("Rosa", tags=("wholesale",), yearly_value=Decimal("1200.50"))
    leon = make_customer("Leon", company="Fischer", stage=Stage.PROSPECT)
    engine = filled(tmp_path, rosa, leon, *calls(rosa, 90, 76, 61, 40))
    places = {place.name: place for place in read(engine).places}
    with engine.connect() as connection:
        silence = book(connection, NOW, UTC).silences[rosa.id]
        depth = depths(connection, NOW, zone=UTC)[rosa.id]
    assert places["Rosa"].silence == silence
    assert places["Rosa"].depth == depth
    assert places["Rosa"].value == Decimal("1200.50")
    assert places["Rosa"].tags == ("wholesale",)
    assert places["Rosa"].last_on == (NOW - timedelta(40)).date()
    assert places["Leon"].silence is None
    assert (places["Leon"].depth, places["Leon"].stage) == (20.0, Stage.PROSPECT)
    assert (places["Leon"].company, places["Leon"].last_on) == ("Fischer", None)
    engine.dispose()


def test_whoever_is_needed_most_comes_first(tmp_path: Path) -> None:
    near, far, never = make_customer("Near"), make_customer("Far"), make_customer("Never")
    gone = make_customer("Gone", stage=Stage.LOST)
    engine = filled(
        tmp_path,
        *(near, far, never, gone),
        *calls(near, 40, 30, 20, 10, 1),
        *calls(far, 140, 130, 120, 110, 101),
        *calls(gone, 340, 330, 320, 310),
    )
    assert [place.name for place in read(engine).places] == ["Far", "Near", "Gone", "Never"]
    engine.dispose()


def test_an_empty_journal_has_an_empty_map(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    assert read(engine).places == []
    engine.dispose()
