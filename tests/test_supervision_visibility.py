"""What each kind of person sees: one condition, asked by every page."""

from datetime import date

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.lifecycle import possible
from models.user import User, UserScope
from models.words import Move, UserRole
from supervision.actor import Actor, require_may
from supervision.duties.acceptance import accept
from supervision.duties.splitting import Share, split
from supervision.visibility import counted, may_see, visible
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY, 10)


def _seen(session: Session, actor: Actor) -> set[int]:
    return set(session.exec(select(Assignment.id).where(visible(actor))))


def _looker(session: Session, role: UserRole, **scope: int) -> Actor:
    user = User(login=f"{role.value}{scope}", name="高远", role=role, password_hash="x")
    session.add(user)
    session.flush()
    if scope:
        session.add(UserScope(user_id=user.id, **scope))
        session.flush()
    return Actor(user.name, role, None, user.id)


@pytest.mark.parametrize("role", [UserRole.SUPERVISOR, UserRole.INSPECTOR])
def test_who_only_looks_sees_the_units_and_tasks_of_their_scope(cast: Cast, role: UserRole) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    other = cast.assignment(JUNE_30)
    rows = {
        row.unit_id: row.id
        for row in cast.session.exec(select(Assignment).where(Assignment.task_id == task.id))
    }
    everything = {*rows.values(), other.id}
    assert _seen(cast.session, _looker(cast.session, role)) == set(), "no scope, nothing to see"
    assert _seen(cast.session, _looker(cast.session, role, unit_id=cast.labour.id)) == {rows[cast.labour.id]}
    assert _seen(cast.session, _looker(cast.session, role, task_id=task.id)) == set(rows.values())
    cast.labour.parent_id = cast.district.id
    cast.session.flush()
    above = _looker(cast.session, role, unit_id=cast.district.id)
    assert _seen(cast.session, above) == {rows[cast.labour.id]}, "and what lies below their unit"
    for actor in (cast.clerk, cast.leader):
        assert _seen(cast.session, actor) == everything
    assert _seen(cast.session, cast.lead) == {rows[cast.union.id], other.id}
    assert _seen(cast.session, cast.outsider) == set()


def test_nobody_without_an_account_or_a_unit_sees_anything(cast: Cast) -> None:
    cast.assignment(JUNE_30)
    for actor in (
        Actor("无名", UserRole.UNIT),
        Actor("无名", UserRole.SUPERVISOR),
        Actor("无名", UserRole.INSPECTOR),
    ):
        assert _seen(cast.session, actor) == set()


def test_a_circle_in_the_tree_does_no_harm(cast: Cast) -> None:
    duty = cast.assignment(JUNE_30)
    cast.union.parent_id, cast.labour.parent_id = cast.labour.id, cast.union.id
    cast.session.flush()
    looker = _looker(cast.session, UserRole.SUPERVISOR, unit_id=cast.labour.id)
    assert _seen(cast.session, looker) == {duty.id}


@pytest.mark.parametrize("role", [UserRole.SUPERVISOR, UserRole.INSPECTOR])
def test_who_only_looks_makes_no_move_at_all(cast: Cast, role: UserRole) -> None:
    duty = cast.assignment(JUNE_30)
    looker = _looker(cast.session, role, task_id=duty.task_id)
    assert may_see(cast.session, looker, duty)
    assert possible(duty.status)
    for move in Move:
        with pytest.raises(Refusal, match="只能查看"):
            require_may(looker, duty, move)


def test_a_part_counts_with_its_whole_wherever_both_are_seen(cast: Cast) -> None:
    pilot = cast.pilots[0]
    pilot.parent_id = cast.union.id
    whole = cast.assignment(JUNE_30)
    accept(cast.session, whole, cast.lead, DAY, NOW)
    (part,) = split(cast.session, whole, [Share(pilot.id, "办")], cast.lead, DAY, NOW)

    def counted_by(actor: Actor) -> set[int]:
        return set(cast.session.exec(select(Assignment.id).where(counted(actor))))

    below = Actor("厂", UserRole.UNIT, pilot.id)
    assert _seen(cast.session, cast.lead) == {whole.id, part.id}
    assert counted_by(cast.lead) == counted_by(cast.clerk) == {whole.id}
    assert counted_by(below) == _seen(cast.session, below) == {part.id}
    assert counted_by(_looker(cast.session, UserRole.SUPERVISOR, unit_id=cast.union.id)) == {whole.id}
    assert counted_by(_looker(cast.session, UserRole.SUPERVISOR, unit_id=pilot.id)) == {part.id}


@pytest.mark.parametrize("role", [UserRole.ADMINISTRATOR, UserRole.SECURITY, UserRole.AUDITOR])
def test_no_officer_sees_any_of_the_offices_business_whatever_scope_they_have(
    cast: Cast, role: UserRole
) -> None:
    own = cast.assignment(JUNE_30)
    officer = _looker(cast.session, role, unit_id=cast.union.id)
    assert _seen(cast.session, officer) == set()
    assert not may_see(cast.session, officer, own)
    for move in Move:
        with pytest.raises(Refusal):
            require_may(officer, own, move)
