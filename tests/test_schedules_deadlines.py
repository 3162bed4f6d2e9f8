import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schedules.deadlines import DeadlineKind, DeadlineReading, Recurrence, Slot, occurrences, read_deadlines
from schedules.workdays import WorkCalendar
from tests import shared

CALENDAR = WorkCalendar()
CASES = Path(__file__).parent / "data" / "deadlines.jsonl"
ISSUED = date(2023, 5, 6)


def read(text: str, on: date = ISSUED) -> list[DeadlineReading]:
    return read_deadlines(text, on, CALENDAR)


def only(text: str, on: date = ISSUED) -> DeadlineReading:
    readings = read(text, on)
    assert len(readings) == 1, readings
    return readings[0]


def cases() -> Iterator[dict[str, Any]]:
    return map(json.loads, CASES.read_text(encoding="utf-8").splitlines())


def summary(reading: DeadlineReading) -> dict[str, Any]:
    facts = {
        "phrase": reading.phrase,
        "due": [day.isoformat() for day in reading.due],
        "recurrence": reading.recurrence and reading.recurrence.value,
        "kind": None if reading.kind is DeadlineKind.DATED else reading.kind.value,
        "alternatives": [day.isoformat() for day in reading.alternatives],
        "from": reading.since and reading.since.isoformat(),
        "until": reading.until and reading.until.isoformat(),
        "problem": reading.problem is not None,
    }
    return {name: fact for name, fact in facts.items() if fact}


def test_every_sentence_is_read_as_the_collection_says() -> None:
    # In one test: a thousand would spend most of their time on being a test.
    wrong = []
    for case in cases():
        text, readings = case["text"], read(case["text"], date.fromisoformat(case["on"]))
        found = [summary(reading) for reading in readings]
        if found != case["deadlines"]:
            wrong.append((text, found, case["deadlines"]))
        assert all(text[reading.start : reading.end] == reading.phrase for reading in readings)
    assert wrong == []


def test_a_date_without_a_year_takes_the_year_of_the_document() -> None:
    reading = only("请于6月15日前将落实措施报送办公室。")
    assert reading.due == (date(2023, 6, 15),)
    assert reading.reading == "“6月15日前”：年份取自成文日期，读作2023年6月15日（含当日），周四"


def test_a_date_without_a_year_that_is_over_is_next_years() -> None:
    assert only("1月20日前报送自评报告。", date(2025, 9, 1)).due == (date(2026, 1, 20),)


def test_the_year_of_the_clause_before_is_handed_on() -> None:
    assert [r.due for r in read("2024年3月底前制定方案，9月底前完成试点。")] == [
        (date(2024, 3, 31),),
        (date(2024, 9, 30),),
    ]


def test_the_year_of_an_older_sentence_is_not_handed_on() -> None:
    assert read("2025年3月底前完成。其他工作9月底前完成。")[1].due == (date(2023, 9, 30),)


def test_a_due_date_on_a_day_off_stays_and_names_the_working_days_around_it() -> None:
    reading = only("2022年12月31日前报送。", date(2022, 6, 1))
    assert reading.due == (date(2022, 12, 31),)
    assert "周六，不是工作日（前一工作日12月30日，后一工作日1月3日）" in reading.reading


@pytest.mark.parametrize(
    "deed", ["印发", "发布", "正式实施", "全面执行", "施行", "修订", "废止", "废止原办法"]
)
def test_what_has_to_be_issued_or_put_in_force_by_a_day_is_due_on_it(deed: str) -> None:
    for text in (f"起草实施办法，6月底前{deed}。", f"应于6月30日前{deed}", f"6月底前{deed}；请各单位配合。"):
        assert only(text).due == (date(2023, 6, 30),)


@pytest.mark.parametrize(
    "text", ["2023年6月30日印发。", "《办法》自2023年6月30日起施行。", "2023年6月30日前废止的文件不在此列。"]
)
def test_the_day_on_which_a_rule_was_issued_or_comes_into_force_is_no_deadline(text: str) -> None:
    assert read(text) == []


