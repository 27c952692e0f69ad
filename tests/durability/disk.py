"""The disk as SQLite uses it: all that it asks of its files can be watched, and be refused.

SQLite reaches files through tables of functions (https://sqlite.org/vfs.html), which can be changed
while it runs: so the program itself runs as it is, on real files.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

AVAILABLE: Final = sys.platform == "linux"
"""Elsewhere SQLite's library keeps these tables to itself."""

OK: Final = 0
FULL: Final = 13
READ_FAILED: Final = 10 | 1 << 8
WRITE_FAILED: Final = 10 | 3 << 8
SYNC_FAILED: Final = 10 | 4 << 8


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing asked of the disk: open, read, write, truncate, sync, delete or folder.

    `place` is the offset of a read or write and the new size of a truncate. As `sync` makes the
    content of a file last, `folder` does the names in that folder.
    """

    what: str
    path: Path
    place: int = 0
    data: bytes = b""


Watch = Callable[[Deed], int]
"""Hears of a deed before it is done; what it returns, unless OK, SQLite is told instead."""

_INT, _LONG, _POINTER, _TEXT = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, ctypes.c_char_p


class _System(ctypes.Structure):
    """sqlite3_vfs."""

    _fields_ = (
        *((name, _INT) for name in ("version", "size_of_file", "longest_name")),
        *((name, _POINTER) for name in ("next", "name", "own", "open", "delete")),
        *((f"other_{number}", _POINTER) for number in range(11)),
        *((name, _POINTER) for name in ("set_call", "get_call", "next_call")),
    )


class _Methods(ctypes.Structure):
    """sqlite3_io_methods."""

    _fields_ = (
        ("version", _INT),
        *((name, _POINTER) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"other_{number}", _POINTER) for number in range(13)),
    )


_Open: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Delete: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
_Close: Any = ctypes.CFUNCTYPE(_INT, _POINTER)
_Transfer: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_Truncate: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_Sync: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_OpenFolder: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER)
_SetCall: Any = ctypes.CFUNCTYPE(_INT, _POINTER, _TEXT, _POINTER)
_GetCall: Any = ctypes.CFUNCTYPE(_POINTER, _POINTER, _TEXT)
_OPEN_FOLDER = b"openDirectory"

_kept: list[object] = []  # a file may be closed when nobody watches any more


@contextmanager
def watched(folder: Path, watch: Watch) -> Generator[None]:
    """Tell `watch` of every deed on files in `folder` that are opened in the block."""
    address = _default_system()
    system = _System.from_address(address)
    set_call, before = _SetCall(system.set_call), (system.open, system.delete)
    watching = _Watching(folder.resolve(), watch, system, address)
    _kept.append(watching)
    system.open, system.delete = (_address(one) for one in (watching.open, watching.delete))
    set_call(address, _OPEN_FOLDER, _address(watching.open_folder))
    try:
        yield
    finally:
        system.open, system.delete = before
        set_call(address, _OPEN_FOLDER, None)


class _Watching:
    """What stands in the tables of functions while a folder is watched."""

    def __init__(self, folder: Path, watch: Watch, system: _System, address: int) -> None:
        self._folder = folder
        self._watch = watch
        self._paths: dict[int, Path] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._real_open = _Open(system.open)
        self._real_delete = _Delete(system.delete)
        self._real_open_folder = _OpenFolder(_GetCall(system.get_call)(address, _OPEN_FOLDER))
        self.open = _Open(self._opened)
        self.delete = _Delete(self._deleted)
        self.open_folder = _OpenFolder(self._folder_opened)
        self._ours = (
            *(("close", _Close(self._closed)), ("read", _Transfer(self._read))),
            *(("write", _Transfer(self._written)), ("truncate", _Truncate(self._truncated))),
            ("sync", _Sync(self._synced)),
        )

    def _opened(self, system: int, name: int | None, file: int, flags: int, out: int) -> int:
        # The name itself is handed on, not a copy of it: SQLite goes on reading it later.
        path = _path(name) if name else None
        if path is None or not path.is_relative_to(self._folder):
            return self._real_open(system, name, file, flags, out)
        if refused := self._watch(Deed("open", path)):
            _POINTER.from_address(file).value = None
            return refused
        answer = self._real_open(system, name, file, flags, out)
        if answer == OK:
            self._paths[file] = path
            self._divert(_POINTER.from_address(file))
        return answer

    def _divert(self, methods: ctypes.c_void_p) -> None:
        """Let a file's functions be ours, and remember its own."""
        theirs = methods.value
        assert theirs is not None
        if theirs not in self._methods:
            real = _Methods.from_address(theirs)
            ours = _Methods.from_buffer_copy(real)
            for name, function in self._ours:
                setattr(ours, name, _address(function))
            self._methods[theirs] = real, ours
            self._methods[ctypes.addressof(ours)] = real, ours
        methods.value = ctypes.addressof(self._methods[theirs][1])

    def _real(self, file: int) -> _Methods:
        which = _POINTER.from_address(file).value
        assert which is not None
        return self._methods[which][0]

    def _closed(self, file: int) -> int:
        real = _Close(self._real(file).close)
        del self._paths[file]
        return real(file)

    def _read(self, file: int, into: int, size: int, place: int) -> int:
        refused = self._watch(Deed("read", self._paths[file], place))
        return refused or _Transfer(self._real(file).read)(file, into, size, place)

    def _written(self, file: int, data: int, size: int, place: int) -> int:
        refused = self._watch(Deed("write", self._paths[file], place, ctypes.string_at(data, size)))
        return refused or _Transfer(self._real(file).write)(file, data, size, place)

    def _truncated(self, file: int, size: int) -> int:
        refused = self._watch(Deed("truncate", self._paths[file], size))
        return refused or _Truncate(self._real(file).truncate)(file, size)

    def _synced(self, file: int, flags: int) -> int:
        refused = self._watch(Deed("sync", self._paths[file]))
        return refused or _Sync(self._real(file).sync)(file, flags)

    def _deleted(self, system: int, name: int, sync: int) -> int:
        path = _path(name)
        refused = self._watch(Deed("delete", path)) if path.is_relative_to(self._folder) else OK
        return refused or self._real_delete(system, name, sync)

    def _folder_opened(self, name: int, out: int) -> int:
        """SQLite opens a folder for one thing: to make the names in it last."""
        folder = _path(name).parent
        if folder.is_relative_to(self._folder):
            self._watch(Deed("folder", folder))
        return self._real_open_folder(name, out)


def _default_system() -> int:
    found = find_spec("sqlcipher3._sqlite3")
    assert found is not None
    library = ctypes.CDLL(found.origin)
    library.sqlite3_vfs_find.restype = _POINTER
    return library.sqlite3_vfs_find(None)


def _path(name: int) -> Path:
    return Path(os.fsdecode(ctypes.string_at(name)))


def _address(function: Any) -> int | None:
    return ctypes.cast(function, _POINTER).value
