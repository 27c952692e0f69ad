"""What the sample book does not have: twins, households, own fields, filters, files, a memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter
from sqlalchemy import Engine

from tests.samples import (
    make_custom_field,
    make_customer,
    make_membership,
    make_saved_filter,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import CustomerKind, FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Customer, CustomValue, Labelled, Record
from trustjournal.services.attachments import NewFile, attach, set_photo
from trustjournal.store import queries, writer

FRIENDS = "Friends of the spring market"
SKETCH = "Sketch of the terrace, with the long bench.txt"


def organise(engine: Engine, now: datetime) -> None:
    """Put the people of the sample book in order, as an owner would over the years."""
    with engine.connect() as connection:
        by_name = {one.name: one for one in queries.all_of(connection, Customer)}
    rosa, amara = by_name["Rosa Delgado"], by_name["Amara Okafor"]
    fields = own_fields()
    values = ("terracotta", "40", "https://cafealma.example/shop")
    held = tuple(
        CustomValue(field_id=field.id, value=value)
        for field, value in zip(fields, values, strict=True)
    )
    _write(engine, *fields, *together(rosa, amara), *twins(rosa, by_name["Tomasz Wilk"]))
    _write(
        engine,
        make_saved_filter("Wholesale", query="tag:wholesale", place=0),
        make_saved_filter("Regulars of the studio classes", query='tag:"studio class"', place=1),
    )
    change = Change.update(rosa, custom=held)
    writer.commit(engine, Changeset("Fill in own fields", (change,)))
    keep_files(engine, replace(rosa, custom=held), now)


def own_fields() -> tuple[CustomField, ...]:
    """Return three fields of the owner's own."""
    return (
        make_custom_field(
            "Glaze", kind=FieldKind.CHOICE, choices=("terracotta", "terrace green"), place=0
        ),
        make_custom_field("Cups a year", kind=FieldKind.NUMBER, place=1),
        make_custom_field("Shop online", kind=FieldKind.LINK, place=2),
    )


def together(rosa: Customer, amara: Customer) -> list[Record]:
    """Return a business, a household and a group, with who belongs to them."""
    cafe = make_customer("Café Alma", kind=CustomerKind.BUSINESS)
    home = make_customer("The Okafors", kind=CustomerKind.HOUSEHOLD)
    market = make_customer(FRIENDS, kind=CustomerKind.GROUP)
    return [
        *(cafe, home, market),
        make_membership(rosa.id, cafe.id, role="owner"),
        make_membership(rosa.id, market.id, role=""),
        make_membership(amara.id, home.id, role="mother"),
        make_membership(amara.id, market.id, role="brings the cake"),
    ]


def twins(rosa: Customer, tomasz: Customer) -> list[Record]:
    """Return the people of the sample book who seem to be in it twice."""
    return [
        make_customer(
            "Rosa Delgado-Ruiz",
            company="Cafe Alma",
            phones=rosa.phones[:1],
            prefers="A call in the evening",
            tags=("terrace",),
        ),
        make_customer("Thomas Wilk", emails=tomasz.emails or (Labelled(value="t@wilk.example"),)),
        make_customer("Tomasz Wilk", company=tomasz.company),
    ]


def keep_files(engine: Engine, rosa: Customer, now: datetime) -> None:
    """Give somebody a photo, a file and a touchpoint of a year ago with a file of its own."""
    today = now.date()
    year_ago = make_touchpoint(
        rosa.id,
        happened_at=(now.astimezone(UTC) - timedelta(days=365)).replace(hour=12, minute=0),
        note="First cups for the terrace. She held one up to the light and laughed.",
    )
    _write(engine, year_ago)
    sketch = NewFile(SKETCH, b"a bench\n" * 400)
    quote = NewFile("Quote 17.pdf", b"%PDF-1.4\n" * 9_000)
    for done in (
        set_photo(rosa.id, NewFile("rosa.png", portrait()), (), used=0, today=today),
        attach(rosa.id, [sketch, quote], used=0, today=today),
        attach(rosa.id, [quote], used=0, today=today, touchpoint_id=year_ago.id),
    ):
        writer.commit(engine, done)


def portrait() -> bytes:
    """Return a picture that could be a photo: not square, with a face in the middle."""
    image = QImage(240, 180, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(QPointF(0, 0), QPointF(0, 180))
    ground.setColorAt(0, QColor("#9db8c9"))
    ground.setColorAt(1, QColor("#6f8a5c"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, x, y, wide, high in (
        ("#3a2a20", 82, 30, 76, 90),
        ("#d9a884", 92, 46, 56, 68),
        ("#7c3340", 64, 122, 112, 90),
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(x, y, wide, high)
    painter.end()
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, b"PNG").write(image)
    return bytes(kept.data().data())


def _write(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Organise", tuple(Change.create(one) for one in records)))
