"""What the big journal holds beside touchpoints: what is planned, promised, given, heard, learned.

`Tending` makes it in proportion to the people: about one promise and one gesture each, of both
sides and in every state, half of them saying something about the business, and a step to put
right for one complaint in ten.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tests.bench.words import WORDS
from trustjournal.domain.changes import Identity
from trustjournal.domain.choices import (
    Cause,
    FeedbackSource,
    GestureKind,
    GestureStatus,
    PromiseOutcome,
    Side,
    Stage,
    WishStatus,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Template,
    Touchpoint,
    Wish,
)

_STATES = {
    GestureStatus.GIVEN: 80,
    GestureStatus.IDEA: 10,
    GestureStatus.PLANNED: 7,
    GestureStatus.BOUGHT: 3,
}
_SETTLED = (*PromiseOutcome, *3 * (PromiseOutcome.KEPT,))
_OPEN = 0.04
"""How many of the promises are open; a few of those are late."""

_WISHES, _EVENINGS, _TEMPLATES = 300, 780, 12
_REASONS = ("price", "moved away", "closed", "went elsewhere", "our mistake")


class Tending:
    """Records beside the touchpoints of `people`, whose last day is that of `end`."""

    def __init__(self, people: Sequence[Customer], end: datetime, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.people, self.end, self.today = people, end, end.date()

    def plans(self) -> Iterator[Record]:
        """Yield what does not refer to a touchpoint."""
        for who in self.people:
            yield self._check_in(who)
            yield self._promise(who)
            yield self._gesture(who)
            if who.stage is Stage.LOST and self.chance.random() < 0.8:
                yield self._review(who)
        yield from self._heard()
        yield from self._shop()

    def recoveries(self, complaints: Sequence[Touchpoint]) -> Iterator[Recovery]:
        """Yield what was done about one complaint in ten; of the newest some is still to do."""
        for touch in complaints[::10]:
            noticed, said = touch.happened_at.date(), touch.resolved_at
            yield Recovery(
                **self._ids(),
                customer_id=touch.customer_ids[0],
                noticed_at=touch.happened_at,
                about=self._words(6),
                touchpoint_id=touch.id,
                next_on=None if said else noticed + timedelta(days=2),
                heard_on=noticed,
                owned_on=said and noticed,
                fixed_on=said and said.date(),
                checked_on=said and said.date() + timedelta(days=7),
            )

    def _ids(self) -> Identity:
        bits = self.chance.getrandbits
        return {"id": UUID(int=bits(128)), "revision": UUID(int=bits(128))}

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def _check_in(self, who: Customer) -> CheckIn:
        chance = self.chance
        every = chance.choice((14, 21, 30, 60, 90))
        rests = chance.random() < 0.05
        return CheckIn(
            **self._ids(),
            customer_id=who.id,
            every_days=every,
            due_on=self.today + timedelta(days=chance.randrange(-2, every)),
            snoozed_until=self.today + timedelta(days=chance.randrange(1, 60)) if rests else None,
            snooze_words="after the holiday" if rests else "",
            about=self._words(4) if chance.random() < 0.2 else "",
            is_ask=chance.random() < 0.02,
        )

    def _promise(self, who: Customer) -> Promise:
        chance = self.chance
        by = Side.THEM if chance.random() < 0.15 else Side.US
        is_open = chance.random() < _OPEN
        made = self.today - timedelta(days=chance.randrange(5 if is_open else 60, 1500))
        ahead = timedelta(days=chance.randrange(-2, 60))
        outcome = None if is_open else chance.choice(_SETTLED)
        broken = outcome is PromiseOutcome.BROKEN
        gap = broken and chance.random() < 0.5
        return Promise(
            **self._ids(),
            customer_id=who.id,
            text=self._words(5),
            made_on=made,
            due_on=self.today + ahead if is_open else made + timedelta(days=7),
            outcome=outcome,
            settled_on=None if is_open else made + timedelta(days=6),
            by=by,
            told_first=chance.random() < 0.5 if broken else None,
            delivered=self._words(4) if gap else "",
            gap=chance.choice(tuple(Cause)) if gap else None,
            fix=self._words(6) if gap else "",
            fixed_on=made + timedelta(days=40) if gap and chance.random() < 0.5 else None,
        )

    def _gesture(self, who: Customer) -> Gesture:
        chance = self.chance
        by = Side.THEM if chance.random() < 0.1 else Side.US
        (status,) = chance.choices(tuple(_STATES), tuple(_STATES.values()))
        given = status is GestureStatus.GIVEN or by is Side.THEM
        kind = chance.choice(tuple(GestureKind))
        ahead = timedelta(days=chance.randrange(-2, 120))
        ago = timedelta(days=chance.randrange(1, 900))
        return Gesture(
            **self._ids(),
            customer_id=who.id,
            title=self._words(3),
            kind=kind,
            status=GestureStatus.GIVEN if given else status,
            occasion="Birthday" if chance.random() < 0.3 else "",
            due_on=None if given or status is GestureStatus.IDEA else self.today + ahead,
            lead_days=7,
            cost=Decimal(chance.randrange(3, 60)) if kind is GestureKind.GIFT else None,
            given_on=self.today - ago if given else None,
            received=chance.choice((None, 0, 1, 2)) if given else None,
            by=by,
            worth=Decimal(chance.randrange(5, 90)) if chance.random() < 0.5 else None,
            text=self._words(40) if kind is GestureKind.NOTE else "",
        )

    def _review(self, who: Customer) -> Review:
        chance, lost_on = self.chance, who.lost_on or self.today
        return Review(
            **self._ids(),
            customer_id=who.id,
            lost_on=lost_on,
            reason=chance.choice(_REASONS),
            turned_on=lost_on - timedelta(days=chance.randrange(10, 300)),
            lesson=self._words(20),
            win_back_on=self.today + timedelta(days=90) if chance.random() < 0.2 else None,
        )

    def _heard(self) -> Iterator[Wish | Feedback]:
        """Yield wishes, few of which many asked for, and what was said beside them."""
        chance = self.chance
        wishes = [self._wish() for _number in range(_WISHES)]
        yield from wishes
        weights = [1 / (rank + 3) for rank in range(_WISHES)]
        for who in self.people[::2]:
            (wish,) = chance.choices(wishes, weights)
            asked = chance.random() < 0.5
            rated = not asked or chance.random() < 0.2
            best = chance.choice((5, 5, 10))
            told = asked and wish.status is WishStatus.TOLD
            yield Feedback(
                **self._ids(),
                customer_id=who.id if chance.random() < 0.7 else None,
                author=who.name,
                heard_on=self.today - timedelta(days=chance.randrange(1, 2000)),
                source=chance.choice(tuple(FeedbackSource)),
                text=self._words(chance.randrange(4, 40)),
                rating=float(chance.randrange(1, best + 1)) if rated else None,
                best=best if rated else None,
                wish_id=wish.id if asked else None,
                told_on=wish.moved_on if told else None,
            )

    def _wish(self) -> Wish:
        status = self.chance.choice(tuple(WishStatus))
        moved = self.today - timedelta(days=self.chance.randrange(1, 400))
        return Wish(
            **self._ids(),
            title=self._words(4),
            status=status,
            done=self._words(10) if status is WishStatus.TOLD else "",
            moved_on=None if status is WishStatus.HEARD else moved,
        )

    def _shop(self) -> Iterator[Record]:
        """Yield the owner's own pages, letters, rules and preferences."""
        for ago in range(1, _EVENINGS + 1):
            at = self.end - timedelta(days=ago)
            yield Evening(**self._ids(), on=at.date(), text=self._words(30), finished_at=at)
        for number in range(_TEMPLATES):
            text = "Dear {first_name},\n" + self._words(60)
            yield Template(**self._ids(), title=f"Card {number + 1}", subject="Hello", text=text)
        yield TagRule(**self._ids(), tag="wholesale", every_days=30, longest_gap_days=45)
        yield TagRule(**self._ids(), tag="market", longest_gap_days=180)
        yield StageRule(**self._ids(), stage=DepthStage.INNER_CIRCLE, every_days=21)
        yield Preferences(
            **self._ids(), owner="Ines", business="Clay", currency="EUR", country="ES"
        )
