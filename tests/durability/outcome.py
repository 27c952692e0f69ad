"""What came of making a fault: how often it was made, what was lost, and what the program said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`made` faults, of which `lost` took something acknowledged along or left damage behind.

    `said` is a sentence of the program's, blank where it has nothing to say; `faults` tell the
    first losses.
    """

    made: int
    lost: int
    said: str = ""
    faults: tuple[str, ...] = ()
