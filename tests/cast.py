"""The people of the tests: an office, a lead unit, a supporting unit, an outsider who must see nothing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.document import Document, Draft
from models.office import Office
from models.task import Task
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel, UnitLevel, UserRole
from supervision.actor import Actor
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign

DAY = date(2026, 3, 9)
"""A Monday without a holiday near it."""


def at(day: date, hour: int = 9) -> datetime:
    """An hour of that day in the office's zone."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


class Cast:
    """市总工会 leads, 市人社局 supports, 东湖区产改办 has nothing to do with it; 王敏 and 李静 are the clerks."""

    def __init__(self, session: Session) -> None:
        """Establish this office in the database, or meet it where the database has it already."""
        self.session = session
        if session.exec(select(Office)).first() is None:
            self._establish()
        units = session.exec(select(Unit).order_by(col(Unit.id))).all()
        self.union, self.labour, self.district, *self.pilots = units[:5]
        self.document = session.exec(select(Document).order_by(col(Document.id))).all()[0]
        self.clerk = Actor("王敏", UserRole.CLERK)
        self.other_clerk = Actor("李静", UserRole.CLERK)
        self.leader = Actor("周衡", UserRole.LEADER)
        self.lead = Actor("苏望", UserRole.UNIT, self.union.id)
        self.supporter = Actor("纪明", UserRole.UNIT, self.labour.id)
        self.outsider = Actor("田野", UserRole.UNIT, self.district.id)

    def _establish(self) -> None:
        session = self.session
        session.add(
            Office(
                name="江临市产业工人队伍建设改革协调小组办公室", short_name="市产改办", phone="0000-555-0100"
            )
        )
        union = self._unit("江临市总工会", "市总工会", UnitLevel.DEPARTMENT, 0)
        self._unit("江临市人力资源和社会保障局", "市人社局", UnitLevel.DEPARTMENT, 1)
        self._unit("东湖区产业工人队伍建设改革协调小组办公室", "东湖区产改办", UnitLevel.COUNTY, 2)
        session.add(Alias(unit_id=union.id, name="总工会"))
        group = UnitGroup(name="试点企业", aliases=["各试点企业"])
        session.add(group)
        session.flush()
        pilots = [self._unit(f"江临{n}厂", "", UnitLevel.ENTERPRISE, 3 + n) for n in range(2)]
        session.add_all(GroupMember(group_id=group.id, unit_id=pilot.id) for pilot in pilots)
        session.flush()
        self._document()

    def draft(
        self,
        *,
        due: date | None = None,
        lead: tuple[str, ...] = ("市总工会",),
        units: tuple[str, ...] = (),
        supporting: tuple[str, ...] = (),
        **reading: object,
    ) -> Draft:
        """A draft with one deadline, or with none."""
        position = len(self.session.exec(select(Draft)).all())
        row = Draft(
            document_id=self.document.id,
            position=position,
            code=f"二（一）{position + 1}",
            title="办好职工技能竞赛",
            text="办好职工技能竞赛。",
            start=0,
            end=9,
            lead=list(lead),
            units=list(units),
            supporting=list(supporting),
            deadlines=[self.reading(due, **reading)] if due or reading else [],
        )
        self.session.add(row)
        self.session.flush()
        return row

    def reading(self, due: date | None, **changed: object) -> dict[str, object]:
        """A deadline as it lies in a draft."""
        return {
            "phrase": "6月底前",
            "start": 0,
            "end": 5,
            "due": [due.isoformat()] if due else [],
            "recurrence": None,
            "since": None,
            "until": None,
            "ongoing": False,
            "alternatives": [],
            "problem": None,
            "reading": "年份取自成文日期",
            "kind": "dated",
            **changed,
        }

    def task(self, due: date | None, *, on: date = DAY, supporting: tuple[str, ...] = ()) -> Task:
        """A registered and assigned task of 市总工会."""
        draft = self.draft(due=due, supporting=supporting)
        decision = Decision(is_undated=due is None, accepts_past=True)
        task = register(self.session, draft, decision, "王敏", on, at(on))
        assign(self.session, "王敏", on, at(on))
        return task

    def assignment(self, due: date | None, *, on: date = DAY) -> Assignment:
        """What 市总工会 owes for a task of its own."""
        task = self.task(due, on=on)
        return self.session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()

    def _unit(self, name: str, short: str, level: UnitLevel, position: int) -> Unit:
        unit = Unit(name=name, short_name=short, level=level, position=position)
        self.session.add(unit)
        self.session.flush()
        for contact_level in ContactLevel:
            self.session.add(
                Contact(
                    unit_id=unit.id,
                    level=contact_level,
                    name=f"{unit.called}{contact_level.label}",
                    email=f"u{unit.id}.{contact_level.value}@example.org",
                )
            )
        return unit

    def _document(self) -> None:
        row = Document(
            sha256="0" * 64,
            filename="方案.txt",
            format="txt",
            text="办好职工技能竞赛。",
            reference="江产改办发〔2026〕3号",
            issued_on=date(2026, 3, 5),
            received_at=at(DAY),
            received_by="王敏",
        )
        self.session.add(row)
        self.session.flush()
