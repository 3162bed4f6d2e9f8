"""What stands behind a paper: the frozen rows of each of its numbers, what two drafts say differently, all unit reports."""

from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Reading, identifier
from board.pages import render
from board.paging import SIZE, paging
from board.papers import SHOWN_TO_UNITS, as_file, seen
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from models.campaign import Campaign, Freeze, FrozenFact
from models.evaluation_words import FactKind
from models.unit import Unit
from models.written_paper import WrittenPaper
from papers import to_docx, to_xlsx
from papers.book_of_paper import book_of
from reports.writing.changes import lay_out_changes
from reports.writing.records import Asked, count_records, named, records
from supervision.campaigns import papers, unit_papers

router = APIRouter(prefix="/papers")


@router.get("/records/{freeze_id}")
def list_records(
    request: Request,
    freeze_id: Id,
    visitor: Anyone,
    session: Reading,
    count: str = "assigned",
    unit: str = "",
    task: str = "",
    node: str = "",
    document: str = "",
    category: str = "",
    page: str = "",
) -> Response:
    """The frozen rows behind a number, each leading to the assignment and its evidence. A unit sees its own alone."""
    freeze, campaign = _frozen(session, freeze_id)
    unit_id = identifier(unit) or 0
    if visitor.is_unit:
        if campaign.status not in SHOWN_TO_UNITS or unit_id not in (0, visitor.actor.unit_id):
            raise Hidden
        unit_id = visitor.actor.unit_id or 0
    elif not visitor.is_of_the_office:
        raise Hidden
    told = named(count)
    if told is None:
        raise HTTPException(404)
    asked = Asked(
        count, unit_id, identifier(task) or 0, identifier(node) or 0, identifier(document) or 0, category
    )
    total = count_records(session, freeze, asked)
    pages = paging(
        f"/papers/records/{freeze_id}", page, total,
        count=count, unit=unit, task=task, node=node, document=document, category=category,
    )  # fmt: skip
    return render(
        request,
        "paper_records.html",
        freeze=freeze,
        campaign=campaign,
        called=told[0],
        definition=told[1],
        narrowed=_narrowed(session, freeze, asked),
        rows=records(session, freeze, asked, pages.first, SIZE),
        pages=pages,
    )


def _narrowed(session: Session, freeze: Freeze, asked: Asked) -> list[str]:
    """Of what the rows are, in words: the unit, the task, the heading, the document, the 一级任务."""
    said = []
    for kind, number, key in (
        (FactKind.UNIT, asked.unit_id, "called"),
        (FactKind.TASK, asked.task_id, "title"),
    ):
        if number:
            fact = session.get(FrozenFact, (freeze.id, kind, number))
            said.append(str(fact.facts.get(key, "")) if fact else f"{kind.label}{number}")
    if asked.category:
        said.append(asked.category)
    if asked.node_id:
        said.append("规划的一个标题及其下")
    if asked.document_id:
        said.append("一份公文的任务")
    return said


@router.get("/{paper_id}/changes/{other_id}")
def show_changes(
    request: Request, paper_id: Id, other_id: Id, _visitor: OfTheOffice, session: Reading
) -> Response:
    """What a draft says differently from another one: each number before and after."""
    before, after = _two(session, paper_id, other_id, _visitor)
    found = papers.changes(before, after)
    return render(request, "paper_changes.html", before=before, after=after, found=found)


@router.get("/{paper_id}/changes/{other_id}/download/{form}")
def take_changes(paper_id: Id, other_id: Id, form: str, _visitor: OfTheOffice, session: Reading) -> Response:
    """The same as a Word file or a workbook."""
    if form not in ("docx", "xlsx"):
        raise HTTPException(404)
    before, after = _two(session, paper_id, other_id, _visitor)
    names = (f"第{before.number}稿", f"第{after.number}稿")
    laid = lay_out_changes(
        papers.content(before), papers.content(after), papers.changes(before, after), names
    )
    with TemporaryDirectory(prefix="changes-") as folder:
        path = Path(folder) / f"changes.{form}"
        if form == "docx":
            to_docx.write(laid, path)
        else:
            to_xlsx.write(book_of(laid), path)
        return as_file(path.read_bytes(), papers.FORMS[form], f"{after.title}{'与'.join(names)}对照.{form}")


def _two(
    session: Session, paper_id: int, other_id: int, visitor: Visitor
) -> tuple[WrittenPaper, WrittenPaper]:
    """Two papers of one kind, the earlier first. Raises 404 for two that have nothing to do with each other."""
    one, other = seen(session, paper_id, visitor), seen(session, other_id, visitor)
    if one.kind is not other.kind or one.unit_id != other.unit_id or one.id == other.id:
        raise HTTPException(404)
    return (one, other) if one.id < other.id else (other, one)


@router.get("/units/{freeze_id}")
def list_units(request: Request, freeze_id: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """The unit reports of a freeze, and all of them at once."""
    freeze, campaign = _frozen(session, freeze_id)
    reports = unit_papers.reports_of(session, freeze_id)
    units = {
        one.id: one
        for one in session.exec(select(Unit).where(col(Unit.id).in_([paper.unit_id for paper in reports])))
    }
    return render(
        request,
        "paper_units.html",
        freeze=freeze,
        campaign=campaign,
        reports=reports,
        units=units,
        due=len(unit_papers.units_of(session, freeze_id)),
        forms=papers.FORMS,
    )


@router.get("/units/{freeze_id}/download/{form}")
def take_units(freeze_id: Id, form: str, _visitor: OfTheOffice, session: Reading) -> Response:
    """All unit reports of a freeze in one form, as an archive."""
    freeze, campaign = _frozen(session, freeze_id)
    if form not in papers.FORMS:
        raise HTTPException(404)
    reports = unit_papers.reports_of(session, freeze_id)
    if not reports:
        raise HTTPException(404)
    with TemporaryFile() as target:
        unit_papers.write_archive(session, reports, target, form)
        target.seek(0)
        name = f"{campaign.title}单位报告（截至{freeze.as_of.isoformat()}）.zip"
        return as_file(target.read(), "application/zip", name)


def _frozen(session: Session, freeze_id: int) -> tuple[Freeze, Campaign]:
    freeze = session.get(Freeze, freeze_id)
    if freeze is None:
        raise HTTPException(404)
    return freeze, session.get_one(Campaign, freeze.campaign_id)
