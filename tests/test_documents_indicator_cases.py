"""Sentences of offices with the targets that stand in them, and many that look like targets and are none."""

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.read import indicator_object
from documents.extraction import Extraction, extract
from documents.facts import facts
from documents.indicator_kinds import IndicatorKind
from documents.indicators import figures, read_indicators
from documents.passages import passage
from documents.quantities import Sense
from schedules.deadlines import read_deadlines
from schedules.workdays import WorkCalendar
from tests.test_documents_extraction import txt

CASES = Path(__file__).parent / "data" / "indicators.jsonl"
COLLECTION = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
ON = date(2023, 5, 6)
ALWAYS = ("name", "relation", "value", "measure", "kind")
WHERE_SAID = ("upper", "by", "recurrence", "is_approximate", "is_effort", "is_floor", "parent")
WIDE = str.maketrans("0123456789%,", "０１２３４５６７８９％，")
PIECES = st.sampled_from(
    [*"0123456789.,%万亿个名家元年到至—、，。；：“”（）分均约近余天岁列率", "其中", "力争", "不低于", "2025年", "达到", "以上", "每年", "全覆盖",
     "基本建成", "新增", "占比", "的企业", "截至", "目前", "5年内", "\n", "\ud800"]
)  # fmt: skip


def found(text: str, on: date = ON) -> list[dict[str, Any]]:
    """What the office is shown of each target, what is not said left out."""
    shown = []
    for reading in read_indicators(text, on):
        printed = indicator_object(reading)
        said = {name: printed[name] for name in WHERE_SAID if printed[name]}
        shown.append({name: printed[name] for name in ALWAYS} | said)
    return shown


def test_every_sentence_holds_the_targets_that_the_collection_says() -> None:
    wrong = []
    for case in COLLECTION:
        expected = [
            {name: said for name, said in each.items() if name not in ("value_abs", "unit_abs")}
            for each in case["indicators"]
        ]
        if (shown := found(case["text"], date.fromisoformat(case["on"]))) != expected:
            wrong.append((case["text"], shown, expected))
    assert wrong == []


def test_ten_thousands_come_out_multiplied_as_the_collection_says() -> None:
    for case in COLLECTION:
        for reading, said in zip(
            read_indicators(case["text"], date.fromisoformat(case["on"])), case["indicators"], strict=True
        ):
            printed = indicator_object(reading)
            assert Decimal(str(printed["value_abs"])) == reading.scaled[0]
            if "value_abs" in said:
                assert (printed["value_abs"], printed["unit_abs"]) == (said["value_abs"], said["unit_abs"])


def test_the_collection_tries_every_kind_and_many_sentences_without_a_target() -> None:
    kinds = {each["kind"] for case in COLLECTION for each in case["indicators"]}
    assert kinds == {kind.value for kind in IndicatorKind}
    assert sum(not case["indicators"] for case in COLLECTION) >= 40
    assert len(COLLECTION) == len({case["text"] for case in COLLECTION}) >= 160


def test_full_width_digits_change_no_target() -> None:
    wide = {case["text"]: case["text"].translate({**WIDE, ord(","): ","}) for case in COLLECTION}
    assert [text for text, other in wide.items() if found(other) != found(text)] == []


@pytest.mark.long
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_blanks_between_han_and_digits_change_no_target(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(COLLECTION))["text"]
    places = [
        i
        for i in range(1, len(text))
        if text[i - 1].isdigit() != text[i].isdigit() and not text[i - 1 : i + 1].isascii()
    ]
    blanks = {place: data.draw(st.sampled_from(["", " ", "  ", "　"])) for place in places}
    spaced = "".join(blanks.get(i, "") + character for i, character in enumerate(text))
    assert found(spaced) == found(text)


@pytest.mark.long
@given(st.lists(PIECES, max_size=40).map("".join), st.dates())
@settings(max_examples=200, deadline=None)
def test_no_text_and_no_day_bring_the_reading_of_targets_down(text: str, on: date) -> None:
    for reading in read_indicators(text, on):
        assert text[reading.start : reading.end].strip()
        assert json.loads(json.dumps(indicator_object(reading)))


@given(st.decimals(min_value=0, max_value=Decimal(99_999_999_999), places=4))
@settings(max_examples=100, deadline=None)
def test_what_is_printed_is_the_number_that_was_written(value: Decimal) -> None:
    (reading,) = read_indicators(f"到2025年，筹集资金{value}万元。", ON)
    printed = indicator_object(reading)
    assert Decimal(str(printed["value"])) == reading.value == value
    assert Decimal(str(printed["value_abs"])) == value * 10_000


def test_a_number_without_end_is_no_amount() -> None:
    assert read_indicators(f"到2025年，达到{'9' * 5000}个。", ON) == []


