"""The sheets that are printed on: their sizes, margins and names for a printer."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize

from trustjournal.domain.letters import PAPERS, Form, Paper

DPI = 1200
"""The grid that everything is laid out on, whatever it is then drawn on."""

POINT = DPI / 72
"""A typographic point on that grid."""

_SIZES = {
    Paper.A6: (QPageSize.PageSizeId.A6, True),
    Paper.A4: (QPageSize.PageSizeId.A4, False),
    Paper.US_LETTER: (QPageSize.PageSizeId.Letter, False),
    Paper.DL: (QPageSize.PageSizeId.EnvelopeDL, True),
    Paper.C6: (QPageSize.PageSizeId.EnvelopeC6, True),
}
"""What Qt calls each paper, and whether it lies on its long side."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper with the place for words on it, in millimetres."""

    width: float
    height: float
    words: QRectF
    layout: QPageLayout


def sheet(form: Form, paper: Paper) -> Sheet:
    """Return the sheet that a form is printed on."""
    size, lies = _SIZES[paper]
    across = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(size), across, QMarginsF(), QPageLayout.Unit.Millimeter)
    whole = layout.fullRect(QPageLayout.Unit.Millimeter)
    width, height = whole.width(), whole.height()
    return Sheet(width, height, _words(form, width, height), layout)


def usual_paper(form: Form) -> Paper:
    """Return what a form is printed on where the owner lives."""
    imperial = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    if form is Form.LETTER and imperial:
        return Paper.US_LETTER
    return PAPERS[form][0]


def units(millimetres: float) -> float:
    """Return a length on the grid of `DPI`."""
    return millimetres * DPI / 25.4


def _words(form: Form, width: float, height: float) -> QRectF:
    """Return where the words stand; below them is room for a foot."""
    if form is Form.CARD:
        return QRectF(17, 13, width - 34, height - 13 - 21)
    if form is Form.LETTER:
        return QRectF(27, 24, width - 54, height - 24 - 30)
    return QRectF(width * 0.46, height * 0.48, width * 0.54 - 12, height * 0.52 - 12)
