"""Approving, issuing and voiding an issue.

The numbers are taken when it is issued, under a lock of the series and the unique keys of the table. A voided issue
keeps its number, and the next issue does not take it: copies with that number are in other people's files, and another
paper under it would be confused with them. Only a corrected reprint of the same issue (重新印发) bears it again, so
that the year and the total have no hole; where nobody reprints it, the audit of the series says so.
"""

import tempfile
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.example import Publication
from models.meeting import ApprovalStep
from models.words import Answer, Subject, UserRole
from papers import to_docx_bulletin
from reports.bulletins.issue import LISTS, Issue, as_says, lay_out, number_line
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.bulletins.content import digest, issue_of, queries
from supervision.bulletins.drafting import begin, items_of
from supervision.bulletins.series import Numbers, last_day, list_of, lock, next_numbers, require_clerk
from supervision.directory.names import NameBook
from supervision.duties.file_store import store
from supervision.record.log import log


def approve(
    session: Session, bulletin: Bulletin, seen: str, actor: Actor, today: date, now: datetime
) -> None:
    """审定: the leader lets the draft go out as it was seen; ``seen`` is the digest of that.

    Raises Refusal for who is no leader, without a piece in it, and where it has changed since it was seen.
    """
    if actor.role is not UserRole.LEADER:
        raise NotTheirs("简报由领导审定后印发。请领导用自己的账号登录审定。")
    _require_draft(bulletin)
    _require_items(session, bulletin)
    if digest(issue_of(session, bulletin, today)) != seen:
        raise Refusal("看过之后这一期又有改动，没有审定。请看过现在的内容再审定。")
    _change(session, bulletin, BulletinStatus.DRAFT, approved_by=actor.name, approved_at=now)
    log(session, Subject.BULLETIN, bulletin.id, "审定简报", actor.name, now, digest=seen)


def issue(session: Session, bulletin: Bulletin, actor: Actor, today: date, now: datetime) -> Bulletin:
    """印发: the draft takes its numbers, the lists of the day are kept with it, and its file is frozen.

    Raises Refusal where it is not approved, has no piece, is dated on a day to come or before the issue before it.
    """
    if not actor.is_of_the_office:
        raise NotTheirs("简报由督办部门印发。")
    _require_draft(bulletin)
    _require_items(session, bulletin)
    series = session.get_one(BulletinSeries, bulletin.series_id)
    lock(session, series)
    session.refresh(bulletin)
    _require_draft(bulletin)
    if not bulletin.approved_by:
        raise Refusal("这一期还没有审定，不能印发。请领导审定后再印发；审定后改动过的，要重新审定。")
    _require_chain_through(session, bulletin)
    day = bulletin.dated_on or today
    numbers = _numbers(session, series, bulletin, day, today)
    lists = {word: list_of(series, word) for word in LISTS}
    book = NameBook(session, today)
    units = {
        unit_id
        for names in lists.values()
        for name in names
        if not (match := book.match(name)).inferred
        for unit_id in match.unit_ids
    }
    open_queries = sum(1 for one in queries(session, bulletin, today) if one.dismissed is None)
    _change(
        session,
        bulletin,
        BulletinStatus.ISSUED,
        dated_on=day,
        year=day.year,
        number=numbers.number,
        total=numbers.total,
        distribution={**lists, "units": sorted(units)},
        issued_at=now,
        issued_by=actor.name,
    )
    said = _as_issued(session, series, bulletin, today)
    bulletin.says = as_says(said)
    bulletin.file_id = store(session, file_name(said), as_file(said), now).id
    session.add(bulletin)
    _note_publications(session, bulletin, series, day, actor, now)
    session.flush()
    log(
        session,
        Subject.BULLETIN,
        bulletin.id,
        "印发简报",
        actor.name,
        now,
        note=f"{series.name} {reference(bulletin)}",
        number=numbers.number,
        total=numbers.total,
        open_queries=open_queries,
    )
    return bulletin


def void(session: Session, bulletin: Bulletin, reason: str, actor: Actor, now: datetime) -> None:
    """作废: the issue no longer holds; number and file stay to be seen. Raises Refusal without a reason."""
    if not actor.is_of_the_office:
        raise NotTheirs("简报由督办部门作废。")
    if bulletin.status not in (BulletinStatus.ISSUED, BulletinStatus.RECORDED):
        raise Refusal(f"这一期{bulletin.status.label}，不能作废。编辑中的可以直接修改。")
    if not reason.strip():
        raise Refusal("作废要写明理由。")
    before = bulletin.status
    _change(session, bulletin, BulletinStatus.VOIDED, before=before, void_reason=reason.strip())
    log(
        session,
        Subject.BULLETIN,
        bulletin.id,
        "作废简报",
        actor.name,
        now,
        note=f"{reference(bulletin)}：{reason.strip()}",
    )


