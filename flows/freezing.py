"""Freezing the data of campaigns, one job after the other, as a part of the evaluation flow."""

from config.settings import settings
from flows.artifacts import progress
from flows.steps import step
from models import database
from models.campaign import Campaign
from models.words import JobKind
from schedules import clock
from schedules.workdays import work_calendar
from supervision import jobs
from supervision.campaigns.freezing import freeze
from supervision.pack_in_force import pack_in_force


def freeze_data() -> int:
    """Freeze everything that was asked for; how many freezes were made."""
    made = done = 0
    with progress("freezing", "冻结数据", JobKind.FREEZE) as tell:
        while (outcome := freeze_next()) is not None:
            made += outcome
            done += 1
            tell(done)
    return made


@step("freeze-data")
def freeze_next() -> bool | None:
    """Freeze what was asked for first: whether it could be done, or None when nothing is waiting."""
    with jobs.taken_up(database.transaction, JobKind.FREEZE, clock.now) as job:
        if job is None:
            return None
        with (
            jobs.settling(job.id, database.transaction, clock.now) as outcome,
            database.transaction() as session,
        ):
            pack = pack_in_force(session, settings().ladder)
            made = freeze(
                session,
                session.get_one(Campaign, job.arguments["campaign_id"]),
                clock.as_day(job.arguments["as_of"]) or clock.today(),
                job.asked_by,
                clock.now(),
                work_calendar(),
                pack.lights,
                job.arguments.get("reason", ""),
                pack=f"{pack.name} {pack.version}",
                job_id=job.id,
            )
            outcome.result = f"第{made.number}次冻结：{made.items}件，{made.readings}个填报值"
        return not outcome.error
