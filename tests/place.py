"""An office with something of everything in it, so that every address of the board has something behind it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from board.rates import Rate
from models.assignment import Assignment
from models.campaign import FrozenFact
from models.evaluation_words import (
    ConsequenceKind,
    FactKind,
    FindingSource,
    FindingStatus,
    PointTier,
    ProfileItem,
)
from models.finding import Finding
from models.notice import Delivery, DeliveryItem, Notice
from models.progress import WorkMeasure
from models.score import Consequence, Objection
from models.task import Indicator, Reading, Task
from models.unit import Contact
from models.user import SignIn, User, UserScope
from models.words import Answer, DeliveryStatus, EvidenceKind, LetterKind, NoticeKind, UserRole
from supervision.actor import Actor
from supervision.bulletins.drafting import add_item, begin
from supervision.bulletins.series import add_series
from supervision.campaigns.assessor_links import make as link_for_rating
from supervision.campaigns.exemptions import exempt
from supervision.campaigns.scores import compute
from supervision.clients import Scope, admit
from supervision.directory.profiles import note
from supervision.duties.acceptance import accept
from supervision.duties.coordination import ask, put_forward
from supervision.duties.evidence import attach
from supervision.duties.file_store import store
from supervision.duties.instructions import Said, instruct
from supervision.duties.passed_instructions import pass_on
from supervision.duties.progress import Report, report
from supervision.duties.splitting import Share, split
from supervision.examples.experience import propose
from supervision.examples.honours import HonourEntry, award
from supervision.examples.points import PointEntry, add_point
from supervision.feeds import make_feed
from supervision.letters.drafting import begin_by_hand
from supervision.letters.signature import sign_letter
from supervision.lists.amendment_plan import TaskChange, plan
from supervision.lists.amendments import issue
from supervision.lists.plan import add_node, hang
from supervision.meetings.teams import set_up
from supervision.returns.links import make
from tests.cast import DAY, Cast, at
from tests.findings import scored
from tests.joint_work import joint_work
from tests.kept_papers import kept_papers
from tests.office import Person, furnish, hashed
from tests.on_the_desk import proposed_order, request_for_time, request_to_close_jointly
from tests.scored_office import ScoredOffice

NOW = at(DAY, 10)


def _sign_in(session: Session, user_id: int) -> int:
    row = SignIn(user_id=user_id, token_sha256="0" * 64, form_token="x", begun_at=NOW, seen_at=NOW)
    session.add(row)
    session.flush()
    return row.id


def _finding(session: Session, lead: Assignment) -> Finding:
    """A finding that the lead's own task puts right."""
    row = Finding(
        number="问题〔2026〕1号",
        source=FindingSource.INSPECTION,
        unit_id=lead.unit_id,
        text="台账与实际不符",
        status=FindingStatus.RECTIFYING,
        found_on=DAY,
        at=NOW,
        by="王敏",
        task_id=lead.task_id,
    )
    session.add(row)
    session.flush()
    return row


def _consequence(session: Session, cast: Cast) -> Consequence:
    """A talk that the leader has agreed to, after a campaign with a score."""
    campaign = scored(cast, {cast.union.id: "55"})
    row = Consequence(
        campaign_id=campaign.id,
        unit_id=cast.union.id,
        kind=ConsequenceKind.INTERVIEW,
        rule="below-line",
        ground="总分55分",
        proposed_on=DAY,
        answer=Answer.GRANTED,
        decided_on=DAY,
        decided_by="周衡",
    )
    session.add(row)
    session.flush()
    return row


def _evaluated(cast: Cast, indicator_id: int) -> dict[str, int]:
    """A campaign that is scored and not yet published, with a paper that came with an objection."""
    made, session = ScoredOffice(cast.session, year=DAY.year - 1), cast.session
    made.task()
    made.unit(cast.union)
    made.holds(cast.union)
    compute(session, made.freeze, NOW)
    told = {"name": "新增高技能人才", "relation": ">=", "target": "100", "text": "原文", "document": "方案"}
    empty: dict[str, Any] = {"issued_on": None, "shares": [], "document_id": cast.document.id}
    kept = FrozenFact(
        freeze_id=made.freeze.id, kind=FactKind.INDICATOR, subject_id=indicator_id, facts={**told, **empty}
    )
    session.add(kept)
    rated = link_for_rating(session, made.campaign, "评估组", [cast.union.id], cast.clerk, NOW, 14)
    left_out = exempt(session, made.campaign, cast.labour.id, "A1", "职责划出", cast.clerk, DAY, NOW)
    objection = Objection(
        campaign_id=made.campaign.id,
        unit_id=cast.union.id,
        item="A1",
        reason="数据不对",
        file_id=store(session, "说明.txt", "已办结".encode(), NOW).id,
        asked_on=DAY,
        asked_at=NOW,
        asked_by="苏望",
        due_on=DAY,
    )
    session.add(objection)
    session.flush()
    return {
        "campaign_id": made.campaign.id,
        "freeze_number": made.freeze.number,
        "sheet_id": made.row.id,
        "assessor_link_id": rated.link.id,
        "exemption_id": left_out.id,
        "objection_id": objection.id,
    }


