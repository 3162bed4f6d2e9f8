"""提醒阶梯: the rule packs in words, what they would send, two of them side by side, a past year replayed."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from board.edge import LARGEST_ID, Reading, Today
from board.listing import document_names
from board.pages import render
from board.posted import Posted, day, identifier, text
from board.visitor import OfTheOffice
from config.refusal import Refusal
from config.settings import home, settings
from notices.addresses import called
from notices.tally import Tally, kind_in_words
from schedules.ladder import Pack
from schedules.ladder_files import known_packs
from schedules.periods import weekday_name
from schedules.workdays import work_calendar
from supervision.letters.climbing import Bounds, ladders
from supervision.letters.comparison import by_kind, by_unit, by_unit_and_kind
from supervision.letters.dry_run import ASSUMPTIONS, MOST_DAYS, DryRun, Wanted, dry_run, named_units
from supervision.letters.ladder_book import MOST_DETAILS, packs_used, write_dry_run
from supervision.letters.ladder_list import listed, pack_from, pack_named
from supervision.letters.people import people
from supervision.letters.replay import APPROXIMATIONS, replay

router = APIRouter(prefix="/ladders")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST_FILE = 64 * 1024
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
        largest=_LARGEST_FILE // 1024,
    )


@router.get("/dry-run")
def try_it(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """试运行 of a pack by its name, or of those in force."""
    asked = FormData(dict(request.query_params))
    return _show_run(request, session, _wanted(asked, today), _named(session, text(asked, "pack")))


@router.get("/dry-run/sheet")
def take_sheet(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as an Excel workbook."""
    asked = FormData(dict(request.query_params))
    wanted, tried = _wanted(asked, today), _named(session, text(asked, "pack"))
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="ladder-", dir=home()))
    try:
        with _alone():
            write_dry_run(session, _run(session, wanted, tried), settings(), folder / "run.xlsx")
        content = (folder / "run.xlsx").read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    name = f"提醒阶梯试运行 {wanted.first.isoformat()}.xlsx"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=_XLSX, headers=headers)


@router.get("/compare")
def compare(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Two packs side by side."""
    asked = FormData(dict(request.query_params))
    default = settings().ladder
    first = text(asked, "one") or default
    second = text(asked, "other") or next((name for name in known_packs() if name != default), default)
    wanted = _wanted(asked, today)
    return _show_comparison(
        request,
        session,
        wanted,
        pack_named(session, settings(), first),
        pack_named(session, settings(), second),
    )


@router.get("/replay")
def look_back(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """重放 of a past year."""
    asked = FormData(dict(request.query_params))
    year = _year(text(asked, "year"), today)
    return _show_replay(request, session, year, today, _named(session, text(asked, "pack")))


@router.post("/trial")
def try_file(
    request: Request, _visitor: OfTheOffice, form: Posted, session: Reading, today: Today
) -> Response:
    """A pack that is not in force yet, from a file: checked, tried, compared or replayed. Nothing is kept."""
    tried = _uploaded(form)
    match text(form, "what"):
        case "compare":
            standing = pack_named(session, settings(), settings().ladder)
            return _show_comparison(request, session, _wanted(form, today), standing, tried)
        case "replay":
            return _show_replay(request, session, _year(text(form, "year"), today), today, tried)
        case _:
            return _show_run(request, session, _wanted(form, today), tried, is_file=True)


def _show_run(
    request: Request, session: Session, wanted: Wanted, tried: Pack | None, *, is_file: bool = False
) -> Response:
    with _alone():
        run = _run(session, wanted, tried)
    units = _units(session, run.tally)
    channels = called(settings())
    everybody = people(run)
    asked = {"from": run.first.isoformat(), "until": run.last.isoformat()}
    asked |= {"pack": tried.name} if tried else {}
    asked |= {"document": str(wanted.document_id)} if wanted.document_id else {}
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
        sheet="" if is_file else f"/ladders/dry-run/sheet?{urlencode(asked)}",
    )


def _show_comparison(request: Request, session: Session, wanted: Wanted, one: Pack, other: Pack) -> Response:
    with _alone():
        before, after = (
            dry_run(
                session, wanted, ladders(session, settings(), pack), settings(), work_calendar(), bounds=_HALF
            )
            for pack in (one, other)
        )
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
    )


def _show_replay(request: Request, session: Session, year: int, today: date, tried: Pack | None) -> Response:
    with _alone():
        climbed = ladders(session, settings(), tried)
        found = replay(session, year, today, climbed, work_calendar(), bounds=_HALF)
    return render(
        request,
        "ladder_replay.html",
        found=found,
        packs=packs_used(found),
        approximations=APPROXIMATIONS,
        months=list(found.tally.by(lambda line: line.day.month).items()),
        units=_sorted(found.tally, _units(session, found.tally)),
        shown=_MOST_SHOWN,
    )


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


def _wanted(asked: FormData, today: date) -> Wanted:
    written = text(asked, "document")
    document_id = identifier(written)
    if written and document_id is None:
        document_id = LARGEST_ID  # nobody's: nothing is found
    first = day(asked, "from", "起始日期") or today
    return Wanted(first, day(asked, "until", "截止日期"), document_id)


def _year(written: str, today: date) -> int:
    if not written:
        return today.year - 1
    if not written.isdecimal() or len(written) > 4:
        raise Refusal(f"“{written[:20]}”不是年份。请写成{today.year - 1}的样子。")
    return int(written)


def _named(session: Session, name: str) -> Pack | None:
    return pack_named(session, settings(), name[:40]) if name else None


def _uploaded(form: FormData) -> Pack:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择规则包文件（.toml），再提交。")
    content = file.file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise Refusal(f"规则包文件超过{_LARGEST_FILE // 1024}KB，不像是规则包。请核对文件。")
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("规则包文件不是 UTF-8 文本。请用文本编辑器另存为 UTF-8。") from None
    return pack_from(written, file.filename.replace("\\", "/").rsplit("/", 1)[-1][-80:])


def _units(session: Session, tally: Tally) -> dict[int, str]:
    return named_units(session, sorted({line.unit_id for line in tally.counts}))


def _sorted(tally: Tally, units: dict[int, str]) -> list[tuple[int, str, object]]:
    sums = tally.by(lambda line: line.unit_id)
    return [
        (number, units[number], one) for number, one in sorted(sums.items(), key=lambda pair: -pair[1].total)
    ]
