"""What the potter of the sample book keeps beside people: rules, wishes, evenings, and the ids."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from trustjournal.domain.changes import Identity, new_revision
from trustjournal.domain.choices import WishStatus
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Evening, StageRule, TagRule, Wish

_Entry = Mapping[str, Any]


def id_of(*names: str | int) -> UUID:
    """Return the id that a record of the book has in every reading."""
    return uuid5(NAMESPACE_URL, "/".join(("trustjournal:sample", *map(str, names))))


def named(*names: str | int) -> Identity:
    """Return what makes a record of the book that record."""
    return {"id": id_of(*names), "revision": new_revision()}


def rules(shop: _Entry) -> Iterator[TagRule | StageRule]:
    """Yield how often the potter wants to be in touch."""
    for rule in shop.get("tag_rule", ()):
        yield TagRule(**named("tag", rule["tag"]), tag=rule["tag"], **_often(rule))
    for rule in shop.get("stage_rule", ()):
        stage = DepthStage(rule["stage"])
        yield StageRule(**named("stage", stage), stage=stage, **_often(rule))


def wishes(shop: _Entry, day: Callable[[int], date]) -> Iterator[Wish]:
    """Yield what customers wish for; `day` turns days ahead into a date."""
    found: Mapping[str, _Entry] = shop.get("wish", {})
    for key, wish in found.items():
        yield Wish(
            **named("wish", key),
            title=wish["title"],
            status=WishStatus(wish["status"]),
            done=wish.get("done", ""),
            moved_on=day(-wish["moved"]),
        )


def evenings(
    shop: _Entry, day: Callable[[int], date], instant: Callable[[_Entry], datetime]
) -> Iterator[Evening]:
    """Yield the potter's own pages; `instant` reads when one was written."""
    for page in shop.get("evening", ()):
        yield Evening(
            **named("evening", page["ago"]),
            on=day(-page["ago"]),
            text=page["text"],
            finished_at=instant(page),
        )


def _often(rule: _Entry) -> dict[str, int | None]:
    return {"every_days": rule.get("every_days"), "longest_gap_days": rule.get("longest_gap")}
