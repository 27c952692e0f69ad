"""The encodings that a text file may be read in, with the owner's words for them."""

import codecs

from PySide6.QtWidgets import QWidget

from trustjournal.i18n import _
from trustjournal.ui.widgets.choice_box import ChoiceBox


def encodings() -> list[tuple[str, str]]:
    """Return encodings and their words, the likeliest first."""
    return [
        ("utf-8", _("Unicode (UTF-8)")),
        ("utf-16", _("Unicode (UTF-16)")),
        ("cp1252", _("Western European (Windows)")),
        ("cp1250", _("Central European (Windows)")),
        ("cp1251", _("Cyrillic (Windows)")),
        ("cp1253", _("Greek (Windows)")),
        ("cp1254", _("Turkish (Windows)")),
        ("cp1255", _("Hebrew (Windows)")),
        ("cp1256", _("Arabic (Windows)")),
        ("cp1257", _("Baltic (Windows)")),
        ("cp850", _("Western European (DOS)")),
        ("mac_roman", _("Western European (Mac)")),
        ("cp932", _("Japanese (Shift JIS)")),
        ("cp949", _("Korean")),
        ("gb18030", _("Chinese, simplified")),
        ("big5", _("Chinese, traditional")),
    ]


def canonical(encoding: str) -> str:
    """Return one name for all that an encoding is called, marks and byte order aside."""
    name = codecs.lookup(encoding).name
    return {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(name, name)


class EncodingBox(ChoiceBox):
    """An encoding to choose, the one a file is read in to begin with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Read the letters as"), encodings(), parent)

    def show_encoding(self, encoding: str) -> None:
        """Show what a file is read in, without a signal, though it be none that is offered."""
        known = {canonical(one): one for one, _words in encodings()}
        own = known.get(canonical(encoding), encoding)
        self.blockSignals(True)
        self.offer([*encodings(), *([] if own in known.values() else [(own, own)])])
        self.set_value(own)
        self.blockSignals(False)
