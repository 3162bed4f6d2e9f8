"""Playing what the sample office did beside its tasks: joint work, bulletins, examples, and a campaign with all that follows.

Every deed goes through the function that its form on the board calls; nothing is written beside them.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.bulletin import Bulletin, BulletinSeries
from models.campaign import Campaign
from models.document import Document
from models.evaluation_words import (
    Adoption,
    Assessor,
    CampaignKind,
    Cause,
    ExperienceState,
    FindingSource,
    MeetingKind,
    PointTier,
)
from models.example import Experience
from models.finding import Finding
from models.meeting import Consultation, Liaison, Meeting, MeetingDecision, Opinion
from models.task import Task
from models.words import EvidenceKind, UserRole
from schedules.periods import Recurrence
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.bulletins import drafting, issuing, recording, series
from supervision.bulletins.content import digest, issue_of
from supervision.campaigns import assessor_links, objections, rating_round, ratings, scores, sheets
from supervision.campaigns.campaign import Plan, make, publish
from supervision.campaigns.freezing import freeze, latest_freeze
from supervision.campaigns.ratings import Given
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.evidence import attach
from supervision.duties.submission import submit
from supervision.examples import experience, honours, points
from supervision.findings import consequences, findings, on_site, rectification
from supervision.meetings import consultations, handing_out, liaisons, records
from supervision.pack_in_force import pack_in_force
from supervision.rehearsal_people import Deed, assignment_of, clerk, points_for, their_person, unit_named

Row = TypeVar("Row")


class Evaluated:
    """The deeds of a story beside its tasks, played one after the other; remembers by their keys what they made."""

    def __init__(self, calendar: WorkCalendar) -> None:
        """Nothing has been played yet."""
        self._calendar = calendar
        self._made: dict[str, int] = {}
        self._play: dict[str, Callable[[Session, Deed, datetime], int | None]] = {
            "series": self._series,
            "past_issue": self._past_issue,
            "bulletin": self._bulletin,
            "meeting": self._meeting,
            "accept_task": self._accept_task,
            "consultation": self._consultation,
            "opinion": self._opinion,
            "adoption": self._adoption,
            "end_consultation": self._end_consultation,
            "liaison": self._liaison,
            "visit": self._visit,
            "point": self._point,
            "experience": self._experience,
            "proposal": self._proposal,
            "publication": self._publication,
            "honour": self._honour,
            "campaign": self._campaign,
            "self_rating": self._self_rating,
            "third_party": self._third_party,
            "rating": self._rating,
            "freeze": self._freeze,
            "scores": self._scores,
            "publish": self._publish,
            "objection": self._objection,
            "consequences": self._consequences,
            "check": self._check,
            "finding": self._finding,
            "hand_out": self._hand_out,
            "accept_finding": self._accept_finding,
            "put_right": self._put_right,
            "close_finding": self._close_finding,
        }

    def play(self, session: Session, deed: Deed, now: datetime) -> None:
        """Do one deed at this moment. Raises Refusal for a word that is no deed, and whatever the deed refuses."""
        doing = self._play.get(deed["what"])
        if doing is None:
            raise Refusal(f"{deed['date']}：不认识的办理“{deed['what']}”。")
        made = doing(session, deed, now)
        if made is not None and "key" in deed:
            self._made[deed["key"]] = made

    # ---- joint work

    def _meeting(self, session: Session, deed: Deed, now: datetime) -> int:
        by = clerk(deed)
        recurrence = Recurrence(deed["recurrence"]) if "recurrence" in deed else None
        held = records.Held(
            MeetingKind.stored(deed["kind"]),
            deed["title"],
            deed["date"],
            series=deed.get("series", ""),
            recurrence=recurrence,
            **{name: deed.get(name, "") for name in ("place", "chair", "people", "text")},
        )
        meeting = records.record(session, held, by, deed["date"], now)
        decided = [
            records.decide(
                session,
                meeting,
                one["text"],
                unit_named(session, one["unit"]).id if "unit" in one else None,
                one.get("due_on"),
                by,
                deed["date"],
                now,
            )
            for one in deed.get("decisions", ())
        ]
        if handed := [decided[number - 1].id for number in deed.get("hand_out", ())]:
            handing_out.hand_out(session, meeting, handed, by, deed["date"], now)
        return meeting.id

    def _accept_task(self, session: Session, deed: Deed, now: datetime) -> None:
        meeting = self._of(session, Meeting, deed["meeting"])
        decision = session.exec(
            select(MeetingDecision).where(
                MeetingDecision.meeting_id == meeting.id, MeetingDecision.position == deed["decision"]
            )
        ).one()
        self._accept(session, decision.task_id, deed, now)

    def _consultation(self, session: Session, deed: Deed, now: datetime) -> int:
        units = [unit_named(session, name).id for name in deed["units"]]
        return consultations.ask(
            session, deed["title"], deed["text"], units, deed["due_on"], clerk(deed), deed["date"], now
        ).id

    def _opinion(self, session: Session, deed: Deed, now: datetime) -> int:
        by = their_person(session, deed)
        asked = self._of(session, Consultation, deed["consultation"])
        return consultations.say(
            session, asked, by.unit_id or 0, deed.get("text", ""), by, deed["date"], now,
            passage=deed.get("passage", ""), has_none=deed.get("has_none", False),
        ).id  # fmt: skip

    def _adoption(self, session: Session, deed: Deed, now: datetime) -> None:
        said = self._of(session, Opinion, deed["opinion"])
        adoption = Adoption.stored(deed["adoption"])
        consultations.adopt(session, said, adoption, deed["reason"], clerk(deed), now)

    def _end_consultation(self, session: Session, deed: Deed, now: datetime) -> None:
        asked = self._of(session, Consultation, deed["consultation"])
        consultations.end(session, asked, clerk(deed), deed["date"], now)

    def _liaison(self, session: Session, deed: Deed, now: datetime) -> int:
        unit = unit_named(session, deed["unit"])
        return liaisons.link(
            session, deed["leader"], deed["title"], unit.id, deed["date"], deed["visits"],
            clerk(deed), deed["date"], now,
        ).id  # fmt: skip

    def _visit(self, session: Session, deed: Deed, now: datetime) -> None:
        linked = self._of(session, Liaison, deed["liaison"])
        said, settled = deed["text"], deed["settled"]
        liaisons.visit(session, linked, deed["date"], said, settled, clerk(deed), deed["date"], now)

    # ---- bulletins and examples

    def _series(self, session: Session, deed: Deed, now: datetime) -> int:
        by = clerk(deed)
        made = series.add_series(
            session, deed["name"], deed["editor"], by, now, opening_total=deed["opening_total"]
        )
        for word, called in series.LISTS.items():
            series.set_list(session, made, called, deed.get(word, ()), by, now)
        return made.id

    def _past_issue(self, session: Session, deed: Deed, now: datetime) -> None:
        kind = self._of(session, BulletinSeries, deed["series"])
        on = deed["on"]
        past = recording.Past(on.year, deed["number"], deed["total"], on, deed["title"])
        recording.record(session, kind, past, clerk(deed), deed["date"], now)

    def _bulletin(self, session: Session, deed: Deed, now: datetime) -> int:
        by, day = clerk(deed), deed["date"]
        issue = drafting.begin(
            session, self._of(session, BulletinSeries, deed["series"]), by, day, now, title=deed["title"]
        )
        if told := deed.get("experience"):
            known = self._of(session, Experience, told["name"])
            drafting.add_experience(session, issue, known, told["section"], by, now)
        for one in deed["items"]:
            unit = unit_named(session, one["unit"])
            drafting.add_item(
                session, issue, one["title"], one["text"], by, now, section=one["section"], unit_id=unit.id
            )
        if leader := deed.get("approved_by"):
            seen = digest(issue_of(session, issue, day))
            issuing.approve(session, issue, seen, Actor(leader, UserRole.LEADER), day, now)
            issuing.issue(session, session.get_one(Bulletin, issue.id), by, day, now)
        return issue.id

    def _point(self, session: Session, deed: Deed, now: datetime) -> int:
        entry = points.PointEntry(
            deed["name"],
            PointTier.stored(deed["tier"]),
            unit_named(session, deed["unit"]).id,
            deed["date"],
            **{name: deed[name] for name in ("kind", "theme", "person", "phone", "results", "review_on")},
        )
        return points.add_point(session, entry, clerk(deed), now).id

    def _experience(self, session: Session, deed: Deed, now: datetime) -> int:
        unit = unit_named(session, deed["unit"])
        return experience.add_experience(
            session, unit.id, deed["title"], deed["text"], clerk(deed), deed["date"], now,
            tags=deed["tags"], state=ExperienceState.stored(deed["state"]),
        ).id  # fmt: skip

    def _proposal(self, session: Session, deed: Deed, now: datetime) -> None:
        experience.propose(
            session, deed["title"], deed["text"], their_person(session, deed), deed["date"], now
        )

    def _publication(self, session: Session, deed: Deed, now: datetime) -> None:
        known = self._of(session, Experience, deed["experience"])
        by, day = clerk(deed), deed["date"]
        experience.publish(session, known, deed["medium"], day, deed["title"], by, day, now)

    def _honour(self, session: Session, deed: Deed, now: datetime) -> None:
        entry = honours.HonourEntry(
            unit_named(session, deed["unit"]).id,
            PointTier.stored(deed["tier"]),
            deed["kind"],
            deed["holder"],
            deed["date"],
            deed["reference"],
        )
        honours.award(session, entry, clerk(deed), deed["date"], now)

    # ---- the campaign

    def _campaign(self, session: Session, deed: Deed, now: datetime) -> int:
        kind, by = CampaignKind.stored(deed["kind"]), clerk(deed)
        plan = Plan(
            kind,
            deed["title"],
            deed["starts_on"],
            deed["ends_on"],
            basis=deed["basis"],
            dimensions=deed["dimensions"],
            objection_days=deed["objection_days"],
        )
        campaign = make(session, plan, by.name, now)
        shipped = next(name for name, _ in sheets.files_not_stored(session) if name == deed["kind"])
        sheets.choose(session, campaign, sheets.store_shipped(session, shipped, by, now), by, now)
        return campaign.id

    def _self_rating(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign, by = self._of(session, Campaign, deed["campaign"]), their_person(session, deed)
        given = [Given(item, Decimal(str(value))) for item, value in deed["points"].items()]
        ratings.rate(session, campaign, by.unit_id or 0, Assessor.SELF, given, by, now)

    def _third_party(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign = self._of(session, Campaign, deed["campaign"])
        sheet = sheets.sheet_for(session, campaign)
        open_to = [
            (unit, items)
            for unit in rating_round.units_of(session, campaign, sheet)
            if (items := ratings.items_open_to(sheet, unit, Assessor.THIRD_PARTY))
        ]
        ids = [unit.id for unit, _ in open_to]
        link = assessor_links.make(session, campaign, deed["name"], ids, clerk(deed), now, 14).link
        given = {
            unit.id: [Given(one.code, points_for(deed, unit)) for one in items] for unit, items in open_to
        }
        assessor_links.save(session, link, given, now, finally_=True)

    def _rating(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign, by = self._of(session, Campaign, deed["campaign"]), clerk(deed)
        for unit in rating_round.units_of(session, campaign, sheets.sheet_for(session, campaign)):
            given = [Given(deed["item"], points_for(deed, unit))]
            ratings.rate(session, campaign, unit.id, Assessor.OFFICE, given, by, now)

    def _freeze(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign = self._of(session, Campaign, deed["campaign"])
        pack = pack_in_force(session, settings().ladder)
        freeze(
            session, campaign, campaign.ends_on, deed["who"], now, self._calendar, pack.lights,
            pack=f"{pack.name} {pack.version}",
        )  # fmt: skip

    def _scores(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign = self._of(session, Campaign, deed["campaign"])
        frozen = latest_freeze(session, campaign.id)
        if frozen is None:
            raise Refusal(f"{deed['date']}：{campaign.title}还没有冻结数据，不能评分。")
        scores.compute(session, frozen, now, by=deed["who"])

    def _publish(self, session: Session, deed: Deed, now: datetime) -> None:
        publish(session, self._of(session, Campaign, deed["campaign"]), deed["who"], deed["date"], now)

    def _objection(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign, by = self._of(session, Campaign, deed["campaign"]), their_person(session, deed)
        item, reason = deed["item"], deed["reason"]
        objections.object_to(session, campaign, item, reason, by, deed["date"], now, self._calendar)

    def _consequences(self, session: Session, deed: Deed, now: datetime) -> None:
        campaign = self._of(session, Campaign, deed["campaign"])
        consequences.propose(session, campaign, clerk(deed), now, deed["date"])

    # ---- findings

    def _check(self, session: Session, deed: Deed, now: datetime) -> int:
        by, day = clerk(deed), deed["date"]
        unit = unit_named(session, deed["unit"])
        checked = session.exec(
            select(Assignment)
            .join(Task, col(Task.id) == col(Assignment.task_id))
            .join(Document, col(Document.id) == col(Task.document_id))
            .where(Document.filename == deed["document"], Task.code == deed["code"])
            .where(Assignment.unit_id == unit.id)
            .order_by(col(Assignment.id))
        ).first()
        if checked is None:
            raise Refusal(f"{day}：{deed['document']}的{deed['code']}没有交办给{unit.name}，不能核查。")
        seen = {field: on_site.Seen(agrees=True) for field in deed["agrees"]}
        seen[deed["field"]] = on_site.Seen(agrees=False, text=deed["seen"])
        finding = on_site.check(session, checked, seen, by, day, now).finding
        assert finding is not None
        wanted = {name: deed[name] for name in ("goal", "measure", "due_on", "reviewer")}
        findings.change(session, finding, wanted, by, day, now)
        return finding.id

    def _finding(self, session: Session, deed: Deed, now: datetime) -> int:
        found = findings.Found(
            unit_named(session, deed["unit"]).id,
            deed["text"],
            FindingSource.EVALUATION,
            campaign_id=self._of(session, Campaign, deed["campaign"]).id,
            cause=Cause.stored(deed["cause"]),
            **{name: deed[name] for name in ("cause_text", "goal", "measure", "due_on", "reviewer")},
        )
        return findings.find(session, found, clerk(deed), deed["date"], now).id

    def _hand_out(self, session: Session, deed: Deed, now: datetime) -> None:
        chosen = [self._of(session, Finding, key) for key in deed["findings"]]
        rectification.hand_out(session, chosen, clerk(deed), deed["date"], now)

    def _accept_finding(self, session: Session, deed: Deed, now: datetime) -> None:
        self._accept(session, self._of(session, Finding, deed["finding"]).task_id, deed, now)

    def _put_right(self, session: Session, deed: Deed, now: datetime) -> None:
        own, by = self._own(session, deed), their_person(session, deed)
        content, day = deed["content"].encode(), deed["date"]
        attach(session, own, deed["file"], content, EvidenceKind.LEDGER, by, day, now)
        submit(session, own, by, day, now, deed["text"])

    def _close_finding(self, session: Session, deed: Deed, now: datetime) -> None:
        close(session, self._own(session, deed), clerk(deed), deed["date"], now, deed["note"])

    def _own(self, session: Session, deed: Deed) -> Assignment:
        return assignment_of(session, self._of(session, Finding, deed["finding"]).task_id, deed)

    def _accept(self, session: Session, task_id: int | None, deed: Deed, now: datetime) -> None:
        accept(session, assignment_of(session, task_id, deed), their_person(session, deed), deed["date"], now)

    def _of(self, session: Session, table: type[Row], key: str) -> Row:
        return session.get_one(table, self._made[key])
