"""The ladder: which rung, on which day, once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.refusal import Refusal
from models.words import ContactLevel, NoticeKind
from schedules import ladder
from schedules.ladder import Rung, load_pack, rung_day, rung_reached
from schedules.workdays import work_calendar

CALENDAR = work_calendar()
PACK = load_pack("standard")
MARCH_9 = date(2026, 3, 9)
JUNE_15 = date(2026, 6, 15)

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def _reached(today: date, assigned_on: date = MARCH_9, due_on: date = JUNE_15) -> str | None:
    reached = rung_reached(PACK.rungs, assigned_on, due_on, today, CALENDAR)
    return reached.rung.name if reached else None


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
    reached = rung_reached(PACK.rungs, MARCH_9, JUNE_15, date(2026, 6, 26), CALENDAR)
    assert reached is not None
    assert (reached.rung.name, reached.day, reached.is_late) == ("order", date(2026, 6, 23), True)


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
    names = [None, *(rung.name for rung in PACK.rungs)]
    today = assigned_on + timedelta(ahead)
    before = _reached(today, assigned_on, due_on)
    after = _reached(today + timedelta(1), assigned_on, due_on)
    assert names.index(after) >= names.index(before)


@given(assigned_on=days, length=st.integers(0, 700))
def test_the_days_of_the_rungs_are_working_days(assigned_on: date, length: int) -> None:
    for rung in PACK.rungs:
        day = rung_day(rung, assigned_on, assigned_on + timedelta(length), CALENDAR)
        assert day is None or CALENDAR.is_workday(day)


def test_what_the_packs_say_are_words_of_the_trade() -> None:
    for file in (Path(ladder.__file__).parents[1] / "config" / "ladders").glob("*.toml"):
        pack = load_pack(file.stem)
        assert pack.name == file.stem
        said = [(rung.kind, rung.level) for rung in pack.rungs]
        for kind, level in [*said, (pack.acceptance.kind, pack.acceptance.level)]:
            assert NoticeKind.stored(kind)
            assert ContactLevel.stored(level)


def test_above_a_chaser_every_rung_needs_a_signature() -> None:
    grave = {NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW}
    for rung in PACK.rungs:
        assert rung.needs_signature == (NoticeKind.stored(rung.kind) in grave)


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(Refusal, match=r"没有名为“三色”.*standard"):
        load_pack("三色")


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"workdays": None}, "要写 workdays 或 percent_left"),
        ({"percent_left": 10}, "要写 workdays 或 percent_left"),
        ({"colour": "red"}, "写错了"),
    ],
)
def test_a_mistake_in_a_pack_is_one_sentence(
    mistake: dict[str, object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung = {"name": "r", "kind": "reminder", "level": "contact", "workdays": 1} | mistake
    lines = "\n".join(
        f"{key} = {value!r}".replace("'", '"') for key, value in rung.items() if value is not None
    )
    head = 'name = "x"\ntitle = "x"\nversion = "1"\neffective_from = 2026-01-01\n'
    rest = (
        '\n[acceptance]\nname = "accept"\nkind = "reminder"\nlevel = "contact"\nworkdays_after_assignment = 2\n'
        "[lights]\npace_yellow = -5\nsilence_yellow = 50\ndue_soon_workdays = 5\ndue_soon_percent = 80\n"
    )
    (tmp_path / "x.toml").write_text(f"{head}[[rungs]]\n{lines}\n{rest}", encoding="utf-8")
    monkeypatch.setattr(ladder, "_FOLDER", tmp_path)
    load_pack.cache_clear()
    with pytest.raises(Refusal, match=said):
        load_pack("x")
    load_pack.cache_clear()


def test_a_rung_without_a_day_cannot_be_made_by_hand() -> None:
    with pytest.raises(AssertionError):
        rung_day(Rung("r", "reminder", "contact"), MARCH_9, JUNE_15, CALENDAR)
