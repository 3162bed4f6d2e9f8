"""Sentences of offices with the targets that stand in them, and many that look like targets and are none."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.read import indicator_object
from documents import indicators
from documents.indicators import read_indicators

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


def cases() -> Iterator[Any]:
    for case in COLLECTION:
        yield pytest.param(case, id=case["text"][:24])


def found(text: str, on: date = ON) -> list[dict[str, Any]]:
    """What the office is shown of each target, what is not said left out."""
    shown = []
    for reading in read_indicators(text, on):
        printed = indicator_object(reading)
        said = {name: printed[name] for name in WHERE_SAID if printed[name]}
        shown.append({name: printed[name] for name in ALWAYS} | said)
    return shown


@pytest.mark.parametrize("case", list(cases()))
def test_a_sentence_holds_the_targets_that_the_collection_says(case: dict[str, Any]) -> None:
    expected = [
        {name: said for name, said in each.items() if name not in ("value_abs", "unit_abs")}
        for each in case["indicators"]
    ]
    assert found(case["text"], date.fromisoformat(case["on"])) == expected


@pytest.mark.parametrize("case", list(cases()))
def test_ten_thousands_come_out_multiplied_as_the_collection_says(case: dict[str, Any]) -> None:
    for reading, said in zip(
        read_indicators(case["text"], date.fromisoformat(case["on"])), case["indicators"], strict=True
    ):
        printed = indicator_object(reading)
        assert Decimal(str(printed["value_abs"])) == reading.scaled[0]
        if "value_abs" in said:
            assert (printed["value_abs"], printed["unit_abs"]) == (said["value_abs"], said["unit_abs"])


def test_the_collection_tries_every_kind_and_many_sentences_without_a_target() -> None:
    kinds = {each["kind"] for case in COLLECTION for each in case["indicators"]}
    assert kinds == {kind.value for kind in indicators.IndicatorKind}
    assert sum(not case["indicators"] for case in COLLECTION) >= 40
    assert len(COLLECTION) == len({case["text"] for case in COLLECTION}) >= 160


@pytest.mark.parametrize("case", list(cases()))
def test_full_width_digits_change_no_target(case: dict[str, Any]) -> None:
    wide = case["text"].translate({**WIDE, ord(","): ","})
    assert found(wide) == found(case["text"])


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


@pytest.mark.parametrize("piece", ["到2025年达到9%", "5个", "，5个", "甲率、5%", "其中5人，", "每年5个；"])
def test_twice_as_long_a_text_asks_for_no_more_than_twice_the_work(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in characters that the judging of numbers is given to look at, one call after the other."""
    seen = 0
    judge = indicators.kind_of
    name = indicators.is_effort

    def counted_kind(clause: str, *rest: Any) -> Any:
        nonlocal seen
        seen += len(clause)
        return judge(clause, *rest)

    def counted_effort(before: str) -> bool:
        nonlocal seen
        seen += len(before)
        return name(before)

    monkeypatch.setattr(indicators, "kind_of", counted_kind)
    monkeypatch.setattr(indicators, "is_effort", counted_effort)
    work = []
    for characters in (2_000, 4_000):
        seen = 0
        read_indicators(piece * (characters // len(piece)), ON)
        work.append(seen)
    assert work[1] <= 2.2 * work[0] + 1_000
