"""The command that prints a template for people to a PDF: a card, a letter or an envelope each."""

import argparse
from pathlib import Path

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    find_person,
    opened,
    zone,
)
from trustjournal.domain.finding import fold
from trustjournal.domain.letter_words import gaps_said, unknown_said
from trustjournal.domain.letters import (
    PAPERS,
    Addressee,
    Form,
    Paper,
    Post,
    fill,
    post_of,
    sender_of,
    unknown_fields,
)
from trustjournal.domain.records import Template
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _, ngettext
from trustjournal.store import letters, queries
from trustjournal.store.targets import refuse_bad_target


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    letter = commands.add_parser("letter", help=_("print a thank-you note or a letter as PDF"))
    letter.add_argument("template", nargs="?", type=common.words)
    letter.add_argument("person", nargs="*", type=common.words)
    letter.add_argument("--to", type=Path, metavar="FILE.pdf")
    letter.add_argument("--form", type=Form, choices=tuple(Form), default=Form.CARD)
    letter.add_argument("--paper", type=Paper, choices=tuple(Paper))
    letter.add_argument(
        "--sender",
        type=common.words,
        default="",
        metavar="ADDRESS",
        help=_("your postal address, its lines parted by semicolons"),
    )
    letter.add_argument("--list", action="store_true", help=_("list the templates"))
    add_json(letter)
    letter.set_defaults(run=write_letter)


def write_letter(args: argparse.Namespace) -> None:
    """Print a template for people, or list the templates.

    Raises:
        InvalidEntry: something that it needs was not said, or the paper does not suit the form.
        NotSaved: the file cannot be written, or is the journal itself.
    """
    if args.list:
        list_templates(args)
        return
    if not (args.template and args.person and args.to):
        raise InvalidEntry(
            _("Say which letter, for whom, and where to: letter “Birthday” rosa --to card.pdf")
        )
    if args.paper not in (None, *PAPERS[args.form]):
        fit = ", ".join(PAPERS[args.form])
        raise InvalidEntry(_("This form is printed on {papers}.").format(papers=fit))
    now = local_now()
    path = args.to.expanduser()
    with opened(args) as engine, engine.connect() as connection:
        refuse_bad_target(engine, path)
        chosen = _meant(args.template, letters.offered_templates(connection))
        ids = [find_person(connection, name).id for name in args.person]
        people = letters.addressees(connection, list(dict.fromkeys(ids)), now, zone())
        address = args.sender.replace(";", "\n")
        sender = sender_of(queries.preferences(connection), now.date(), address)
    # Only this command draws; Qt takes a second to import.
    from trustjournal.printing.press import Stack, save_pdf
    from trustjournal.printing.sheet import usual_paper

    posts = [_post(chosen, who) for who in people]
    paper = args.paper or usual_paper(args.form)
    count = save_pdf(Stack(posts, sender, args.form, paper), path)
    _tell(args, chosen, people, count)


def list_templates(args: argparse.Namespace) -> None:
    """Print the templates: the journal's own, or those to begin with."""
    with opened(args) as engine, engine.connect() as connection:
        found = letters.offered_templates(connection)
    plain = [{"title": one.title, "subject": one.subject, "text": one.text} for one in found]
    answer(args, plain, [one.title for one in found])


def _meant(text: str, templates: list[Template]) -> Template:
    """Return the template that a title, or the beginning of one alone, means."""
    wanted = fold(text.strip())
    exact = [one for one in templates if fold(one.title) == wanted]
    begun = [one for one in templates if wanted and fold(one.title).startswith(wanted)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    titles = ", ".join(f"“{one.title}”" for one in found or templates)
    said = _("“{text}” may be {titles}.") if found else _("There is no “{text}”, but {titles}.")
    raise (InvalidEntry if found else NotFound)(said.format(text=text, titles=titles))


def _post(template: Template, who: Addressee) -> Post:
    text, subject = (fill(part, who.values).text for part in (template.text, template.subject))
    return post_of(who, text, subject)


def _tell(
    args: argparse.Namespace, template: Template, people: list[Addressee], count: int
) -> None:
    """Say what was printed, and for whom something is missing."""
    filled = [(who.customer, fill(template.text, who.values)) for who in people]
    unknown = unknown_fields(template.text)
    value = {
        "file": str(args.to),
        "people": [{"id": who.id, "name": who.name, "gaps": one.gaps} for who, one in filled],
        "unknown": unknown,
    }
    done = ngettext(
        "Printed for {count} person to {path}.", "Printed for {count} people to {path}.", count
    )
    lines = [done.format(count=count, path=args.to)]
    if args.form is not Form.ENVELOPE:
        lines += [f"{who.name}: {gaps_said(one.gaps)}" for who, one in filled if one.gaps]
        lines += [unknown_said(unknown)] if unknown else []
    answer(args, value, lines)