def begin_reprint(session: Session, bulletin: Bulletin, actor: Actor, today: date, now: datetime) -> Bulletin:
    """重新印发: a draft with the pieces of a voided issue, which will bear its numbers again.

    Raises Refusal where the issue is not voided, or is being reprinted already.
    """
    require_clerk(actor)
    if bulletin.status is not BulletinStatus.VOIDED:
        raise Refusal("只有作废的一期才重新印发。")
    taken = session.exec(
        select(Bulletin).where(
            col(Bulletin.replaces_id) == bulletin.id, col(Bulletin.status) != BulletinStatus.VOIDED
        )
    ).first()
    if taken is not None:
        raise Refusal(f"这一期已经在重新印发（{taken.status.label}）。请打开那一份办理。")
    series = session.get_one(BulletinSeries, bulletin.series_id)
    made = begin(
        session, series, actor, today, now, title=bulletin.title, is_supplement=bulletin.is_supplement
    )
    made.replaces_id, made.note, made.copies = bulletin.id, bulletin.note, bulletin.copies
    session.add(made)
    session.flush()
    for position, item in enumerate(items_of(session, bulletin), 1):
        session.add(
            BulletinItem(
                bulletin_id=made.id,
                section=item.section if item.section in series.sections else "",
                position=position,
                title=item.title,
                text=item.text,
                unit_id=item.unit_id,
                update_id=item.update_id,
                experience_id=item.experience_id,
                at=now,
                by=actor.name,
            )
        )
    session.flush()
    return made


def reference(bulletin: Bulletin) -> str:
    """How people name an issue: 2026年第3期（总第45期）; empty before its issue."""
    if bulletin.number is None:
        return ""
    return number_line(bulletin.year, bulletin.number, bulletin.total, bulletin.is_supplement)


def file_name(said: Issue) -> str:
    """The name of its Word file."""
    number = "稿" if said.number is None else f"第{said.number}期"
    kind = "增刊" if said.is_supplement else ""
    return f"{said.name.rpartition(' ')[2]}{said.year}年{kind}{number}.docx"


def as_file(said: Issue) -> bytes:
    """The issue as a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bulletin.docx"
        to_docx_bulletin.write(lay_out(said), path)
        return path.read_bytes()


def _as_issued(session: Session, series: BulletinSeries, bulletin: Bulletin, today: date) -> Issue:
    said = issue_of(session, bulletin, today)
    lists = tuple((word, tuple(bulletin.distribution[word])) for word in LISTS)
    return Issue(**{**{name: getattr(said, name) for name in said.__dataclass_fields__}, "lists": lists})


def _numbers(session: Session, series: BulletinSeries, bulletin: Bulletin, day: date, today: date) -> Numbers:
    if day > today:
        raise Refusal(f"这一期的日期{day_in_words(day)}还没有到。请到那一天再印发，或改用今天。")
    if bulletin.replaces_id is not None:
        return _numbers_again(session, bulletin, day)
    last = last_day(session, series)
    if last is not None and day < last and not bulletin.is_supplement:
        raise Refusal(f"上一期的日期是{day_in_words(last)}，这一期不能更早。请改用那一天以后的日期。")
    return next_numbers(session, series, day.year, bulletin.is_supplement)


def _numbers_again(session: Session, bulletin: Bulletin, day: date) -> Numbers:
    voided = session.get_one(Bulletin, bulletin.replaces_id)
    if voided.number is None or day.year != voided.year:
        raise Refusal(f"重新印发的一期沿用{voided.year}年的期号，日期也要在{voided.year}年。请修改日期。")
    taken = session.exec(
        select(Bulletin).where(
            col(Bulletin.series_id) == bulletin.series_id,
            col(Bulletin.year) == voided.year,
            col(Bulletin.is_supplement) == voided.is_supplement,
            col(Bulletin.number) == voided.number,
            col(Bulletin.status) != BulletinStatus.VOIDED,
        )
    ).first()
    if taken is not None:
        raise Refusal(f"{reference(voided)}已经重新印发过，不能再印一份同号的。")
    return Numbers(voided.number, voided.total)


def _note_publications(
    session: Session, bulletin: Bulletin, series: BulletinSeries, day: date, actor: Actor, now: datetime
) -> None:
    """An experience that stands in the issue was published there."""
    session.add_all(
        Publication(
            experience_id=item.experience_id,
            medium=f"{series.name.rpartition(' ')[2]}{reference(bulletin)}",
            title=item.title,
            on=day,
            bulletin_id=bulletin.id,
            at=now,
            by=actor.name,
        )
        for item in items_of(session, bulletin)
        if item.experience_id is not None
    )


def _change(
    session: Session,
    bulletin: Bulletin,
    status: BulletinStatus,
    *,
    before: BulletinStatus = BulletinStatus.DRAFT,
    **values: object,
) -> None:
    changed = session.execute(
        update(Bulletin)
        .where(col(Bulletin.id) == bulletin.id, col(Bulletin.status) == before)
        .values(status=status, **values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(bulletin)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这一期刚刚由别人办理（{bulletin.status.label}）。请刷新后再看。")


def _require_draft(bulletin: Bulletin) -> None:
    if bulletin.status is not BulletinStatus.DRAFT:
        raise Refusal(f"这一期{bulletin.status.label}，不用再办。请刷新后再看。")


def _require_chain_through(session: Session, bulletin: Bulletin) -> None:
    """Where the draft was sent from hand to hand as well (送审), everybody has to have agreed in the last round."""
    steps = session.exec(
        select(ApprovalStep)
        .where(ApprovalStep.subject == "bulletin", col(ApprovalStep.subject_id) == bulletin.id)
        .order_by(col(ApprovalStep.round).desc(), col(ApprovalStep.position))
    ).all()
    for step in steps:
        if step.round == steps[0].round and step.answer is not Answer.GRANTED:
            raise Refusal(f"这一期还在送审，“{step.name}”没有同意，不能印发。请走完审批再印发。")


def _require_items(session: Session, bulletin: Bulletin) -> None:
    if not items_of(session, bulletin):
        raise Refusal("这一期还没有一篇内容，不能印发。请先加入至少一篇。")
