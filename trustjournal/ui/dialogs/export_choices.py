"""What can be handed out, and in which forms; knows nothing of Qt."""

from enum import StrEnum

from trustjournal.i18n import _

STORY, CALENDAR, JOURNAL = "story", "calendar", "journal"


class FileForm(StrEnum):
    """The forms of files, whatever is in them."""

    SPREADSHEET = "spreadsheet"
    EXACT = "exact"
    WORKBOOK = "workbook"
    CARDS_3 = "cards-3.0"
    CARDS_4 = "cards-4.0"
    PDF = "pdf"
    MARKDOWN = "markdown"
    ICALENDAR = "icalendar"
    LINES = "lines"
    ZIP = "zip"

    @property
    def ending(self) -> str:
        """What the name of such a file ends in."""
        return _ENDINGS[self]

    @property
    def is_table(self) -> bool:
        """Whether it holds columns to choose."""
        return self in _TABLES


_TABLES = (FileForm.SPREADSHEET, FileForm.EXACT, FileForm.WORKBOOK)
_CARDS = (FileForm.CARDS_3, FileForm.CARDS_4)
_ENDINGS = {
    FileForm.SPREADSHEET: "csv",
    FileForm.EXACT: "csv",
    FileForm.WORKBOOK: "xlsx",
    FileForm.CARDS_3: "vcf",
    FileForm.CARDS_4: "vcf",
    FileForm.PDF: "pdf",
    FileForm.MARKDOWN: "md",
    FileForm.ICALENDAR: "ics",
    FileForm.LINES: "jsonl",
    FileForm.ZIP: "zip",
}
_FORMS = {
    "people": (*_TABLES, *_CARDS),
    STORY: (FileForm.PDF, FileForm.MARKDOWN),
    CALENDAR: (FileForm.ICALENDAR,),
    JOURNAL: (FileForm.LINES, FileForm.ZIP),
}


def things() -> list[tuple[str, str]]:
    """Return everything that can be handed out, with its name."""
    return [
        ("touchpoints", _("The contact log")),
        ("people", _("People")),
        (STORY, _("Someone’s whole story")),
        ("check-ins", _("Check-ins")),
        ("promises", _("Promises")),
        ("gaps", _("Gaps")),
        ("gestures", _("Gestures")),
        ("thank-yous", _("Who had no thank-you")),
        ("value", _("What was given and paid")),
        ("feedback", _("Feedback")),
        ("wishes", _("Wishes")),
        ("answers", _("Needs and fairness")),
        ("recoveries", _("What is to be put right")),
        ("reviews", _("Lost reviews")),
        ("quiet", _("Gone quiet")),
        ("losing-touch", _("Losing touch")),
        ("memberships", _("Who belongs to whom")),
        ("attachments", _("Attached files, by name")),
        ("letters", _("Letters and cards")),
        ("evenings", _("Evening pages")),
        (CALENDAR, _("The calendar")),
        (JOURNAL, _("The whole journal")),
    ]


def form_names() -> list[tuple[FileForm, str]]:
    """Return every form with its name."""
    return [
        (FileForm.SPREADSHEET, _("For spreadsheets (CSV)")),
        (FileForm.EXACT, _("Exact copy (CSV)")),
        (FileForm.WORKBOOK, _("Workbook (Excel)")),
        (FileForm.CARDS_3, _("Contacts (vCard 3.0)")),
        (FileForm.CARDS_4, _("Contacts (vCard 4.0)")),
        (FileForm.PDF, _("PDF")),
        (FileForm.MARKDOWN, _("Markdown")),
        (FileForm.ICALENDAR, _("iCalendar")),
        (FileForm.LINES, _("One file")),
        (FileForm.ZIP, _("Zip, attachments as files")),
    ]


def forms_of(what: str) -> tuple[FileForm, ...]:
    """Return the forms that something can be handed out in, the usual one first."""
    return _FORMS.get(what, _TABLES)


def about(form: FileForm) -> str:
    """Return what there is to know about a form."""
    return {
        FileForm.SPREADSHEET: _("No cell can run as a formula, whatever was written down."),
        FileForm.EXACT: _("Every character as it is, for other programs and to come back here."),
        FileForm.WORKBOOK: _("For Excel and LibreOffice: days and amounts are theirs to count."),
        FileForm.CARDS_3: _("Most phones and mail programs read this one best."),
        FileForm.CARDS_4: _("The newer form; some phones do not read it yet."),
        FileForm.PDF: _("All that is kept about them. Read it first: it may name others too."),
        FileForm.MARKDOWN: _("All that is kept about them. Read it first: it may name others too."),
        FileForm.ICALENDAR: _("What is ahead, for any calendar program."),
        FileForm.LINES: _("Everything, with its history, to move to another journal or keep."),
        FileForm.ZIP: _("Everything, with its history, to move to another journal or keep."),
    }[form]


def files(form: FileForm) -> str:
    """Return the filter that shows files of a form."""
    kind = {
        "csv": _("CSV tables"),
        "xlsx": _("Workbooks"),
        "vcf": _("Contacts"),
        "pdf": _("PDF files"),
        "md": _("Markdown files"),
        "ics": _("Calendars"),
        "jsonl": _("Journals as lines"),
        "zip": _("Zip files"),
    }[form.ending]
    return f"{kind} (*.{form.ending})"
