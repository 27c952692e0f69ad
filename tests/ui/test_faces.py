"""Photos on their way from the journal to what paints people."""

from functools import partial
from uuid import UUID, uuid4

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from tests.ui.files import picture
from tests.ui.owner import hear
from trustjournal.domain.records import Customer
from trustjournal.services.attachments import NewFile, set_photo
from trustjournal.store import attachments, writer
from trustjournal.ui.face_reading import show_faces
from trustjournal.ui.faces import FACE_SIDE, Faces, faces
from trustjournal.ui.session import JournalSession


def image(colour: str = "red") -> QImage:
    made = QImage(4, 4, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def photograph(session: JournalSession, who: Customer, colour: str) -> None:
    content = picture(20, 20, colour=colour)
    with session.engine.connect() as connection:
        before = attachments.photos_of(connection, [who.id])
    changeset = set_photo(who.id, NewFile("a.png", content), before, used=0, today=session.today())
    writer.commit(session.engine, changeset)
    session.announce(changeset)


def shows(who: UUID, colour: str) -> bool:
    shown = faces.of(who)
    return shown is not None and shown.pixelColor(5, 5) == QColor(colour)


def test_a_photo_is_wanted_only_of_those_who_have_one() -> None:
    some, rosa, ana = Faces(), uuid4(), uuid4()
    wanted = hear(some.wanted)
    some.know([rosa])
    assert some.of(rosa) is None
    assert some.of(ana) is None
    assert wanted == [rosa]
    some.keep({rosa: image()})
    assert some.of(rosa) == image()
    assert wanted == [rosa]


def test_a_photo_that_changed_or_went_is_forgotten() -> None:
    some, rosa, ana = Faces(), uuid4(), uuid4()
    changed: list[str] = []
    some.changed.connect(partial(changed.append, "changed"))
    some.know([rosa, ana])
    some.keep({rosa: image(), ana: image()})
    some.know([rosa], outdated=[rosa])
    assert some.of(rosa) is None
    assert some.of(ana) is None
    assert len(changed) == 3
    some.know([rosa])
    assert len(changed) == 3


def test_of_too_many_the_ones_nobody_looks_at_go() -> None:
    some, first, second = Faces(), uuid4(), uuid4()
    some.know([first, second])
    some.keep({first: image(), second: image()})
    for _n in range(127):
        assert some.of(first) is not None
        some.keep({uuid4(): image()})
    assert some.of(first) is not None
    assert some.of(second) is None


def test_photos_come_from_the_journal_when_they_are_asked_for(
    qtbot: QtBot, session: JournalSession
) -> None:
    rosa, ana = make_customer(), make_customer("Ana")
    fill(session, rosa, ana)
    photograph(session, rosa, "#aa0000")
    show_faces(session)
    show_faces(session)
    qtbot.waitUntil(partial(shows, rosa.id, "#aa0000"))
    assert faces.of(ana.id) is None
    shown = faces.of(rosa.id)
    assert shown is not None
    assert shown.width() == shown.height() == FACE_SIDE
    photograph(session, ana, "#00aa00")
    photograph(session, rosa, "#0000aa")
    qtbot.waitUntil(lambda: shows(ana.id, "#00aa00") and shows(rosa.id, "#0000aa"))
    session.undo()
    qtbot.waitUntil(partial(shows, rosa.id, "#aa0000"))


def test_a_photo_that_changed_while_it_was_read_is_read_anew(
    qtbot: QtBot, session: JournalSession
) -> None:
    rosa = make_customer()
    fill(session, rosa)
    show_faces(session)
    with qtbot.waitSignal(faces.changed):
        photograph(session, rosa, "#aa0000")
    assert faces.of(rosa.id) is None  # it is read in the next turn, behind the change below
    photograph(session, rosa, "#0000aa")
    qtbot.waitUntil(partial(shows, rosa.id, "#0000aa"))
