"""Every form by keyboard alone: Tab goes round it, and leaves nothing out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from tests.journeys.conftest import Owner
from tests.samples import make_customer

FORMS = (
    "Plan a check-in",
    "Plan a gesture",
    "Make a promise",
    "Somebody may be unhappy",
    "Note what they said",
    "Write a note or letter",
)

_MOST_TABS = 40


@pytest.mark.parametrize("wanted", FORMS)
def test_tab_goes_round_a_form_with_somebody_chosen(owner: Owner, wanted: str) -> None:
    rosa = make_customer("Rosa Vidal")
    owner.begin(rosa)
    owner.go(wanted)
    owner.write("rosa")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    form = QApplication.activeWindow()
    assert isinstance(form, QDialog)
    first = owner.focus()
    reached = [first]
    for _tab in range(_MOST_TABS):
        owner.press(Qt.Key.Key_Tab)
        if owner.focus() is first:
            break
        reached.append(owner.focus())
    assert owner.focus() is first
    left_out = [called(one) for one in to_reach(form) if one not in reached]
    assert not left_out


def to_reach(form: QWidget) -> list[QWidget]:
    return [
        one
        for one in form.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not (isinstance(one, QAbstractButton) and one.group())
    ]


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"
