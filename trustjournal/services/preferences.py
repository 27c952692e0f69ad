"""Decides on the preferences of the business: who the owner is, and how trust is counted."""

from dataclasses import replace
from math import isfinite
from typing import Any

from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.records import Preferences
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.amounts import check_amount

LONGEST_HALF_LIFE = 3650
"""The longest half-life, in days."""

LONGEST_CADENCE = 3650
"""The longest default cadence, in days."""

LONGEST_NO_ASK = 365
"""The longest time without asking after a gift, in days."""

MOST_CHECK_INS = 50
"""The most check-ins that a day can hold."""

LONGEST_ANSWER = 80
"""The longest an answer may take, in business hours."""

HEAVIEST_BAD = 10.0
"""The most that bad evidence may weigh against good."""


def edit_preferences(preferences: Preferences | None, **fields: Any) -> Changeset:
    """Give the preferences other values; None is a journal that has none stored yet.

    Raises:
        InvalidEntry: a number is out of range.
    """
    label = _("Change the settings")
    if preferences is None:
        return Changeset(label, (Change.create(_checked(Preferences(**identity(), **fields))),))
    after = _checked(replace(preferences, revision=new_revision(), **fields))
    return Changeset(label, (Change(preferences, after),))


def _checked(preferences: Preferences) -> Preferences:
    """Return the preferences with their words tidied, if they can be kept."""
    if not 1 <= preferences.half_life_days <= LONGEST_HALF_LIFE:
        text = _("Write a number of days from 1 to {most}.")
        raise InvalidEntry(text.format(most=LONGEST_HALF_LIFE))
    weight = preferences.bad_weight
    if not (isfinite(weight) and 1 <= weight <= HEAVIEST_BAD):
        text = _("Write a number from 1 to {most}. At 1 bad weighs as much as good.")
        raise InvalidEntry(text.format(most=f"{HEAVIEST_BAD:g}"))
    if not 1 <= preferences.default_cadence_days <= LONGEST_CADENCE:
        text = _("Write a number of days from 1 to {most}.")
        raise InvalidEntry(text.format(most=LONGEST_CADENCE))
    if not 0 <= preferences.no_ask_days <= LONGEST_NO_ASK:
        text = _("Write a number of days from 0 to {most}.")
        raise InvalidEntry(text.format(most=LONGEST_NO_ASK))
    _check_day(preferences)
    for amount in (preferences.gift_budget, preferences.gift_tax_cap):
        check_amount(amount, _("Write an amount, zero or more."))
    return replace(
        preferences,
        loss_reasons=_each_once(preferences.loss_reasons),
        owner=_tidy(preferences.owner),
        business=_tidy(preferences.business),
        currency=_tidy(preferences.currency),
    )


def _check_day(preferences: Preferences) -> None:
    """Refuse business days that cannot be."""
    if not 1 <= preferences.check_ins_a_day <= MOST_CHECK_INS:
        text = _("Write a number from 1 to {most}.")
        raise InvalidEntry(text.format(most=MOST_CHECK_INS))
    if preferences.value_exponent not in (0.0, 0.5, 1.0):
        raise InvalidEntry(_("Choose everyone, balanced or biggest first."))
    if not 0 <= preferences.answer_hours <= LONGEST_ANSWER:
        text = _("Write a number of hours from 0 to {most}. 0 is the same business day.")
        raise InvalidEntry(text.format(most=LONGEST_ANSWER))
    if preferences.opens_at >= preferences.closes_at:
        raise InvalidEntry(_("The business day has to begin before it ends."))
    if not preferences.workdays or not set(preferences.workdays) <= set(range(7)):
        raise InvalidEntry(_("Choose at least one day of the week on which you work."))


def _each_once(reasons: tuple[str, ...]) -> tuple[str, ...]:
    tidied = {_tidy(reason).casefold(): _tidy(reason) for reason in reversed(reasons)}
    return tuple(reason for reason in reversed(tidied.values()) if reason)


def _tidy(text: str) -> str:
    return " ".join(text.split())
