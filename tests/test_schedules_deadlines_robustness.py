import json
import random
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.deadlines import contexts, read_deadlines, reader
from schedules.deadlines.folding import fold
from schedules.deadlines.sentences import Sentence
from schedules.workdays import WorkCalendar
from tests.amounts import amount

CALENDAR = WorkCalendar()
ISSUED = date(2024, 1, 31)
TEXTS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "data" / "deadlines.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = st.sampled_from(
    [*"0123456789一二三十年月日前底内末每周季半工作于至到—、，。；（）《》“”\n 　自起后及时按春节分", "2024年", "工作日", "之日起", "十四五", "国庆节前",
     "6月30日前", "每季度", "31日", "9999年", "0年", "上旬", "次年", "完成", "\ud800", "\u200b"]
)  # fmt: skip
WIDE = str.maketrans("0123456789,;:()", "０１２３４５６７８９，；：（）")


def dates(text: str, on: date = ISSUED) -> list[tuple[object, ...]]:
    return [(r.due, r.recurrence, r.kind, r.ongoing) for r in read_deadlines(text, on, CALENDAR)]


@pytest.mark.long
@given(st.lists(PIECES, max_size=40).map("".join), st.dates())
@settings(max_examples=400, deadline=None)
def test_no_text_and_no_date_brings_the_reader_down(text: str, on: date) -> None:
    done = 0
    for reading in read_deadlines(text, on, CALENDAR):
        assert text[reading.start : reading.end] == reading.phrase
        assert reading.phrase
        assert reading.start >= done
        done = reading.end


@pytest.mark.parametrize("text", ["国庆节前之日起31日内", "6月底前之日起30日内", "5月31日之日起3个月内"])
def test_no_word_is_read_twice(text: str) -> None:
    done = 0
    for reading in read_deadlines(text, ISSUED, CALENDAR):
        assert reading.start >= done
        done = reading.end


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_offsets_always_cut_out_the_phrase(text: str) -> None:
    assert all(text[r.start : r.end] == r.phrase for r in read_deadlines(text, ISSUED, CALENDAR))


def test_mutated_sentences_by_the_thousand_raise_nothing() -> None:
    chance = random.Random(20240131)
    for _ in range(amount(2_000, 10_000)):
        characters = list(chance.choice(TEXTS))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(characters))
            characters[place : place + chance.randint(0, 2)] = chance.choice(chance.choice(TEXTS))
        read_deadlines("".join(characters), ISSUED, CALENDAR)


def test_full_width_digits_and_punctuation_change_nothing() -> None:
    assert [text for text in TEXTS if dates(text.translate(WIDE)) != dates(text)] == []


def test_blanks_between_han_and_digits_change_nothing() -> None:
    spaced = {text: _sprinkled(text, [" "]) for text in TEXTS}
    assert sum(text != other for text, other in spaced.items()) > len(TEXTS) / 2
    assert [text for text, other in spaced.items() if dates(other) != dates(text)] == []


def _sprinkled(text: str, blanks: list[str]) -> str:
    """The text with a run of blanks, as extraction from PDF leaves them, between Han and digits."""
    made = []
    for place, (before, after) in enumerate(zip(text, [*text[1:], ""], strict=True)):
        made.append(before)
        touches = (
            before.isdigit() != after.isdigit()
            and after
            and not (before + after).isascii()
            and not {before, after} & set("\n 　")
        )
        if touches:
            made.append(blanks[place % len(blanks)])
    return "".join(made)


@pytest.mark.long
@given(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(["", " ", "  ", "\u3000", "\u00a0", "\u200b"]), min_size=1, max_size=7),
    st.integers(min_value=0, max_value=2**20),
)
@settings(max_examples=300, deadline=None)
def test_any_blanks_and_any_widths_change_nothing(text: str, blanks: list[str], wide: int) -> None:
    mixed = "".join(
        character.translate(WIDE) if wide >> place % 20 & 1 else character
        for place, character in enumerate(_sprinkled(text, blanks))
    )
    assert dates(mixed) == dates(text)
    assert all(mixed[r.start : r.end] == r.phrase for r in read_deadlines(mixed, ISSUED, CALENDAR))


def test_a_line_break_inside_a_date_changes_nothing() -> None:
    assert dates("请于2024年6\n月30日前报送。") == dates("请于2024年6月30日前报送。")
    assert dates("请于2024年\n6月30日前报送。") == dates("请于2024年6月30日前报送。")


def test_folding_keeps_the_place_of_every_character() -> None:
    folded = fold("于 6 月\n30 日前")
    assert folded.text == "于6月30日前"
    start, end = folded.span(1, 6)
    assert "于 6 月\n30 日前"[start:end] == "6 月\n30 日"


def test_a_break_between_two_numbers_stays_a_break() -> None:
    assert fold("第10 20页").text == "第10 20页"
    assert fold("完成\n1.加强").text == "完成\n1.加强"


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "一",
        "每",
        "年",
        "6月",
        "2023年",
        "每年",
        "及时",
        "自",
        "（",
        "《",
        "月底",
        "1 ",
        "日内",
        "、6月1日",
    ],
)
def test_the_rules_are_tried_in_proportion_to_the_length_of_the_text(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts what the rules look at; a window that grew with the text would show."""

    def work(text: str) -> int:
        looked = 0

        def counting(text: str, start: int, end: int) -> contexts.Surroundings:
            nonlocal looked
            around = contexts.surroundings(text, start, end)
            looked += len(around.before) + len(around.after) + end - start
            return around

        def around(self: Sentence, start: int, end: int) -> contexts.Surroundings:
            return counting(self.text, start, end)

        monkeypatch.setattr(Sentence, "around", around)
        read_deadlines(text, ISSUED, CALENDAR)
        return looked

    small, large = work(unit * 500), work(unit * 2000)
    assert large <= 4.5 * small + 1000


def test_a_hundred_thousand_digits_are_one_look() -> None:
    beginnings = list(reader._BEGINNING.finditer(fold("7" * 100_000).text))
    assert len(beginnings) == 1


def test_a_long_list_of_dates_is_one_deadline() -> None:
    text = "、".join(f"{n % 12 + 1}月{n % 28 + 1}日" for n in range(1000)) + "前各报送一次"
    (reading,) = read_deadlines(text, ISSUED, CALENDAR)
    assert len(reading.due) == 1000


def test_what_has_to_stand_behind_a_character_hides_no_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [dates(text) for text in TEXTS]
    anywhere = "".join({character for row in reader.RULES[2:] for character in row.characters})
    everywhere = re.compile(f"[{reader._DIGITS}]+|[{reader._HAN_DIGITS}]+|[{anywhere}]")
    monkeypatch.setattr(reader, "_BEGINNING", everywhere)
    assert [dates(text) for text in TEXTS] == quick
