"""A thread that reads or writes the journal's file: what stands in its way is told in words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from trustjournal.store.transaction import JournalDamaged, reading_in_words
from trustjournal.ui.worker import Worker


class JournalWorker(Worker):
    """Calls `damaged` whenever a page of the file could not be read, before whoever asked hears it.

    Not all that is done there begins as a reading or a write of its own; a long job opens several.
    """

    def __init__(self, parent: QObject, name: str, damaged: Callable[[], object]) -> None:
        super().__init__(parent, name)
        self._damaged = damaged

    def _do(self, work: Callable[[], Any]) -> Any:
        with reading_in_words():
            return super()._do(work)

    def _answer(self, number: int, answer: Any, error: BaseException | None) -> None:
        if isinstance(error, JournalDamaged) and not self._closed:
            self._damaged()
        super()._answer(number, answer, error)
