"""Errors that carry a sentence the owner can act on.

Anything else that is raised is a bug.
"""


class TrustJournalError(Exception):
    """Base of every error whose text is written for the owner and safe to show."""


class InvalidEntry(TrustJournalError):
    """What was entered cannot be kept as it stands."""


class NotFound(TrustJournalError):
    """Nothing in the journal answers to what was asked for."""


class StaleRecord(TrustJournalError):
    """The record was changed elsewhere since it was read."""


class JournalUnavailable(TrustJournalError):
    """The journal file cannot be opened, or can no longer be reached."""


class PassphraseWanted(JournalUnavailable):
    """The journal's passphrase was not given, or is another; the file stays as it is."""


class NotSaved(TrustJournalError):
    """A write was refused by the disk or the database; nothing of it was kept."""


class UnreadableFile(TrustJournalError):
    """A file to import cannot be read in any form this program knows."""


class Cancelled(TrustJournalError):
    """The owner stopped a long job; nothing of it was kept."""
