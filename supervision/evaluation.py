"""The mid-term report and the register, written from the figures of a day."""

from datetime import date
from pathlib import Path

from sqlmodel import Session

from config.refusal import Refusal
from config.settings import settings
from papers import to_docx, to_xlsx
from papers.fonts import find
from reports import evaluation, ledger
from reports.figures import figures
from schedules.ladder import Pack
from schedules.workdays import WorkCalendar
from supervision.directory.founding import office


def write_evaluation(
    session: Session, as_of: date, folder: Path, calendar: WorkCalendar, pack: Pack
) -> list[Path]:
    """Write the report (Word) and the register (Excel) as of a day into ``folder``; their paths.

    A second report of the same day replaces the first. Raises Refusal when nothing is registered yet.
    """
    signed_by = office(session)
    counted = figures(session, as_of, calendar, pack.lights)
    if not counted.tasks:
        raise Refusal("还没有立项的任务，写不出报告。请先收文、立项（duban import、duban register）。")
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"中期评估报告-{as_of.isoformat()}.docx"
    register = folder / f"督办台账-{as_of.isoformat()}.xlsx"
    to_docx.write(evaluation.lay_out(counted, signed_by, find(), period=_period(as_of)), report)
    columns = settings().ledger_columns
    to_xlsx.write(ledger.lay_out(session, as_of, calendar, pack.lights, signed_by.name, columns), register)
    return [report, register]


def _period(as_of: date) -> str:
    return f"{as_of.year}年{'上' if as_of.month <= 6 else '下'}半年"
