"""How long the referral tree takes to draw: `python -m tests.bench.cycle_chart`.

The floor is a depth chart of ten years with a hundred events, as `tests.bench.depth_chart` draws
it; the tree is drawn on a canvas of the same size. Names cost most of it: the goals are 1.2 times
the floor without them and 2.6 times with at most 60. What is laid out once is not drawn again.
"""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from tests.bench.depth_chart import canvas, gather, paint, story
from tests.bench.ratio import compare, milliseconds, show
from tests.charts.trees import crowd
from trustjournal.charts import cycle_chart
from trustjournal.charts.cycle_layout import lay_out
from trustjournal.charts.cycle_picture import CyclePicture, picture
from trustjournal.charts.style import LIGHT
from trustjournal.domain import cycle
from trustjournal.domain.cycle import Member, Node

RUNS = 9
PEOPLE = (10, 100, 1_000, 10_000)


def main() -> None:
    """Print the table."""
    floor = partial(milliseconds, partial(paint, gather(story(100))))
    books = {count: crowd(count) for count in PEOPLE}
    lines = [
        compare(what, partial(milliseconds, work), "a depth chart", floor, runs=RUNS, goal=goal)
        for count, book in books.items()
        for what, work, goal in works(count, picture(book))
    ]
    notes = [
        f"layout of {count:,} people, once: {milliseconds(partial(lay, book)):.0f} ms"
        for count, book in books.items()
    ]
    show("The referral tree", lines, *notes)


def works(count: int, drawn: CyclePicture) -> list[tuple[str, Callable[[], None], float | None]]:
    """Return what is measured: with names, and without as where others are faded."""
    bare = drawn.ring((), fade_others=True)
    goals = (2.6, 1.2) if count <= 1_000 else (None, None)
    return [
        (f"{count:,} people, named", partial(draw, drawn), goals[0]),
        (f"{count:,} people, no names", partial(draw, bare), goals[1]),
    ]


def draw(drawn: CyclePicture) -> None:
    figure = canvas()
    cycle_chart.draw(figure, drawn, LIGHT)
    figure.canvas.draw()


def lay(book: Mapping[UUID, Member]) -> None:
    nodes = {one.customer_id: Node(one.sent_by) for one in book.values()}
    reach = {one.customer_id: one.reach for one in book.values()}
    lay_out(cycle.forest(nodes), reach)


if __name__ == "__main__":
    main()
