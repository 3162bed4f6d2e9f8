"""``duban letter``: letters on paper, listed, laid out into a file, signed or not signed."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session, col

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import say, show
from config.refusal import Refusal
from models.letter import Letter
from models.progress import StoredFile
from models.words import LetterStatus, UserRole
from notices.letters.layout import lay_out
from schedules import clock
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.file_store import content_of
from supervision.letters.drafting import letter_with, proposal
from supervision.letters.laying_out import assignments_in_hand, is_raised, occasion
from supervision.letters.queue import letters, to_sign
from supervision.letters.signature import (
    as_file,
    awaiting_signature,
    decline,
    letter_of,
    sign_letter,
)

_TITLES = {
    "number": "号",
    "kind": "种类",
    "status": "状态",
    "reference": "文号",
    "units": "单位",
    "about": "事项",
    "since": "提出",
    "workdays": "已等（工作日）",
}


def letter(
    number: Annotated[
        str, typer.Argument(metavar="[号]", help="列表里的号：L开头的是文书，N开头的是还没有起草的通知")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件.docx", help="把文稿或定稿写成Word文件")
    ] = None,
    sign: Annotated[bool, typer.Option("--sign", help="签发：取文号、定稿")] = False,
    declined: Annotated[str, typer.Option("--decline", metavar="理由", help="不予签发，写明理由")] = "",
    leader: Annotated[bool, typer.Option("--leader", help="以领导身份签发；通报和约谈由领导签发")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """文书：不写号则列出待签发的和已签发的；写号的，写成文件、签发或不予签发。"""
    today, now = clock.today(), clock.now()
    actor = Actor(by, UserRole.LEADER if leader else UserRole.CLERK)
    if not number:
        if to or sign or declined:
            raise typer.BadParameter("要写明哪一份")
        with transaction() as session:
            rows = _rows(session, actor)
        show("文书", rows, _TITLES, as_json=as_json)
        return
    if sign and declined:
        raise typer.BadParameter("--sign 不能与 --decline 同用")
    _parted(number)
    if declined:
        warn_of_secrets(as_json=as_json)
    told: list[str] = []
    with transaction() as session:
        if sign:
            made = sign_letter(session, _stored(session, number, actor), actor, now)
            told.append(f"已签发{made.kind.label}，文号{made.reference}。")
        elif declined:
            decline(session, _stored(session, number, actor), actor, now, declined)
            told.append("已记为不予签发。")
        if to is not None:
            if to.suffix.lower() != ".docx":
                raise Refusal(f"文书是Word文件，不能写成“{to.name}”。请把文件名的后缀改为docx。")
            content = _content(session, number)
            to.write_bytes(content)
            told.append(f"{day_in_words(today)}的文稿已写到{to}。" if not sign else f"定稿已写到{to}。")
    say(*(told or ["没有要办的。用 duban letter --help 看用法。"]))


def _rows(session: Session, actor: Actor) -> list[dict[str, object]]:
    open_: list[dict[str, object]] = [
        {
            "number": f"L{one.letter_id}" if one.letter_id else f"N{one.notice_id}",
            "kind": one.kind.label,
            "status": LetterStatus.DRAFT.label,
            "reference": "",
            "units": one.whom,
            "about": one.about,
            "since": day_in_words(one.since),
            "workdays": one.workdays,
        }
        for one in to_sign(session, clock.today(), work_calendar(), most=None).first
    ]
    kept: list[dict[str, object]] = [
        {
            "number": f"L{one.letter.id}",
            "kind": one.letter.kind.label,
            "status": one.letter.status.label,
            "reference": one.letter.reference,
            "units": "、".join(dict.fromkeys(one.units)),
            "about": "；".join(one.titles),
            "since": day_in_words(one.letter.since),
            "workdays": "",
        }
        for one in letters(session, actor, col(Letter.status) != LetterStatus.DRAFT)
    ]
    return [*open_, *kept]


def _parted(number: str) -> tuple[str, int]:
    first, rest = number[:1].upper(), number[1:]
    if first not in ("L", "N") or not rest.isdecimal() or len(rest) > 9:
        raise Refusal(f"没有号为“{number[:20]}”的文书。请用 duban letter 看列表里的号，如N12或L3。")
    return first, int(rest)


def _stored(session: Session, number: str, actor: Actor) -> Letter:
    first, found = _parted(number)
    if first == "N":
        return letter_of(session, found, actor, clock.now())
    return _letter(session, found)


def _letter(session: Session, number: int) -> Letter:
    found = session.get(Letter, number)
    if found is None:
        raise Refusal(f"没有第{number}号文书。请用 duban letter 看列表。")
    return found


def _content(session: Session, number: str) -> bytes:
    """The bytes of the frozen file, or of the draft as it reads today."""
    first, found = _parted(number)
    today, calendar = clock.today(), work_calendar()
    held = letter_with(session, found) if first == "N" else _letter(session, found)
    if held is None:
        notice = next((one for one in awaiting_signature(session) if one.id == found), None)
        if notice is None:
            raise Refusal(f"第{found}号通知不在待签发的里面。请用 duban letter 看列表。")
        draft = proposal(notice, clock.now())
        return as_file(
            lay_out(occasion(session, draft, [notice.assignment_id], today, calendar, is_raised=True))
        )
    if held.file_id is not None:
        return content_of(session.get_one(StoredFile, held.file_id))
    ids = assignments_in_hand(session, held)
    raised = is_raised(session, held)
    return as_file(lay_out(occasion(session, held, ids, today, calendar, is_raised=raised)))
