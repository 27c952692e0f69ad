"""In a simulated year the order of the program keeps more value than calling the most overdue."""

from statistics import mean

from tests.bench.deck import by_priority, fit, overdue, people, year

SEEDS = range(5)


def test_calling_by_priority_keeps_more_value_and_hardly_fewer_customers() -> None:
    """`tests.bench.deck` measures by how much, with more seeds."""
    pairs = [(year(seed, by_priority(fit(people(seed)))), year(seed, overdue)) for seed in SEEDS]
    assert mean(ours.value - theirs.value for ours, theirs in pairs) > 3.5
    assert mean(ours.customers - theirs.customers for ours, theirs in pairs) > -3


def test_the_same_seed_gives_the_same_year() -> None:
    assert year(3, overdue) == year(3, overdue)
    assert people(3) == people(3) != people(4)
