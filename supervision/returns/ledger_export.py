"""The ledger as a file: Excel, CSV or JSON, by the ending of its name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlmodel import Session

from config.refusal import Refusal
from config.settings import settings
from papers import to_csv, to_json, to_xlsx
from papers.paper import Book
from reports import ledger
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar
from supervision.directory.founding import office

ENDINGS = (".xlsx", ".csv", ".json")


def ledger_of(
    session: Session,
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    chosen: ledger.Chosen | None = None,
) -> Book:
    """The ledger of a day with the office's own headings, or a part of it. Raises Refusal for a wrong setting of them."""
    return ledger.lay_out(
        session, as_of, calendar, limits, office(session).name, settings().ledger_columns, chosen
    )


def write_ledger(book: Book, path: Path, told: Callable[[int], None] | None = None) -> list[Path]:
    """Write the ledger to ``path``; the paths written. As CSV the second sheet stands in a file of its own.

    ``told`` hears now and then how many rows more are done. Raises Refusal for another ending.
    """
    match path.suffix.lower():
        case ".xlsx":
            to_xlsx.write(book, path, told)
        case ".json":
            to_json.write(book, path, told)
        case ".csv":
            beside = path.with_name(f"{path.stem}-{ledger.PARTS}{path.suffix}")
            to_csv.write(book.sheets[0], path, told)
            to_csv.write(book.sheets[1], beside, told)
            return [path, beside]
        case _:
            raise Refusal(f"台账不能写成“{path.name}”这样的文件。文件名请以 .xlsx、.csv 或 .json 结尾。")
    return [path]
