"""Files kept with people: attached by a drop and by keys, opened from a copy, seen, taken back."""

import stat
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton

from tests.journeys.conftest import CTRL, Owner
from tests.samples import make_customer
from tests.ui.files import OpenedUrls, drop, picture, written
from tests.ui.owner import choose
from trustjournal.domain.organising import Attachment
from trustjournal.ui.opened_files import copies_folder, opened_files
from trustjournal.ui.widgets.attachment_card import AttachmentCard
from trustjournal.ui.widgets.avatar import Avatar
from trustjournal.ui.widgets.pressable import Pressable


@pytest.fixture
def others() -> Generator[OpenedUrls]:
    """What the desktop is asked to open, which no test really does."""
    heard = OpenedUrls()
    services: Any = QDesktopServices  # its stub asks for bytes, Qt for the name as text
    services.setUrlHandler("file", heard, "take")
    yield heard
    QDesktopServices.unsetUrlHandler("file")


def test_files_come_by_drop_and_by_key_open_from_a_private_copy_and_go_with_undo(
    owner: Owner, others: OpenedUrls, tmp_path: Path
) -> None:
    owner.begin(make_customer("Rosa Delgado"))
    owner.open_person("rosa")
    before = owner.everything()
    drop(owner.find(AttachmentCard), [written(tmp_path / "odd.pdf", b"%PDF-1")])
    owner.waits_to_read("odd.pdf")
    owner.settle()
    owner.pressed = 0
    owner.tab_to(QAbstractButton, "Attach a file")
    owner.press(Qt.Key.Key_Space)
    choose(owner.qtbot, written(tmp_path / "order.txt", b"Twelve bowls"))
    owner.waits_to_read("order.txt")
    owner.settle()
    assert owner.pressed <= 30
    assert {one.name for one in owner.disk(Attachment)} == {"odd.pdf", "order.txt"}
    owner.tab_to(Pressable, "order.txt")
    owner.press(Qt.Key.Key_Return)
    owner.qtbot.waitUntil(lambda: bool(others.paths))
    copy = others.paths[0]
    assert copy.read_bytes() == b"Twelve bowls"
    assert (
        copy.parents[1].parts[-2:] == copies_folder().parts[-2:]
    )  # the home of whichever test began
    assert "order" not in copy.name
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    opened_files().close()
    assert not copy.exists()
    owner.press(Qt.Key.Key_Delete)
    owner.waits_to_read("The file is removed.")
    assert [one.name for one in owner.disk(Attachment)] == ["odd.pdf"]
    for left in (["odd.pdf", "order.txt"], ["odd.pdf"], []):
        owner.press(Qt.Key.Key_Z, CTRL)
        owner.settle()
        assert sorted(one.name for one in owner.disk(Attachment)) == left
    assert owner.everything() == before
    assert owner.reads("Drop a file here to keep it")


def test_a_photo_takes_the_place_of_the_letters_until_undo(owner: Owner, tmp_path: Path) -> None:
    owner.begin(make_customer("Rosa Delgado"))
    owner.open_person("rosa")
    avatar = owner.find(Avatar, lambda one: one.height() > 40)
    letters = owner.pixels(avatar)
    owner.tab_to(QAbstractButton, "Set a photo")
    owner.press(Qt.Key.Key_Space)
    choose(owner.qtbot, written(tmp_path / "rosa.png", picture(300, 400)))
    owner.waits_to_read("The photo is set.")
    owner.qtbot.waitUntil(lambda: owner.pixels(avatar) != letters)
    (photo,) = owner.disk(Attachment)
    assert (photo.is_photo, photo.name) == (True, "rosa.jpg")
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone")
    owner.qtbot.waitUntil(lambda: owner.pixels(avatar) == letters)
    assert owner.disk(Attachment) == []
