"""Asking this computer's keychain, which may take its time, without the window waiting for it."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from trustjournal import remembered
from trustjournal.ui.worker import worker_of_program

T = TypeVar("T")


def ask_keychain(deliver: Callable[[bool], object]) -> None:
    """Tell `deliver` whether there is a keychain that could remember a passphrase."""
    _ask(remembered.is_possible, deliver)


def ask_whether_remembered(salt: bytes, deliver: Callable[[bool], object]) -> None:
    """Tell `deliver` whether the passphrase of the journal with this salt is remembered."""
    _ask(partial(_is_remembered, salt), deliver)


def forget(salt: bytes, deliver: Callable[[object], object]) -> None:
    """Let the passphrase of the journal with this salt be remembered no more, then tell so."""
    _ask(partial(remembered.forget, salt), deliver)


def _is_remembered(salt: bytes) -> bool:
    return remembered.recall(salt) is not None


def _ask(question: Callable[[], T], deliver: Callable[[T], object]) -> None:
    worker_of_program("keychain").submit(question, deliver, _ignore)


def _ignore(_refusal: object) -> None:
    """A keychain refuses nothing: what it does not know is not remembered."""