def _spread(session: Session, cast: Cast, own: Assignment) -> dict[str, int]:
    """A bulletin with a piece that went to nobody, a point and an honour of 市总工会, an experience of its own."""
    said = report(session, own, Report(DAY, 10, "办了一场竞赛。"), cast.lead, DAY, NOW)
    series = add_series(session, "改革快报", "市产改办", cast.clerk, NOW)
    draft = begin(session, series, cast.clerk, DAY, NOW)
    item = add_item(session, draft, "以赛促训", "办了一场竞赛。", cast.clerk, NOW)
    entry = PointEntry("一号示范点", PointTier.LOCAL, cast.union.id, DAY)
    won = HonourEntry(cast.union.id, PointTier.LOCAL, "工匠", "张建", DAY)
    return {
        "update_id": said.id,
        "series_id": series.id,
        "bulletin_id": draft.id,
        "item_id": item.id,
        "point_id": add_point(session, entry, cast.clerk, NOW).id,
        "experience_id": propose(session, "夜校", "自办夜校。", cast.lead, DAY, NOW).id,
        "honour_id": award(session, won, cast.clerk, DAY, NOW).id,
    }


def _beside(session: Session, cast: Cast) -> dict[str, int | str]:
    """A team, and what 市总工会 handed in for its file."""
    paper = ("三定方案.pdf", b"%PDF-1.4\n%%EOF\n")
    item = ProfileItem.LEADING_BODY
    note(session, cast.union, item, "领导小组共7人", cast.lead, NOW, has=True, file=paper)
    return {
        "team_id": set_up(session, "宣传专班", "", DAY, cast.clerk, NOW).id,
        "profile_item": item.value,
    }


