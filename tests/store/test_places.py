"""Whether other computers write to the folder that a journal lies in."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.places import SharedFolder, Sharing, mounts, on_network, shared_folder

MOUNTS = r"""22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /home/maya/Office rw - nfs4 server:/office rw,vers=4.2
31 22 0:41 / /home/maya/Old\040Office rw shared:1 - cifs //nas/old rw
32 22 0:42 / /home/maya/Far rw master:2 propagate_from:1 - fuse.sshfs maya@far: rw
33 30 254:3 / /home/maya/Office/here rw - ext4 /dev/vdb rw
34 22 0:43 / /home/maya/stick rw - nfs server:/stick rw
35 22 254:4 / /home/maya/stick rw - vfat /dev/sdb rw
"""


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/maya/Office/books", "nfs4"),
        ("/home/maya/Old Office", "cifs"),
        ("/home/maya/Far/away", "sshfs"),
        ("/home/maya/Office/here", ""),
        ("/home/maya/stick", ""),
        ("/home/maya/Office 2", ""),
        ("/home/maya", ""),
    ],
)
def test_a_network_drive_is_known_by_what_is_mounted_there(
    tmp_path: Path, folder: str, name: str
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    found = on_network(Path(folder), mounts(table))
    assert (found.name if found else "") == name
    assert found is None or found.sharing is Sharing.NETWORK


def test_this_computers_own_folder_is_nobody_elses(tmp_path: Path) -> None:
    assert shared_folder(tmp_path / "journal.db") is None
    assert mounts(tmp_path / "missing") == []


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".dropbox.cache/", "Dropbox"),
        (".stfolder/", "Syncthing"),
        (".tmp.driveupload/", "Google Drive"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".sync_4f2a1b.db", "Nextcloud"),
        ("._sync_4f2a1b.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
    ],
)
def test_a_folder_kept_alike_elsewhere_is_known_by_the_marks_in_it(
    tmp_path: Path, mark: str, name: str
) -> None:
    root = tmp_path / "work"
    books = root / "books"
    books.mkdir(parents=True)
    if mark.endswith("/"):
        (root / mark).mkdir()
    else:
        (root / mark).touch()
    assert shared_folder(books / "journal.db") == SharedFolder(Sharing.SYNCED, name, root)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox/books", "Dropbox"),
        ("Dropbox (Kiln & Clay)", "Dropbox"),
        ("OneDrive - Kiln & Clay/books", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-maya@example.org/My Drive", "GoogleDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Dropboxes", ""),
        ("books of Dropbox", ""),
    ],
)
def test_a_folder_kept_alike_elsewhere_is_known_by_its_name(
    tmp_path: Path, folder: str, name: str
) -> None:
    found = shared_folder(tmp_path / folder / "journal.db")
    assert (found.name if found else "") == name


def test_a_link_is_followed_to_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "books"
    link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    found = shared_folder(link / "journal.db")
    assert found is not None
    assert found.folder == tmp_path / "Dropbox"


def modes(engine: Engine) -> tuple[object, object]:
    with engine.connect() as connection:
        return (
            connection.exec_driver_sql("PRAGMA journal_mode").scalar_one(),
            connection.exec_driver_sql("PRAGMA synchronous").scalar_one(),
        )


def test_a_journal_is_written_with_more_care_where_others_write(tmp_path: Path) -> None:
    path = tmp_path / "own" / "journal.db"
    engine = create_journal(path)
    assert modes(engine) == ("wal", 2)
    close_journal(engine)
    synced = tmp_path / "Dropbox" / "journal.db"
    synced.parent.mkdir()
    path.rename(synced)
    engine = open_journal(synced)
    writer.commit(engine, Changeset("Add", (Change.create(make_customer("Rosa")),)))
    assert modes(engine) == ("delete", 3)
    assert [one.name for one in synced.parent.iterdir()] == ["journal.db"]
    close_journal(engine)
    synced.rename(path)
    engine = open_journal(path)
    assert modes(engine) == ("wal", 2)
    with engine.connect() as connection:
        assert [one.name for one in queries.customers(connection)] == ["Rosa"]
    close_journal(engine)


def test_a_journal_made_where_others_write_is_written_with_more_care(tmp_path: Path) -> None:
    path = tmp_path / "work" / "journal.db"
    (path.parent / ".stfolder").mkdir(parents=True)
    engine = create_journal(path)
    assert modes(engine) == ("delete", 3)
    close_journal(engine)
