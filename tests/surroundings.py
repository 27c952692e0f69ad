"""Faults of the computer around a journal, made for real.

A disk is mounted for the test where that is allowed; elsewhere the test is skipped.
"""

import ctypes
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_CAPABILITIES_3: Final = 0x20080522
_EFFECTIVE, _PERMITTED = 0, 1
_OVERRIDE: Final = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextmanager
def small_disk(folder: Path, size: int = 1_500_000) -> Generator[Path]:
    """Hold a disk of so many bytes, mounted at a folder that this makes."""
    folder.mkdir(parents=True)
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        yield folder


@contextmanager
def filled(folder: Path) -> Generator[None]:
    """Leave no byte free on the disk of a folder for a while."""
    filling = folder / "filling"
    with filling.open("wb") as stream:
        stream.write(b"x" * shutil.disk_usage(folder).free)
    try:
        yield
    finally:
        filling.unlink()


@contextmanager
def write_protected(folder: Path) -> Generator[None]:
    """Let nobody write in a folder for a while, the computer's own owner neither."""
    before = stat.S_IMODE(folder.stat().st_mode)
    folder.chmod(before & ~0o222)
    try:
        if not os.access(folder, os.W_OK):
            yield
            return
        # The administrator's permissions override those of a folder, but not those of a disk.
        with _mounted(folder, "--bind", str(folder)):
            _run("mount", "-o", "remount,ro,bind", str(folder))
            yield
    finally:
        folder.chmod(before)


def obey_permissions() -> None:
    """Let permissions bind this process for good, even if it is the administrator's."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    system = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    asked = system.capget(header, held)
    for which in (_EFFECTIVE, _PERMITTED):
        held[which] &= ~_OVERRIDE
    if asked or system.capset(header, held):
        raise OSError(ctypes.get_errno(), "permissions do not bind the administrator")


@contextmanager
def _mounted(folder: Path, *how: str) -> Generator[None]:
    _run("mount", *how, str(folder))
    try:
        yield
    finally:
        # Lazily: what a failing test has left open must not keep the disk.
        _run("umount", "--lazy", str(folder))


def _run(*command: str) -> None:
    if shutil.which(command[0]) is None or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux computer can mount a disk")
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        pytest.skip(f"{command[0]} is not allowed here: {ran.stderr}")
