"""The papers of a campaign: written from a freeze, kept draft by draft, filled in by people, compared with one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus, PaperKind
from models.progress import StoredFile
from models.words import Subject
from models.written_paper import WrittenPaper
from papers import to_docx, to_html, to_xlsx
from papers.book_of_paper import book_of
from papers.comparison import Difference, differences
from papers.drawing import drawn
from papers.filling import PlaceToFill, filled, places
from papers.fonts import find
from papers.paper import Paper
from papers.plain_form import digest, from_plain, to_plain
from reports.campaign_figures import CampaignFigures, figures_of
from reports.writing.gathering import gather
from reports.writing.gathering_unit import gather_unit
from reports.writing.material import Material
from reports.writing.outlines import TRACES, Written, lay_out
from reports.writing.progress import groups_of, told
from reports.writing.unit_paper import lay_out_unit
from supervision.duties import file_store
from supervision.record.log import log

OF_CAMPAIGNS = (PaperKind.MIDTERM, PaperKind.OVERALL, PaperKind.ANNUAL)
"""What is written of a whole campaign here; a unit's report is written for each of its units."""
FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
"""The forms in which a paper is kept, and what each is."""
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as it is to be kept: what it says as plain values, and the sha256 of that."""

    kind: PaperKind
    freeze_id: int
    campaign_id: int
    unit_id: int | None
    title: str
    says: dict[str, Any]
    digest: str


def compose(
    session: Session,
    freeze: Freeze,
    kind: PaperKind,
    unit_id: int | None = None,
    figures: CampaignFigures | None = None,
) -> Composed:
    """Write a paper of a freeze, without keeping it. The same data gives the same.

    Raises Refusal for a kind that is not written of a campaign, and for a unit that the campaign does not look at.
    """
    campaign = session.get_one(Campaign, freeze.campaign_id)
    counted = figures if figures is not None else figures_of(session, freeze)
    if kind is PaperKind.UNIT:
        if unit_id is None or unit_id not in counted.unit_facts:
            raise Refusal("这个单位不在督察活动的范围内，没有单位报告。请核对单位。")
        written = lay_out_unit(gather_unit(session, campaign, freeze, counted, unit_id), unit_id)
    elif kind in OF_CAMPAIGNS:
        written = lay_out(material_of(session, freeze, kind, counted), kind)
    else:
        raise Refusal(f"{kind.label}不在这里编写。请到它自己的页面编写。")
    return _composed(written, kind, freeze, unit_id)


def material_of(
    session: Session, freeze: Freeze, kind: PaperKind, figures: CampaignFigures | None = None
) -> Material:
    """What a report of the whole campaign is written from."""
    campaign = session.get_one(Campaign, freeze.campaign_id)
    counted = figures if figures is not None else figures_of(session, freeze)
    shown = [one.id for _, _, own in groups_of(counted) for one in told(counted, own)]
    year = campaign.ends_on.year + 1 if kind is PaperKind.ANNUAL else None
    return gather(session, campaign, freeze, counted, shown, year)


def _composed(written: Written, kind: PaperKind, freeze: Freeze, unit_id: int | None) -> Composed:
    says = {
        "paper": to_plain(written.paper),
        "traces": [
            [one.where, one.said, one.what, one.definition, one.records, one.address, one.evidence, one.of]
            for one in written.traces
        ],
    }
    title = written.paper.title.replace("\n", "")
    return Composed(kind, freeze.id, freeze.campaign_id, unit_id, title, says, digest(says))


def in_forms(said: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, bytes]:
    """The paper in all its forms, with what people wrote in its places."""
    paper = filled(from_plain(said["paper"]), words)
    with TemporaryDirectory(prefix="paper-") as folder:
        docx, xlsx, html = (Path(folder) / f"paper.{form}" for form in FORMS)
        to_docx.write(drawn(paper, find()) if _has_charts(said) else paper, docx)
        to_xlsx.write(book_of(paper), xlsx)
        to_html.write(paper, html)
        return {"docx": docx.read_bytes(), "xlsx": xlsx.read_bytes(), "html": html.read_bytes()}


def keep(
    session: Session, composed: Composed, files: Mapping[str, bytes], by: str, now: datetime
) -> WrittenPaper:
    """Keep a paper as the next draft of its kind; the same content twice is one draft, which is given back.

    What people filled in before is taken over. ``files`` were made of the same words; see ``words_for``.
    """
    # Whoever keeps a draft of the same campaign at the same time waits here, or is turned away by the unique key.
    same = col(Campaign.id) == composed.campaign_id
    session.execute(update(Campaign).where(same).values(title=col(Campaign.title)))
    last = latest(session, composed.kind, composed.campaign_id, composed.unit_id)
    if last is not None and last.digest == composed.digest and last.files:
        return last
    row = WrittenPaper(
        kind=composed.kind,
        campaign_id=composed.campaign_id,
        freeze_id=composed.freeze_id,
        unit_id=composed.unit_id,
        number=last.number + 1 if last else 1,
        title=composed.title,
        as_of=session.get_one(Freeze, composed.freeze_id).as_of,
        says=composed.says,
        filled=dict(last.filled) if last else {},
        digest=composed.digest,
        files=_stored(session, files, now),
        at=now,
        by=by,
    )
    session.add(row)
    session.flush()
    log(
        session,
        Subject.CAMPAIGN,
        composed.campaign_id,
        "写出文稿",
        by,
        now,
        note=composed.title,
        paper=composed.kind.value,
        number=row.number,
        unit_id=composed.unit_id,
        digest=composed.digest,
    )
    return row


def words_for(
    session: Session, kind: PaperKind, campaign_id: int | None, unit_id: int | None
) -> dict[str, str]:
    """What people wrote in the places of the latest draft, by the key of the place."""
    last = latest(session, kind, campaign_id, unit_id)
    return dict(last.filled) if last else {}


def fill(session: Session, paper: WrittenPaper, words: Mapping[str, str], by: str, now: datetime) -> bool:
    """Write in the places of a draft; whether anything changed. An empty text takes back what stood there.

    The files are made anew afterwards (see ``renew``). Raises Refusal for an older draft than the latest, for a place
    that the draft has not, for a text that is too long, and once the campaign has ended.
    """
    # Two who fill in at the same time wait for each other, and neither loses what the other wrote.
    session.execute(
        update(WrittenPaper).where(col(WrittenPaper.id) == paper.id).values(title=col(WrittenPaper.title))
    )
    session.refresh(paper)
    require_open(session, paper)
    known = {one.key: one for one in places_of(paper)}
    changed: dict[str, str] = {}
    for key, text in words.items():
        written = text.replace("\r\n", "\n").strip()
        if key not in known:
            raise Refusal("文稿里没有这一处待补充的内容，可能已经写出了新稿。请刷新页面后再填。")
        if len(written) > _LONGEST:
            raise Refusal(f"“{known[key].what}”超过{_LONGEST}字，请精简。")
        if written != paper.filled.get(key, ""):
            changed[key] = written
    if not changed:
        return False
    kept = {key: text for key, text in {**paper.filled, **changed}.items() if text}
    paper.filled, paper.files = kept, {}
    session.add(paper)
    session.flush()
    subject = Subject.CAMPAIGN
    about = [known[key].what for key in changed]
    log(
        session,
        subject,
        paper.campaign_id,
        "补充文稿",
        by,
        now,
        note=paper.title,
        places=about,
        number=paper.number,
    )
    return True


def require_open(session: Session, paper: WrittenPaper) -> None:
    """Raises Refusal unless this is the latest draft, of a campaign that has not ended."""
    last = latest(session, paper.kind, paper.campaign_id, paper.unit_id)
    if last is None or last.id != paper.id:
        raise Refusal("已经写出了更新的一稿，旧稿不再改动。请到最新一稿填写，原来填过的内容已经带过去。")
    campaign = session.get(Campaign, paper.campaign_id) if paper.campaign_id else None
    if campaign is not None and campaign.status is CampaignStatus.ENDED:
        raise Refusal(f"“{campaign.title}”已经结束，文稿不再改动。")


def renew(session: Session, paper: WrittenPaper, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep the files that were made of a draft after people filled its places."""
    paper.files = _stored(session, files, now)
    session.add(paper)
    session.flush()


