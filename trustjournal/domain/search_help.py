"""What a search can be narrowed by, in the owner's words, beside the fields to type it into."""

from datetime import date

from trustjournal.domain import words
from trustjournal.domain.search_query import unread
from trustjournal.domain.search_words import Field
from trustjournal.i18n import _, ngettext

_LONGEST = 40
_EXAMPLES = {
    Field.FROM: "from:2026-01",
    Field.UNTIL: "until:yesterday",
    Field.ON: "on:2025",
    Field.SINCE: "since:2024",
    Field.CHANNEL: "channel:phone",
    Field.KIND: "kind:complaint",
    Field.BEGAN: "began:them",
    Field.FEELING: "feeling:-",
    Field.QUESTION: "question:fair",
    Field.AMOUNT: "amount>100",
    Field.TAG: "tag:vip",
    Field.STAGE: "stage:customer",
    Field.DEPTH: "depth>50",
    Field.VALUE: "value>1000",
    Field.QUIET: "quiet>60",
    Field.PERSON: "person:rosa",
    Field.COMPANY: "company:alma",
    Field.GROUP: "group:alma",
    Field.CITY: "city:porto",
    Field.OWN: "field:size",
    Field.HAS: "has:promise",
    Field.IS: "is:open",
    Field.TYPE: "type:promise",
}


def filters_said() -> str:
    """Say with examples how to narrow a search."""
    return "\n".join(
        (
            _("Narrow it in words:"),
            _("tag:vip   stage:customer   person:rosa   company:alma"),
            _("from:2026-01   until:yesterday   on:2025"),
            _("channel:phone   kind:complaint   feeling:-   began:them"),
            _("is:open   has:promise   quiet:60   value>1000"),
            _("“exact words”   -without   one OR other"),
        )
    )


def unread_said(text: str, today: date) -> str:
    """Say what in a search looks like a filter and is looked for as words, "" where nothing is.

    >>> unread_said("depth:foo", date(2026, 11, 20))
    '“depth:foo” is no filter; it was looked for as words. Try depth>50.'
    """
    found = unread(text, today)
    if not found:
        return ""
    said = ngettext(
        "{typed} is no filter; it was looked for as words. Try {better}.",
        "{typed} are no filters; they were looked for as words. Try {better}.",
        len(found),
    )
    typed = [_("“{text}”").format(text=_short(one.typed)) for one in found]
    better = _short(found[0].better) or _EXAMPLES[found[0].field]
    return said.format(typed=words.people(typed), better=better)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
