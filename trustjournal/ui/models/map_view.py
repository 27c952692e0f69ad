"""Everyone as the map of relationships shows them, narrowed and searched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.charts import map_picture
from trustjournal.charts.map_picture import MapPicture, Zone, zone_of
from trustjournal.charts.view import View
from trustjournal.domain import finding
from trustjournal.domain.choices import Stage
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.places import Place
from trustjournal.i18n import _
from trustjournal.store.maps import Landscape, landscape
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import customer_stage_word


@dataclass(frozen=True, slots=True)
class MapFilter:
    """Whom to show: None and "" for anybody; `text` is searched among them."""

    text: str = ""
    stage: Stage | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MapChart:
    """The map of those who are shown: a `ViewChart` for the canvas, whose marks are their ids.

    `found` are those whom the search found and `picked` those of the area that the owner selected,
    whoever is needed most first.
    """

    picture: MapPicture
    people: Mapping[UUID, Place]
    currency: str
    description: str
    found: tuple[Place, ...] = ()
    picked: tuple[Place, ...] = ()

    @property
    def title(self) -> str:
        """What the map is called."""
        return map_picture.title()

    @property
    def columns(self) -> Sequence[str]:
        """The heads of the map as a table."""
        return (
            *(_("Name"), _("Silence"), _("Where"), _("Depth"), _("Trust")),
            *(_("Stage"), _("Yearly value")),
        )

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Everyone shown as a table, whoever is needed most first."""
        return [
            (
                place.name,
                map_picture.silence_words(place),
                zone_of(place).word,
                str(shown(place.depth)),
                stage_of(place.depth).word,
                customer_stage_word(place.stage),
                money(place, self.currency),
            )
            for place in self.picture.places
        ]

    def draw(self, figure: Any, style: Any, view: View | None = None) -> Any:
        """Draw it; imports matplotlib."""
        from trustjournal.charts import map_chart

        return map_chart.draw(figure, self.picture, style, view)

    def words(self, mark: UUID) -> tuple[str, str]:
        """Return who a mark is, and where they stand."""
        place = self.people[mark]
        who = _("{name} · {depth}").format(name=place.name, depth=map_picture.depth_words(place))
        silence, worth = map_picture.silence_words(place), money(place, self.currency)
        if not worth:
            return who, silence
        return who, _("{silence} · {worth} a year").format(silence=silence, worth=worth)

    def save(self, path: Path) -> None:
        """Write it to a file; imports matplotlib."""
        from trustjournal.charts import map_chart

        map_chart.save(self.picture, path)


@dataclass(frozen=True, slots=True)
class MapView:
    """Everyone read at once; `searched` holds name, company and tags of each, folded."""

    landscape: Landscape
    people: Mapping[UUID, Place]
    searched: Mapping[UUID, str]
    tags: Sequence[str] = field(default=())

    def chart(self, wanted: MapFilter, picked: Collection[UUID] = ()) -> MapChart:
        """Return the map of whom the owner wants to see, those found or `picked` ringed.

        With many thousands of people it takes longer than a window may wait.
        """
        everyone, chosen = self.landscape.places, frozenset(picked)
        places = tuple(place for place in everyone if _fits(place, wanted))
        asked = finding.asked(wanted.text)
        found = tuple(
            place
            for place in places
            if asked and finding.holds(self.searched[place.customer_id], asked)
        )
        ringed = frozenset(place.customer_id for place in found) if asked else chosen
        picture = MapPicture(places, self.landscape.today, ringed, fade_others=bool(asked))
        return MapChart(
            picture=picture,
            people=self.people,
            currency=self.landscape.currency,
            description=map_picture.describe(picture),
            found=found,
            picked=tuple(place for place in everyone if place.customer_id in chosen),
        )


def read_map(connection: Connection, now: datetime, zone: tzinfo) -> MapView:
    """Return everyone as of the aware instant `now`."""
    read = landscape(connection, now, zone)
    return MapView(
        landscape=read,
        people={place.customer_id: place for place in read.places},
        searched={
            place.customer_id: finding.searched(place.name, place.company, place.tags)
            for place in read.places
        },
        tags=finding.tags_worn(place.tags for place in read.places),
    )


def money(place: Place, currency: str) -> str:
    """Return what somebody is worth in a year, "" where that is not known."""
    return "" if place.value is None else priced(place.value, currency)


def is_late(place: Place) -> bool:
    """Tell whether a silence is longer than nine of ten."""
    return zone_of(place) is Zone.GONE_QUIET and place.stage is not Stage.LOST


def _fits(place: Place, wanted: MapFilter) -> bool:
    return (wanted.stage is None or place.stage is wanted.stage) and (
        not wanted.tag or finding.wears(place.tags, wanted.tag)
    )
