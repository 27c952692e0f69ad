"""Lets a letter leave the program: to a printer, a PDF, the clipboard or the mail program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from sqlalchemy import Engine

from trustjournal.domain import words
from trustjournal.domain.attached_files import safe_name
from trustjournal.domain.letters import Addressee, Post
from trustjournal.errors import InvalidEntry, NotSaved, TrustJournalError
from trustjournal.exchange.mail_draft import draft, fits_link, mail_link
from trustjournal.i18n import _, ngettext
from trustjournal.printing.press import Stack, print_on, save_pdf
from trustjournal.ui.dialogs.choose_file import ask_place
from trustjournal.ui.outside import open_address
from trustjournal.ui.session import Job, JournalSession

_NOT_IN_A_NAME = frozenset('\\/:*?"<>|')


Posts = Sequence[tuple[Addressee, Post]]


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed on: the stack, for whom it is, and whose page is being looked at."""

    stack: Stack
    people: Sequence[Addressee]
    number: int


class LetterHanding(QObject):
    """Hands on what `source` gives; `told` fires with what became of it, `refused` with why not.

    Nothing here counts as given: that is for the owner to say once it is on its way.
    """

    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self, session: JournalSession, source: Callable[[], Handed], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._source = source
        self._window = parent
        self._job: Job | None = None

    def print_out(self) -> None:
        """Ask for a printer and print."""
        if (handed := self._handed()) is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(handed.stack.title())
        printer.setCreator("Trust Journal")
        printer.setPageLayout(handed.stack.sheet.layout)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Print"))
        dialog.finished.connect(partial(self._print, handed.stack, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def ask_pdf(self) -> None:
        """Ask for a place and write a PDF there."""
        if (handed := self._handed()) is not None:
            place = _documents() / f"{_file_name(handed.stack.title())}.pdf"
            save = partial(self.save_pdf, handed.stack)
            ask_place(self._window, _("Save as PDF"), _("Pages (*.pdf)"), save, place)

    def save_pdf(self, stack: Stack, path: Path) -> None:
        """Write a PDF, away from the window."""
        path = path if path.suffix else path.with_suffix(".pdf")
        work = partial(_save_pdf, stack, path)
        self._begin(self._session.run(work, partial(self._saved, path), self._refuse))

    def copy(self) -> None:
        """Put the words for one person on the clipboard."""
        if (handed := self._handed()) is not None:
            post = handed.stack.posts[handed.number]
            QGuiApplication.clipboard().setText(post.text)
            self.told.emit(_("The words for {name} are on the clipboard.").format(name=post.name))

    def write_mail(self) -> None:
        """Hand one short letter to the mail program, and others as files that it opens."""
        if (handed := self._handed()) is None:
            return
        posts = list(zip(handed.people, handed.stack.posts, strict=True))
        if len(posts) > 1:
            self._ask_folder(posts)
            return
        who, post = posts[0]
        try:
            link = mail_link(_address(who), post.subject, post.text)
        except InvalidEntry as error:
            self._refuse(error)
            return
        if fits_link(link):
            self._open(link, post.name)
        else:
            place = _documents() / f"{_file_name(post.name)}.eml"
            save, files = partial(self.save_draft, who, post), _("Mail drafts (*.eml)")
            ask_place(self._window, _("Save as a mail draft"), files, save, place)

    def save_draft(self, who: Addressee, post: Post, path: Path) -> None:
        """Write a draft of a mail to a file."""
        try:
            _write(path, draft(post.name, _address(who), post.subject, post.text))
        except TrustJournalError as error:
            self._refuse(error)
        else:
            said = _("The draft is in {path}. Open it, and your mail program has it.")
            self.told.emit(said.format(path=path))

    def save_drafts(self, posts: Posts, folder: Path) -> None:
        """Write a draft for each person who has an address, and say who has none."""
        without = [post.name for who, post in posts if not who.customer.emails]
        count = 0
        try:
            for who, post in posts:
                if who.customer.emails:
                    content = draft(post.name, _address(who), post.subject, post.text)
                    _write(_free(folder, _file_name(post.name)), content)
                    count += 1
        except TrustJournalError as error:
            self._refuse(error)
            return
        done = ngettext("{count} draft is in {folder}.", "{count} drafts are in {folder}.", count)
        said = [done.format(count=count, folder=folder)]
        if without:
            nobody = _("No e-mail address is kept for {people}.")
            said.append(nobody.format(people=words.people(without)))
        self.told.emit(" ".join(said))

    def stop(self) -> bool:
        """Stop what is being printed or written; tell whether there was anything."""
        if self._job is None:
            return False
        self._job.cancel()
        self.told.emit(_("Stopped."))
        return True

    def _handed(self) -> Handed | None:
        try:
            return self._source()
        except InvalidEntry as error:
            self._refuse(error)
            return None

    def _print(self, stack: Stack, printer: QPrinter, answer: int) -> None:
        if answer != QDialog.DialogCode.Accepted:
            return
        printer.setFullPage(True)  # the margins are the sheet's own
        work = partial(_print_on, stack, printer)
        self._begin(self._session.run(work, self._printed, self._refuse))

    def _begin(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)

    def _end(self) -> None:
        self._job = None

    def _progress(self, done: int, total: int) -> None:
        if self._job is not None and done < total:
            text = _("{done} of {total} are done. Esc stops it.")
            self.told.emit(text.format(done=done, total=total))

    def _printed(self, count: int) -> None:
        said = ngettext(
            "It is with the printer. Say “Sent” once it is on its way.",
            "All {count} are with the printer. Say “Sent” once they are on their way.",
            count,
        )
        self.told.emit(said.format(count=count))

    def _saved(self, path: Path, _count: int) -> None:
        self.told.emit(_("Saved as {path}.").format(path=path))

    def _refuse(self, error: TrustJournalError) -> None:
        self.refused.emit(str(error))

    def _open(self, link: str, name: str) -> None:
        if open_address(link):
            self.told.emit(_("Your mail program has the draft for {name}.").format(name=name))
        else:
            self.refused.emit(_("No mail program answered. Copy the words, and paste them there."))

    def _ask_folder(self, posts: Posts) -> None:
        dialog = QFileDialog(self._window, _("A folder for the mail drafts"), str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self._chosen, posts))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, posts: Posts, folder: str) -> None:
        self.save_drafts(posts, Path(folder))


def _save_pdf(stack: Stack, path: Path, _engine: Engine, job: Job) -> int:
    return save_pdf(stack, path, job.report)


def _print_on(stack: Stack, printer: QPrinter, _engine: Engine, job: Job) -> int:
    return print_on(stack, printer, job.report)


def _address(who: Addressee) -> str:
    emails = who.customer.emails
    if not emails:
        text = _("No e-mail address is kept for {name}. Add one to their card first.")
        raise InvalidEntry(text.format(name=who.customer.name))
    return emails[0].value


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotSaved(
            _("Nothing was written to {path}: {reason}.").format(path=path, reason=error.strerror)
        ) from error


def _free(folder: Path, name: str) -> Path:
    """Return a file of that name which is not there yet."""
    path, number = folder / f"{name}.eml", 1
    while path.exists():
        number += 1
        path = folder / f"{name} {number}.eml"
    return path


def _file_name(text: str) -> str:
    """Return a text as a name that a file can have on any computer."""
    fits = (sign if sign.isprintable() and sign not in _NOT_IN_A_NAME else " " for sign in text)
    return safe_name(" ".join("".join(fits).split())[:80].strip(" .") or _("Letter"))


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
