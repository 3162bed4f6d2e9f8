"""The data of a campaign is frozen as it was known on a day; whatever comes later does not move its figures."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from sqlmodel import Session, col

from models import database
from models.assignment import Transition
from models.base import Table
from models.campaign import Campaign, FrozenItem, FrozenReading
from models.evaluation_words import CampaignKind
from models.words import UnitLevel
from reports.campaign_counts import Counts, PartCounts
from reports.campaign_figures import CampaignFigures, figures_of
from reports.campaign_marks import WHAT
from reports.measures.target import Measured
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.digests import is_unchanged
from supervision.campaigns.freezing import freeze
from supervision.campaigns.scope import Scope
from tests.postgresql import server
from tests.random_office import RandomOffice
from tests.recount import Part, Recount
from tests.recount_indicators import Measuring, ReadingRecount, Stands
from tests.reported_office import LIMITS, at
from tests.terminal import duban

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LOOKED_AT = date(2026, 8, 31)


def campaign_of(session: Session, scope: Scope | None = None, starts_on: date = FIRST) -> Campaign:
    """A campaign of 2026 with this scope."""
    title = f"考核{len(session.scalars(select(col(Campaign.id))).all())}"
    plan = Plan(CampaignKind.ANNUAL, title, starts_on, LAST, scope=scope or Scope())
    return make(session, plan, "王敏", at(LOOKED_AT))


def frozen_figures(session: Session, campaign: Campaign, as_of: date) -> CampaignFigures:
    """The figures of a freeze of that day."""
    made = freeze(session, campaign, as_of, "王敏", at(LOOKED_AT), work_calendar(), LIMITS, reason="再次冻结")
    return figures_of(session, made)


def told(counts: Counts) -> dict[str, Any]:
    """Every number of counts by its name, but for the roles."""
    return {one.name: getattr(counts, one.name) for one in fields(counts) if one.name != "roles"}


def require_same(figures: CampaignFigures, recount: Recount) -> None:
    """Every figure is what the second count comes to."""
    assert told(figures.whole) == recount.count(recount.parts)
    _require_each(figures.units, recount.by(lambda part: part.row["unit_id"]), recount)
    _require_each(figures.tasks, recount.by(lambda part: part.row["task_id"]), recount)
    _require_each(figures.classes, recount.by(recount.level_of), recount)
    _require_each(figures.roles, recount.by(recount.role_of), recount)
    by_category = recount.by(lambda part: recount.tasks[part.row["task_id"]]["category"])
    _require_each(figures.categories, by_category, recount)
    nodes: dict[Any, list[Part]] = {}
    for part in recount.parts:
        for node in recount.way_up(recount.tasks[part.row["task_id"]]["node_id"]):
            nodes.setdefault(node, []).append(part)
    _require_each(figures.nodes, nodes, recount)
    for unit_id, parts in recount.by(lambda part: part.row["unit_id"]).items():
        for role, counted in figures.units[unit_id].roles.items():
            own = recount.count(one for one in parts if one.row["role"] is role)
            assert counted == PartCounts(*(own[one.name] for one in fields(PartCounts)))
    steps = {step.value: count for step, count in figures.loops.at.items() if count}
    assert (steps, figures.loops.closed) == recount.loops()
    assert (figures.withdrawn, figures.over_before) == (recount.withdrawn, recount.over_before)


def _require_each(counted: dict[Any, Counts], parts: dict[Any, list[Part]], recount: Recount) -> None:
    assert {key for key, counts in counted.items() if counts.assigned} == set(parts)
    for key, own in parts.items():
        assert told(counted[key]) == recount.count(own), key


def rows_behind(session: Session, freeze_id: int, what: str, as_of: date) -> int:
    """How many frozen rows lie behind a number."""
    condition = WHAT[what][1](FrozenItem, as_of)
    rows = select(col(FrozenItem.assignment_id)).where(col(FrozenItem.freeze_id) == freeze_id, condition)
    return len(session.scalars(rows).all())


def scopes(office: RandomOffice) -> Iterable[Scope]:
    """What campaigns may be narrowed to."""
    yield Scope()
    yield Scope(units=tuple(unit.id for unit in office.units[:3]))
    yield Scope(
        levels=(UnitLevel.COUNTY, UnitLevel.ENTERPRISE), tasks=tuple(one.id for one in office.tasks[:5])
    )
    yield Scope(groups=(office.groups[0].id,), nodes=(office.nodes[0].id,))
    yield Scope(documents=(office.documents[0].id,), nodes=(office.nodes[1].id,))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_every_figure_is_what_a_second_count_of_the_raw_rows_comes_to(seed: int) -> None:
    office = RandomOffice(seed)
    for scope in scopes(office):
        for as_of in (date(2026, 3, 31), date(2026, 6, 20), LOOKED_AT):
            campaign = campaign_of(office.session, scope, FIRST if as_of.day == 31 else date(2026, 4, 1))
            recount = ReadingRecount(office.session, campaign, as_of, work_calendar().is_workday, LIMITS)
            if not recount.parts and not recount.readings():
                continue
            require_same(frozen_figures(office.session, campaign, as_of), recount)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_every_frozen_row_is_what_a_second_look_finds(seed: int) -> None:
    office, as_of = RandomOffice(seed + 100), date(2026, 6, 20)
    campaign = campaign_of(office.session)
    figures = frozen_figures(office.session, campaign, as_of)
    recount = ReadingRecount(office.session, campaign, as_of, work_calendar().is_workday, LIMITS)
    rows = {
        row.assignment_id: row
        for row in office.session.scalars(
            select(FrozenItem).where(col(FrozenItem.freeze_id) == figures.freeze_id)
        )
    }
    assert set(rows) == {part.row["id"] for part in recount.parts}
    for part in recount.parts:
        row = rows[part.row["id"]]
        assert (
            row.status, row.due_on, row.accepted_on, row.submitted_on, row.closed_on, row.verification, row.percent,
            row.returns, row.extensions, row.roll_overs, row.was_late, row.light, row.workdays_late, row.pace_gap,
        ) == (
            part.status, part.due_on, part.accepted_on, part.submitted_on, part.closed_on, part.level, part.percent,
            part.returns, part.extensions, part.roll_overs, part.was_late, part.light.value, part.workdays_late,
            part.pace_gap or 0,
        )  # fmt: skip
    readings = {
        row.reading_id: (row.indicator_id, row.unit_id, row.as_of, row.value, row.verification)
        for row in office.session.scalars(
            select(FrozenReading).where(col(FrozenReading.freeze_id) == figures.freeze_id)
        )
    }
    assert readings == recount.readings()
    assert [one.id for one in figures.indicators] == sorted(
        (row["id"] for row in recount.indicators()),
        key=lambda number: next(
            (row["document_id"], row["id"]) for row in recount.indicators() if row["id"] == number
        ),
    )


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_every_indicator_is_what_a_second_look_at_the_raw_readings_comes_to(seed: int) -> None:
    office = RandomOffice(seed + 300)
    for scope in (Scope(), Scope(documents=(office.documents[0].id,))):
        for as_of in (date(2026, 5, 31), LOOKED_AT):
            campaign = campaign_of(office.session, scope)
            recount = ReadingRecount(office.session, campaign, as_of, work_calendar().is_workday, LIMITS)
            if not recount.parts and not recount.readings():
                continue
            rows = {row["id"]: Measuring(recount, row) for row in recount.indicators()}
            figures = frozen_figures(office.session, campaign, as_of)
            assert {one.id for one in figures.indicators} == set(rows)
            for one in figures.indicators:
                again = rows[one.id]
                _require_alike(one.whole, again.whole(), (again.kind, "whole"))
                units = again.units()
                assert set(one.units) == set(units)
                for unit, own in units.items():
                    _require_alike(one.units[unit], own, (again.kind, unit))


def _require_alike(counted: Measured, again: Stands, called: object) -> None:
    for name in (
        "value", "as_of", "numerator", "denominator", "goal", "progress", "pace", "met", "used", "missing",
    ):  # fmt: skip
        assert getattr(counted, name) == getattr(again, name), (called, name, counted, again)
    assert tuple(sorted(value for _, value in counted.dips)) == tuple(sorted(again.broken)), called


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_behind_every_number_lie_as_many_rows(seed: int) -> None:
    office, as_of = RandomOffice(seed + 200), date(2026, 6, 20)
    figures = frozen_figures(office.session, campaign_of(office.session), as_of)
    whole = figures.whole
    levels = {level.value: count for level, count in whole.levels.items()}
    lights = {light.value: count for light, count in whole.lights.items()}
    for what in WHAT:
        number = levels.get(what, lights.get(what, getattr(whole, what, None)))
        assert rows_behind(office.session, figures.freeze_id, what, as_of) == number, what


@pytest.mark.long
def test_a_freeze_knows_itself_again() -> None:
    office = RandomOffice(1)
    campaign = campaign_of(office.session)
    first, second = (
        freeze(
            office.session, campaign, LOOKED_AT, "王敏", at(LOOKED_AT), work_calendar(), LIMITS, reason=reason
        )
        for reason in ("", "核对")
    )
    assert first.digest == second.digest
    assert is_unchanged(office.session, first)
    row = office.session.scalars(select(FrozenItem).where(col(FrozenItem.freeze_id) == first.id)).first()
    assert row is not None
    row.percent = 77
    office.session.add(row)
    office.session.flush()
    assert not is_unchanged(office.session, first)
    assert is_unchanged(office.session, second)


@pytest.mark.long
def test_on_postgresql_the_same_data_gives_the_same_figures_and_the_same_digest() -> None:
    with server() as served:
        engine = create_engine(served.url)
        Table.metadata.create_all(engine)
        for seed in (3, 5):
            office = RandomOffice(seed)
            with Session(engine) as session:
                # The rows of a test stand on drafts that are not there.
                session.connection().exec_driver_sql("SET session_replication_role = replica")
                _copy(office.session, session)
                for as_of in (date(2026, 3, 31), LOOKED_AT):
                    digests, figures = [], []
                    for one in (office.session, session):
                        campaign = campaign_of(one, Scope(nodes=(office.nodes[0].id,)))
                        made = freeze(one, campaign, as_of, "王敏", at(LOOKED_AT), work_calendar(), LIMITS)
                        digests.append(made.digest)
                        figures.append(replace(figures_of(one, made), freeze_id=0))
                    assert digests[0] == digests[1]
                    assert figures[0] == figures[1]
                    recount = ReadingRecount(session, campaign, as_of, work_calendar().is_workday, LIMITS)
                    require_same(figures[1], recount)
                session.rollback()
        engine.dispose()


def _copy(source: Session, target: Session) -> None:
    for table in Table.metadata.sorted_tables:
        rows = [dict(row._mapping) for row in source.execute(select(table))]
        if rows and table.name not in ("calendar_day", "calendar_mark"):
            target.execute(table.insert(), rows)
    for name in ("campaign", "freeze"):
        target.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), 1000)"))


@pytest.mark.long
def test_after_months_of_life_the_invented_office_counts_the_same_twice(home: Path) -> None:
    assert duban("demo", "--json", home=home).code == 0
    [folder] = home.glob("demo-*")
    office, calendar, limits = f"sqlite:///{folder}/duban.db", work_calendar(), load_pack("standard").lights
    with database.transaction(office) as session:
        last = max(session.scalars(select(col(Transition.on))))
        for number, as_of in enumerate((date(2026, 3, 31), date(2026, 5, 1), last)):
            plan = Plan(CampaignKind.MIDTERM, f"中期评估{number}", FIRST, LAST)
            campaign = make(session, plan, "王敏", at(last))
            made = freeze(session, campaign, as_of, "王敏", at(last), calendar, limits)
            recount = ReadingRecount(session, campaign, as_of, calendar.is_workday, limits)
            figures = figures_of(session, made)
            require_same(figures, recount)
            rows = {row["id"]: Measuring(recount, row) for row in recount.indicators()}
            assert {one.id for one in figures.indicators} == set(rows)
        assert figures.whole.closed > 5
        assert figures.whole.overdue > 3
