"""Asking the owner for a file, with the system's own dialog, without holding up the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from trustjournal.i18n import _

Chosen = Callable[[Path], object]


def journal_files() -> str:
    """Return the filter that shows journals."""
    return _("Journals (*.db)") + ";;" + _("All files (*)")


def ask_file(parent: QWidget, title: str, files: str, chosen: Chosen, folder: str = "") -> None:
    """Ask for a file that exists; `chosen` gets it, unless the owner thinks better of it."""
    dialog = _dialog(parent, title, files, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if folder:
        dialog.setDirectory(folder)
    dialog.open()


def ask_files(
    parent: QWidget, title: str, files: str, chosen: Callable[[list[Path]], object]
) -> None:
    """Ask for files that exist; `chosen` gets them all."""
    dialog = _opened(parent, title, files)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

    def pass_on(names: list[str]) -> None:
        typed = _typed(dialog)
        chosen([typed] if typed else [Path(name) for name in names])

    dialog.filesSelected.connect(pass_on)
    dialog.open()


def ask_folder(parent: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder that exists."""
    dialog = _dialog(parent, title, "", chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_place(
    parent: QWidget,
    title: str,
    files: str,
    chosen: Chosen,
    suggested: Path,
    *,
    may_exist: bool = False,
) -> None:
    """Ask where to put a file; the dialog asks before replacing one unless it `may_exist`."""
    dialog = _dialog(parent, title, files, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, may_exist)
    dialog.setDirectory(str(suggested.parent))
    dialog.selectFile(suggested.name)
    dialog.open()


def _dialog(parent: QWidget, title: str, files: str, chosen: Chosen) -> QFileDialog:
    dialog = _opened(parent, title, files)

    def pass_on(names: list[str]) -> None:
        chosen(_typed(dialog) or Path(names[0]))

    dialog.filesSelected.connect(pass_on)
    return dialog


def _opened(parent: QWidget, title: str, files: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilter(files)
    return dialog


def _typed(dialog: QFileDialog) -> Path | None:
    """Return the whole path that was typed, if one was.

    Qt's own dialog may answer with the file that is selected in the folder it shows, though
    another was typed with its whole path.
    """
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    typed = Path(line.text()) if line is not None else Path()
    return typed if typed.is_absolute() else None
