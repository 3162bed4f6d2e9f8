"""收文登记簿: every document that came, from where and when, and what became of it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Reading, Today
from board.pages import render
from board.taking_away import as_excel, as_word
from board.visitor import OfTheOffice
from reports.compilation import compilation
from reports.register import Entry, entries, lay_out, organs, years
from supervision.directory.founding import office

router = APIRouter(prefix="/register")

_PAGE = 100
_LONGEST = 60


@router.get("")
def index(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    q: str = "",
    year: str = "",
    organ: str = "",
    page: str = "",
) -> Response:
    """The register of all years or one, of all documents or those called so."""
    text, only = q.strip()[:_LONGEST], _year(year)
    named = organ.strip()[:_LONGEST]
    found = entries(session, year=only, text=text, organ=named)
    pages = max(1, -(-len(found) // _PAGE))
    number = min(max(1, int(page) if page.isdecimal() and page.isascii() and len(page) < 6 else 1), pages)
    return render(
        request,
        "register.html",
        today=today,
        entries=found[(number - 1) * _PAGE : number * _PAGE],
        total=len(found),
        years=years(session),
        organs=organs(session),
        chosen={"q": text, "year": only, "organ": named},
        page={"number": number, "pages": pages},
    )


@router.get("/sheet")
def sheet(
    _visitor: OfTheOffice, session: Reading, today: Today, q: str = "", year: str = "", organ: str = ""
) -> Response:
    """The same as Excel, all pages of it."""
    found, said = _asked(session, q, year, organ)
    book = lay_out(found, office(session).name, today, said)
    return as_excel(book, f"收文登记簿-{today.isoformat()}.xlsx")


@router.get("/compilation")
def bind(
    _visitor: OfTheOffice, session: Reading, today: Today, q: str = "", year: str = "", organ: str = ""
) -> Response:
    """合编: the documents of the register that were asked for, with their text, as one Word file."""
    found, said = _asked(session, q, year, organ)
    paper = compilation(session, [one.id for one in found], office(session).name, today, said)
    return as_word(paper, f"公文汇编-{today.isoformat()}.docx")


def _asked(session: Session, q: str, year: str, organ: str) -> tuple[list[Entry], str]:
    """The documents that were asked for, and by what, in words."""
    text, only, named = q.strip()[:_LONGEST], _year(year), organ.strip()[:_LONGEST]
    said = [
        f"只含{only}年收到的。" if only else "",
        f"只含{named}印发的（含联合印发）。" if named else "",
        f"只含名称、文号合乎“{text}”的。" if text else "",
    ]
    return entries(session, year=only, text=text, organ=named), "".join(said)


def _year(written: str) -> int | None:
    return int(written) if written.isdecimal() and written.isascii() and len(written) == 4 else None
