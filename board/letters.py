"""Letters on paper: the draft as it will stand, what may be changed in it, signing or not signing, and the file."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.link_holder import ByLink, OutOfReach
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from config.settings import settings
from models import database
from models.extension import Extension
from models.letter import Letter
from models.notice import Notice
from models.progress import StoredFile
from models.words import LetterKind, LetterStatus, NoticeKind
from notices.addresses import called
from notices.letters.layout import lay_out
from notices.letters.wording import BLANKS, Blank, Occasion, missing, proposed
from notices.on_paper import file_name
from papers.to_lines import lines
from schedules.workdays import work_calendar
from supervision.duties.file_store import content_of
from supervision.letters.drafting import (
    begin_again,
    begin_by_hand,
    begin_for,
    begin_reply,
    fill_in,
    letter_with,
    proposal,
)
from supervision.letters.laying_out import assignments_in_hand, is_raised, occasion
from supervision.letters.queue import Kept, letters, to_sign
from supervision.letters.signature import (
    as_file,
    decline,
    letter_of,
    may_sign,
    notices_of,
    proposals,
    sign_letter,
    signer_of,
    void,
)
from supervision.letters.voiding import is_told_of, told_of
from supervision.returns.links import note_look

router = APIRouter()

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/letters")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """What waits for a signature, the oldest first, and every letter with its number, voided ones included."""
    kept = letters(session, _visitor.actor, col(Letter.status) != LetterStatus.DRAFT)
    return render(
        request,
        "letters.html",
        to_sign=to_sign(session, today, work_calendar()),
        kept=kept,
    )


@router.get("/letters/{letter_id}")
def show(request: Request, letter_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One letter: as it stood when it was signed, or as it would stand today."""
    kept = _seen(session, letter_id, visitor)
    return _page(request, session, visitor, kept.letter, kept.assignment_ids, today, f"/letters/{letter_id}")


