"""The papers of campaigns: asking for them, how far they are, their drafts, the files to take away, the places to fill."""

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.approvals import chain_of
from board.edge import Id, Now, Reading, identifier, once_only
from board.engine import nudge
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus, PaperKind
from models.job import Job
from models.unit import Unit
from models.words import JobKind
from models.written_paper import WrittenPaper
from supervision.campaigns import papers, unit_papers
from supervision.jobs import ask, recent
from supervision.meetings.approvals import Outgoing

router = APIRouter()

SHOWN_TO_UNITS = (CampaignStatus.PUBLISHED, CampaignStatus.ENDED)
"""The states of a campaign in which its units see their reports."""
_MOST_LISTED = 200


@router.get("/papers")
def index(request: Request, _visitor: OfTheOffice, session: Reading, campaign: str = "") -> Response:
    """What can be written and was written, campaign by campaign, and how far is what was asked for.

    ``campaign`` is the one that somebody comes from, chosen in the form beforehand.
    """
    campaigns = {one.id: one for one in session.exec(select(Campaign).order_by(col(Campaign.id).desc()))}
    frozen: dict[int, Freeze] = {}
    for one in session.exec(select(Freeze).order_by(col(Freeze.campaign_id), col(Freeze.number))):
        frozen[one.campaign_id] = one
    kept = (
        select(WrittenPaper)
        .where(col(WrittenPaper.kind).in_(papers.OF_CAMPAIGNS))
        .order_by(col(WrittenPaper.id).desc())
        .limit(_MOST_LISTED)
    )
    asked = sorted(
        [*recent(session, JobKind.PAPER), *recent(session, JobKind.UNIT_PAPERS)], key=lambda job: -job.id
    )
    return render(
        request,
        "papers.html",
        campaigns=campaigns,
        frozen=frozen,
        chosen=identifier(campaign),
        kinds=papers.OF_CAMPAIGNS,
        kind_labels={one.value: one.label for one in PaperKind},
        papers=session.exec(kept).all(),
        jobs=[(job, _share(session, job)) for job in asked[:10]],
        unit_counts={number: len(unit_papers.reports_of(session, one.id)) for number, one in frozen.items()},
    )


def _share(session: Session, job: Job) -> unit_papers.Share | None:
    return unit_papers.share_of(session, job) if job.kind is JobKind.UNIT_PAPERS else None


@router.post("/papers")
def ask_for_one(visitor: Clerk, form: Posted, now: Now) -> Response:
    """Ask for a paper of a campaign, or for the reports of all its units."""
    freeze_id = identifier(text(form, "freeze"))
    wanted = text(form, "kind")
    with once_only() as session:
        freeze = session.get(Freeze, freeze_id) if freeze_id else None
        if freeze is None:
            raise Refusal("请先选择已经冻结数据的督察活动。没有可选的，请先冻结数据。")
        offered = {one.value for one in (*papers.OF_CAMPAIGNS, PaperKind.UNIT)}
        if wanted not in offered:
            raise Refusal("请选择要写出的文种。")
        is_of_units = wanted == PaperKind.UNIT.value
        ask(
            session,
            JobKind.UNIT_PAPERS if is_of_units else JobKind.PAPER,
            visitor.actor.name,
            now,
            freeze=freeze.id,
            what=wanted,
            as_of=freeze.as_of.isoformat(),
        )
    # The job must be in the database before the engine looks for it.
    return go_to("/papers", "asked" if nudge("evaluation") else "queued")


@router.get("/papers/{paper_id}")
def show(request: Request, paper_id: Id, visitor: Anyone, session: Reading) -> Response:
    """A draft: its files, the places to fill, what stands behind its numbers, the drafts beside it."""
    paper = seen(session, paper_id, visitor)
    every = papers.drafts(session, paper.kind, paper.campaign_id, paper.unit_id)
    is_latest = every[0].id == paper.id
    return render(
        request,
        "paper.html",
        paper=paper,
        campaign=session.get(Campaign, paper.campaign_id) if paper.campaign_id else None,
        unit=session.get(Unit, paper.unit_id) if paper.unit_id else None,
        freeze=session.get(Freeze, paper.freeze_id) if paper.freeze_id else None,
        drafts=every if visitor.is_of_the_office else (),
        is_latest=is_latest,
        places=papers.places_of(paper),
        forms=papers.FORMS,
        traces=paper.says["traces"],
        may_fill=visitor.is_clerk and is_latest,
        approval=chain_of(session, Outgoing.PAPER, paper_id, visitor) if visitor.is_of_the_office else None,
    )


