"""提醒阶梯: the rule packs in words, what they would send, two of them side by side, a past year replayed."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.edge import Reading, Today
from board.ladder_asked import (
    LARGEST_FILE,
    asked_again,
    named_pack,
    two_packs,
    uploaded_pack,
    wanted_of,
    year_of,
)
from board.listing import document_names
from board.pages import render
from board.posted import Posted, day, text
from board.visitor import OfTheOffice
from config.refusal import Refusal
from config.settings import home, settings
from models.task import Task
from models.words import UserRole
from notices.addresses import called
from notices.tally import Tally, kind_in_words
from schedules.ladder import Pack
from schedules.periods import weekday_name
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.letters.climbing import Bounds, ladders
from supervision.letters.comparison import by_kind, by_unit, by_unit_and_kind
from supervision.letters.comparison_book import write_comparison
from supervision.letters.details import details, worded
from supervision.letters.dry_run import ASSUMPTIONS, MOST_DAYS, DryRun, Wanted, dry_run, named_units
from supervision.letters.ladder_book import MOST_DETAILS, packs_used, write_dry_run
from supervision.letters.ladder_list import listed, pack_named
from supervision.letters.people import people
from supervision.letters.replay import APPROXIMATIONS, Replay, replay
from supervision.letters.replay_book import write_replay
from supervision.letters.run_months import run_months

router = APIRouter(prefix="/ladders")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHOWN = 100
# What a page may wait for: some seconds of one processor.
_BOUNDS = Bounds(assignments=30_000, courses=4_000)
_HALF = Bounds(assignments=15_000, courses=2_000)
_one_at_a_time = threading.Lock()


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Every pack in words, and the forms to try them."""
    packs = listed(session, settings())
    return render(
        request,
        "ladders.html",
        packs=packs,
        today=today,
        documents=list(document_names(session).values()),
        most_days=MOST_DAYS,
        bounds=_BOUNDS,
        half=_HALF,
        largest=LARGEST_FILE // 1024,
    )


