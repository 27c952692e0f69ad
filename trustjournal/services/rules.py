"""Decides how often the owner wants to be in touch with everyone of a tag or a stage of trust."""

from collections.abc import Sequence

from trustjournal.domain import cadence, words
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import StageRule, TagRule
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _, ngettext


def set_tag_rule(
    tag: str, existing: TagRule | None, *, every_days: int | None, longest_gap_days: int | None
) -> Changeset:
    """Say how often to be in touch with anyone who has a tag, and after how long at the latest.

    `existing` is the tag's rule where there is one; a tag is the same in any spelling. Without
    either number the tag has no rule.

    Raises:
        InvalidEntry: the tag is blank, a number makes no sense, or nothing would change.
    """
    tag = folded(tag)
    if not tag:
        raise InvalidEntry(_("Write a word for the tag."))
    fresh = existing or TagRule(**identity(), tag=tag)
    whom = _("people tagged “{tag}”").format(tag=tag)
    return _ruled(whom, existing, fresh, every_days, longest_gap_days)


def set_stage_rule(
    stage: DepthStage,
    existing: StageRule | None,
    *,
    every_days: int | None,
    longest_gap_days: int | None,
) -> Changeset:
    """Say the same of anyone whose trust is at a stage.

    Raises:
        InvalidEntry: a number makes no sense, or nothing would change.
    """
    fresh = existing or StageRule(**identity(), stage=stage)
    whom = _("people at “{stage}”").format(stage=stage.word)
    return _ruled(whom, existing, fresh, every_days, longest_gap_days)


def set_rules(decided: Sequence[Changeset]) -> Changeset:
    """Return what was decided of several tags and stages as one act.

    Raises:
        InvalidEntry: nothing was decided.
    """
    if not decided:
        raise InvalidEntry(_("That is how it is already."))
    if len(decided) == 1:
        return decided[0]
    changes = tuple(change for one in decided for change in one.changes)
    return Changeset(_("Say how often, by tag and stage"), changes)


def check_rule(every_days: int | None, longest_gap_days: int | None) -> None:
    """Return if a rule makes sense.

    Raises:
        InvalidEntry: a number is out of range, or the longest silence is shorter than the ideal.
    """
    for days in (every_days, longest_gap_days):
        if days is not None and not 1 <= days <= cadence.LONGEST:
            text = _("Write a number of days from 1 to {most}.")
            raise InvalidEntry(text.format(most=cadence.LONGEST))
    if every_days and longest_gap_days and longest_gap_days < every_days:
        text = ngettext(
            "At the latest cannot come before how often. Choose {count} day or more.",
            "At the latest cannot come before how often. Choose {count} days or more.",
            every_days,
        )
        raise InvalidEntry(text.format(count=every_days))


def folded(tag: str) -> str:
    """Return a tag as its rule keeps it, the same for any spelling.

    >>> folded("  #VIP  friends ")
    'vip friends'
    """
    return " ".join(tag.split()).lstrip("# ").casefold()


def _ruled(
    whom: str,
    existing: TagRule | StageRule | None,
    fresh: TagRule | StageRule,
    every_days: int | None,
    longest_gap_days: int | None,
) -> Changeset:
    check_rule(every_days, longest_gap_days)
    before = (existing.every_days, existing.longest_gap_days) if existing else (None, None)
    if (every_days, longest_gap_days) == before:
        raise InvalidEntry(_("That is how it is already."))
    if existing is not None and every_days is None and longest_gap_days is None:
        label = _("Let {whom} keep their own rhythm").format(whom=whom)
        return Changeset(label, (Change.delete(existing),))
    if every_days != before[0] and every_days is not None:
        how_often = words.every(every_days)
        label = _("Be in touch with {whom} {every}").format(whom=whom, every=how_often)
    elif longest_gap_days is not None:
        span = words.span(longest_gap_days)
        label = _("Hear of {whom} after {span}").format(whom=whom, span=span)
    else:
        label = _("Change how often to be in touch with {whom}").format(whom=whom)
    change = Change.update(fresh, every_days=every_days, longest_gap_days=longest_gap_days)
    return Changeset(label, (Change(existing, change.after),))
