"""Builds the program and uses it as its owner would: `python -m tests.built_program FOLDER`.

It logs a touchpoint through the built program's command line, then opens its window on a screen
in memory (Xvfb) and takes a picture of what is really there. Linux only.
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[1]
SCREEN = (1280, 860)
"""Pixels of the screen in memory; the window opens in the same size."""
PATIENCE = 60.0
"""Seconds until a window that shows nothing counts as broken, on a busy machine."""
_REST = 8  # pictures in a row that are the same, half a second apart: a busy machine pauses


def missing() -> str:
    """Return what building and looking need and this computer lacks, or ""."""
    if not sys.platform.startswith("linux"):
        return "a screen in memory, which only Linux has"
    return ", ".join(tool for tool in ("Xvfb", "objdump") if shutil.which(tool) is None)


def build(folder: Path) -> Path:
    """Build the program below `folder` and return its path.

    Raises:
        RuntimeError: PyInstaller failed; the message ends with what it said last.
    """
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    ran = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, "build.spec"],
        cwd=ROOT,
        env=os.environ | {"PYINSTALLER_CONFIG_DIR": str(folder / "cache")},
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stdout[-3000:])
    return folder / "dist" / "trustjournal" / "trustjournal"


def run(
    program: Path, home: Path, *words: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command of the built program, with what it may read."""
    return subprocess.run(
        [program, *words],
        env=_environment(home),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def contents(program: Path) -> set[str]:
    """Return the names of all that is packed into the program itself, its modules among them."""
    viewer = ("-m", "PyInstaller.utils.cliutils.archive_viewer", "--list", "--recursive", "--brief")
    ran = subprocess.run(
        [sys.executable, *viewer, program], capture_output=True, text=True, check=True
    )
    return {line.strip() for line in ran.stdout.splitlines()}


def picture(program: Path, home: Path, *words: str) -> QImage:
    """Open the window of the built program and return what the screen shows once it is at rest.

    Raises:
        RuntimeError: the program ended, or nothing was shown in time.
    """
    with _screen() as (display, frame):
        window = subprocess.Popen(
            [program, *words],
            env=_environment(home) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            return _at_rest(frame, window)
        finally:
            window.terminate()
            window.communicate()


def colours(image: QImage, area: QRect) -> set[str]:
    """Return the colours in a part of the picture, as #rrggbb."""
    part = image.copy(area)
    return {part.pixelColor(x, y).name() for x in range(part.width()) for y in range(part.height())}


def main() -> None:
    """Build, log a touchpoint, and leave the picture in the folder named."""
    folder = Path(sys.argv[1]).absolute()
    if lacks := missing():
        sys.exit(f"This needs {lacks}.")
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    program = build(folder)
    journal = ["--journal", str(home / "journal.db")]
    if not (home / "journal.db").exists():
        print(run(program, home, "new", journal[1], "--sample").stdout, end="")
    print(run(program, home, *journal, "log", "rosa call + loved the mug").stdout, end="")
    picture(program, home, *journal).save(str(folder / "window.png"))
    print(f"{program}\n{folder / 'window.png'}")


def _environment(home: Path) -> dict[str, str]:
    """What a computer without this project's Python would have."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LANGUAGE": "en"}


@contextmanager
def _screen() -> Generator[tuple[str, Path]]:
    """Start a screen in memory; give its name and the file that holds its pixels."""
    wide, high = SCREEN
    with tempfile.TemporaryDirectory() as folder:
        options = ["-displayfd", "1", "-fbdir", folder, "-nolisten", "tcp"]
        server = subprocess.Popen(
            ["Xvfb", *options, "-screen", "0", f"{wide}x{high}x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().strip()}", Path(folder) / "Xvfb_screen0"
        finally:
            server.terminate()
            server.communicate()


def _at_rest(frame: Path, window: "subprocess.Popen[str]") -> QImage:
    page = QRect(SCREEN[0] // 3, 0, SCREEN[0] * 2 // 3, SCREEN[1])
    last, same = QImage(), 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if window.poll() is not None:
            said = window.stdout.read() if window.stdout else ""
            raise RuntimeError(f"the program ended with {window.returncode}: {said}")
        time.sleep(0.5)
        image = _pixels(frame)
        same = same + 1 if image == last else 0
        last = image
        if same >= _REST and len(colours(image, page)) > 2:
            return image
    raise RuntimeError("the window showed nothing, or never came to rest")


def _pixels(frame: Path) -> QImage:
    """Read the pixels of the screen, which Xvfb keeps in the form of xwd (X Window Dump)."""
    dump = frame.read_bytes()
    header = struct.unpack(">25I", dump[:100])
    start = header[0] + header[19] * 12
    wide, high, bits, stride = header[4], header[5], header[11], header[12]
    if bits != 32:
        raise RuntimeError(f"the screen has {bits} bits a pixel, not 32")
    return QImage(dump[start:], wide, high, stride, QImage.Format.Format_RGB32).copy()


if __name__ == "__main__":
    main()
