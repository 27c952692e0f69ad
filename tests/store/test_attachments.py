from pathlib import Path

from sqlalchemy import Engine

from tests.samples import TODAY, make_attachment, make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.services.attachments import NewFile, attach, remove_attachment
from trustjournal.services.touchpoints import delete_touchpoint
from trustjournal.store import attachments, contents, queries, writer


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in records)))


def test_files_of_somebody_are_theirs_and_those_of_touchpoints_they_share(engine: Engine) -> None:
    rosa, ana, leo = make_customer(), make_customer("Ana"), make_customer("Leo")
    both = make_touchpoint(ana.id, rosa.id)
    own = make_attachment(rosa.id, is_photo=False, name="own")
    shared = make_attachment(ana.id, is_photo=False, name="shared", touchpoint_id=both.id)
    photo = make_attachment(rosa.id)
    add(engine, rosa, ana, leo, both, own, shared, photo)
    with engine.connect() as connection:
        assert set(attachments.files_of(connection, rosa.id)) == {own, shared}
        assert attachments.files_of(connection, ana.id) == [shared]
        assert attachments.files_of(connection, leo.id) == []
        assert attachments.files_with(connection, both.id) == [shared]
        assert attachments.photos_of(connection, [rosa.id, ana.id]) == [photo]
        assert attachments.photo_digests(connection) == {rosa.id: photo.digest}


def test_bytes_are_counted_once_for_each_content(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    with engine.connect() as connection:
        assert attachments.bytes_kept(connection) == 0
    files = [NewFile("a", b"12345"), NewFile("b", b"12345"), NewFile("c", b"123")]
    writer.commit(engine, attach(rosa.id, files, used=0, today=TODAY))
    with engine.connect() as connection:
        assert attachments.bytes_kept(connection) == 8


def test_a_removed_file_comes_back_whole_with_undo(engine: Engine) -> None:
    rosa = make_customer()
    add(engine, rosa)
    writer.commit(engine, attach(rosa.id, [NewFile("a", b"12345")], used=0, today=TODAY))
    with engine.connect() as connection:
        (file,) = attachments.files_of(connection, rosa.id)
    writer.commit(engine, remove_attachment(file))
    with engine.connect() as connection:
        assert attachments.files_of(connection, rosa.id) == []
    writer.undo(engine)
    with engine.connect() as connection:
        assert attachments.files_of(connection, rosa.id) == [file]
        assert contents.read(connection, file.digest) == b"12345"


def test_a_touchpoint_with_files_can_be_deleted_and_brought_back(
    engine: Engine, tmp_path: Path
) -> None:
    rosa = make_customer()
    touch = make_touchpoint(rosa.id)
    file = make_attachment(rosa.id, is_photo=False, touchpoint_id=touch.id)
    add(engine, rosa, touch, file)
    with engine.connect() as connection:
        came = queries.came_of(connection, touch.id)
    writer.commit(engine, delete_touchpoint(touch, came))
    with engine.connect() as connection:
        (left,) = attachments.files_of(connection, rosa.id)
    assert left.touchpoint_id is None
    writer.undo(engine)
    with engine.connect() as connection:
        assert attachments.files_with(connection, touch.id) == [file]
