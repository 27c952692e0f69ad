"""What the worker does when something is handed out: one file, whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale
from sqlalchemy import Engine

from trustjournal.domain.letters import Form as Printed
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.csv_files import Form
from trustjournal.exchange.story_markdown import markdown
from trustjournal.exchange.vcard_writer import Version
from trustjournal.i18n import _
from trustjournal.store.tables import Choice
from trustjournal.transfer.exporting import (
    export_calendar,
    export_people,
    export_table,
    export_workbook,
    save,
    tell_story,
)
from trustjournal.transfer.whole_journal import export_journal
from trustjournal.ui.dialogs.export_choices import CALENDAR, JOURNAL, STORY, FileForm
from trustjournal.ui.session import Job

_VERSIONS = {FileForm.CARDS_3: Version.THREE, FileForm.CARDS_4: Version.FOUR}


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: the thing, its form, what of it, and when that is asked for.

    `with_words` puts the owner's own words into a calendar.
    """

    what: str
    form: FileForm
    choice: Choice
    now: datetime
    with_words: bool = False


def hand_out(order: Order, path: Path, engine: Engine, job: Job) -> int:
    """Write the file and return how many rows, cards or entries it has; a story is one.

    Raises:
        InvalidEntry: nobody was named whose story it is.
        NotSaved: the file cannot be written.
        Cancelled: the owner stopped it; no file was left.
    """
    choice = order.choice
    if order.what == STORY:
        return _hand_out_story(order, path, engine, job)
    if order.what == CALENDAR:
        return export_calendar(engine, path, order.now, choice.zone, with_words=order.with_words)
    if order.what == JOURNAL:
        return sum(export_journal(engine, path, job.report).values())
    if order.form in _VERSIONS:
        version, who = _VERSIONS[order.form], choice.customer_id
        return export_people(engine, path, version, customer_id=who, report=job.report)
    if order.form is FileForm.WORKBOOK:
        return export_workbook(engine, order.what, path, choice=choice, report=job.report)
    return export_table(
        engine,
        order.what,
        path,
        form=Form.EXACT if order.form is FileForm.EXACT else Form.SPREADSHEET,
        choice=choice,
        decimal_comma=QLocale().decimalPoint() == ",",
        report=job.report,
    )


def _hand_out_story(order: Order, path: Path, engine: Engine, job: Job) -> int:
    if order.choice.customer_id is None:
        raise InvalidEntry(_("Say whose story it is."))
    told = tell_story(engine, order.choice.customer_id, order.now, order.choice.zone)
    if order.form is FileForm.MARKDOWN:
        content = markdown(told).encode("utf-8", "replace")
    else:
        from trustjournal.printing.sheet import usual_paper
        from trustjournal.printing.story import pdf

        content = pdf(told, usual_paper(Printed.LETTER), job.report)
    save(engine, path, content)
    return 1