def test_before_a_month_has_two_readings_and_asks() -> None:
    reading = only("6月前完成招标。")
    assert reading.due == (date(2023, 6, 30),)
    assert reading.alternatives == (date(2023, 5, 31),)
    assert reading.problem is not None
    assert "两种理解" in reading.problem


def test_a_day_that_does_not_exist_is_a_problem_and_no_date() -> None:
    reading = only("2月30日前报送。")
    assert reading.due == ()
    assert reading.problem is not None
    assert "日历上没有这一天" in reading.problem


@pytest.mark.parametrize(
    "phrase", ["2206年6月30日前", "20226年6月底前", "206年6月底前", "3026年底前", "1026年12月底前"]
)
def test_a_miswritten_year_is_a_problem_and_not_the_year_of_the_document(phrase: str) -> None:
    reading = only(f"请于{phrase}完成。")
    assert (reading.phrase, reading.due) == (phrase, ())
    assert reading.problem == f"“{phrase}”的年份好像写错了，请核对原文后填写日期。"


def test_a_weekday_that_is_not_the_days_own_is_pointed_out() -> None:
    assert only("请于6月15日（星期四）前报送。").problem is None
    reading = only("请于6月15日（星期五）前报送。")
    assert reading.due == (date(2023, 6, 15),)
    assert reading.problem == "“6月15日（星期五）前”的日期和星期对不上：2023年6月15日是周四，请核对原文。"


def test_the_last_of_february_is_looked_for_in_a_leap_year() -> None:
    assert only("2月29日前报送。").due == (date(2024, 2, 29),)


def test_a_duty_dated_before_the_document_is_pointed_out() -> None:
    reading = only("各单位应于2023年3月底前完成。")
    assert reading.due == (date(2023, 3, 31),)
    assert reading.problem is not None
    assert "早于成文日期2023年5月6日" in reading.problem


def test_working_days_are_counted_on_the_official_calendar() -> None:
    assert only("收文后7个工作日内反馈。", date(2025, 9, 25)).due == (date(2025, 10, 11),)


def test_working_days_of_a_year_without_a_calendar_are_provisional() -> None:
    reading = only("收文后7个工作日内反馈。", date(2299, 12, 28))
    assert reading.due
    assert reading.problem is not None
    assert "2299" in reading.problem
    assert "推算" in reading.problem


def test_a_window_from_an_unknown_event_has_no_date() -> None:
    reading = only("应自收齐材料之日起20日内答复。")
    assert reading.kind is DeadlineKind.RELATIVE
    assert reading.due == ()
    assert "收齐材料" in reading.reading


def test_a_recurrence_begins_in_the_year_that_the_text_says() -> None:
    first, second = read("2024年起，每年2月底前报送上年总结，3月底前公布。")
    assert (first.due, first.since) == ((date(2024, 2, 29),), date(2024, 1, 1))
    assert (second.due, second.recurrence) == ((date(2024, 3, 31),), Recurrence.YEARLY)


def test_a_vague_word_is_a_problem_with_a_proposal() -> None:
    reading = only("有关情况及时上报办公室。")
    assert (reading.kind, reading.due) == (DeadlineKind.VAGUE, ())
    assert reading.problem is not None
    assert "建议" in reading.problem


def test_the_festival_is_the_next_one_and_the_days_off_begin_before_it() -> None:
    assert only("春节前完成慰问。", date(2024, 1, 31)).due == (date(2024, 2, 9),)
    reading = only("春节前完成慰问。", date(2025, 1, 2))
    assert reading.due == (date(2025, 1, 27),)
    assert reading.alternatives == (date(2025, 1, 28),)


def test_the_instances_of_a_yearly_duty_lie_on_the_fixed_calendar() -> None:
    reading = only("每年12月底前报送总结。", date(2022, 2, 7))
    assert occurrences(reading, date(2022, 2, 7), date(2025, 12, 31), CALENDAR) == [
        date(year, 12, 31) for year in (2022, 2023, 2024, 2025)
    ]


