"""Files in the form of a touchpoint: kept and removed when it is saved, as one act."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import fill
from tests.ui.files import drop, written
from tests.ui.owner import choose
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.services.attachments import NewFile, attach
from trustjournal.store import attachments, history, writer
from trustjournal.ui.dialogs import opening
from trustjournal.ui.dialogs.files_field import FilesField
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names

ROSA = make_customer()
TOUCH = make_touchpoint(ROSA.id, note="The jug")


@pytest.fixture
def window(qtbot: QtBot, session: JournalSession) -> QWidget:
    fill(session, ROSA)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitUntil(lambda: known_names(session).name_of(ROSA.id) != "")
    return made


def field_of(form: FormDialog) -> FilesField:
    field = form.fields["files"]
    assert isinstance(field, FilesField)
    return field


def save(qtbot: QtBot, form: FormDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)


def kept(session: JournalSession) -> list[Attachment]:
    with session.engine.connect() as connection:
        return attachments.files_of(connection, ROSA.id)


def names(field: FilesField) -> list[str]:
    return [row.line.name for row in field.files.rows]


def test_a_touchpoint_is_logged_with_its_files_as_one_act(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path
) -> None:
    form = opening.new_touchpoint(Draft(customer_ids=(ROSA.id,)), session, navigator, window)
    field = field_of(form)
    QTest.keyClick(field.attach_button, Qt.Key.Key_Return)
    choose(qtbot, written(tmp_path / "a.txt"))
    qtbot.waitUntil(lambda: names(field) == ["a.txt"])
    assert drop(field, [written(tmp_path / "b.txt"), tmp_path / "a.txt"])
    assert names(field) == ["a.txt", "b.txt"]
    assert not form.is_clean()
    assert kept(session) == []
    QTest.keyClick(field.files.rows[1].button, Qt.Key.Key_Return)
    assert names(field) == ["a.txt", "b.txt"]
    QTest.keyClick(field.files.rows[1].button, Qt.Key.Key_Delete)
    save(qtbot, form)
    (file,) = kept(session)
    assert file.name == "a.txt"
    assert file.touchpoint_id is not None
    with session.engine.connect() as connection:
        assert len(history.entries(connection)) == 2
    writer.undo(session.engine)
    assert kept(session) == []


def test_the_files_of_a_touchpoint_show_and_go_when_it_is_saved(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path
) -> None:
    logged = Changeset("Log", (Change.create(TOUCH),))
    writer.commit(session.engine, logged)
    new = [NewFile("old.txt", b"old")]
    had = attach(ROSA.id, new, used=0, today=session.today(), touchpoint_id=TOUCH.id)
    writer.commit(session.engine, had)
    form = opening.edit(TOUCH, session, navigator, window)
    field = field_of(form)
    qtbot.waitUntil(lambda: names(field) == ["old.txt"])
    assert form.is_clean()
    field.files.rows[0].button.setFocus()
    QTest.keyClick(field.files.rows[0].button, Qt.Key.Key_Delete)
    assert names(field) == []
    assert field.attach_button.hasFocus()
    assert len(kept(session)) == 1
    drop(field, [written(tmp_path / "new.txt")])
    save(qtbot, form)
    assert [one.name for one in kept(session)] == ["new.txt"]
    writer.undo(session.engine)
    assert [one.name for one in kept(session)] == ["old.txt"]


def test_a_file_that_has_gone_is_told_in_the_form_and_nothing_is_logged(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path
) -> None:
    form = opening.new_touchpoint(Draft(customer_ids=(ROSA.id,)), session, navigator, window)
    field_of(form).add([tmp_path / "gone.txt"])
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.fault.isVisible)
    assert form.fault.text() == "“gone.txt” is not a file."
    with session.engine.connect() as connection:
        assert len(history.entries(connection)) == 1
    QTest.keyClick(field_of(form).files.rows[0].button, Qt.Key.Key_Delete)
    save(qtbot, form)
