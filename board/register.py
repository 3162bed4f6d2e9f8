"""收文登记簿: every document that came, from where and when, and what became of it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Reading, Today
from board.pages import render
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from reports.register import entries, lay_out, years
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
    page: str = "",
) -> Response:
    """The register of all years or one, of all documents or those called so."""
    text, only = q.strip()[:_LONGEST], _year(year)
    found = entries(session, year=only, text=text)
    pages = max(1, -(-len(found) // _PAGE))
    number = min(max(1, int(page) if page.isdecimal() and page.isascii() and len(page) < 6 else 1), pages)
    return render(
        request,
        "register.html",
        today=today,
        entries=found[(number - 1) * _PAGE : number * _PAGE],
        total=len(found),
        years=years(session),
        chosen={"q": text, "year": only},
        page={"number": number, "pages": pages},
    )


@router.get("/sheet")
def sheet(_visitor: OfTheOffice, session: Reading, today: Today, q: str = "", year: str = "") -> Response:
    """The same as Excel, all pages of it."""
    text, only = q.strip()[:_LONGEST], _year(year)
    said = "".join(
        [f"只含{only}年收到的。" if only else "", f"只含名称、文号合乎“{text}”的。" if text else ""]
    )
    book = lay_out(entries(session, year=only, text=text), office(session).name, today, said)
    return as_excel(book, f"收文登记簿-{today.isoformat()}.xlsx")


def _year(written: str) -> int | None:
    return int(written) if written.isdecimal() and written.isascii() and len(written) == 4 else None
