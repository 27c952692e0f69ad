"""Whether Qt can show a window here, found out before Qt aborts the program over it."""

import ctypes
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from trustjournal.i18n import _

PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libwayland-cursor0 libxkbcommon0 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
)
"""What Qt needs on a bare Debian or Ubuntu; the README names the same."""


def missing() -> str:
    """Return a sentence about what is missing, or "" where a window can be shown."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        import_module("PySide6.QtWidgets")  # it loads the libraries that may be missing
    except ImportError as error:
        return _needs(str(error))
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and not platform.startswith("xcb"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY") and not platform:
        return ""
    if not os.environ.get("DISPLAY"):
        return _(
            "There is no screen to open a window on. "
            "The commands work without one: trustjournal --help"
        )
    return _of_xcb()


def _of_xcb() -> str:
    package = find_spec("PySide6")
    if package is None or package.origin is None:
        return ""
    plugin = Path(package.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _needs(str(error))
    return ""


def _needs(reason: str) -> str:
    return _(
        "Qt cannot start here: {reason}. On Debian or Ubuntu this installs what it needs: "
        "sudo apt-get install {packages}"
    ).format(reason=reason.split(":", maxsplit=1)[0], packages=PACKAGES)
