"""Scoring, as part of the evaluation flow: compute the scores that somebody asked for."""

from flows.artifacts import progress
from flows.steps import step
from models import database
from models.campaign import Campaign
from models.words import JobKind
from schedules import clock
from supervision import jobs
from supervision.campaigns.freezing import latest_freeze
from supervision.campaigns.scores import compute


def score_all() -> int:
    """Compute everything that was asked for; how many campaigns were scored."""
    scored = done = 0
    with progress("scoring", "计算得分", JobKind.SCORING) as tell:
        while (outcome := score_next()) is not None:
            scored += outcome
            done += 1
            tell(done)
    return scored


@step("score-campaign")
def score_next() -> bool | None:
    """Score the campaign asked for first: whether it could be scored, or None when none is waiting."""
    with jobs.taken_up(database.transaction, JobKind.SCORING, clock.now) as job:
        if job is None:
            return None
        with (
            jobs.settling(job.id, database.transaction, clock.now) as outcome,
            database.transaction() as session,
        ):
            campaign = session.get_one(Campaign, job.arguments["campaign_id"])
            freeze = latest_freeze(session, campaign.id)
            if freeze is None:
                outcome.error = f"“{campaign.title}”还没有冻结数据。请先冻结数据，再计算得分。"
            else:
                done = compute(session, freeze, clock.now(), by=job.asked_by)
                outcome.result = f"{done.units}个单位，{done.points}项"
        return not outcome.error
