"""Pictures of figures: nothing falls out of its box, and what is stacked makes the whole."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import charts
from board.charts import Part, Series, Trend
from board.pages import _environment

_COUNTS = st.lists(st.integers(0, 10**7), max_size=8)
_VALUES = st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=60)
_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _parts(counts: list[int]) -> list[Part]:
    return [Part(f"第{place}项", "red", count) for place, count in enumerate(counts)]


def _everything_is_in_the_box(one: Trend) -> bool:
    numbers = [point.x for line in one.lines for point in line.points] + [tick.at for tick in one.columns]
    heights = [point.y for line in one.lines for point in line.points] + [tick.at for tick in one.rows]
    return all(0 <= x <= one.width for x in numbers) and all(0 <= y <= one.height for y in heights)


@given(_COUNTS)
def test_a_stack_fills_its_bar_without_gap_or_overlap(counts: list[int]) -> None:
    bar = charts.stacked_bar("各灯", _parts(counts))
    assert bar.total == sum(counts)
    ends = 0.0
    for one in bar.segments:
        assert one.x == pytest.approx(ends)
        assert one.width > 0
        ends = one.x + one.width
    assert ends == pytest.approx(bar.width if bar.total else 0)


@given(_COUNTS)
def test_the_shares_of_a_whole_are_a_hundred_percent(counts: list[int]) -> None:
    shares = charts.whole_percents(counts)
    assert sum(shares) == (100 if sum(counts) else 0)
    for count, share in zip(counts, shares, strict=True):
        assert count or not share, "nothing has no share"
        assert not sum(counts) or abs(share - count * 100 / sum(counts)) < 1


@given(st.lists(_COUNTS, max_size=12))
def test_bars_on_one_scale_compare_as_their_counts_do(rows: list[list[int]]) -> None:
    bars = charts.stacked_bars([(f"单位{n}", _parts(counts)) for n, counts in enumerate(rows)])
    most = max((bar.total for bar in bars), default=0)
    for bar in bars:
        assert bar.width == pytest.approx(charts.WIDTH * bar.total / most if most else 0)


@given(_VALUES)
def test_every_point_of_a_trend_lies_in_the_box(values: list[int | None]) -> None:
    labels = [f"第{week}周" for week in range(len(values))]
    one = charts.trend("逾期", labels, [Series("逾期", "red", tuple(values))])
    assert _everything_is_in_the_box(one)
    assert [point.value for point in one.lines[0].points] == [value for value in values if value is not None]
    assert [point.x for point in one.lines[0].points] == sorted(point.x for point in one.lines[0].points)
    assert one.columns[-1].label == labels[-1], "the last place is always named"


@given(st.integers(0, 10**12))
def test_a_scale_is_of_round_figures_and_holds_what_is_shown(most: int) -> None:
    marks = charts.scale(most)
    assert marks[0] == 0
    assert marks[-1] >= most
    assert 2 <= len(marks) <= 6
    assert {marks[place + 1] - marks[place] for place in range(len(marks) - 1)} == {marks[1]}
    assert re.fullmatch("[125]0*", str(marks[1]))


@given(_DAYS, _DAYS, _DAYS, st.lists(st.tuples(_DAYS, st.integers(-20, 200)), max_size=20))
def test_a_pace_line_stays_in_its_box_whatever_was_reported(
    start: date, due: date, today: date, reports: list[tuple[date, int]]
) -> None:
    one = charts.pace_line("进度", start, due, today, reports)
    assert _everything_is_in_the_box(one)
    assert one.today is not None
    assert one.left <= one.today <= one.right


def test_several_small_pictures_share_one_scale() -> None:
    labels = ["一", "二"]
    several = charts.small_multiples(labels, [Series("甲", "red", (100, 50)), Series("乙", "red", (5, None))])
    assert [one.rows for one in several] == [several[0].rows] * 2


def test_a_series_that_lacks_a_value_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="逾期"):
        charts.trend("逾期", ["一", "二"], [Series("逾期", "red", (1,))])
    with pytest.raises(ValueError, match="逾期"):
        Part("逾期", "red", -1)


def test_every_picture_has_its_table_and_its_words() -> None:
    template = _environment().from_string(
        '{% import "charts.html" as charts %}{{ charts.patterns() }}{{ charts.stacked_bar(bar) }}'
        "{{ charts.stacked_bars(bars, '各单位', 600) }}{{ charts.trend(trend) }}{{ charts.pace_line(pace) }}"
        "{{ charts.small_multiples(small, '各单位逾期') }}"
    )
    monday = date(2026, 3, 9)
    page = template.render(
        bar=charts.stacked_bar("各灯", [Part("红", "red", 3), Part("<绿>", "green", 0)]),
        bars=charts.stacked_bars([("市总工会", _parts([1, 2])), ("无事", _parts([0, 0]))]),
        trend=charts.trend("逾期", ["3月6日", "3月13日"], [Series("逾期", "red", (1, None))]),
        pace=charts.pace_line(
            "进度", monday, monday + timedelta(30), monday + timedelta(9), [(monday + timedelta(3), 20)]
        ),
        small=charts.small_multiples(["一", "二"], [Series("甲", "red", (100, 50))]),
    )
    assert page.count("<table") >= 5
    assert page.count('role="img"') == page.count("<svg") - 1, "all but the patterns"
    assert "&lt;绿&gt;0件" in page
    assert "style=" not in page
