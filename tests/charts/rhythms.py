"""Rhythms for the tests of strips and charts."""

from datetime import date, timedelta

from trustjournal.charts.rhythm_picture import RhythmPicture, picture
from trustjournal.domain.rhythm import Rhythm, flag, history_of_gaps, silence

TODAY = date(2026, 11, 22)
WHOLE = Rhythm()
MARIA = (21, 20, 22, 21, 23)


def pictured(
    gaps: tuple[int, ...], silent: int, *, longest_gap: int | None = None, name: str = "Maria"
) -> RhythmPicture:
    known = history_of_gaps(gaps, TODAY - timedelta(days=silent))
    found = silence(known, TODAY, WHOLE)
    flagged = flag(found, longest_gap)
    return picture(name, known, found, WHOLE, TODAY, longest_gap=longest_gap, flag=flagged)


def stranger(name: str = "Maria") -> RhythmPicture:
    return picture(name, None, None, WHOLE, TODAY)
