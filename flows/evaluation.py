"""The evaluation flow: write the reports that somebody asked for."""

import prefect

from config.settings import home, settings
from flows.artifacts import progress
from flows.freezing import freeze_data
from flows.papers import help_with_units, write_papers
from flows.scoring import score_all
from flows.steps import step
from models import database
from models.words import JobKind
from schedules import clock
from schedules.workdays import work_calendar
from supervision import jobs
from supervision.evaluation import write_evaluation
from supervision.pack_in_force import pack_in_force


@prefect.flow(name="evaluation")
def evaluation(helping: bool = False) -> int:
    """Freeze, score and write whatever was asked for, in this order; how many of all were done.

    A run that was called to help writes unit reports alone.
    """
    if helping:
        return help_with_units()
    frozen = freeze_data()
    scored = score_all()
    written = done = 0
    with progress("evaluation", "写出报告", JobKind.EVALUATION) as tell:
        while (outcome := write_next()) is not None:
            written += outcome
            done += 1
            tell(done)
    return frozen + scored + written + write_papers()


@step("write-report")
def write_next() -> bool | None:
    """Write the oldest report asked for: whether it could be written, or None when none is waiting."""
    with jobs.taken_up(database.transaction, JobKind.EVALUATION, clock.now) as job:
        if job is None:
            return None
        with jobs.settling(job.id, database.transaction, clock.now) as outcome:
            as_of = clock.as_day(job.arguments.get("as_of")) or clock.today()
            with database.reading() as session:
                pack = pack_in_force(session, settings().ladder)
            files = write_evaluation(
                database.transaction,
                database.reading,
                as_of,
                home() / "reports",
                work_calendar(),
                pack,
                job.asked_by,
                clock.now(),
            )
            outcome.result = "\n".join(file.name for file in files)
        return not outcome.error
