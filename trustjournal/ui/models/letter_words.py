"""The words of a letter to one or several people while they are written: filled, or by hand."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from trustjournal.domain.letters import Addressee, Filled, Post, fill, post_of
from trustjournal.domain.records import Template


class LetterWords:
    """A template filled for each person, except for whom the owner wrote words by hand.

    Another template puts the words by hand aside; `bring_back` swaps the two.
    """

    def __init__(self) -> None:
        self.people: Sequence[Addressee] = ()
        self.template: Template | None = None
        self.own: dict[UUID, str] = {}
        self._aside: tuple[Template | None, dict[UUID, str]] | None = None

    def filled(self, number: int) -> Filled:
        """Return the template filled for one of the people, counted from 0."""
        text = "" if self.template is None else self.template.text
        return fill(text, self.people[number].values)

    def text(self, number: int) -> str:
        """Return the words for one of the people."""
        own = self.own.get(self.people[number].customer.id)
        return self.filled(number).text if own is None else own

    def write(self, number: int, text: str) -> None:
        """Let one of the people have these words; those of the template are nobody's own."""
        which = self.people[number].customer.id
        if text == self.filled(number).text:
            self.own.pop(which, None)
        else:
            self.own[which] = text

    def choose(self, template: Template) -> None:
        """Begin with another template; what was written by hand is put aside, not lost."""
        if self.template is not None and template.id == self.template.id:
            return
        if self.template is not None and self.own:
            self._aside = self.template, self.own
            self.own = {}
        self.template = template

    def has_aside(self) -> bool:
        """Tell whether words by hand are put aside."""
        return self._aside is not None

    def bring_back(self) -> None:
        """Take the words that were put aside, and put these there if any were by hand."""
        if self._aside is None:
            return
        now = (self.template, self.own) if self.own else None
        (self.template, self.own), self._aside = self._aside, now

    def set_own(self, own: Mapping[UUID, str]) -> None:
        """Take words by hand that were kept, for people who may be read only later."""
        self.own = dict(own)

    def post(self, number: int, subject: str = "") -> Post:
        """Return what is printed for one of the people; without a subject the template's holds."""
        who = self.people[number]
        usual = self.template.subject if self.template is not None else ""
        return post_of(who, self.text(number), subject or fill(usual, who.values).text)

    def posts(self, subject: str = "") -> list[Post]:
        """Return what is printed for everyone."""
        return [self.post(number, subject) for number in range(len(self.people))]
