"""Every form of file that owners bring, and which of them a file has, found out by content.

Stands apart from `exchange.sources`, since the forms are made of what is there.
"""

import zipfile
from pathlib import Path

from trustjournal.errors import UnreadableFile
from trustjournal.exchange.sources import Form, Head
from trustjournal.exchange.text_files import (
    HEAD_CHARACTERS,
    detect_encoding,
    open_bytes,
    read_head,
)
from trustjournal.i18n import _


def find_form(path: Path, encoding: str | None = None) -> Form:
    """Return the form of a file or folder.

    Raises:
        UnreadableFile: it cannot be read, or is in no form that is understood.
    """
    head = read_beginning(path, encoding)
    scores = {form.key: form.score(head) for form in forms()}
    best = max(forms(), key=lambda form: scores[form.key])
    if scores[best.key] <= 0:
        text = _("“{name}” is in no form that this program understands.")
        raise UnreadableFile(text.format(name=path.name))
    return best


def form_called(key: str) -> Form:
    """Return the form of a key.

    Raises:
        UnreadableFile: there is none.
    """
    for form in forms():
        if form.key == key:
            return form
    known = ", ".join(form.key for form in forms())
    raise UnreadableFile(_("“{key}” is none of {known}.").format(key=key, known=known))


def read_beginning(path: Path, encoding: str | None = None) -> Head:
    """Return the beginning of a file, or the names of what is in a folder or zip.

    Raises:
        UnreadableFile: it cannot be read.
    """
    if path.is_dir():
        return Head(path, names=_inside(path))
    with open_bytes(path):
        is_zip = zipfile.is_zipfile(path)
    if is_zip:
        return Head(path, names=_packed(path))
    return Head(path, read_head(path, encoding or detect_encoding(path))[:HEAD_CHARACTERS])


def forms() -> tuple[Form, ...]:
    """Return every form that is understood, those of one program before what is general."""
    from trustjournal.exchange import (
        address_book_source,
        calendar_source,
        call_log_source,
        mail_source,
        monica_source,
        own_tables,
        reviews_source,
        salesforce_source,
        table_contacts,
        table_programs,
        table_touchpoints,
        vcard_source,
        whatsapp_source,
    )

    return (
        salesforce_source.FORM,
        monica_source.FORM,
        mail_source.FORM,
        whatsapp_source.FORM,
        call_log_source.FORM,
        calendar_source.FORM,
        vcard_source.FORM,
        *own_tables.FORMS,
        *address_book_source.FORMS,
        *table_programs.FORMS,
        table_contacts.FORM,
        reviews_source.FORM,
        *table_touchpoints.FORMS,
    )


def _inside(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(one.name for one in folder.iterdir()))
    except OSError as error:
        text = _("“{path}” cannot be read: {reason}.")
        raise UnreadableFile(text.format(path=folder, reason=error.strerror)) from error


def _packed(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        text = _("“{name}” is damaged: it cannot be unpacked.")
        raise UnreadableFile(text.format(name=path.name)) from error
