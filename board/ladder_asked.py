"""What somebody asks of the ladder: which days, which matters, which packs; and the same again as a link."""

from datetime import date
from urllib.parse import urlencode

from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from board.edge import LARGEST_ID
from board.posted import day, identifier, text
from config.refusal import Refusal
from config.settings import settings
from schedules.ladder import Pack
from schedules.ladder_files import known_packs
from supervision.letters.dry_run import DryRun, Wanted
from supervision.letters.ladder_list import pack_from, pack_named

LARGEST_FILE = 64 * 1024


def wanted_of(asked: FormData, today: date) -> Wanted:
    """What to look at, by the fields of a form or the end of an address. Raises Refusal for what is no day."""
    first = day(asked, "from", "起始日期") or today
    last = day(asked, "until", "截止日期")
    coming_only = text(asked, "coming") == "yes"
    return Wanted(first, last, _number(asked, "document"), _number(asked, "task"), coming_only)


def _number(asked: FormData, name: str) -> int | None:
    written = text(asked, name)
    found = identifier(written)
    # Nobody's number, where it is none: nothing is found.
    return LARGEST_ID if written and found is None else found


def year_of(written: str, today: date) -> int:
    """The year to replay, the last one where none is written. Raises Refusal for what is no year."""
    if not written:
        return today.year - 1
    if not written.isdecimal() or len(written) > 4:
        raise Refusal(f"“{written[:20]}”不是年份。请写成{today.year - 1}的样子。")
    return int(written)


def named_pack(session: Session, name: str) -> Pack | None:
    """The pack of this name as it stands, None for an empty one. Raises PackError."""
    return pack_named(session, settings(), name[:40]) if name else None


def uploaded_pack(form: FormData) -> Pack:
    """The pack in a file that somebody chose. Raises Refusal, PackError with the first mistake."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择规则包文件（.toml），再提交。")
    content = file.file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refusal(f"规则包文件超过{LARGEST_FILE // 1024}KB，不像是规则包。请核对文件。")
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("规则包文件不是 UTF-8 文本。请用文本编辑器另存为 UTF-8。") from None
    return pack_from(written, file.filename.replace("\\", "/").rsplit("/", 1)[-1][-80:])


def two_packs(session: Session, asked: FormData) -> tuple[Pack, Pack]:
    """The two packs to be compared; where none is named, the office's own and the next. Raises PackError."""
    default = settings().ladder
    first = text(asked, "one") or default
    second = text(asked, "other") or next((name for name in known_packs() if name != default), default)
    return pack_named(session, settings(), first[:40]), pack_named(session, settings(), second[:40])


def asked_again(run: DryRun, wanted: Wanted, tried: Pack | None) -> str:
    """What a link says to look at the same dry run again."""
    asked = {"from": run.first.isoformat(), "until": run.last.isoformat()}
    asked |= {"pack": tried.name} if tried else {}
    asked |= {"document": str(wanted.document_id)} if wanted.document_id else {}
    asked |= {"task": str(wanted.task_id)} if wanted.task_id else {}
    asked |= {"coming": "yes"} if wanted.coming_only else {}
    return urlencode(asked)
