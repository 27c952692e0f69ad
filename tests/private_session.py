"""Runs the program in processes of its own, under a guard, and looks at every file they leave."""

import json
import os
import secrets
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_GUARDED = """
import json, os, sys, tests.guard
from trustjournal.cli import main
os.umask(int(sys.argv[1]))
for words in json.load(sys.stdin):
    status = main(words)
    if status:
        sys.exit(f"{words}: {status}")
"""
_COMMANDS = (
    ("new", "book/journal.db", "--sample"),
    ("log", "Tomasz Wilk call: the pangolin !send the photos by friday", "--create"),
    ("export", "touchpoints", "--to", "out/log.csv"),
    ("backup",),
)
_MORE = (
    ("search", "pangolin"),
    ("export", "touchpoints", "--to", "out/log.xlsx"),
    ("export", "people", "--to", "out/people.vcf"),
    ("export", "journal", "--to", "out/whole.zip"),
    ("export", "calendar", "--to", "out/plans.ics"),
    ("chart", "cycle", "--to", "out/cycle.svg"),
    ("copy", "--to", "copies/journal.db"),
    ("check",),
)


@dataclass(frozen=True)
class Session:
    """A session that has ended: how, what it printed, and the folder with all that it wrote."""

    status: int
    said: str
    folder: Path
    passphrase: str
    mark: str

    def files(self) -> list[str]:
        """Return the files and folders that it left."""
        return sorted(path.relative_to(self.folder).as_posix() for path in _below(self.folder))

    def holding(self, word: str) -> list[str]:
        """Return those of them in which a word stands, in any of the usual codes."""
        codes = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        return [
            name
            for name in self.files()
            if word in name or any(code in _bytes(self.folder / name) for code in codes)
        ]

    def open_to_others(self) -> list[str]:
        """Return those of them that anybody but the owner may read or write."""
        return [
            f"{name} {stat.filemode((self.folder / name).lstat().st_mode)}"
            for name in self.files()
            if (self.folder / name).lstat().st_mode & 0o077
        ]


def window_session(folder: Path) -> Session:
    """Use the window with an encrypted journal, provoke faults, and close it."""
    passphrase, mark = f"pass-{secrets.token_hex(8)}", f"mark{secrets.token_hex(8)}"
    pytest = ("-m", "pytest", "-q", "-s", "-p", "tests.guard", "-p", "no:cacheprovider")
    what = ("--basetemp", str(folder), "tests/journeys/whole_session.py")
    ran = subprocess.run(
        [sys.executable, *pytest, *what],
        input=f"{passphrase} {mark}",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTEST_ADDOPTS": ""},
        umask=0,
        check=False,
    )
    return Session(ran.returncode, ran.stdout + ran.stderr, folder, passphrase, mark)


def commands_session(folder: Path, umask: int) -> Session:
    """Use the command line with a plain journal; with a umask of 0 more of it."""
    home = folder / "home"
    (folder / "out").mkdir(mode=0o700, parents=True)
    places = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    journal = {"TRUSTJOURNAL_JOURNAL": str(folder / "book" / "journal.db")}
    ran = subprocess.run(
        [sys.executable, "-c", _GUARDED, str(umask)],
        input=json.dumps(_COMMANDS if umask else (*_COMMANDS, *_MORE)),
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | places | journal | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return Session(ran.returncode, ran.stdout + ran.stderr, folder, "", "pangolin")


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.is_symlink())


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
