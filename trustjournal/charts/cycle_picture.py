"""What the referral tree shows: who sent whom, with reach and depth.

It knows no matplotlib: it is made away from the window, and read aloud where no tree can be seen.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Member
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.i18n import _, ngettext

_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What decides where everyone stands; `collapsed` have their branches folded into them.

    `senders` are those through whom somebody came. With `with_alone` those who neither sent anybody
    nor were sent are marks too, else a count.
    """

    members: Mapping[UUID, Member]
    senders: frozenset[UUID]
    collapsed: frozenset[UUID] = frozenset()
    with_alone: bool = True

    def is_alone(self, one: Member) -> bool:
        """Tell whether nobody sent them and they sent nobody."""
        return one.sent_by is None and one.customer_id not in self.senders


@dataclass(frozen=True, slots=True, eq=False)
class CyclePicture:
    """The tree; `ringed` are those to make stand out, such as what a search found.

    `fade_others` says that the rest is not meant.
    """

    shape: Shape
    ringed: frozenset[UUID] = frozenset()
    fade_others: bool = False

    def ring(self, customer_ids: Collection[UUID], *, fade_others: bool) -> "CyclePicture":
        """Return the same tree with others ringed; nobody moves."""
        return replace(self, ringed=frozenset(customer_ids), fade_others=fade_others)

    def turn(self, customer_id: UUID) -> "CyclePicture":
        """Return the same tree with a branch folded, or unfolded where it was."""
        return self.fold(self.shape.collapsed ^ {customer_id})

    def fold(self, collapsed: Collection[UUID]) -> "CyclePicture":
        """Return the same tree with the branches of these people folded, and no others."""
        return replace(self, shape=replace(self.shape, collapsed=frozenset(collapsed)))

    def show_alone(self, with_alone: bool) -> "CyclePicture":
        """Return the same tree with those on their own as marks, or as a count."""
        return replace(self, shape=replace(self.shape, with_alone=with_alone))


def picture(
    members: Mapping[UUID, Member], collapsed: Collection[UUID] = (), *, with_alone: bool = True
) -> CyclePicture:
    """Return the tree of these people, by id."""
    sent_by = (one.sent_by for one in members.values())
    senders = frozenset(who for who in sent_by if who is not None)
    return CyclePicture(Shape(members, senders, frozenset(collapsed), with_alone))


def title() -> str:
    """Return what the tree is called."""
    return _("Who came through whom")


def size_words() -> str:
    """Say what the size of a mark means."""
    return _("Larger: brought more")


def member_words(one: Member, members: Mapping[UUID, Member]) -> str:
    """Say who somebody is in the tree: "Trusted, 62. Sent by Ana. 5 people came through them."."""
    said = [_("{stage}, {depth}.").format(stage=stage_of(one.depth).word, depth=shown(one.depth))]
    sender = members.get(one.sent_by) if one.sent_by else None
    if sender is not None:
        said.append(_("Sent by {name}.").format(name=sender.name))
    return " ".join([*said, cycle_words.reach(one.reach)])


def columns() -> Sequence[str]:
    """Return the heads of the tree as a table."""
    return _("Name"), _("Sent by"), _("Came through them"), _("Depth")


def rows(drawn: CyclePicture) -> list[tuple[str, str, str, str]]:
    """Return the tree as a table: those first through whom most people came."""
    members = drawn.shape.members
    order = sorted(members.values(), key=lambda one: (-one.reach, one.name.casefold()))
    return [
        (
            one.name,
            members[one.sent_by].name if one.sent_by else "",
            str(one.reach),
            _("{depth}, {stage}").format(depth=shown(one.depth), stage=stage_of(one.depth).word),
        )
        for one in order
    ]


def describe(drawn: CyclePicture) -> str:
    """Return the tree in words, for those who do not see it."""
    members = drawn.shape.members
    sent = sum(one.sent_by is not None for one in members.values())
    if not sent:
        return _("Nobody was sent by somebody else yet.")
    first = ngettext(
        "{count} person was sent by others.", "{count} people were sent by others.", sent
    )
    best = sorted(members.values(), key=lambda one: (-one.reach, one.name.casefold()))[:_NAMED]
    through = _("Through {name} came {count}.")
    said = [first.format(count=sent)]
    said += [through.format(name=one.name, count=one.reach) for one in best if one.reach]
    alone = sum(map(drawn.shape.is_alone, members.values()))
    return " ".join([*said, alone_words(alone)]) if alone else " ".join(said)


def alone_words(people: int) -> str:
    """Say how many neither were sent nor sent anybody."""
    return ngettext(
        "{count} person stands alone: sent by nobody, and nobody came through them.",
        "{count} people stand alone: sent by nobody, and nobody came through them.",
        people,
    ).format(count=people)
