from hashlib import sha256
from uuid import UUID

import pytest

from tests.samples import NOON, TODAY, make_attachment, make_customer, make_touchpoint
from trustjournal.domain.attached_files import FILE_LIMIT, JOURNAL_LIMIT
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.errors import InvalidEntry
from trustjournal.services.attachments import (
    NewFile,
    attach,
    remove_attachment,
    rename_attachment,
    set_photo,
    with_files,
)
from trustjournal.services.touchpoints import delete_touchpoint

ROSA = make_customer()
PDF = NewFile("Sketch.pdf", b"%PDF")


def made(changeset: Changeset) -> list[Attachment]:
    return [one.after for one in changeset.changes if isinstance(one.after, Attachment)]


def test_a_file_is_kept_under_the_digest_of_what_it_holds() -> None:
    changeset = attach(ROSA.id, [PDF], used=0, today=TODAY)
    (one,) = made(changeset)
    digest = sha256(b"%PDF").hexdigest()
    assert (one.name, one.media_type, one.size) == ("Sketch.pdf", "application/pdf", 4)
    assert (one.customer_id, one.touchpoint_id, one.added_on) == (ROSA.id, None, TODAY)
    assert changeset.contents == {digest: b"%PDF"}
    assert one.digest == digest
    assert changeset.label == "Attach Sketch.pdf"


@pytest.mark.parametrize("name", ["../../x", "CON", "n" * 300, "<b>.pdf", "a\nb"])
def test_a_name_is_kept_as_it_was(name: str) -> None:
    (one,) = made(attach(ROSA.id, [NewFile(name, b"x")], used=0, today=TODAY))
    assert one.name == name


def test_files_without_a_name_get_one() -> None:
    (one,) = made(attach(ROSA.id, [NewFile(" ", b"")], used=0, today=TODAY))
    assert one.name == "Unnamed file"


def test_too_large_files_and_none_at_all_are_refused() -> None:
    large = NewFile("film.mp4", bytes(FILE_LIMIT + 1))
    with pytest.raises(InvalidEntry, match="up to 20"):
        attach(ROSA.id, [PDF, large], used=0, today=TODAY)
    with pytest.raises(InvalidEntry, match="1 GB"):
        attach(ROSA.id, [PDF], used=JOURNAL_LIMIT - 3, today=TODAY)
    with pytest.raises(InvalidEntry, match="Choose a file"):
        attach(ROSA.id, [], used=0, today=TODAY)


def test_several_files_are_one_act() -> None:
    changeset = attach(ROSA.id, [PDF, NewFile("copy.pdf", b"%PDF")], used=0, today=TODAY)
    assert len(made(changeset)) == 2
    assert len(changeset.contents) == 1
    assert changeset.label == "Attach 2 files"


def test_files_come_with_the_touchpoint_that_is_logged() -> None:
    touch, gone = make_touchpoint(ROSA.id), make_attachment(ROSA.id)
    logged = Changeset("Log", (Change.create(touch),))
    changeset = with_files(logged, [PDF], [gone], used=0, today=TODAY)
    (one,) = made(changeset)
    assert (one.touchpoint_id, one.customer_id) == (touch.id, ROSA.id)
    assert changeset.label == "Log"
    assert changeset.changes[:2] == (*logged.changes, Change.delete(gone))
    assert changeset.contents[one.digest] == b"%PDF"


def test_a_file_gets_another_name_and_keeps_what_it_holds() -> None:
    one = make_attachment(ROSA.id)
    (change,) = rename_attachment(one, "  glaze.txt ").changes
    assert isinstance(change.after, Attachment)
    assert (change.after.name, change.after.media_type) == ("glaze.txt", "text/plain")
    assert change.after.digest == one.digest
    with pytest.raises(InvalidEntry, match="needs a name"):
        rename_attachment(one, "  ")


def test_removing_says_what_goes() -> None:
    file, photo = make_attachment(ROSA.id, is_photo=False), make_attachment(ROSA.id)
    assert remove_attachment(file).label == "Remove sketch.png"
    assert remove_attachment(photo).label == "Remove a photo"
    assert remove_attachment(photo).changes == (Change.delete(photo),)


def test_a_new_photo_takes_the_place_of_the_one_before() -> None:
    before = make_attachment(ROSA.id)
    changeset = set_photo(ROSA.id, NewFile("rosa.jpg", b"jpg"), [before], used=0, today=TODAY)
    (one,) = made(changeset)
    assert one.is_photo
    assert changeset.changes[0] == Change.delete(before)
    large = NewFile("rosa.jpg", bytes(FILE_LIMIT + 1))
    with pytest.raises(InvalidEntry, match="up to 20"):
        set_photo(ROSA.id, large, [], used=0, today=TODAY)


def test_files_of_a_touchpoint_that_is_deleted_stay_with_the_customer() -> None:
    touch = make_touchpoint(ROSA.id, happened_at=NOON)
    file = make_attachment(ROSA.id, touchpoint_id=touch.id)
    changeset = delete_touchpoint(touch, [file])
    (loosened,) = made(changeset)
    assert (loosened.id, loosened.touchpoint_id) == (file.id, None)
    assert isinstance(loosened.id, UUID)