@router.get("/letters/{letter_id}/file")
def take(letter_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The Word file: the frozen one of a signed letter, else the draft as it reads today."""
    kept = _seen(session, letter_id, visitor)
    return _file(session, kept.letter, kept.assignment_ids, today)


@router.get("/l/{token}/letters/{letter_id}")
def take_by_link(letter_id: Id, by: ByLink, session: Reading, now: Now) -> Response:
    """The Word file of a signed letter, for who comes by a link."""
    found = letters(session, by.actor, col(Letter.id) == letter_id)
    if not found:
        raise OutOfReach(by, now)
    letter = found[0].letter
    with database.transaction() as writing:
        note_look(writing, by.link, by.address, f"下载{letter.reference}", now)
    return file_of(session, letter)


@router.post("/letters/{letter_id}/wording")
def word_it(
    letter_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """保存文书稿."""
    letter = _letter(session, letter_id)
    fill_in(session, letter, _wording(letter.kind, form), visitor.actor, today, now, work_calendar())
    return go_to(f"/letters/{letter_id}", "letter_worded")


@router.post("/letters/{letter_id}/signature")
def sign_it(letter_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, now: Now) -> Response:
    """签发."""
    sign_letter(session, _letter(session, letter_id), visitor.actor, now)
    return go_to(f"/letters/{letter_id}", "signed")


@router.post("/letters/{letter_id}/refusal")
def decline_it(letter_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """不予签发."""
    decline(session, _letter(session, letter_id), visitor.actor, now, text(form, "reason"))
    return go_to(f"/letters/{letter_id}", "letter_declined")


@router.post("/letters/{letter_id}/voiding")
def void_it(letter_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """作废."""
    void(session, _letter(session, letter_id), visitor.actor, now, text(form, "reason"))
    return go_to(f"/letters/{letter_id}", "letter_voided")


@router.post("/letters/{letter_id}/successor")
def begin_it_again(
    letter_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """重新起草 what was voided."""
    letter = begin_again(session, _letter(session, letter_id), visitor.actor, today, now)
    return go_to(f"/letters/{letter.id}", "letter_begun")


@router.get("/notices/{notice_id}/letter")
def show_proposal(
    request: Request, notice_id: Id, visitor: OfTheOffice, session: Reading, today: Today, now: Now
) -> Response:
    """The draft of a proposed notice, laid out from what is known today."""
    notice = _proposed(session, notice_id)
    if notice is None:
        held = letter_with(session, notice_id)
        if held is None:
            raise HTTPException(404)
        return RedirectResponse(f"/letters/{held.id}", status_code=303)
    draft = proposal(notice, now)
    here = f"/notices/{notice_id}/letter"
    return _page(request, session, visitor, draft, [notice.assignment_id], today, here, notice.signer)


@router.get("/notices/{notice_id}/letter/file")
def take_proposal(notice_id: Id, _visitor: OfTheOffice, session: Reading, today: Today, now: Now) -> Response:
    """The draft of a proposed notice as a Word file."""
    notice = _proposed(session, notice_id)
    if notice is None:
        raise HTTPException(404)
    return _file(session, proposal(notice, now), [notice.assignment_id], today)


@router.post("/notices/{notice_id}/letter/wording")
def word_proposal(
    notice_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """保存文书稿 of a proposal that nobody had touched."""
    letter = letter_of(session, notice_id, visitor.actor, now)
    fill_in(session, letter, _wording(letter.kind, form), visitor.actor, today, now, work_calendar())
    return go_to(f"/letters/{letter.id}", "letter_worded")


@router.post("/notices/{notice_id}/letter/signature")
def sign_proposal(notice_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, now: Now) -> Response:
    """签发 a proposal as it stands."""
    letter = letter_of(session, notice_id, visitor.actor, now)
    sign_letter(session, letter, visitor.actor, now)
    return go_to(f"/letters/{letter.id}", "signed")


@router.post("/notices/{notice_id}/letter/refusal")
def decline_proposal(
    notice_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now
) -> Response:
    """不予签发 a proposal."""
    letter = letter_of(session, notice_id, visitor.actor, now)
    decline(session, letter, visitor.actor, now, text(form, "reason"))
    return go_to(f"/letters/{letter.id}", "letter_declined")


@router.post("/circulars")
def put_together(visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """One circular for the proposals that were ticked."""
    ticked = {identifier(str(value)) for value in form.getlist("notice")}
    waiting = [one.id for one in proposals(session) if one.id in ticked and one.kind is NoticeKind.CIRCULAR]
    notices = notices_of(session, waiting)
    letter = begin_for(session, notices, visitor.actor, now)
    return go_to(f"/letters/{letter.id}", "letter_begun")


@router.post("/assignments/{assignment_id}/letters")
def begin_it(
    assignment_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """起草文书 for an assignment."""
    own = assignment_of(session, assignment_id, visitor)
    try:
        kind = LetterKind.stored(text(form, "kind"))
    except ValueError:
        raise Refusal("请选择起草哪一种文书。") from None
    letter = begin_by_hand(session, own, kind, visitor.actor, today, now)
    return go_to(f"/letters/{letter.id}", "letter_begun")


@router.post("/extensions/{extension_id}/letter")
def answer_on_paper(
    extension_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """起草延期批复."""
    extension = session.get(Extension, extension_id)
    if extension is None:
        raise HTTPException(404)
    letter = begin_reply(session, extension, visitor.actor, today, now)
    return go_to(f"/letters/{letter.id}", "letter_begun")


def file_of(session: Session, letter: Letter) -> Response:
    """The frozen file of a signed letter, to be taken away under its number."""
    stored = session.get_one(StoredFile, letter.file_id)
    return _download(content_of(stored), file_name(letter))


def _page(
    request: Request,
    session: Session,
    visitor: Visitor,
    letter: Letter,
    assignment_ids: Sequence[int],
    today: date,
    here: str,
    signer: str = "",
) -> Response:
    is_draft = letter.status is LetterStatus.DRAFT
    fields: list[tuple[Blank, str]] = []
    said: list[dict[str, Any]] = letter.says
    if not said:
        open_ = _occasion(session, letter, assignment_ids, today)
        said = lines(lay_out(open_))
        if is_draft and visitor.is_of_the_office:
            fields = [
                (blank, letter.wording.get(blank.name) or proposed(open_, blank.name))
                for blank in BLANKS[letter.kind]
            ]
    return render(
        request,
        "letter.html",
        letter=letter,
        lines=said,
        here=here,
        fields=fields,
        unfilled=missing(letter.kind, letter.wording) if is_draft else [],
        may_sign=may_sign(visitor.actor, letter.kind, signer_of(session, letter) if letter.id else signer),
        workdays=max(0, work_calendar().between(letter.since, today)),
        about=assignment_ids,
        predecessor=session.get(Letter, letter.supersedes_id) if letter.supersedes_id else None,
        is_told=is_told_of(session, letter) if letter.status is LetterStatus.VOIDED else False,
        told=told_of(session, letter) if visitor.is_of_the_office and letter.id else [],
        channels=called(settings()),
        today=today,
    )


def _occasion(session: Session, letter: Letter, assignment_ids: Sequence[int], today: date) -> Occasion:
    # A proposal that nobody has touched is no row yet.
    is_new = letter.id is None
    ids = assignment_ids if is_new else assignments_in_hand(session, letter)
    return occasion(
        session, letter, ids, today, work_calendar(), is_raised=is_new or is_raised(session, letter)
    )


def _file(session: Session, letter: Letter, assignment_ids: Sequence[int], today: date) -> Response:
    if letter.file_id is not None:
        return file_of(session, letter)
    return _download(as_file(lay_out(_occasion(session, letter, assignment_ids, today))), file_name(letter))


def _download(content: bytes, name: str) -> Response:
    disposition = f"attachment; filename*=utf-8''{quote(name)}"
    return Response(content, media_type=_WORD, headers={"content-disposition": disposition})


def _seen(session: Session, letter_id: int, visitor: Visitor) -> Kept:
    found = letters(session, visitor.actor, col(Letter.id) == letter_id)
    if not found:
        if session.get(Letter, letter_id) is None:
            raise HTTPException(404)
        raise Hidden
    return found[0]


def _letter(session: Session, letter_id: int) -> Letter:
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise HTTPException(404)
    return letter


def _proposed(session: Session, notice_id: int) -> Notice | None:
    """The notice, if it waits for a signature and nobody has touched its draft."""
    waits = any(one.id == notice_id for one in proposals(session))
    found = session.get(Notice, notice_id) if waits else None
    return None if found is None or letter_with(session, notice_id) is not None else found


def _wording(kind: LetterKind, form: FormData) -> dict[str, str]:
    return {blank.name: text(form, blank.name) for blank in BLANKS[kind]}
