"""The trust cycle as its page shows it: the tree, the cohorts and the light, as charts in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from heapq import nlargest
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.charts import cycle_picture
from trustjournal.charts.cycle_picture import CyclePicture
from trustjournal.charts.view import View
from trustjournal.domain import cycle_words, words
from trustjournal.domain.cycle import Cohort, Light, Member, Window
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.i18n import _
from trustjournal.store.cycles import CycleBook, cycle_book
from trustjournal.ui.widgets.money_words import priced

_MOST_AT_STAKE = 6


@dataclass(frozen=True, slots=True, eq=False)
class CycleView:
    """Everyone in the tree with what hangs on them; `searched` holds their names, folded.

    `picture` is the tree with nothing folded. `at_stake` are those through whom most may be lost,
    at the worst; `roots` sent others and were sent by nobody; `sent` counts who was sent.
    """

    book: CycleBook
    today: date
    searched: dict[UUID, str]
    picture: CyclePicture
    at_stake: tuple[Member, ...]
    roots: frozenset[UUID]
    sent: int

    def tree(self, picture: CyclePicture, text: str) -> "TreeChart":
        """Return a tree in which whom a search finds stands out.

        With many thousands of people it takes longer than a window may wait.
        """
        found = self._found(text)
        ringed = picture.ring(found, fade_others=bool(text.strip()))
        return TreeChart(self, ringed, cycle_picture.describe(ringed), tuple(found))

    def stake(self, member: Member) -> str:
        """Say what might go with somebody, in the space of a caption."""
        return cycle_words.stake(priced(Decimal(round(member.exposure)), self.book.currency))

    def describe(self, member: Member) -> str:
        """Say what stands in the bubble of somebody's mark."""
        said = cycle_picture.member_words(member, self.book.members)
        return f"{said} {_sentence(self.stake(member))}" if member.exposure > 0 else said

    def _found(self, text: str) -> list[UUID]:
        """Return whom a search finds, those with the largest reach first."""
        words = asked(text)
        if not words:
            return []
        members = self.book.members
        hits = [who for who, name in self.searched.items() if holds(name, words)]
        return sorted(hits, key=lambda who: -members[who].reach)


@dataclass(frozen=True, slots=True, eq=False)
class TreeChart:
    """The referral tree: a `ViewChart` for the canvas, whose marks are the ids of customers.

    `found` are those whom a search finds, with the largest reach first.
    """

    view: CycleView
    picture: CyclePicture
    description: str
    found: tuple[UUID, ...]

    @property
    def title(self) -> str:
        """What the tree is called."""
        return cycle_picture.title()

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the tree as a table."""
        return *cycle_picture.columns(), _("At stake, at the worst")

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Everyone as a table, those first through whom most people came."""
        members = self.view.book.members.values()
        order = sorted(members, key=lambda one: (-one.reach, one.name.casefold()))
        told = cycle_picture.rows(self.picture)
        return [
            (*row, self.view.stake(one) if one.exposure > 0 else "")
            for row, one in zip(told, order, strict=True)
        ]

    def draw(self, figure: Any, style: Any, view: View | None = None) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import cycle_chart

        return cycle_chart.draw(figure, self.picture, style, view)

    def words(self, mark: UUID) -> tuple[str, str]:
        """Return who a mark is, and how they stand in the tree."""
        member = self.view.book.members[mark]
        return member.name, self.view.describe(member)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import cycle_chart

        cycle_chart.save(self.picture, path)


@dataclass(frozen=True, slots=True, eq=False)
class CohortsChart:
    """How many others the customers of each year bring, as a `Chart`."""

    cohorts: tuple[Cohort, ...]

    @property
    def title(self) -> str:
        """What the chart is called."""
        return cycle_words.cohorts_title()

    @property
    def description(self) -> str:
        """The chart in words."""
        return cycle_words.cohorts(self.cohorts)

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return _("Year"), _("New customers"), _("Brought in their first year"), _("Each brings")

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The cohorts as a table, the latest first."""
        return [
            (
                str(one.year),
                str(one.members),
                str(one.referrals),
                cycle_words.short_reproduction(one.reproduction),
            )
            for one in reversed(self.cohorts)
        ]

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import cohort_chart

        return cohort_chart.draw(figure, self.cohorts, style)

    def words(self, mark: Cohort) -> tuple[str, str]:
        """Return what a year's mark says."""
        return cycle_words.cohort(mark), cycle_words.reproduction(mark.reproduction)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import cohort_chart

        cohort_chart.save(self.cohorts, path)


@dataclass(frozen=True, slots=True, eq=False)
class LightChart:
    """The two series of the grow-slowly light, as a `Chart`."""

    light: Light
    today: date

    @property
    def title(self) -> str:
        """What the chart is called."""
        return cycle_words.light_title()

    @property
    def description(self) -> str:
        """The chart in words."""
        return self.light.why

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the chart as a table."""
        return _("90 days until"), _("New customers"), _("Promises kept"), _("Promises ended")

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The windows as a table, the latest first."""
        return [
            (words.when(one.until_on, self.today), str(one.joined), str(one.kept), str(one.ended))
            for one in reversed(self.light.windows)
        ]

    def draw(self, figure: Any, style: Any) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import light_chart

        return light_chart.draw(figure, self.light, style)

    def words(self, mark: Window) -> tuple[str, str]:
        """Return what a window's mark says."""
        return cycle_words.window(mark, self.today)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import light_chart

        light_chart.save(self.light, path)


def read_cycle(connection: Connection, now: datetime, zone: tzinfo) -> CycleView:
    """Return the trust cycle as of the aware instant `now`."""
    book = cycle_book(connection, now, zone)
    members = book.members.values()
    whole = cycle_picture.picture(book.members)
    exposed = nlargest(_MOST_AT_STAKE, members, key=lambda one: one.exposure)
    return CycleView(
        book=book,
        today=now.astimezone(zone).date(),
        searched={one.customer_id: fold(one.name) for one in members},
        picture=whole,
        at_stake=tuple(one for one in exposed if one.exposure > 0),
        roots=frozenset(who for who in whole.shape.senders if book.members[who].sent_by is None),
        sent=sum(one.sent_by is not None for one in members),
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
