"""A review or an answer to a survey as it came from elsewhere, before it is anybody's."""

from dataclasses import dataclass
from datetime import date

from trustjournal.domain.choices import FeedbackSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What one row of a file says; `heard_on` is None where the file tells no days at all.

    `rating` is out of `best`, both None or neither.
    """

    row: int
    heard_on: date | None
    source: FeedbackSource = FeedbackSource.REVIEW
    text: str = ""
    author: str = ""
    email: str = ""
    link: str = ""
    rating: float | None = None
    best: int | None = None