@router.post("/papers/{paper_id}/places")
def fill_places(paper_id: Id, visitor: Clerk, form: Posted, now: Now) -> Response:
    """保存补充内容: the files are made anew with it."""
    with once_only() as session:
        paper = seen(session, paper_id, visitor)
        known = papers.places_of(paper)
        words = {
            place.key: text(form, f"place-{number}")
            for number, place in enumerate(known)
            if f"place-{number}" in form
        }
        if not papers.fill(session, paper, words, visitor.actor.name, now):
            return go_to(f"/papers/{paper_id}", "unchanged")
        ask(
            session,
            JobKind.PAPER,
            visitor.actor.name,
            now,
            paper=paper.id,
            what=paper.kind.value,
            as_of=paper.as_of.isoformat(),
        )
    nudge("evaluation")
    return go_to(f"/papers/{paper_id}", "filled_paper")


@router.get("/papers/{paper_id}/download/{form}")
def take(paper_id: Id, form: str, visitor: Anyone, session: Reading) -> Response:
    """A form of a draft to keep."""
    paper = seen(session, paper_id, visitor)
    if form not in papers.FORMS:
        raise HTTPException(404)
    return as_file(papers.file_of(session, paper, form), papers.FORMS[form], papers.named(paper, form))


@router.get("/units/{unit_id}/papers")
def of_a_unit(request: Request, unit_id: Id, visitor: Anyone, session: Reading) -> Response:
    """The reports on a unit: for the unit itself those of campaigns that were published."""
    if not (visitor.is_of_the_office or visitor.actor.unit_id == unit_id):
        raise Hidden
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)
    kept = session.exec(
        select(WrittenPaper, Campaign)
        .join(Campaign, col(Campaign.id) == col(WrittenPaper.campaign_id))
        .where(col(WrittenPaper.kind) == PaperKind.UNIT, col(WrittenPaper.unit_id) == unit_id)
        .order_by(col(WrittenPaper.campaign_id).desc(), col(WrittenPaper.number).desc())
    ).all()
    listed = _latest_of_each([(paper, one) for paper, one in kept if may_see(visitor, paper, one)])
    return render(request, "unit_papers.html", unit=unit, papers=listed, forms=papers.FORMS)


def _latest_of_each(
    kept: Sequence[tuple[WrittenPaper, Campaign]],
) -> list[tuple[WrittenPaper, Campaign]]:
    found: dict[int, tuple[WrittenPaper, Campaign]] = {}
    for paper, campaign in kept:
        found.setdefault(campaign.id, (paper, campaign))
    return list(found.values())


def seen(session: Session, paper_id: int, visitor: Visitor) -> WrittenPaper:
    """This draft. Raises 404 for none, and Hidden for one that this person is not to see."""
    paper = session.get(WrittenPaper, paper_id)
    if paper is None:
        raise HTTPException(404)
    campaign = session.get(Campaign, paper.campaign_id) if paper.campaign_id else None
    if not may_see(visitor, paper, campaign):
        raise Hidden
    return paper


def may_see(visitor: Visitor, paper: WrittenPaper, campaign: Campaign | None) -> bool:
    """The office sees every paper; a unit its own report, once the campaign has been published."""
    if visitor.is_of_the_office:
        return True
    is_own = visitor.is_unit and paper.kind is PaperKind.UNIT and paper.unit_id == visitor.actor.unit_id
    return is_own and campaign is not None and campaign.status in SHOWN_TO_UNITS


def as_file(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep under this name."""
    said = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": said})