def places_of(paper: WrittenPaper) -> tuple[PlaceToFill, ...]:
    """The places of a draft that people fill."""
    return places(from_plain(paper.says["paper"]))


def content(paper: WrittenPaper) -> Paper:
    """The draft with what people wrote in it."""
    return filled(from_plain(paper.says["paper"]), paper.filled)


def changes(before: WrittenPaper, after: WrittenPaper) -> tuple[Difference, ...]:
    """What two drafts say differently, what people wrote included.

    The table of traces is left out: its addresses are those of another freeze, and every number in it stands above.
    """
    return differences(_untraced(content(before)), _untraced(content(after)))


def _untraced(paper: Paper) -> Paper:
    return replace(paper, appendices=tuple(one for one in paper.appendices if one.title != TRACES))


def latest(
    session: Session, kind: PaperKind, campaign_id: int | None, unit_id: int | None
) -> WrittenPaper | None:
    """The latest draft; None before the first."""
    return next(iter(drafts(session, kind, campaign_id, unit_id, 1)), None)


def drafts(
    session: Session, kind: PaperKind, campaign_id: int | None, unit_id: int | None, most: int = 100
) -> Sequence[WrittenPaper]:
    """The drafts of a paper, the latest first."""
    row = WrittenPaper
    rows = (
        select(row)
        .where(
            col(row.kind) == kind,
            col(row.campaign_id) == campaign_id,
            col(row.unit_id).is_(None) if unit_id is None else col(row.unit_id) == unit_id,
        )
        .order_by(col(row.number).desc())
        .limit(most)
    )
    return session.scalars(rows).all()


def file_of(session: Session, paper: WrittenPaper, form: str) -> bytes:
    """The bytes of a form of a draft. Raises Refusal while the files are being made."""
    number = paper.files.get(form)
    if number is None:
        raise Refusal("文稿刚填写过，文件正在重新生成。请稍后刷新页面再下载。")
    return file_store.content_of(session.get_one(StoredFile, number))


def named(paper: WrittenPaper, form: str) -> str:
    """The name under which a file is taken away."""
    return f"{paper.title}（截至{paper.as_of.isoformat()}，第{paper.number}稿）.{form}"


def _stored(session: Session, files: Mapping[str, bytes], now: datetime) -> dict[str, int]:
    return {form: file_store.keep(session, FORMS[form], made, now).id for form, made in files.items()}


def _has_charts(said: Mapping[str, Any]) -> bool:
    bodies = [said["paper"]["body"], *(one["body"] for one in said["paper"]["appendices"])]
    return any(block["kind"] == "chart" for body in bodies for block in body)