def _everything(cast: Cast) -> tuple[int, dict[str, Any]]:
    """A part that a unit split off, and the number of everything that an address can name."""
    session, first = cast.session, cast.pilots[0]
    first.parent_id = cast.union.id
    lead = session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
    accept(session, lead, cast.lead, DAY, NOW)
    (part,) = split(session, lead, [Share(first.id, "组织本厂参赛")], cast.lead, DAY, NOW)
    matter = put_forward(session, lead, "请开放场馆", cast.lead, DAY, NOW)
    ask(session, matter, [cast.labour.id], cast.clerk, DAY, NOW)
    node = add_node(session, None, "产改规划", "王敏", NOW)
    hang(session, session.get_one(Task, lead.task_id), node, "王敏", NOW)
    indicator = Indicator(
        document_id=cast.document.id,
        task_id=lead.task_id,
        name="参赛人数",
        relation=">=",
        target=Decimal(100),
        measure="人",
        text="参赛100人",
    )
    extension = request_for_time(lead.id)
    measure = WorkMeasure(assignment_id=lead.id, text="办三场", at=NOW, by="苏望")
    joint = request_to_close_jointly(lead.deadline_id)
    people = [
        User(login="jiangxin", name="江心", role=UserRole.UNIT, unit_id=first.id, password_hash=hashed()),
        User(login="gaoyuan", name="高远", role=UserRole.SUPERVISOR, password_hash=hashed()),
        User(login="shencha", name="沈察", role=UserRole.INSPECTOR, password_hash=hashed()),
        User(login="guanli", name="管正", role=UserRole.ADMINISTRATOR, password_hash=hashed()),
        User(login="anquan", name="安固", role=UserRole.SECURITY, password_hash=hashed()),
        User(login="shenji", name="沈计", role=UserRole.AUDITOR, password_hash=hashed()),
    ]
    session.add_all([indicator, extension, measure, joint, *people])
    session.flush()
    reading = Reading(
        indicator_id=indicator.id,
        unit_id=cast.union.id,
        value=Decimal(30),
        as_of=DAY,
        reported_at=NOW,
        reported_by="苏望",
    )
    evidence = attach(
        session, lead, "名单.pdf", b"%PDF-1.4\n%%EOF\n", EvidenceKind.PAPER, cast.lead, DAY, NOW
    )
    # Of the day after the unit's own deeds: what it acted on since counts as having reached it.
    notice = proposed_order(session, lead.id, DAY + timedelta(1))
    letter = begin_by_hand(session, lead, LetterKind.CHASER, cast.clerk, DAY, NOW)
    sign_letter(session, letter, cast.clerk, NOW)
    contact = session.exec(select(Contact).where(Contact.unit_id == cast.union.id)).first()
    assert contact is not None
    delivery = Delivery(
        contact_id=contact.id,
        day=DAY,
        address="x@example.org",
        status=DeliveryStatus.UNKNOWN,
        not_before=NOW,
        subject="通知",
    )
    scopes = [
        UserScope(user_id=people[1].id, unit_id=cast.labour.id),
        UserScope(user_id=people[2].id, task_id=lead.task_id),
    ]
    session.add_all([reading, delivery, *scopes])
    session.flush()
    change = TaskChange(lead.task_id, wording={"title": "办好两级职工技能竞赛"})
    issue(session, plan(session, cast.document, [change], DAY), "市里来文", cast.clerk, DAY, NOW, seen=1)
    told = session.exec(select(Notice).where(Notice.kind == NoticeKind.AMENDMENT)).all()[0]
    session.add(DeliveryItem(delivery_id=delivery.id, notice_id=told.id, contact_id=contact.id))
    # Another person's than those who try.
    feed, _ = make_feed(session, Actor("江心", UserRole.UNIT, first.id, people[0].id), NOW)
    link = make(session, cast.union, cast.clerk, NOW, 30).link
    finding = _finding(session, lead)
    consequence = _consequence(session, cast)
    told_to = session.get_one(Task, lead.task_id)
    instruction = instruct(session, told_to, Said("抓紧办"), cast.leader, DAY, NOW)
    (passed,) = pass_on(session, instruction, [lead.id], cast.clerk, DAY, NOW)
    return part.id, {
        **_evaluated(cast, indicator.id),
        **_beside(session, cast),
        "task_id": lead.task_id,
        "unit_id": cast.union.id,
        "assignment_id": lead.id,
        "document_id": cast.document.id,
        "indicator_id": indicator.id,
        "reading_id": reading.id,
        "extension_id": extension.id,
        "measure_id": measure.id,
        "request_id": joint.id,
        "evidence_id": evidence.id,
        "coordination_id": matter.id,
        "node_id": node.id,
        "notice_id": notice.id,
        "letter_id": letter.id,
        "delivery_id": delivery.id,
        "scope_id": scopes[0].id,
        "link_id": link.id,
        "instruction_id": instruction.id,
        "passed_id": passed.id,
        "finding_id": finding.id,
        "consequence_id": consequence.id,
        **joint_work(session, cast),
        **kept_papers(session, cast),
        "client_id": admit(session, "市政务OA", [Scope.LEDGER.code], cast.clerk, NOW).client.id,
        **_spread(session, cast, lead),
        "token": "x" * 43,
        "feed_id": feed.id,
        "ending": "csv",
        "user_id": people[0].id,
        "sign_in_id": _sign_in(session, people[0].id),
        "channel": "email",
    }


class Place:
    """The office of these tests with something of everything in it."""

    def __init__(self, folder: Path) -> None:
        reports = folder / "reports"
        reports.mkdir(parents=True)
        (reports / "中期评估报告-2026-03-09.docx").write_bytes(b"x")
        self.office, (self.part, numbers) = furnish(_everything)
        self.numbers: dict[str, Any] = dict(numbers)
        self.numbers |= {"name": "中期评估报告-2026-03-09.docx", "draft_id": self.office.draft}
        self.numbers |= {"year": DAY.year - 1, "kind": "json", "number": 2}
        # A person walks through all addresses faster than people do.
        self.office.app.state.posts = self.office.app.state.downloads = Rate(0)
        self._people: dict[str, Person] = {}

    def person(self, login: str) -> Person:
        """This account, signed in once."""
        if login not in self._people:
            self._people[login] = self.office.person(login)
        return self._people[login]

    def address(self, path: str, **other: Any) -> str:
        """The address with what it names filled in."""
        try:
            return path.format(**{**self.numbers, **other})
        except KeyError as missing:
            pytest.fail(f"{path}: no test knows what {missing} is; put one into Place.numbers")
