"""Figures of findings: the rate at which the loop closes and the median of days, beside a plain recomputation."""

import random
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import col, select

from models.evaluation_words import FindingSource, FindingStatus
from models.finding import Finding
from models.words import DueChangeKind
from reports.loop_closure import FindingFacts, closure, closures_by_unit, facts_of_findings
from supervision.duties.due_dates import change_due
from supervision.findings.findings import drop
from tests.cast import DAY, Cast, at
from tests.findings import DUE, closed, found, handed_out


def _fact(status: FindingStatus, **changed: object) -> FindingFacts:
    said: dict[str, object] = {
        "unit_id": 1,
        "source": FindingSource.INSPECTION,
        "status": status,
        "found_on": DAY,
        "due_on": None,
        "closed_on": None,
        "recheck_on": None,
        "recurrences": 0,
        **changed,
    }
    return FindingFacts(**said)  # type: ignore[arg-type]


def test_without_findings_there_is_no_rate() -> None:
    nothing = closure([], DAY)
    assert (nothing.found, nothing.rate, nothing.median_days, nothing.median_in_words) == (0, "—", None, "—")


def test_what_was_dropped_is_in_neither_part_of_the_rate() -> None:
    facts = [
        _fact(FindingStatus.DROPPED),
        _fact(FindingStatus.FOUND),
        _fact(FindingStatus.CLOSED, closed_on=DAY + timedelta(3)),
        _fact(FindingStatus.HELD, closed_on=DAY + timedelta(6), recurrences=2),
    ]
    counted = closure(facts, DAY)
    assert (counted.found, counted.struck_off, counted.dropped) == (3, 2, 1)
    assert (counted.rate, counted.recurred) == ("66.7%", 1)
    assert (counted.median_days, counted.median_in_words) == (Decimal("4.5"), "4.5天")


def test_a_finding_that_came_back_counts_as_open_again() -> None:
    counted = closure([_fact(FindingStatus.RECTIFYING, recurrences=1, due_on=DAY - timedelta(1))], DAY)
    assert (counted.rate, counted.overdue, counted.days) == ("0.0%", 1, ())


def test_the_figures_agree_with_a_plain_count_of_many_made_up_findings() -> None:
    dice = random.Random(8)
    facts = []
    for _ in range(3_000):
        status = dice.choice(list(FindingStatus))
        is_over = status in (FindingStatus.CLOSED, FindingStatus.HELD)
        start = DAY - timedelta(dice.randrange(400))
        facts.append(
            _fact(
                status,
                unit_id=dice.randrange(7),
                found_on=start,
                due_on=dice.choice([None, start + timedelta(dice.randrange(300))]),
                closed_on=start + timedelta(dice.randrange(200)) if is_over else None,
                recheck_on=dice.choice([None, DAY + timedelta(dice.randrange(-50, 50))]),
                recurrences=dice.randrange(3),
            )
        )
    by_unit = closures_by_unit(facts, DAY)
    for unit_id, counted in [(None, closure(facts, DAY)), *by_unit.items()]:
        found = struck = late = recurred = rechecks = 0
        days = []
        for one in facts:
            if unit_id not in (None, one.unit_id) or one.status.value == "dropped":
                continue
            found += 1
            recurred += 1 if one.recurrences else 0
            if one.status.value in ("closed", "held"):
                struck += 1
                assert one.closed_on is not None
                days.append(one.closed_on.toordinal() - one.found_on.toordinal())
            if one.status.value == "rectifying" and one.due_on and one.due_on < DAY:
                late += 1
            if one.status.value == "closed" and not (one.recheck_on and one.recheck_on > DAY):
                rechecks += 1
        days.sort()
        half = len(days) // 2
        middle = days[half] if len(days) % 2 else (days[half - 1] + days[half]) / 2
        assert (counted.found, counted.struck_off, counted.overdue) == (found, struck, late)
        assert (counted.recurred, counted.to_recheck) == (recurred, rechecks)
        assert float(counted.median_days or 0) == middle
        assert counted.rate == f"{int(struck * 1000 / found + 0.5) / 10}%"
    assert sum(one.found for one in by_unit.values()) == closure(facts, DAY).found


def test_the_facts_are_those_of_the_database(cast: Cast) -> None:
    struck_off, _ = closed(cast)
    _, own = handed_out(cast, unit_id=cast.union.id)
    later = DUE + timedelta(days=30)
    change_due(cast.session, own, DueChangeKind.EXTENSION, later, "王敏", DAY, at(DAY))
    drop(cast.session, found(cast, unit_id=cast.labour.id), "不成立", cast.clerk, at(DAY))
    facts = facts_of_findings(cast.session)
    assert [(one.unit_id, one.status, one.due_on) for one in facts] == [
        (cast.union.id, FindingStatus.CLOSED, DUE),
        (cast.union.id, FindingStatus.RECTIFYING, later),
        (cast.labour.id, FindingStatus.DROPPED, DUE),
    ]
    counted = closure(facts, DUE + timedelta(days=1))
    assert (counted.found, counted.closed, counted.overdue, counted.days) == (2, 1, 0, (20,))
    assert struck_off.closed_on == DAY + timedelta(days=20)
    alone = facts_of_findings(cast.session, col(Finding.unit_id) == cast.labour.id)
    assert closure(alone, DAY).found == 0
    assert isinstance(facts[0].due_on, date)
    assert len(cast.session.exec(select(Finding)).all()) == 3