def steps(text: str) -> int:
    """How many steps of the interpreter the reading of a text takes."""
    taken = 0

    def count(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal taken
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        read_indicators(text, ON)
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize(
    "piece",
    ["到2025年达到9%", "，5个", "甲率、5%", "其中5人，", "5个，2025年底前", "5个；", "分别达到5%、6%"],
)
def test_twice_as_long_a_sentence_takes_no_more_than_twice_the_steps(piece: str) -> None:
    once, twice = (steps(piece * times) for times in (40, 80))
    assert twice <= 2.2 * once


@pytest.mark.long
@pytest.mark.parametrize("piece", ["不低于", "力争", "的", "1、", "一", "其中", "（", "“", "甲率、", "分别"])
def test_a_hundred_thousand_characters_before_a_number_are_read(piece: str) -> None:
    read_indicators(piece * (100_000 // len(piece)) + "5个", ON)


def reported(text: str) -> list[tuple[str, str, str, str | None]]:
    """The facts of a paragraph of a bulletin."""
    part = passage(text)
    assert part is not None
    times = read_deadlines(part.text, ON, WorkCalendar())
    return [
        (each.name, str(each.value), each.measure, str(each.as_of) if each.as_of else None)
        for each in facts(figures(part, times, ON, Sense.FACT))
    ]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("截至2023年4月10日，全市建成职工驿站320个。", "2023-04-10"),
        ("截至4月底，全市建成职工驿站320个。", "2023-04-30"),
        ("截至2022年底，全市建成职工驿站320个。", "2022-12-31"),
        ("截至去年底，全市建成职工驿站320个。", "2022-12-31"),
        ("截至目前，全市建成职工驿站320个。", "2023-05-06"),
        ("目前，全市建成职工驿站320个。", "2023-05-06"),
        ("一年来，全市建成职工驿站320个。", None),
    ],
)
def test_what_a_bulletin_reports_is_a_fact_of_its_day_and_no_target(text: str, as_of: str | None) -> None:
    (fact,) = reported(text)
    assert fact[1:] == ("320", "个", as_of)


def test_the_parts_of_what_is_reported_are_facts_too() -> None:
    assert [fact[1:] for fact in reported("目前，全市有技师1.2万人，其中高级技师3000人。")] == [
        ("1.2", "万人", "2023-05-06"),
        ("3000", "人", "2023-05-06"),
    ]


def plan(lines: str) -> Extraction:
    return extract(txt(f"江临市技能人才建设实施方案\n\n{lines}\n"), ON)


def test_the_year_of_a_heading_holds_until_the_next_heading() -> None:
    found = plan(
        "一、到2025年目标\n（一）队伍壮大。技师总量达到5万人。\n（二）持证提高。持证率达到30%。\n二、保障措施\n培训干部不少于200人次。"
    )
    every = [*found.indicators, *(each for task in found.tasks for each in task.indicators)]
    assert {str(each.value): each.by for each in every} == {
        "5": date(2025, 12, 31),
        "30": date(2025, 12, 31),
        "200": None,
    }


@pytest.mark.parametrize(
    "heading",
    [
        "（一）到2020年目标",
        "（一）到2025年，到2030年目标",
        "（一）2023年工作回顾",
        "到2025年，我们将接续奋斗。",
    ],
)
def test_a_heading_of_the_past_of_two_years_or_of_no_targets_hands_nothing_down(heading: str) -> None:
    assert [each.by for each in read_indicators(f"{heading}\n入会率达到90%。", ON)] == [None]


def test_a_part_that_is_larger_than_its_whole_is_pointed_out() -> None:
    text = "一、工作任务\n（一）建站。市林业局要在2025年底前建成护林站20个，其中标准站{}个。"
    small, large = plan(text.format(8)), plan(text.format(30))
    assert not any("大于" in problem.message for task in small.tasks for problem in task.problems)
    messages = [problem.message for task in large.tasks for problem in task.problems]
    assert "其中的“标准站”30个大于“建成护林站”20个，请与原文核对。" in messages


def test_what_is_striven_for_ends_with_a_firmer_word() -> None:
    found = read_indicators("力争到2025年，技师达到5万人，确保持证率达到30%；入会率达到90%。", ON)
    assert [each.is_effort for each in found] == [True, False, False]


def test_full_coverage_is_a_target_in_a_plan_and_news_in_a_bulletin() -> None:
    part = passage("2024年底前，县级融媒体中心实现全覆盖。")
    assert part is not None
    times = read_deadlines(part.text, ON, WorkCalendar())
    (covered,) = figures(part, times, ON)
    assert (str(covered.reading.value), covered.reading.measure) == ("100", "%")
    assert figures(part, times, ON, Sense.FACT) == []
