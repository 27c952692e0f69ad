"""The charts of the whole journal: their marks, their words, their tables."""

from datetime import date
from decimal import Decimal

from tests.charts.insights import (
    SPANS,
    TODAY,
    ZONE,
    gestures,
    lost,
    nothing,
    promises,
    quarters,
    responses,
    touches,
)
from trustjournal.charts import insight_gathering as gathering
from trustjournal.charts.insight_pictures import (
    BookPicture,
    ColumnsPicture,
    Look,
    RowsPicture,
    WaitsPicture,
)
from trustjournal.domain.choices import (
    Began,
    Channel,
    PromiseOutcome,
)
from trustjournal.domain.insight_words import Writing
from trustjournal.domain.insights import Behind, Gestures, Given, Mood, Topic

FIRST = SPANS.starts[0]


def test_the_end_of_a_month_is_its_last_day_and_the_last_point_is_today() -> None:
    chart = gathering.chart_depth(quarters(), ZONE)
    picture = chart.picture
    assert isinstance(picture, BookPicture)
    days = [(point.day, point.mark.words) for point in picture.points]
    assert days[0] == (date(2026, 8, 31), "End of August 2026")
    assert days[-1] == (TODAY, "Today")
    assert chart.rows[0][0] == TODAY.isoformat()
    assert "half above 28" in picture.points[-1].mark.aside
    assert not chart.blank
    assert gathering.chart_depth(quarters()[-1:], ZONE).blank
    assert gathering.chart_depth([], ZONE).blank


def test_answers_are_marked_by_month_and_by_channel() -> None:
    chart = gathering.chart_responses(responses())
    picture = chart.picture
    assert isinstance(picture, WaitsPicture)
    assert [one and one.waits.count for one in picture.by_period] == [3, None, 2]
    november = picture.by_period[2]
    assert november is not None
    assert november.mark.behind == Behind(Topic.RESPONSES, date(2026, 11, 1), TODAY)
    assert [one.mark.behind.channel for one in picture.by_channel] == [
        Channel.PHONE,
        Channel.EMAIL,
    ]
    assert [row[0] for row in chart.rows] == ["November 2026", "September 2026", "Phone", "E-mail"]


def test_promises_say_the_share_kept_where_not_all_were() -> None:
    chart = gathering.chart_promises(promises())
    picture = chart.picture
    assert isinstance(picture, ColumnsPicture)
    assert [bar.label for bar in picture.bars] == ["", "", "75 %"]
    parts = picture.bars[2].parts
    assert [(part.look, part.amount) for part in parts] == [
        (Look.FIRST, 3),
        (Look.SECOND, 1),
        (Look.HOLLOW, 2),
    ]
    assert parts[1].mark.words == "Kept late: 1 promise"
    assert parts[1].mark.behind.outcome is PromiseOutcome.LATE
    assert chart.rows[0] == ("November 2026", "3", "1", "0", "2", "75 %")


def test_channels_stand_below_each_other_with_who_began() -> None:
    picture = gathering.chart_touches(touches(), SPANS).picture
    assert isinstance(picture, RowsPicture)
    assert [(bar.name, bar.label) for bar in picture.bars] == [("Phone", "5"), ("Post", "1")]
    phone = picture.bars[0].parts
    assert [part.mark.behind for part in phone] == [
        Behind(Topic.TOUCHES, FIRST, TODAY, Channel.PHONE, began) for began in Began
    ]


def test_gestures_show_their_cost_or_how_many_where_none_is_noted() -> None:
    writing = Writing(money=lambda amount: f"€{amount}")
    costed = gathering.chart_gestures(gestures(), writing)
    assert isinstance(costed.picture, ColumnsPicture)
    assert [bar.label for bar in costed.picture.bars] == ["", "€12.50", "€30"]
    assert costed.picture.bars[1].parts[0].mark.aside == "2 gestures, €12.50"
    free = Gestures(SPANS, (Given(), Given(3, Decimal(0), 3), Given()), ())
    picture = gathering.chart_gestures(free, writing).picture
    assert isinstance(picture, ColumnsPicture)
    assert [bar.label for bar in picture.bars] == ["", "3", ""]


def test_the_lost_are_told_apart_by_how_it_felt() -> None:
    chart = gathering.chart_lost(lost())
    assert isinstance(chart.picture, ColumnsPicture)
    (part,) = chart.picture.bars[0].parts
    assert (part.look, part.mark.behind.mood) == (Look.THIRD, Mood.UNEASY)
    assert chart.rows[-1] == ("Zoe", "", "No feeling was noted")


def test_every_chart_of_nothing_is_blank_and_says_so() -> None:
    for chart in nothing():
        assert chart.blank
        assert chart.description
