"""The deadlines of a task being registered: those that were read, those a person sets, the first of a recurring duty."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from config.refusal import Refusal
from models.document import Draft
from models.task import Deadline, Task
from schedules.wording import day_in_words
from supervision.drafts.decision import Decision
from supervision.duties.day_off import last_day
from supervision.duties.recurring import add_periods, has_later_period, recurring_from

# A year that is off by more is a slip of the pen; taken for a deadline it would never be looked at again.
_YEARS_BACK, _YEARS_AHEAD = 10, 50


def add_deadlines(
    session: Session, task: Task, draft: Draft, issued_on: date, decision: Decision, today: date
) -> None:
    """Give the task its deadlines. Raises Refusal while the time is undecided, past or out of this world."""
    _require_reason(draft, decision)
    if decision.is_undated:
        by = task.registered_by
        reading = f"{by}确认：未定时限，持续推进{_as_written(draft)}"
        session.add(
            Deadline(task_id=task.id, confirmed_by=by, reading=reading, reason=decision.reason.strip())
        )
        return
    if not decision.due_on and needs_date(draft):
        raise Refusal(f"“{draft.title[:30]}”没有写明可以确定的时限。请填写时限，或确认“未定时限”，再立项。")
    single = list(_own(task, draft, decision) if decision.due_on else _read(task, draft))
    _require_possible(draft, [deadline.due_on for deadline in single if deadline.due_on], decision, today)
    session.add_all(single)
    if decision.due_on:
        return
    # The periods that have gone by are nobody's duty any more, unless the person says they are.
    start = issued_on if decision.accepts_past else max(issued_on, today)
    task.recurring = [recurring_from(reading, start) for reading in draft.deadlines if reading["recurrence"]]
    if not add_periods(session, task, today) and not single and not _comes_later(task, today):
        raise Refusal(
            f"“{draft.title[:30]}”的各期时限在立项之日都已经过去。请改定时限，或确认仍按原时限立项。"
        )


def _comes_later(task: Task, today: date) -> bool:
    """Whether a recurring duty only begins beyond the horizon (2028年起，每年……); its periods are made when they near."""
    return any(has_later_period(entry, today) for entry in task.recurring)


def past_dates(draft: Draft, today: date) -> list[date]:
    """The single dates of this draft that have gone by on ``today``."""
    return [day for day, _ in _single_dates(draft) if day < today]


def is_vague(draft: Draft) -> bool:
    """Whether the document speaks of a time from which no date follows (尽快, 适时): a person settles it, with a reason."""
    return bool(draft.deadlines) and needs_date(draft)


def needs_date(draft: Draft) -> bool:
    """Whether a person must give a date, or say that there is none, before this draft is registered."""
    return not any(reading["due"] or reading["recurrence"] for reading in draft.deadlines)


def _require_reason(draft: Draft, decision: Decision) -> None:
    if is_vague(draft) and (decision.due_on or decision.is_undated) and not decision.reason.strip():
        phrases = "”“".join(dict.fromkeys(entry["phrase"] for entry in draft.deadlines if entry["phrase"]))
        raise Refusal(
            f"“{draft.title[:30]}”的时限在原文里是“{phrases}”，由您确定时要写明理由。请填写理由，再立项。"
        )


def _require_possible(draft: Draft, days: Iterable[date], decision: Decision, today: date) -> None:
    for day in days:
        if not today.year - _YEARS_BACK <= day.year <= today.year + _YEARS_AHEAD:
            raise Refusal(f"“{draft.title[:30]}”的时限{day_in_words(day)}不合情理。请核对年份。")
        if day < today and not decision.accepts_past:
            raise Refusal(
                f"“{draft.title[:30]}”的时限{day_in_words(day)}在立项之日已经过去。"
                "请改定时限，或确认仍按原时限立项。"
            )


def _own(task: Task, draft: Draft, decision: Decision) -> Iterator[Deadline]:
    by = task.registered_by
    for slot, day in enumerate(sorted(set(decision.due_on))):
        reading = f"{by}确定：{day_in_words(day)}{_as_written(draft)}"
        yield Deadline(
            task_id=task.id,
            slot=slot,
            due_on=day,
            confirmed_by=by,
            reading=reading,
            reason=decision.reason.strip(),
        )


def _as_written(draft: Draft) -> str:
    phrases = list(dict.fromkeys(entry["phrase"] for entry in draft.deadlines if entry["phrase"]))
    return f"，原文“{'”“'.join(phrases)}”" if phrases and is_vague(draft) else ""


def _read(task: Task, draft: Draft) -> Iterator[Deadline]:
    first_of_each_day = dict(reversed(list(_single_dates(draft))))
    for slot, (day, reading) in enumerate(sorted(first_of_each_day.items(), key=lambda found: found[0])):
        last = last_day(day, is_provisional=reading.get("provisional", False))
        yield Deadline(
            task_id=task.id,
            slot=slot,
            due_on=last.due_on,
            stated_on=last.stated_on,
            is_provisional=last.is_provisional,
            phrase=reading["phrase"],
            start=reading["start"],
            end=reading["end"],
            reading=last.said_after(reading["reading"]),
            confirmed_by=task.registered_by,
        )


def _single_dates(draft: Draft) -> Iterator[tuple[date, Mapping[str, Any]]]:
    for reading in draft.deadlines:
        if not reading["recurrence"]:
            for text in reading["due"]:
                yield date.fromisoformat(text), reading
