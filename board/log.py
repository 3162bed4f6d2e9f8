"""The log (日志): who did what and when, how the chain of the record stands, and the log as a file to keep."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.datastructures import FormData

from board.edge import LARGEST_ID, Now, Reading, Today
from board.pages import render
from board.posted import day, text
from board.visitor import Visitor, holding
from config.refusal import Refusal
from config.settings import home
from models import database
from models.words import Move, Subject
from supervision.directory.rights import Right
from supervision.record.deeds import DEEDS
from supervision.record.keeping import standing
from supervision.record.log_export import FORMATS, note_export, write_log
from supervision.record.log_reading import Wanted, page

router = APIRouter(prefix="/log")

_PLACE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")
_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson",
}


Reader = Annotated[Visitor, Depends(holding(Right.LOG))]


@router.get("")
def index(request: Request, _visitor: Reader, session: Reading) -> Response:
    """A page of the log, the newest first, and the state of the chain."""
    asked = _asked(request)
    wanted = _wanted(asked)
    place = _PLACE.fullmatch(text(asked, "before"))
    # A server turns away numbers that no row can have.
    before = (min(int(place[1]), LARGEST_ID), min(int(place[2]), LARGEST_ID)) if place else None
    shown = page(session, wanted, before)
    kept = {
        name: value for name in ("since", "until", "by", "subject", "deed") if (value := text(asked, name))
    }
    older = {**kept, "before": f"{shown.older[0]}-{shown.older[1]}"} if shown.older else None
    return render(
        request,
        "log.html",
        lines=shown.lines,
        older=urlencode(older) if older else "",
        newest=urlencode(kept),
        is_first=before is None,
        asked=kept,
        subjects=list(Subject),
        moves=list(Move),
        deeds=[deed for deed in DEEDS if deed not in {move.label for move in Move}],
        formats=[ending.lstrip(".") for ending in FORMATS],
        record=standing(session),
    )


@router.get("/export.{ending}")
def take(
    request: Request, ending: str, visitor: Reader, session: Reading, today: Today, now: Now
) -> Response:
    """The log as a file, as far as it is asked for; that it was taken is entered."""
    kind = _KINDS.get(f".{ending}")
    if kind is None:
        raise HTTPException(404)
    wanted = _wanted(_asked(request))
    name = f"日志{today.isoformat()}.{ending}"
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="log-", dir=home()))
    try:
        entries = write_log(session, wanted, folder / name, today)
        with database.transaction() as writing:
            note_export(writing, wanted, entries, visitor.actor.name, now, name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    away = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(folder / name, media_type=kind, filename=name, background=away)


def _asked(request: Request) -> FormData:
    return FormData(dict(request.query_params))


def _wanted(asked: FormData) -> Wanted:
    """What the address asks for. Raises Refusal for a day that is none and for a subject that is none."""
    subject = text(asked, "subject")
    try:
        about = Subject.stored(subject) if subject else None
    except ValueError:
        raise Refusal("没有这一类对象。请从列表中选择。") from None
    return Wanted(
        day(asked, "since", "起始日期"),
        day(asked, "until", "截止日期"),
        text(asked, "by")[:60],
        about,
        text(asked, "deed")[:40],
    )
