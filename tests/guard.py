"""Ends the process that imports this as soon as it, or any library in it, reaches for a network.

`python -m pytest -p tests.guard` runs tests under it. What Python does is refused by an audit hook
on every system; on Linux the kernel ends the process at the first socket that is not of this
computer alone, whether Qt, SQLite or anything else written in C asks for it.
"""

import ctypes
import os
import platform
import struct
import sys
from typing import Any, Final

_REACHING: Final = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("urllib.Request", "ftplib.connect", "smtplib.connect", "http.client.connect"),
    }
)
_SOCKET_CALL: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The number of the machine, as the kernel knows it, and of its call `socket`."""

_LOCAL: Final = 1  # AF_UNIX: the screen, and a second start of the program
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER_AT, _MACHINE_AT, _FAMILY_AT = 0, 4, 16


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def stand() -> None:
    """Guard this process, and all that it starts, from now on."""
    sys.addaudithook(_refuse)
    if sys.platform == "linux" and platform.machine() in _SOCKET_CALL:
        _tell_kernel(*_SOCKET_CALL[platform.machine()])


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _REACHING:
        return
    local = event in ("socket.connect", "socket.bind") and isinstance(arguments[1], str | bytes)
    if not local:
        print(f"reached for the network: {event} {arguments[1:]}", file=sys.stderr, flush=True)
        os._exit(99)


def _tell_kernel(machine: int, call: int) -> None:
    steps = (
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 0, 4, machine),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_EQUAL, 0, 2, call),
        (_LOAD, 0, 0, _FAMILY_AT),
        (_EQUAL, 0, 1, _LOCAL),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    )
    packed = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), packed)
    system = ctypes.CDLL(None, use_errno=True)
    for words in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    ):
        if system.prctl(*words):
            raise OSError(ctypes.get_errno(), "the kernel does not stand guard")


stand()