def test_instances_keep_to_the_bounds_that_the_text_states() -> None:
    reading = only("2024年至2026年每年6月底前报送。")
    assert occurrences(reading, date(2023, 5, 6), date(2030, 1, 1), CALENDAR) == [
        date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)]  # fmt: skip


def test_a_duty_with_two_dates_a_year_has_two_instances_a_year() -> None:
    reading = only("每年6月、12月底前各报送一次。")
    assert reading.due == (date(2023, 6, 30),)
    assert occurrences(reading, ISSUED, date(2024, 12, 31), CALENDAR) == [
        date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每季度末月25日前报送。", [date(2023, 6, 25), date(2023, 9, 25)]),
        ("每季度结束后10日内报送。", [date(2023, 7, 10), date(2023, 10, 10)]),
        ("每季度结束后5个工作日内报送。", [date(2023, 7, 7), date(2023, 10, 11)]),
        ("每季度报送一次。", [date(2023, 6, 30), date(2023, 9, 30)]),
        ("每半年报送一次。", [date(2023, 6, 30)]),
        ("每月31日前报送。", [date(2023, 5, 31), date(2023, 6, 30), date(2023, 7, 31), date(2023, 8, 31)]),
    ],
)  # fmt: skip
def test_the_instances_of_a_recurring_duty(text: str, days: list[date]) -> None:
    assert occurrences(only(text), ISSUED, date(2023, 10, 15), CALENDAR)[: len(days)] == days


def test_a_weekly_duty_comes_on_its_weekday() -> None:
    days = occurrences(only("每周五前报送动态。"), ISSUED, date(2023, 5, 31), CALENDAR)
    assert days == [date(2023, 5, 12), date(2023, 5, 19), date(2023, 5, 26)]


def test_a_reading_stored_without_its_slots_gives_the_same_instances() -> None:
    reading = only("每季度末月25日前报送。")
    assert reading.slots == (Slot(2, 25),)
    stored = DeadlineReading(
        reading.phrase, 0, 1, reading.due, reading.recurrence, None, None, ongoing=False, alternatives=(),
        problem=None, reading="", kind=reading.kind)  # fmt: skip
    year = (ISSUED, date(2024, 5, 6), CALENDAR)
    assert occurrences(stored, *year) == occurrences(reading, *year)


def test_a_date_that_does_not_recur_is_its_own_only_instance() -> None:
    reading = only("2023年末和2025年末各评估一次。")
    assert occurrences(reading, ISSUED, date(2024, 12, 31), CALENDAR) == [date(2023, 12, 31)]


def test_dates_that_are_no_deadlines_in_public_documents_are_left_alone() -> None:
    entries = [
        json.loads(line) for line in shared.path("corpus", "deadlines.jsonl").read_text("utf-8").splitlines()
    ]
    silent = [entry for entry in entries if entry["not_a_deadline"]]
    fired = [
        entry["phrase"]
        for entry in silent
        for reading in read(entry["text"], date.fromisoformat(entry["ref"]))
        if reading.start < entry["text"].find(entry["phrase"]) + len(entry["phrase"])
        and reading.end > entry["text"].find(entry["phrase"])
    ]
    assert len(fired) <= len(silent) * 0.05, fired


def test_nearly_every_deadline_of_public_documents_is_found_with_its_date() -> None:
    entries = [
        json.loads(line) for line in shared.path("corpus", "deadlines.jsonl").read_text("utf-8").splitlines()
    ]
    stated = [
        entry for entry in entries if not entry["not_a_deadline"] and entry["due"] and not entry["recurrence"]
    ]
    missed = [
        entry["phrase"]
        for entry in stated
        if not any(
            [day.isoformat() for day in reading.due] in (entry["due"], *entry.get("alt_due", ()))
            for reading in read(entry["text"], date.fromisoformat(entry["ref"]))
        )
    ]
    assert len(missed) <= len(stated) * 0.05, missed
