"""The ladder: which rung, on which day, once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.refusal import Refusal
from models.words import ContactLevel, NoticeKind
from schedules.ladder import Facts, Rung, Track, reached, rung_day
from schedules.ladder_files import (
    KINDS,
    LEVELS,
    SIGNED_KINDS,
    known_packs,
    load_pack,
    parse_pack,
    read_pack_file,
)
from schedules.workdays import work_calendar
from supervision.letters.told import PROPOSED

CALENDAR = work_calendar()
PACK = load_pack("standard")
MARCH_9 = date(2026, 3, 9)
JUNE_15 = date(2026, 6, 15)

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def _reached(today: date, assigned_on: date = MARCH_9, due_on: date = JUNE_15) -> str | None:
    facts = Facts(assigned_on, due_on, is_accepted=True, percent=100, reported_on=assigned_on)
    found = list(reached(PACK, facts, today, CALENDAR))
    return found[0].rung.name if found else None


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 5, 15), None),
        (date(2026, 5, 18), "third-left"),  # 98 days in all, 29 left on Sunday the 17th
        (date(2026, 6, 9), "third-left"),
        (date(2026, 6, 10), "three-days"),
        (date(2026, 6, 15), "due-day"),
        (date(2026, 6, 16), "chaser"),
        (date(2026, 6, 23), "order"),  # June 19 is 端午
        (date(2026, 6, 30), "circular"),
        (date(2026, 7, 14), "interview"),
    ],
)
def test_each_rung_comes_on_its_working_day(today: date, rung: str | None) -> None:
    assert _reached(today) == rung


def test_a_deadline_on_a_day_off_is_reminded_of_before_it() -> None:
    sunday = date(2026, 6, 14)
    due_day = next(rung for rung in PACK.rungs if rung.name == "due-day")
    assert rung_day(due_day, MARCH_9, sunday, CALENDAR) == date(2026, 6, 12)


def test_a_machine_that_was_off_sends_only_the_highest_rung_and_marks_it_late() -> None:
    facts = Facts(MARCH_9, JUNE_15, is_accepted=False)
    (found,) = reached(PACK, facts, date(2026, 6, 26), CALENDAR)
    assert (found.rung.name, found.day, found.is_late) == ("order", date(2026, 6, 23), True)


def test_a_short_task_skips_the_early_reminder() -> None:
    assigned_on = date(2026, 6, 8)
    assert _reached(date(2026, 6, 9), assigned_on) is None
    assert _reached(date(2026, 6, 10), assigned_on) == "three-days"


def test_what_was_past_when_it_was_assigned_is_not_reminded_of() -> None:
    assert _reached(date(2026, 6, 11), assigned_on=date(2026, 6, 11)) is None
    assert _reached(date(2026, 6, 12), assigned_on=date(2026, 6, 11)) is None
    assert _reached(date(2026, 6, 15), assigned_on=date(2026, 6, 11)) == "due-day"


@given(assigned_on=days, length=st.integers(0, 700), ahead=st.integers(0, 800))
def test_the_rung_never_goes_down_as_days_pass(assigned_on: date, length: int, ahead: int) -> None:
    due_on = assigned_on + timedelta(length)
    names = [None, *(rung.name for rung in PACK.on(Track.DEADLINE))]
    today = assigned_on + timedelta(ahead)
    before = _reached(today, assigned_on, due_on)
    after = _reached(today + timedelta(1), assigned_on, due_on)
    assert names.index(after) >= names.index(before)


@given(assigned_on=days, length=st.integers(0, 700))
def test_the_days_of_the_rungs_are_working_days(assigned_on: date, length: int) -> None:
    for rung in PACK.on(Track.DEADLINE):
        day = rung_day(rung, assigned_on, assigned_on + timedelta(length), CALENDAR)
        assert day is None or CALENDAR.is_workday(day)


def test_what_a_pack_may_say_are_the_words_of_the_notices() -> None:
    assert {NoticeKind.stored(kind) for kind in SIGNED_KINDS} == set(PROPOSED)
    assert {NoticeKind.stored(kind) for kind in KINDS} == {NoticeKind.REMINDER, NoticeKind.CHASER, *PROPOSED}
    assert {ContactLevel.stored(level) for level in LEVELS} == set(ContactLevel)


@pytest.mark.parametrize("name", known_packs())
def test_above_a_chaser_every_rung_of_every_pack_needs_a_signature(name: str) -> None:
    for rung in load_pack(name).rungs:
        assert rung.needs_signature == (NoticeKind.stored(rung.kind) in PROPOSED)


def test_five_packs_are_shipped() -> None:
    titles = {load_pack(name).title for name in known_packs()}
    assert titles == {"标准", "三色督办单", "黄橙红30/15", "13710", "1/3—2/3"}


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(Refusal, match=r"没有名为“三色”.*standard"):
        load_pack("三色")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('kind = "chaser"', 'kind = "cheser"', r"第\d+行 第5个 \[\[rungs\]\] 的 kind 是“cheser”，应是 reminder、"),
        ("percent_left = 30", "percent_left = 100", "percent_left 是“100”，应是1到99的整数"),
        ("percent_left = 30", 'percent_left = "30"', "percent_left 是“30”，应是1到99"),
        ("percent_left = 30", "percent_left = 30\nworkdays = 2", "percent_left 要写 .* 之一，且只写一项"),
        ("percent_left = 30\n", "", "第2个 .* 要写 workdays、percent_left"),
        ("workdays = 1\n", "workdays = 0\n", "workdays 与“due-day”重叠：同一天"),
        ("workdays = 1\n", "workdays = -8\n", "workdays 与“three-days”重叠：在它之前"),
        ('name = "chaser"', 'name = "due-day"', "name 与前面一级重名"),
        ('name = "chaser"', 'name = "催办"', "应由小写字母、数字和连字符组成"),
        ('kind = "order"\nlevel = "leader"\nworkdays = 5\nsigner = "clerk"', 'kind = "order"\nlevel = "leader"\nworkdays = 5', "催办以上的一级，要写 signer"),
        ('workdays = 10\nsigner = "leader"', 'workdays = 10\nsigner = "clerk"', "通报和约谈要由领导"),
        ("workdays = 1\n", 'workdays = 1\nsigner = "clerk"\n', "提醒和催办不必签发"),
        ("workdays = 1\n", 'workdays = 1\ncolour = "red"\n', "colour 没有这一项"),
        ("workdays = 1\n", 'workdays = 1\nrepeats = "daily"\n', "repeats 是“daily”，应是 weekly、monthly 之一"),
        ("min_workdays = 10", "min_workdays = 10\nmax_workdays = 9", "max_workdays 小于 min_workdays"),
        ("missed_reports = 2", "missed_reports = 0", "missed_reports 是“0”，应是1到12"),
        ("pace_yellow = -5", "pace_yellow = 5", r"第\d+行 pace_yellow 是“5”，应是-100到0"),
        ("pace_yellow = -5", "", "lights 缺少 pace_yellow"),
        ("[lights]", "[lamps]", "lamps 没有这一项"),
        ('version = "', 'version = 3 # "', "version 应是一段文字"),
        ("effective_from = 2026-01-01", 'effective_from = "元旦"', "effective_from 应是日期"),
        ("[lights]", "[lights", "不合 TOML 的写法"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pack_is_one_sentence_with_file_line_and_field(
    right: str, wrong: str, said: str
) -> None:
    text = read_pack_file("standard").text
    assert right in text
    with pytest.raises(Refusal, match=rf"提醒阶梯 我的\.toml .*{said}"):
        parse_pack(text.replace(right, wrong, 1), "我的.toml")


def test_a_rung_that_repeats_comes_once_in_each_month() -> None:
    text = read_pack_file("standard").text.replace("workdays = 1\n", 'workdays = 1\nrepeats = "monthly"\n')
    pack = parse_pack(text, "x.toml")
    facts = Facts(MARCH_9, JUNE_15, is_accepted=True, is_told=False)
    days = (date(2026, 6, 16), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31))
    found = [next(reached(pack, facts, day, CALENDAR)) for day in days]
    assert [(one.rung.name, one.occasion, one.is_late) for one in found] == [
        ("chaser", "2026-06", False),
        ("chaser", "2026-06", True),
        ("chaser", "2026-07", False),
        ("chaser", "2026-07", True),
    ]


def test_a_rung_without_a_day_cannot_be_made_by_hand() -> None:
    with pytest.raises(AssertionError):
        rung_day(Rung("r", "reminder", "contact"), MARCH_9, JUNE_15, CALENDAR)