@router.get("/dry-run")
def try_it(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """试运行 of a pack by its name, or of those in force."""
    asked = FormData(dict(request.query_params))
    return _show_run(request, session, wanted_of(asked, today), named_pack(session, text(asked, "pack")))


@router.get("/dry-run/sheet")
def take_sheet(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as an Excel workbook."""
    asked = FormData(dict(request.query_params))
    return _run_sheet(session, wanted_of(asked, today), named_pack(session, text(asked, "pack")))


@router.get("/dry-run/day")
def show_day(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """One day of it: who would get what by which channel, what would wait for a signature, matter by matter."""
    asked = FormData(dict(request.query_params))
    wanted, tried = wanted_of(asked, today), named_pack(session, text(asked, "pack"))
    on = day(asked, "on", "日期") or wanted.first
    if on < wanted.first or (wanted.last is not None and on > wanted.last):
        raise Refusal(f"{day_in_words(on)}不在试运行的日子里。请从试运行的日历里选一天。")
    with _alone():
        run = _run(session, wanted if wanted.last else replace(wanted, last=on), tried)
    tally = run.tally.on(on)
    units, channels = _units(session, tally), called(settings())
    mail = [one for one in run.mail if one.day == on]
    single, is_cut = details(run.groups, _MOST_SHOWN, on)
    days = sorted({line.day for line in run.tally.counts})
    return render(
        request,
        "ladder_day.html",
        day=on,
        weekday=weekday_name(on),
        is_workday=work_calendar().is_workday(on),
        whole=tally.all,
        packs=packs_used(run),
        mail=[(units[one.unit_id], one, channels.get(one.channel, one.channel)) for one in mail],
        unheard=[(units[unit_id], count) for (at, unit_id), count in run.unheard_on.items() if at == on],
        to_sign=[
            (units[line.unit_id], kind_in_words(line.kind), UserRole.stored(line.signer).label, count)
            for line, count in sorted(tally.counts.items(), key=lambda pair: pair[0][1:3])
            if line.signer
        ],
        single=[(units[one.unit_id], one) for one in worded(session, single, run.groups)],
        is_cut=is_cut,
        shown=_MOST_SHOWN,
        before=max((one for one in days if one < on), default=None),
        after=min((one for one in days if one > on), default=None),
        asked=asked_again(run, wanted, tried),
    )


@router.get("/compare")
def compare(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Two packs side by side."""
    asked = FormData(dict(request.query_params))
    return _show_comparison(request, session, wanted_of(asked, today), *two_packs(session, asked))


@router.get("/compare/sheet")
def take_comparison(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as an Excel workbook."""
    asked = FormData(dict(request.query_params))
    return _comparison_sheet(session, wanted_of(asked, today), *two_packs(session, asked))


@router.get("/replay")
def look_back(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """重放 of a past year."""
    asked = FormData(dict(request.query_params))
    year = year_of(text(asked, "year"), today)
    return _show_replay(request, session, year, today, named_pack(session, text(asked, "pack")))


@router.get("/replay/sheet")
def take_replay(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as an Excel workbook."""
    asked = FormData(dict(request.query_params))
    year = year_of(text(asked, "year"), today)
    return _replay_sheet(session, year, today, named_pack(session, text(asked, "pack")))


@router.post("/trial")
def try_file(
    request: Request, _visitor: OfTheOffice, form: Posted, session: Reading, today: Today
) -> Response:
    """A pack that is not in force yet, from a file: checked, tried, compared or replayed. Nothing is kept."""
    tried = uploaded_pack(form)
    as_sheet = text(form, "as") == "excel"
    match text(form, "what"):
        case "compare":
            standing, wanted = pack_named(session, settings(), settings().ladder), wanted_of(form, today)
            if as_sheet:
                return _comparison_sheet(session, wanted, standing, tried)
            return _show_comparison(request, session, wanted, standing, tried, is_file=True)
        case "replay":
            year = year_of(text(form, "year"), today)
            if as_sheet:
                return _replay_sheet(session, year, today, tried)
            return _show_replay(request, session, year, today, tried, is_file=True)
        case _:
            wanted = wanted_of(form, today)
            if as_sheet:
                return _run_sheet(session, wanted, tried)
            return _show_run(request, session, wanted, tried, is_file=True)


def _show_run(
    request: Request, session: Session, wanted: Wanted, tried: Pack | None, *, is_file: bool = False
) -> Response:
    with _alone():
        run = _run(session, wanted, tried)
    units = _units(session, run.tally)
    channels = called(settings())
    everybody = people(run)
    asked = asked_again(run, wanted, tried)
    letters: dict[date, int] = {}
    for one in run.mail:
        letters[one.day] = letters.get(one.day, 0) + one.letters
    return render(
        request,
        "ladder_run.html",
        run=run,
        packs=packs_used(run),
        tried=tried,
        is_file=is_file,
        whole=run.tally.all,
        assumptions=ASSUMPTIONS,
        document=document_names(session).get(wanted.document_id) if wanted.document_id else None,
        task=session.get(Task, wanted.task_id) if wanted.task_id else None,
        coming_only=wanted.coming_only,
        months=run_months(run, work_calendar()),
        mail=[
            (units[one.unit_id], one, channels.get(one.channel, one.channel))
            for one in run.mail[:_MOST_SHOWN]
        ],
        mail_count=len(run.mail),
        days=[
            (day, weekday_name(day), found, letters.get(day, 0))
            for day, found in run.tally.by(lambda line: line.day).items()
        ],
        units=_sorted(run.tally, units),
        unheard=run.unheard,
        people=[
            (units[one.unit_id], one, channels.get(one.channel, one.channel))
            for one in everybody[:_MOST_SHOWN]
        ],
        people_count=len(everybody),
        shown=_MOST_SHOWN,
        most_details=MOST_DETAILS,
        asked="" if is_file else asked,
    )


def _show_comparison(
    request: Request, session: Session, wanted: Wanted, one: Pack, other: Pack, *, is_file: bool = False
) -> Response:
    with _alone():
        before, after = _both(session, wanted, one, other)
    asked = {"one": one.name, "other": other.name, "from": before.first, "until": before.last}
    asked |= {"document": wanted.document_id} if wanted.document_id else {}
    units = _units(session, before.tally) | _units(session, after.tally)
    return render(
        request,
        "ladder_compare.html",
        one=one,
        other=other,
        first=before.first,
        last=before.last,
        assumptions=ASSUMPTIONS,
        kinds=[(kind_in_words(row.heading), row) for row in by_kind(before.tally, after.tally)],
        units=[(units[row.heading], row) for row in by_unit(before.tally, after.tally)],
        new=[
            (units[row.heading], kind_in_words(row.kind), row)
            for row in by_unit_and_kind(before.tally, after.tally)
            if row.is_new and row.kind is not None
        ],
        shown=_MOST_SHOWN,
        sheet="" if is_file else f"/ladders/compare/sheet?{urlencode(asked)}",
    )


def _show_replay(
    request: Request, session: Session, year: int, today: date, tried: Pack | None, *, is_file: bool = False
) -> Response:
    with _alone():
        found = _replayed(session, year, today, tried)
    asked = {"year": str(year)} | ({"pack": tried.name} if tried else {})
    return render(
        request,
        "ladder_replay.html",
        found=found,
        packs=packs_used(found),
        approximations=APPROXIMATIONS,
        months=list(found.tally.by(lambda line: line.day.month).items()),
        units=_sorted(found.tally, _units(session, found.tally)),
        shown=_MOST_SHOWN,
        sheet="" if is_file else f"/ladders/replay/sheet?{urlencode(asked)}",
    )


def _run_sheet(session: Session, wanted: Wanted, tried: Pack | None) -> Response:
    with _alone():
        run = _run(session, wanted, tried)
        name = f"提醒阶梯试运行 {run.first.isoformat()}"
        return _workbook(name, lambda file: write_dry_run(session, run, settings(), file))


def _comparison_sheet(session: Session, wanted: Wanted, one: Pack, other: Pack) -> Response:
    with _alone():
        runs = _both(session, wanted, one, other)
        name = f"比较规则包 {one.title}与{other.title}"[:100]
        return _workbook(name, lambda file: write_comparison(session, (one, other), runs, file))


def _replay_sheet(session: Session, year: int, today: date, tried: Pack | None) -> Response:
    with _alone():
        found = _replayed(session, year, today, tried)
        return _workbook(f"重放{year}年", lambda file: write_replay(session, found, file))


def _workbook(name: str, write: Callable[[Path], None]) -> Response:
    """What is written to a file, as a download of this name."""
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="ladder-", dir=home()))
    try:
        write(folder / "made.xlsx")
        content = (folder / "made.xlsx").read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    disposition = f"attachment; filename*=UTF-8''{quote(f'{name}.xlsx', safe='')}"
    return Response(content, media_type=_XLSX, headers={"Content-Disposition": disposition})


def _both(session: Session, wanted: Wanted, one: Pack, other: Pack) -> tuple[DryRun, DryRun]:
    chosen, calendar = settings(), work_calendar()
    before, after = (
        dry_run(session, wanted, ladders(session, chosen, pack), chosen, calendar, bounds=_HALF)
        for pack in (one, other)
    )
    return before, after


def _replayed(session: Session, year: int, today: date, tried: Pack | None) -> Replay:
    climbed = ladders(session, settings(), tried)
    return replay(session, year, today, climbed, work_calendar(), bounds=_HALF)


def _run(session: Session, wanted: Wanted, tried: Pack | None) -> DryRun:
    climbed = ladders(session, settings(), tried)
    return dry_run(session, wanted, climbed, settings(), work_calendar(), bounds=_BOUNDS)


@contextmanager
def _alone() -> Iterator[None]:
    """One such reckoning at a time: the board has others to serve. Raises Refusal while another is made."""
    if not _one_at_a_time.acquire(timeout=5):
        raise Refusal("正在算另一次试运行。请过一会儿再试，或在服务器上用 duban ladder 命令。")
    try:
        yield
    finally:
        _one_at_a_time.release()


def _units(session: Session, tally: Tally) -> dict[int, str]:
    return named_units(session, sorted({line.unit_id for line in tally.counts}))


def _sorted(tally: Tally, units: dict[int, str]) -> list[tuple[int, str, object]]:
    sums = tally.by(lambda line: line.unit_id)
    return [
        (number, units[number], one) for number, one in sorted(sums.items(), key=lambda pair: -pair[1].total)
    ]
