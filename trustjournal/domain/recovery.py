"""How an unease or a complaint is put right: four steps, when each is due, and what each means.

A record names the day of its next step where the owner moved it; otherwise that follows from the
step before: heard the day it was noticed, owned up to the day after, put right by the day promised
or within three days, asked about a week later.
"""

from datetime import date
from enum import StrEnum

from trustjournal.domain import words
from trustjournal.domain.days import later
from trustjournal.domain.records import Recovery
from trustjournal.i18n import _


class Step(StrEnum):
    """The steps in their order."""

    HEAR = "hear"
    OWN_UP = "own_up"
    FIX = "fix"
    CHECK_BACK = "check_back"


FIELDS = {
    Step.HEAR: "heard_on",
    Step.OWN_UP: "owned_on",
    Step.FIX: "fixed_on",
    Step.CHECK_BACK: "checked_on",
}
"""Where a record keeps the day of each step."""

_DAYS_AFTER_THE_STEP_BEFORE = {Step.OWN_UP: 1, Step.FIX: 3, Step.CHECK_BACK: 7}

_ABOUT_LENGTH = 90


def done_on(recovery: Recovery, step: Step) -> date | None:
    """Return the day on which a step was done, None while it is not."""
    return {
        Step.HEAR: recovery.heard_on,
        Step.OWN_UP: recovery.owned_on,
        Step.FIX: recovery.fixed_on,
        Step.CHECK_BACK: recovery.checked_on,
    }[step]


def next_step(recovery: Recovery) -> Step | None:
    """Return what is to be done next, None once it is over."""
    if recovery.ended_on is not None:
        return None
    return next((step for step in Step if done_on(recovery, step) is None), None)


def is_open(recovery: Recovery) -> bool:
    """Return whether something is still to be done."""
    return next_step(recovery) is not None


def closed_on(recovery: Recovery) -> date | None:
    """Return the day on which it was over: asked about, or found to be nothing."""
    return None if is_open(recovery) else recovery.ended_on or recovery.checked_on


def due_on(recovery: Recovery) -> date:
    """Return the day of the next step.

    Raises:
        ValueError: it is over, so nothing is due.
    """
    if (step := next_step(recovery)) is None:
        raise ValueError("nothing is due of what is over")
    return recovery.next_on or planned_on(recovery, step)


def planned_on(recovery: Recovery, step: Step) -> date:
    """Return the day of a step as it follows from the ones before it, whoever moved the next."""
    if step is Step.HEAR:
        return recovery.noticed_at.date()
    if step is Step.FIX and recovery.fix_by is not None:
        return recovery.fix_by
    before = list(Step)[list(Step).index(step) - 1]
    if (began := done_on(recovery, before)) is None:
        waits_for = before is next_step(recovery)
        began = due_on(recovery) if waits_for else planned_on(recovery, before)
    return later(began, _DAYS_AFTER_THE_STEP_BEFORE[step])


def title(step: Step) -> str:
    """Name a step as a deed."""
    return {
        Step.HEAR: _("Hear them out"),
        Step.OWN_UP: _("Own up"),
        Step.FIX: _("Put it right"),
        Step.CHECK_BACK: _("Check back"),
    }[step]


def meaning(step: Step) -> str:
    """Say what a step means: one line of the playbook."""
    return {
        Step.HEAR: _("Call, and listen until they have said it all. Explain nothing yet."),
        Step.OWN_UP: _("Say what went wrong and that it was yours, without a “but”."),
        Step.FIX: _("Name a day, put it right by then, and tell them that it is done."),
        Step.CHECK_BACK: _("Ask a week later whether it is right now, and still is."),
    }[step]


def sentence(recovery: Recovery, today: date) -> str:
    """Say where a recovery stands and what it asks for, in one or two sentences."""
    step = next_step(recovery)
    if step is Step.HEAR:
        return _to_hear(recovery)
    if step is Step.OWN_UP:
        return _("You heard them out {ago}. Say what went wrong, and that it was yours.").format(
            ago=_ago(recovery.heard_on, today)
        )
    if step is Step.FIX:
        return _to_fix(recovery, today)
    if step is Step.CHECK_BACK:
        return _("You put it right {ago}. Ask whether it still is.").format(
            ago=_ago(recovery.fixed_on, today)
        )
    if recovery.ended_on is not None:
        return _("It came to nothing.")
    return _("You put it right, and asked about it {ago}.").format(
        ago=_ago(recovery.checked_on, today)
    )


def outcome(recovery: Recovery, noticed_on: date) -> str:
    """Say how one that is over ended: "Put right in 9 days"; `noticed_on` is the owner's day."""
    if recovery.fixed_on is None:
        return _("It came to nothing")
    return put_right_in((recovery.fixed_on - noticed_on).days)


def put_right_in(days: int) -> str:
    """Say how many days it took until it was right."""
    if days < 1:
        return _("Put right the same day")
    return _("Put right in {span}").format(span=words.span(days))


def _to_hear(recovery: Recovery) -> str:
    about = " ".join(recovery.about.split())
    if len(about) > _ABOUT_LENGTH:
        about = about[:_ABOUT_LENGTH].rsplit(" ", 1)[0].rstrip(",;.") + "…"
    if about:
        return _("“{about}” Call, and listen first.").format(about=about)
    if recovery.touchpoint_id is not None:
        return _("They complained. Call, and listen first.")
    return _("Something may be wrong. Call, and listen first.")


def _to_fix(recovery: Recovery, today: date) -> str:
    if recovery.fix_by is None:
        return _("You owned up {ago}. Put it right, or name the day when it will be.").format(
            ago=_ago(recovery.owned_on, today)
        )
    day = words.on(recovery.fix_by, today)
    if recovery.fix_by < today:
        return _("You said it would be right {day}. Put it right, or name another day.").format(
            day=day
        )
    return _("You said it would be right {day}.").format(day=day)


def _ago(day: date | None, today: date) -> str:
    return words.ago((today - day).days if day else 0)
