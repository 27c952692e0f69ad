"""How long small multiples of the four questions take: `python -m tests.bench.questions`.

Twelve panels beside the depth chart of ten years, at the same size, each drawn from nothing; then
what it takes to read and to narrow ten thousand people.
"""

import random
from functools import partial

from tests.bench.depth_chart import gather, story
from tests.bench.ratio import compare, milliseconds, show
from tests.samples import make_customer
from trustjournal.charts import depth_chart, questions_chart
from trustjournal.charts.questions_picture import Grid, PanelsPicture, SpreadPicture
from trustjournal.charts.raster import render
from trustjournal.charts.style import LIGHT
from trustjournal.domain.choices import Question
from trustjournal.domain.question_profiles import (
    Order,
    Profile,
    Wish,
    chosen,
    matching,
    profile,
    spread,
)

PEOPLE = 10_000
RUNS = 9
WIDTH, HEIGHT, RATIO = 860, 336, 2.0
EVENTS = 100


def main() -> None:
    """Print the tables."""
    everyone = people(PEOPLE)
    spread_picture = SpreadPicture(spread(everyone), PEOPLE)
    curve = gather(story(EVENTS))
    floor = partial(drawn, partial(depth_chart.draw, picture=curve))
    shown = Grid(PEOPLE, WIDTH).within(0, HEIGHT)
    picture = PanelsPicture(everyone)
    lines = [
        compare(
            f"{len(shown)} panels of {PEOPLE:,}",
            partial(drawn, partial(questions_chart.draw_panels, picture=picture)),
            "one depth chart",
            floor,
            runs=RUNS,
            goal=1.2,
        ),
        compare(
            "how everyone spreads",
            partial(drawn, partial(questions_chart.draw_spread, picture=spread_picture)),
            "one depth chart",
            floor,
            runs=RUNS,
            goal=1.2,
        ),
    ]
    wish = Wish(text="per", order=Order.QUESTION)
    narrowing = milliseconds(lambda: chosen(matching(everyone, wish), wish))
    ranges = milliseconds(lambda: [PanelsPicture(everyone).rows(number) for number in shown])
    show(
        "Four questions",
        lines,
        f"a profile each for {PEOPLE:,} people {milliseconds(partial(people, PEOPLE)):,.0f} ms",
        f"likely ranges of {len(shown)} panels {ranges:,.0f} ms",
        f"narrowed and sorted {narrowing:,.0f} ms",
        f"spread {milliseconds(partial(spread, everyone)):,.0f} ms",
    )


def people(count: int) -> list[Profile]:
    """Return as many people, with evidence of every sort, seeded."""
    chance = random.Random(count)
    return [
        profile(
            make_customer(f"Person {number}"),
            {
                question: (chance.choice((0, 1, 4, 9)) * chance.random(), chance.random())
                for question in Question
            },
        )
        for number in range(count)
    ]


def drawn(draw: partial[object]) -> float:
    """Return how long a drawing takes, from an empty figure to its pixels."""
    return milliseconds(
        lambda: render(lambda figure: draw(figure, style=LIGHT), WIDTH, HEIGHT, RATIO)
    )


if __name__ == "__main__":
    main()
