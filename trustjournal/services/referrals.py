"""Decides who sent whom: the tree of referrals, without rings."""

from collections.abc import Sequence

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _


def refer(
    customer: Customer, referrer: Customer | None, customers_above: Sequence[Customer]
) -> Changeset:
    """Say that `referrer`, or nobody, sent a customer; whoever came through them comes along.

    `customers_above` are those through whom the referrer came, the nearest first.

    Raises:
        InvalidEntry: nothing would change, or people would have sent each other in a ring.
    """
    if referrer is None:
        if customer.referred_by is None:
            raise InvalidEntry(_("Nobody sent {name} as it is.").format(name=customer.name))
        label = _("{name} was sent by nobody").format(name=customer.name)
        return Changeset(label, (Change.update(customer, referred_by=None),))
    if customer.referred_by == referrer.id:
        raise InvalidEntry(
            _("{name} was sent by {referrer} already.").format(
                name=customer.name, referrer=referrer.name
            )
        )
    check_ring(customer, [referrer, *customers_above])
    label = _("{name} was sent by {referrer}").format(name=customer.name, referrer=referrer.name)
    return Changeset(label, (Change.update(customer, referred_by=referrer.id),))


def check_ring(customer: Customer, customers_above: Sequence[Customer]) -> None:
    """Refuse that a customer came through people who came through them.

    `customers_above` are those above the customer as they would be, the nearest first.

    Raises:
        InvalidEntry: the customer is one of them.
    """
    above = [one.id for one in customers_above]
    if customer.id not in above:
        return
    steps = above.index(customer.id)
    if steps == 0:
        raise InvalidEntry(_("Choose someone else: nobody refers themselves."))
    names = {"name": customer.name, "referrer": customers_above[0].name}
    if steps == 1:
        raise InvalidEntry(
            _("{referrer} was sent by {name}: they cannot have sent each other.").format(**names)
        )
    raise InvalidEntry(
        _("{referrer} came through {name}: they cannot have sent each other.").format(**names)
    )
