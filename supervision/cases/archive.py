"""A task's whole file (案卷): one archive with an index, which anybody can open and check without this system."""

import hashlib
import html
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.document import Document
from models.job import Job
from models.letter import Letter, LetterItem
from models.progress import Evidence, StoredFile
from models.task import Task
from models.words import JobKind, Subject
from papers import package, to_xlsx
from papers.paper import Book, Sheet, SheetColumn
from schedules.clock import ZONE
from schedules.ladder import Pack
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.cases.case import EXPORTED, Case, case_of
from supervision.cases.sheets import sheets
from supervision.duties.file_store import content_of
from supervision.record.log import log

_LONGEST_NAME = 80
_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_COLUMNS = (
    SheetColumn("序号", 6, "centre"),
    SheetColumn("文件", 50),
    SheetColumn("名称", 40),
    SheetColumn("SHA-256", 66),
    SheetColumn("字节", 12, "centre"),
    SheetColumn("办理人", 16),
    SheetColumn("时间", 18, "centre"),
    SheetColumn("说明", 40),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the index. ``place`` is the file's name in the archive, empty where it is missing from the store."""

    place: str
    name: str
    sha256: str
    size: int
    who: str
    when: str
    note: str


class _Names:
    """Names that every system can take: nothing Windows refuses, none twice whatever the case of its letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def place(self, folder: str, name: str) -> str:
        """The name in the archive for a file in this folder; one that is taken gets a number."""
        safe, where = safe_name(name), "/".join(safe_name(part) for part in folder.split("/"))
        stem, ending = PurePosixPath(safe).stem, PurePosixPath(safe).suffix
        number, found = 1, f"{where}/{safe}"
        while found.casefold() in self._taken:
            number += 1
            found = f"{where}/{stem}（{number}）{ending}"
        self._taken.add(found.casefold())
        return found


def task_of(session: Session, number: str) -> Task:
    """The task with this number. Raises Refusal when there is none."""
    found = session.exec(select(Task).where(Task.number == number.strip())).first()
    if found is None:
        raise Refusal(f"没有编号为“{number[:40]}”的任务。请在看板的任务页核对编号，如2026-001。")
    return found


def write_case(
    session: Session, task: Task, actor: Actor, path: Path, today: date, calendar: WorkCalendar, pack: Pack
) -> list[Item]:
    """Write what this person sees of a task's file to ``path``; the lines of its index.

    The same data give the same bytes on the same day. A piece of evidence that is gone from the store, or is not
    what was handed in, is named in the index instead of being left out silently. Raises Refusal for another
    ending than .zip, and when the person sees nothing of the task.
    """
    if path.suffix.lower() != ".zip":
        raise Refusal(f"案卷是一个zip文件，不能写成“{path.name}”。请把文件名的后缀改为zip。")
    case = case_of(session, task, actor)
    if not actor.is_of_the_office and not case.parts:
        raise Refusal("这项任务不在您可以查看的范围内。")
    title = f"{task.number} {task.title}"
    items: list[Item] = []
    with package.opened(path) as archive:
        for item, content in _contents(session, case, today, calendar, pack):
            items.append(item)
            if content is not None:
                _put(archive, item.place, content)
        note = f"{title}；制作于{day_in_words(today)}。SHA-256是文件内容的指纹，可以用来核对文件没有改动。"
        _put(archive, "目录.html", _page(title, note, items))
        _put(archive, "目录.xlsx", _workbook(Book("目录", today, (_index(title, note, items),))))
    return items


def note_case(session: Session, task: Task, items: list[Item], by: str, now: datetime) -> None:
    """Leave an entry that the file was taken."""
    log(session, Subject.TASK, task.id, EXPORTED, by, now, note=task.number, files=len(items))


def safe_name(name: str) -> str:
    """A file name that Windows takes: no forbidden or invisible characters, no device, no dot or blank at its end."""
    bare = _FORBIDDEN.sub("_", name).strip().rstrip(". ")
    if len(bare) > _LONGEST_NAME:
        ending = PurePosixPath(bare).suffix[:10]
        bare = bare[: _LONGEST_NAME - len(ending)].rstrip(". ") + ending
    if _RESERVED.fullmatch(bare):
        bare = f"_{bare}"
    return bare or "未命名"


def _contents(
    session: Session, case: Case, today: date, calendar: WorkCalendar, pack: Pack
) -> Iterator[tuple[Item, bytes | None]]:
    names = _Names()
    if case.actor.is_of_the_office:
        yield from _document(session, case.document, names)
    table = Book(f"{case.task.number}案卷", today, tuple(sheets(session, case, today, calendar, pack)))
    written = _workbook(table)
    yield _item(names.place("记录", "台账和记录.xlsx"), "台账和记录", written, note="由系统写出"), written
    yield from _letters(session, case, names)
    yield from _evidence(session, case, names)


def _document(session: Session, document: Document, names: _Names) -> Iterator[tuple[Item, bytes | None]]:
    """The file as it came, where it was kept, and its text as it was read."""
    said = (document.received_by, _moment(document.received_at))
    content = _source(session, document)
    if content is not None:
        place = names.place("公文", document.filename)
        yield _item(place, document.filename, content, *said, "收文的原文件"), content
    else:
        note = "收文的原文件没有存放在系统里，指纹供核对"
        yield Item("", document.filename, document.sha256, 0, *said, note), None
    text = document.text.encode("utf-8", "replace")
    place = names.place("公文", f"{PurePosixPath(document.filename).stem}-正文.txt")
    yield _item(place, "公文正文", text, *said, "系统读出的文字"), text


def _source(session: Session, document: Document) -> bytes | None:
    """The bytes of the uploaded file, if they still lie where they were put and are those that were read."""
    rows = select(Job).where(Job.kind == JobKind.INTAKE, Job.result == str(document.id)).order_by(col(Job.id))
    for job in session.exec(rows):
        try:
            content = Path(str(job.arguments.get("path", ""))).read_bytes()
        except (OSError, ValueError):
            continue
        if hashlib.sha256(content).hexdigest() == document.sha256:
            return content
    # A paper of the office's own making was never a file: its text is what was kept.
    made_here = document.text.encode("utf-8", "replace")
    return made_here if hashlib.sha256(made_here).hexdigest() == document.sha256 else None


def _letters(session: Session, case: Case, names: _Names) -> Iterator[tuple[Item, bytes | None]]:
    """The signed letters about its parts, voided ones included, as they were frozen."""
    about = select(LetterItem.letter_id).where(col(LetterItem.assignment_id).in_(case.ids))
    rows = session.exec(
        select(Letter, StoredFile)
        .join(StoredFile, col(StoredFile.id) == col(Letter.file_id))
        .where(col(Letter.id).in_(about))
        .order_by(col(Letter.id))
    ).all()
    for letter, file in rows:
        name = f"{letter.reference} {letter.kind.label}.docx"
        note, content, place = letter.status.label, None, ""
        if letter.reason:
            note += f"（{letter.settled_by}）：{letter.reason}"
        try:
            content = content_of(file)
        except Refusal as missing:
            note += f"；{missing.sentence}"
        else:
            place = names.place("文书", name)
        signed = _moment(letter.signed_at) if letter.signed_at else ""
        yield Item(place, name, file.sha256, file.size, letter.signed_by, signed, note), content


def _evidence(session: Session, case: Case, names: _Names) -> Iterator[tuple[Item, bytes | None]]:
    rows = session.exec(
        select(Evidence, StoredFile)
        .join(StoredFile, col(StoredFile.id) == col(Evidence.file_id))
        .where(col(Evidence.assignment_id).in_(case.ids))
        .order_by(col(Evidence.id))
    ).all()
    units = {part.id: unit.called for part, _, unit in case.parts}
    places: dict[str, str] = {}
    for one, file in rows:
        unit = units[one.assignment_id]
        dated = f"，{day_in_words(one.dated_on)}" if one.dated_on else ""
        note, content = f"{unit}：{one.kind.label}{dated}", None
        if file.sha256 in places:
            note += "；与前面的是同一个文件，只存一份"
        else:
            try:
                content = content_of(file)
            except Refusal as missing:
                note += f"；{missing.sentence}"
            else:
                places[file.sha256] = names.place(f"佐证材料/{unit}", one.name)
        # The second time the same file is only named again.
        yield (
            Item(
                places.get(file.sha256, ""), one.name, file.sha256, file.size, one.by, _moment(one.at), note
            ),
            content,
        )


def _item(place: str, name: str, content: bytes, who: str = "", when: str = "", note: str = "") -> Item:
    return Item(place, name, hashlib.sha256(content).hexdigest(), len(content), who, when, note)


def _put(archive: zipfile.ZipFile, place: str, content: bytes) -> None:
    entry = package.entry(place)
    # Whoever unpacks it on a system with rights may read it.
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _workbook(book: Book) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        to_xlsx.write(book, path)
        return path.read_bytes()


def _index(title: str, note: str, items: list[Item]) -> Sheet:
    rows = tuple(
        (number, one.place or "（缺）", one.name, one.sha256, one.size, one.who, one.when, one.note)
        for number, one in enumerate(items, 1)
    )
    return Sheet("目录", f"案卷目录：{title}", _COLUMNS, rows, note, "A3", kept=2)


def _page(title: str, note: str, items: list[Item]) -> bytes:
    """The index as a page that links to the files beside it."""
    heads = "".join(f"<th>{column.title}</th>" for column in _COLUMNS)
    rows = "\n".join(
        f"<tr><td>{number}</td><td>{_link(one)}</td><td>{_text(one.name)}</td><td><code>{one.sha256}</code></td>"
        f"<td>{one.size}</td><td>{_text(one.who)}</td><td>{one.when}</td><td>{_text(one.note)}</td></tr>"
        for number, one in enumerate(items, 1)
    )
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>案卷目录 {_text(title)}</title>"
        "<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
        "td,th{border:1px solid #999;padding:.3em .6em;text-align:left}code{font-size:.8em}</style></head>\n"
        f"<body><h1>案卷目录</h1><p>{_text(note)}</p>\n<table><thead><tr>{heads}</tr></thead><tbody>\n"
        f"{rows}\n</tbody></table></body></html>\n"
    ).encode("utf-8", "replace")


def _link(item: Item) -> str:
    return f'<a href="{quote(item.place)}">{_text(item.place)}</a>' if item.place else "（缺）"


def _text(text: str) -> str:
    return html.escape(text)


def _moment(at: datetime) -> str:
    return at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M")
