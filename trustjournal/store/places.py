"""Where a journal's file lies, and whether other computers write there too.

On a network drive SQLite's shared memory does not work between computers, and a program that keeps
folders alike puts one file in the place of another while it is open. A journal there is written
without a log beside it, and each time as safely as SQLite can.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb(fs|\d)|afpfs|afs|ncpfs|webdav|davfs|9p|ceph|glusterfs|lustre|beegfs|coda"
    r"|ocfs2|gfs2|vboxsf|prl_fs|fuse\.(sshfs|rclone|glusterfs|gvfsd-fuse|kio-fuse|davfs2?|s3fs"
    r"|cephfs|curlftpfs|vmhgfs-fuse|google-drive-ocamlfuse|onedriver)"
)
"""Kinds of file system that another computer may write to, the host of a virtual one included."""
_MARKS: Final = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""What the programs leave in the folder that they keep alike on several computers."""
_DATABASES: Final = re.compile(r"\._?sync_[0-9a-f]+\.db|\._sync_journal\.db|\.csync_journal\.db")
_NAMES: Final = (
    (re.compile(r"Dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"OneDrive( ?- ?.+)?"), "OneDrive"),
    (re.compile(r"Google ?Drive(-.+)?"), "Google Drive"),
    (re.compile(r"iCloudDrive|com~apple~CloudDocs"), "iCloud"),
    (re.compile(r"Nextcloud\d*"), "Nextcloud"),
)
"""What they call it, by usage."""
_REMOTE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT: Final = re.compile(r".+ on (?P<place>/.*) \((?P<kind>\w+)[,)]")

Mount = tuple[str, str]
"""Where something is mounted, and its kind of file system."""


class Sharing(StrEnum):
    """How other computers come to write to a folder."""

    NETWORK = auto()
    SYNCED = auto()


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder that other computers write to: `name` is the file system's or the program's."""

    sharing: Sharing
    name: str
    folder: Path


def shared_folder(path: Path) -> SharedFolder | None:
    """Return the shared folder that a file lies in, or would lie in; None on this computer's own.

    It asks the disk alone, and no other computer by name.
    """
    folder = Path(os.path.realpath(path.absolute().parent))
    return on_network(folder, mounts()) or _synced(folder)


def on_network(folder: Path, mounted: Iterable[Mount]) -> SharedFolder | None:
    """Return the network drive that a folder lies on, by what is mounted where, in that order."""
    above = {str(one) for one in (folder, *folder.parents)}
    places = [(place, kind) for place, kind in mounted if place in above]
    # Of several at one place the last hides the others.
    place, kind = max(reversed(places), key=lambda mount: len(mount[0]), default=("", ""))
    if _NETWORK.fullmatch(kind) or (sys.platform == "win32" and _is_remote_drive(folder)):
        root = place or folder.anchor
        return SharedFolder(Sharing.NETWORK, kind.removeprefix("fuse."), Path(root))
    return None


def mounts(table: Path = _MOUNTS) -> Sequence[Mount]:
    """Return what is mounted where on this computer, nothing where it cannot tell."""
    if sys.platform == "darwin":
        return _mounts_of_mac()
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    return [_mount(line) for line in lines]


def _mount(line: str) -> Mount:
    """Read a line of mountinfo, as proc(5) has it: spaces in names are octal escapes."""
    before, _dash, after = line.partition(" - ")
    place = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4])
    return place, after.split(" ")[0]


def _mounts_of_mac() -> Sequence[Mount]:
    said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    found = (_MAC_MOUNT.fullmatch(line) for line in said.splitlines())
    return [(one["place"], one["kind"]) for one in found if one]


def _is_remote_drive(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    from ctypes import windll

    return windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE


def _synced(folder: Path) -> SharedFolder | None:
    for one in (folder, *folder.parents):
        name = _by_name(one) or _by_mark(one)
        if name:
            return SharedFolder(Sharing.SYNCED, name, one)
    return None


def _by_name(folder: Path) -> str:
    if folder.parent.name == "CloudStorage":  # where macOS puts them: Provider-account
        return folder.name.partition("-")[0]
    return next((name for form, name in _NAMES if form.fullmatch(folder.name)), "")


def _by_mark(folder: Path) -> str:
    try:
        with os.scandir(folder) as found:
            names = [one.name for one in found if one.name.startswith(".")]
    except OSError:  # closed to us: then no program of the owner's keeps it alike
        return ""
    known = next((_MARKS[name] for name in names if name in _MARKS), "")
    return known or ("Nextcloud" if any(map(_DATABASES.fullmatch, names)) else "")
