"""Drafts are kept beside the records: written at once, no history, gone when their person goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from tests.postgres import address, server
from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import NotSaved, StaleRecord
from trustjournal.store import copying, drafts, history, writer
from trustjournal.store.drafts import Unsaved
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.transaction import begin_write

__all__ = ["address", "server"]

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANA, BEN = uuid4(), uuid4()
LINE = Unsaved(place="line", words="ana rang about the ärger 'quoted' 漢字", at=NINE)
NOTE = Unsaved(
    place="note", words="Ana and Ben", at=NINE + timedelta(minutes=1), customer_ids=(ANA, BEN)
)


def kept(engine: Engine) -> list[Unsaved]:
    with engine.connect() as connection:
        return drafts.everything(connection)


def test_what_is_kept_is_there_after_opening_again(engine: Engine, path: Path) -> None:
    drafts.write(engine, [LINE, NOTE])
    close_journal(engine)
    again = open_journal(path)
    assert kept(again) == [NOTE, LINE]
    again.dispose()


def test_a_place_has_one_draft_and_none_once_it_is_dropped(engine: Engine) -> None:
    later = Unsaved(place="line", words="ana rang twice", at=NINE + timedelta(hours=1))
    drafts.write(engine, [LINE])
    drafts.write(engine, [later])
    assert kept(engine) == [later]
    drafts.write(engine, [NOTE], dropped=["line"])
    assert kept(engine) == [NOTE]
    drafts.write(engine, [], dropped=["note", "never there"])
    assert kept(engine) == []


def test_a_draft_leaves_no_history(engine: Engine) -> None:
    drafts.write(engine, [LINE])
    with engine.connect() as connection:
        assert history.next_undo(connection) is None
        assert copying.is_empty(connection)


def test_who_is_erased_takes_the_drafts_about_them(engine: Engine) -> None:
    named = Unsaved(place="form", words=f'{{"who": "{BEN}"}}', at=NINE)
    drafts.write(engine, [LINE, NOTE, named])
    with begin_write(engine) as connection:
        assert drafts.forget(connection, [uuid4()]) == 0
        assert drafts.forget(connection, []) == 0
        assert drafts.forget(connection, [BEN]) == 2
    assert kept(engine) == [LINE]


def test_a_draft_of_somebody_who_is_not_there_yet_is_kept(engine: Engine) -> None:
    drafts.write(engine, [Unsaved(place="new", words="{}", at=NINE, customer_ids=(uuid4(),))])
    with engine.connect() as connection:
        assert drafts.everything(connection)[0].words == "{}"
        faults = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    assert faults == []


def test_a_refused_draft_leaves_the_one_before(engine: Engine, path: Path) -> None:
    drafts.write(engine, [LINE])
    path.rename(path.with_name("moved.db"))
    with pytest.raises(NotSaved):
        drafts.write(engine, [NOTE], dropped=["line"])
    path.with_name("moved.db").rename(path)
    assert kept(engine) == [LINE]


def test_drafts_do_not_travel() -> None:
    assert "draft" not in copying.TABLES
    assert Customer.__name__.lower() in copying.TABLES


def test_a_journal_on_a_server_keeps_drafts_too(address: str) -> None:
    engine = create_journal(address)
    drafts.write(engine, [LINE, NOTE])
    assert kept(engine) == [NOTE, LINE]
    with begin_write(engine) as connection:
        assert drafts.forget(connection, [ANA]) == 1
    assert kept(engine) == [LINE]
    engine.dispose()


def test_what_is_saved_is_no_draft_any_more_in_the_same_write(engine: Engine) -> None:
    drafts.write(engine, [LINE, NOTE])
    rosa = make_customer()
    writer.commit(engine, Changeset("Log", (Change.create(rosa),), settles=("line",)))
    assert kept(engine) == [NOTE]
    with pytest.raises(StaleRecord):
        writer.commit(engine, Changeset("Again", (Change.create(rosa),), settles=("note",)))
    assert kept(engine) == [NOTE]
