"""The reports: asking for one, how far it is, the files to take away."""

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from board.edge import Now, Reading, Today, once_only
from board.engine import nudge
from board.pages import go_to, render
from board.posted import Posted, day
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from config.settings import home
from models.words import JobKind
from supervision.jobs import ask, recent

router = APIRouter(prefix="/reports")

_KINDS = {
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """What was asked for, and what lies ready."""
    files = [(name, (file.stat().st_size + 1023) // 1024) for name, file in _files().items()]
    return render(request, "reports.html", files=files, jobs=recent(session, JobKind.EVALUATION), today=today)


@router.post("")
def ask_for_one(visitor: Clerk, form: Posted, now: Now, today: Today) -> Response:
    """Ask for the mid-term report as of a day."""
    as_of = day(form, "as_of", "数据截至日期") or today
    if as_of > today:
        raise Refusal(f"数据截至日期{as_of}还没有到。请填今天或以前的日期。")
    with once_only() as session:
        ask(session, JobKind.EVALUATION, visitor.actor.name, now, as_of=as_of.isoformat())
    # The job must be in the database before the engine looks for it.
    return go_to("/reports", "asked" if nudge("evaluation") else "queued")


@router.get("/{name}")
def take(name: str, _visitor: OfTheOffice) -> Response:
    """A report to keep. Only what lies in the folder has a name here, so no name leads out of it."""
    file = _files().get(name)
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, media_type=_KINDS[file.suffix], filename=name)


def _files() -> dict[str, Path]:
    """The finished files by name, the latest day first."""
    folder = home() / "reports"
    found = [file for file in folder.iterdir() if _is_report(file)] if folder.is_dir() else []
    # The names end in their day.
    return {
        file.name: file for file in sorted(found, key=lambda file: (file.stem[-10:], file.name), reverse=True)
    }


def _is_report(file: Path) -> bool:
    return file.suffix in _KINDS and file.is_file() and not file.is_symlink()
