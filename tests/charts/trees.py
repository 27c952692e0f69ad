"""Referral trees for the tests of the charts: seeded, of any size."""

import random
from collections.abc import Mapping, Sequence
from uuid import UUID

from trustjournal.domain import cycle
from trustjournal.domain.choices import Stage
from trustjournal.domain.cycle import Member, Node

_FIRST = ("Ana", "Ben", "Cho", "Dee", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun")
_LAST = ("Abel", "Brandt", "Costa", "Duarte", "Evans", "Ferri", "Grau", "Haas", "Ito", "Kaya")


def people(senders: Sequence[int | None], depth: float = 45) -> dict[UUID, Member]:
    """Return people numbered from 1, each sent by the one of that place in the sequence."""
    ids = [UUID(int=number + 1) for number in range(len(senders))]
    tree = {
        one: Node(None if sender is None else ids[sender], 100, depth)
        for one, sender in zip(ids, senders, strict=True)
    }
    return members(tree, {one: f"Person {one.int}" for one in ids})


def crowd(count: int, *, sent: float = 0.6, seed: int = 1) -> dict[UUID, Member]:
    """Return so many people, of whom this part was sent by somebody before them."""
    chance = random.Random(seed)
    ids = [UUID(int=number + 1) for number in range(count)]
    tree = {
        one: Node(
            ids[int(number * chance.random() ** 1.3)]
            if number and chance.random() < sent
            else None,
            chance.uniform(0, 1000),
            min(95.0, max(3.0, chance.gauss(35, 20))),
        )
        for number, one in enumerate(ids)
    }
    names = {one: f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for one in ids}
    return members(tree, names)


def members(tree: Mapping[UUID, Node], names: Mapping[UUID, str]) -> dict[UUID, Member]:
    """Return everyone as the charts take them."""
    parents = cycle.forest(tree).parents
    reach, exposure = cycle.reach(tree), cycle.exposure(tree)
    return {
        one: Member(
            customer_id=one,
            name=names[one],
            stage=Stage.CUSTOMER,
            sent_by=parents[one],
            value=None,
            depth=node.depth,
            reach=reach[one],
            exposure=exposure[one],
            joined_on=None,
        )
        for one, node in tree.items()
    }
