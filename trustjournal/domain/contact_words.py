"""The owner's words for how a contact came about and who began it."""

from trustjournal.domain.choices import (
    Began,
    Channel,
)
from trustjournal.i18n import _


def channel_word(channel: Channel) -> str:
    """Return how a touchpoint came about: "Phone"."""
    return {
        Channel.IN_PERSON: _("In person"),
        Channel.PHONE: _("Phone"),
        Channel.VIDEO: _("Video"),
        Channel.EMAIL: _("E-mail"),
        Channel.MESSAGE: _("Message"),
        Channel.SOCIAL: _("Social media"),
        Channel.POST: _("Post"),
        Channel.OTHER: _("Another way"),
    }[channel]


def began_word(began: Began) -> str:
    """Return who began it."""
    return {Began.US: _("You began"), Began.THEM: _("They began")}[began]
