"""Decides how a loss is looked back at, and that somebody came back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer, Preferences, Review
from trustjournal.domain.reviews_words import REASONS
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import edit_customer, set_stage
from trustjournal.services.preferences import edit_preferences


def review_loss(
    customer: Customer,
    existing: Review | None,
    preferences: Preferences | None,
    *,
    today: date,
    reason: str,
    **fields: Any,
) -> Changeset:
    """Look back at a lost customer, or put right what was written about a loss.

    `fields` are those of `Review`. Without an `existing` review, a customer who is not marked as
    lost yet is so from today. A reason that is new joins the owner's own list.

    Raises:
        InvalidEntry: there is no reason, or a day cannot be.
    """
    lost_on = customer.lost_on or today
    if existing is None:
        review = Review(
            **identity(), customer_id=customer.id, lost_on=lost_on, reason=reason, **fields
        )
    else:
        review = replace(existing, revision=new_revision(), reason=reason, **fields)
    changes = [Change(existing, _checked(review, today, existing))]
    if existing is None and customer.stage is not Stage.LOST:
        changes += edit_customer(customer, stage=Stage.LOST, lost_on=lost_on).changes
    changes += _kept_reason(review.reason, preferences)
    return Changeset(_("Look back at {name}").format(name=customer.name), tuple(changes))


def delete_review(review: Review) -> Changeset:
    """Take a review away; the customer stays lost."""
    return Changeset(_("Delete a look back"), (Change.delete(review),))


def change_stage(
    customers: Sequence[Customer], stage: Stage, today: date, reviews: Iterable[Review] = ()
) -> Changeset:
    """Say how far the business with each has come; who was lost and is no more was won back.

    `reviews` are those of the customers.

    Raises:
        InvalidEntry: all of them are there already.
    """
    changeset = set_stage(customers, stage, today)
    back = {one.id for one in customers if one.stage is Stage.LOST and stage is not Stage.LOST}
    won = come_back((one for one in reviews if one.customer_id in back), today)
    return Changeset(changeset.label, (*changeset.changes, *won))


def come_back(reviews: Iterable[Review], on: date) -> list[Change]:
    """Return what says of customers who are lost no more that they were won back."""
    latest: dict[object, Review] = {}
    for review in reviews:
        known = latest.get(review.customer_id)
        if known is None or (review.lost_on, review.id) > (known.lost_on, known.id):
            latest[review.customer_id] = review
    return [
        Change.update(review, won_back_on=on)
        for review in latest.values()
        if review.won_back_on is None
    ]


def set_reasons(preferences: Preferences | None, reasons: Sequence[str]) -> Changeset:
    """Keep another list of reasons to choose from."""
    return edit_preferences(preferences, loss_reasons=tuple(reasons))


def _kept_reason(reason: str, preferences: Preferences | None) -> tuple[Change, ...]:
    known = (preferences.loss_reasons if preferences else ()) or REASONS
    if reason.strip().casefold() in {one.casefold() for one in known}:
        return ()
    return set_reasons(preferences, (*known, reason)).changes


def _checked(review: Review, today: date, existing: Review | None) -> Review:
    reason = " ".join(review.reason.split())
    if not reason:
        raise InvalidEntry(_("Say why you lost them. “We do not know” is a reason too."))
    if review.turned_on is not None and review.turned_on > review.lost_on:
        raise InvalidEntry(_("It cannot have turned after they were lost. Choose an earlier day."))
    moved = existing is None or review.win_back_on != existing.win_back_on
    if moved and review.win_back_on is not None and review.win_back_on <= today:
        raise InvalidEntry(_("Choose a later day to try again, or none."))
    return replace(review, reason=reason, lesson=review.lesson.strip())
