"""What was salvaged from a damaged journal, and how it is told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from trustjournal.i18n import _, ngettext

WORDS: Final[Mapping[str, str]] = {
    "customer": _("People"),
    "touchpoint": _("Touchpoints"),
    "check_in": _("Check-ins"),
    "gesture": _("Gestures"),
    "promise": _("Promises"),
    "answer": _("Answers"),
    "feedback": _("Feedback"),
    "wish": _("Wishes"),
    "recovery": _("Recoveries"),
    "review": _("Lost customers looked back at"),
    "evening": _("Evenings"),
    "template": _("Letters to begin from"),
    "membership": _("Who belongs to whom"),
    "attachment": _("Attached files"),
    "content": _("What attached files hold"),
    "custom_field": _("Fields of your own"),
    "saved_filter": _("Saved filters"),
    "apart": _("People told apart"),
    "tag_rule": _("Rules for tags"),
    "stage_rule": _("Rules for stages"),
    "preferences": _("Preferences"),
    "history": _("Acts that can be taken back"),
    "history_piece": _("Further parts of long acts"),
    "draft": _("What was not saved yet"),
}
"""What each table holds, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many rows of a table were found, of how many there were as far as that is known."""

    found: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What came out of a damaged journal.

    `named_again` counts people whose own entry was lost though others speak of them; `came_back`
    touchpoints of which all but the note is known from who was there; `unlinked` what named an
    entry that was lost; `changed_files` attached files whose bytes are not what they
    were, `lost_files` the names of those that hold nothing any more.
    """

    damaged: Path
    journal: Path
    tables: Mapping[str, Kept]
    named_again: int = 0
    came_back: int = 0
    unlinked: int = 0
    changed_files: int = 0
    lost_files: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """Return how many rows are known to be lost."""
        return sum(kept.of - kept.found for kept in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        """Return the report for another program."""
        return {
            "journal": str(self.journal),
            "damaged": str(self.damaged),
            "tables": {name: asdict(kept) for name, kept in self.tables.items()},
            "lost": self.lost,
            "named_again": self.named_again,
            "came_back": self.came_back,
            "unlinked": self.unlinked,
            "changed_files": self.changed_files,
            "lost_files": list(self.lost_files),
        }

    def in_words(self) -> list[str]:
        """Return the report, line by line, for a person to read."""
        return [*self.counts(), *self.remarks(), self.where()]

    def by_words(self) -> list[tuple[str, Kept]]:
        """Return what is told of each table that had rows, in its words."""
        return [(WORDS[name], kept) for name, kept in self.tables.items() if kept.of]

    def counts(self) -> list[str]:
        """Return for each table how many of its rows were found."""
        line = _("{what}: {found} of {all}")
        return [
            line.format(what=words, found=f"{kept.found:,}", all=f"{kept.of:,}")
            for words, kept in self.by_words()
        ]

    def remarks(self) -> list[str]:
        """Return in sentences what is not as it was besides the rows that are lost."""
        return [*self._of_entries(), *self._of_files()]

    def _of_entries(self) -> list[str]:
        told: list[str] = []
        if self.named_again:
            told.append(
                ngettext(
                    "{count} person’s own entry was lost. They are there under the tag “{tag}”, "
                    "with all that others say of them.",
                    "{count} people’s own entries were lost. They are there under the tag “{tag}”, "
                    "with all that others say of them.",
                    self.named_again,
                ).format(count=self.named_again, tag=salvaged_tag())
            )
        if self.came_back:
            told.append(
                ngettext(
                    "Of {count} more touchpoint the note is lost. When it was, with whom and how "
                    "it felt is known, and kept.",
                    "Of {count} more touchpoints the notes are lost. When they were, with whom and "
                    "how they felt is known, and kept.",
                    self.came_back,
                ).format(count=f"{self.came_back:,}")
            )
        if self.unlinked:
            told.append(
                ngettext(
                    "{count} entry named another that was lost; it stands alone now.",
                    "{count} entries named others that were lost; they stand alone now.",
                    self.unlinked,
                ).format(count=self.unlinked)
            )
        return told

    def _of_files(self) -> list[str]:
        told: list[str] = []
        if self.changed_files:
            told.append(
                ngettext(
                    "{count} attached file is damaged. It is kept as it is.",
                    "{count} attached files are damaged. They are kept as they are.",
                    self.changed_files,
                ).format(count=self.changed_files)
            )
        if self.lost_files:
            names = ", ".join(self.lost_files)
            told.append(_("These attached files were lost: {names}.").format(names=names))
        return told

    def where(self) -> str:
        """Return where the two files are."""
        return _("The damaged file is unchanged: {damaged}. What was salvaged: {journal}.").format(
            damaged=self.damaged, journal=self.journal
        )

    def in_short(self) -> str:
        """Return the whole in one sentence."""
        found = sum(kept.found for kept in self.tables.values())
        return (
            _("{found} of {all} entries were salvaged.").format(
                found=f"{found:,}", all=f"{found + self.lost:,}"
            )
            if self.lost
            else ngettext(
                "All of {count} entry was salvaged.", "All {count} entries were salvaged.", found
            ).format(count=f"{found:,}")
        )


def salvaged_tag() -> str:
    """Return the tag of people whose own entry was lost."""
    return _("salvaged")
