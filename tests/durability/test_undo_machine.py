"""Whatever was done in whatever order, undoing all of it leaves the journal as it was at first."""

from tests.durability.undo_machine import run


def test_all_can_be_taken_back_and_the_check_passes_after_every_step() -> None:
    assert run(examples=8, steps=20).made > 50
