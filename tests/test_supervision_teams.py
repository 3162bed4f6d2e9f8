"""Teams for a time with their people and tasks; what records belong to, who spoke, what each expert said."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import Adoption, MeetingKind
from models.meeting import Meeting
from supervision.campaigns.scores import compute
from supervision.meetings import about, consultations, records, teams
from tests.cast import DAY, Cast, at
from tests.scored_office import ScoredOffice

NOW = at(DAY, 10)


def _meeting(session: Session, cast: Cast, kind: MeetingKind = MeetingKind.REVIEW) -> Meeting:
    held = records.Held(kind, "管理办法论证会", DAY, guests="东湖区产改办")
    return records.record(session, held, cast.clerk, DAY, NOW)


def test_a_team_has_people_for_a_time_and_tasks_and_is_dissolved(session: Session, cast: Cast) -> None:
    task = cast.task(None)
    team = teams.set_up(session, "宣传专班", "办好宣传", DAY, cast.clerk, NOW)
    person = teams.join(session, team, "江心", "组稿", cast.union.id, cast.clerk, DAY, NOW)
    teams.join(session, team, "田野", "", None, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经在"):
        teams.join(session, team, "田野", "", None, cast.clerk, DAY, NOW)
    teams.leave(session, team, person.id, cast.clerk, DAY + timedelta(5), NOW)
    teams.take_on(session, team, task.number, cast.clerk, NOW)
    with pytest.raises(Refusal, match="已经列在"):
        teams.take_on(session, team, task.number, cast.clerk, NOW)
    (one,) = teams.teams(session, task.id)
    assert one.present == 1
    assert [member.until for member, _ in one.members] == [None, DAY + timedelta(5)]
    teams.dissolve(session, team, cast.clerk, DAY + timedelta(9), NOW)
    with pytest.raises(Refusal, match="撤销"):
        teams.join(session, team, "新人", "", None, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="撤销"):
        teams.dissolve(session, team, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经有一个"):
        teams.set_up(session, "宣传专班", "", DAY, cast.clerk, NOW)
    with pytest.raises(NotTheirs):
        teams.set_up(session, "起草小组", "", DAY, cast.lead, NOW)


def test_a_record_hangs_on_a_task_that_was_there_before(session: Session, cast: Cast) -> None:
    task, meeting = cast.task(None), _meeting(session, cast, MeetingKind.SURVEY)
    about.concern(session, meeting, task.number, cast.clerk, NOW)
    assert [one.id for one in about.tasks_of(session, meeting.id)] == [task.id]
    assert [one.id for one in about.records_of(session, task.id)] == [meeting.id]
    with pytest.raises(Refusal, match="已经挂在"):
        about.concern(session, meeting, task.number, cast.clerk, NOW)


def test_experts_are_heard_one_by_one(session: Session, cast: Cast) -> None:
    meeting = _meeting(session, cast)
    about.hear(session, meeting, "林教授", "江临大学", "程序可行。", True, cast.clerk, NOW)
    about.hear(session, meeting, "许工", "", "指标偏高。", None, cast.clerk, NOW)
    assert [(one.name, one.agrees) for one in about.experts(session, meeting.id)] == [
        ("林教授", True),
        ("许工", None),
    ]
    with pytest.raises(Refusal, match="姓名和意见"):
        about.hear(session, meeting, "许工", "", " ", None, cast.clerk, NOW)


def test_an_extended_meeting_names_who_sat_in(session: Session, cast: Cast) -> None:
    assert _meeting(session, cast, MeetingKind.EXTENDED).guests == "东湖区产改办"


def test_speakers_are_proposed_by_published_results_and_chosen_by_a_person(session: Session) -> None:
    office = ScoredOffice(session)
    cast = office.cast
    meeting = _meeting(session, cast, MeetingKind.CONFERENCE)
    assert about.speakers_proposed(session) == []
    for unit in (cast.union, cast.labour):
        office.unit(unit)
    office.holds(cast.union, 4)
    office.holds(cast.labour, 2)
    office.overdue(cast.labour, 2)
    office.task()
    compute(session, office.freeze, NOW)
    office.publish()
    first, *_ = about.speakers_proposed(session)
    assert first[0].id == cast.union.id
    about.let_speak(session, meeting, [cast.union.id, cast.union.id], cast.clerk, NOW)
    assert meeting.speakers == [cast.union.id]
    with pytest.raises(Refusal, match="单位名录"):
        about.let_speak(session, meeting, [10**6], cast.clerk, NOW)


def test_a_unit_writes_down_its_own_meetings_and_no_other_units(session: Session, cast: Cast) -> None:
    held = records.Held(MeetingKind.CONFERENCE, "领导小组专题会", DAY)
    own = records.record_own(session, held, cast.lead, DAY, NOW)
    assert own.unit_id == cast.union.id
    assert [one.id for one in records.meetings_of(session, cast.union.id)] == [own.id]
    assert records.meetings_of(session, cast.labour.id) == []
    with pytest.raises(NotTheirs):
        records.record_own(session, held, cast.clerk, DAY, NOW)


def test_an_adopted_opinion_names_the_task_that_it_changed(session: Session, cast: Cast) -> None:
    task, until = cast.task(None), DAY + timedelta(7)
    asked = consultations.ask(session, "实施办法", "", [cast.labour.id], until, cast.clerk, DAY, NOW)
    said = consultations.say(session, asked, cast.labour.id, "时限宜宽", cast.supporter, DAY, NOW)
    with pytest.raises(Refusal, match="采纳或部分采纳"):
        consultations.trace(session, said, task.number, "改到九月", cast.clerk, NOW)
    consultations.adopt(session, said, Adoption.ADOPTED, "", cast.clerk, NOW)
    consultations.trace(session, said, task.number, "时限改到九月底", cast.clerk, NOW)
    ((opinion, round_, unit),) = consultations.that_changed(session, task.id)
    assert (opinion.became, round_.id, unit.id) == ("时限改到九月底", asked.id, cast.labour.id)
