"""People who leave the journal as cards come into an empty one with all that a card holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.samples import (
    NOON,
    full_customer,
    make_attachment,
    make_custom_field,
    make_customer,
    make_membership,
)
from tests.store.test_writer import dump
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import Attachment, CustomField, Membership
from trustjournal.domain.records import Customer, CustomValue
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.store import contents, writer
from trustjournal.store.contents import digest_of
from trustjournal.store.engine import create_journal
from trustjournal.transfer.exporting import Version, export_people
from trustjournal.transfer.import_plan import Choices, Duplicates
from trustjournal.transfer.importing import bring_in, look

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9


@pytest.mark.parametrize("version", Version)
def test_cards_bring_people_with_photos_own_fields_and_whom_they_belong_to(
    tmp_path: Path, version: Version
) -> None:
    glaze = make_custom_field("Glaze")
    shop = make_customer("Zum Krug", kind=CustomerKind.BUSINESS, company="Krug Group")
    namesake = make_customer("Zum Krug", kind=CustomerKind.BUSINESS, note="The other one")
    ben = make_customer("Ben; Stone", note="  first\n\n=1+1 ")
    rosa = replace(
        full_customer(),
        referred_by=ben.id,
        custom=(CustomValue(field_id=glaze.id, value="celadon"),),
    )
    photo = make_attachment(
        rosa.id,
        name="photo.png",
        media_type="image/png",
        size=len(PHOTO),
        digest=digest_of(PHOTO),
        is_photo=True,
    )
    belongs = make_membership(rosa.id, shop.id, role="buyer; Tuesdays")
    records = (glaze, shop, namesake, ben, rosa, photo, belongs)
    one, other = create_journal(tmp_path / "one.db"), create_journal(tmp_path / "other.db")
    changes = tuple(map(Change.create, records))
    writer.commit(one, Changeset("Add", changes, contents={photo.digest: PHOTO}))
    path = tmp_path / "people.vcf"
    assert export_people(one, path, version) == 4

    source = find_form(path).open(path, Reading())
    choices = Choices(duplicates=Duplicates.NEW)
    bring_in(other, source, choices, path.name, now=NOON)
    people = {who.id: who for who in dump(other) if isinstance(who, Customer)}
    fields = {found.id: found.title for found in dump(other) if isinstance(found, CustomField)}
    for who in (shop, namesake, ben, rosa):
        back = people.pop(who.id)
        titled = [(fields[own.field_id], own.value) for own in back.custom]
        assert titled == ([("Glaze", "celadon")] if who is rosa else [])
        assert replace(back, revision=who.revision, custom=who.custom) == who
    assert people == {}
    (membership,) = (each for each in dump(other) if isinstance(each, Membership))
    assert (membership.customer_id, membership.of_id) == (rosa.id, shop.id)
    assert membership.role == "buyer; Tuesdays"
    (attached,) = (each for each in dump(other) if isinstance(each, Attachment))
    assert (attached.customer_id, attached.is_photo) == (rosa.id, True)
    with other.connect() as connection:
        assert contents.read(connection, attached.digest) == PHOTO
        assert look(connection, source, Choices(), now=NOON).brings == 0
    one.dispose()
    other.dispose()
