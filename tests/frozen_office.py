"""An office whose data is frozen for a campaign: what reports are written from."""

from datetime import UTC, date, datetime

from sqlmodel import select

from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind, PaperKind
from models.office import Office
from models.plan import PlanNode
from models.task import Task
from models.words import PlanLevel, Role
from papers.paper import Block, Heading, Paper, Text, numbered
from reports.writing.outlines import Written, lay_out
from schedules.workdays import WorkCalendar
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze
from supervision.campaigns.papers import material_of
from tests.reported_office import LIMITS, TODAY, ReportedOffice

LATER = datetime(2027, 1, 3, 20, tzinfo=UTC)


def busy_office() -> ReportedOffice:
    """One task closed by its lead and late at its helper, one not handed out, an indicator half way."""
    office = ReportedOffice()
    document = office.document("关于印发《重点任务实施方案》的通知")
    task = office.task(document, "开展职工技能竞赛")
    lead, helper = office.unit("市总工会"), office.unit("市人社局")
    deadline = office.deadline(task, date(2026, 5, 29))
    closed = office.assign(deadline, lead, Role.LEAD)
    office.accept(closed)
    office.report(closed, 90, date(2026, 5, 20), "已举办竞赛5场。")
    office.close(closed, submitted_on=date(2026, 5, 28), on=date(2026, 6, 1))
    late = office.assign(deadline, helper, Role.SUPPORTING)
    office.accept(late)
    office.report(
        late, 50, date(2026, 5, 22), "正在汇总名单。", problems="经费未到位", to_coordinate="请协调补贴资金"
    )
    office.task(document, "尚未交办的任务")
    contests = office.indicator(
        document, "12", name="新增举办竞赛", kind="new", by=date(2026, 12, 31), measure="场"
    )
    for month, value in ((3, "1"), (4, "3"), (5, "6")):
        office.read_off(contests, value, date(2026, month, 28))
    return office


def hang(office: ReportedOffice, task: Task, initiative: str) -> PlanNode:
    """Put a task below an initiative (举措) of the plan."""
    top = office.session.exec(select(PlanNode).where(PlanNode.title == "实施规划")).first()
    if top is None:
        top = PlanNode(level=PlanLevel.PLAN, title="实施规划")
        office.session.add(top)
        office.session.flush()
    node = PlanNode(parent_id=top.id, level=PlanLevel.INITIATIVE, title=initiative)
    office.session.add(node)
    office.session.flush()
    task.node_id = node.id
    office.session.add(task)
    office.session.flush()
    return node


def campaign_of(
    office: ReportedOffice, kind: CampaignKind = CampaignKind.MIDTERM, title: str = "2026年督察"
) -> Campaign:
    """A campaign over the year 2026 that looks at everything."""
    if office.session.exec(select(Office)).first() is None:
        office.session.add(Office(name=office.name, short_name=office.short_name, phone=""))
        office.session.flush()
    plan = Plan(kind, title, date(2026, 1, 1), date(2026, 12, 31))
    return make(office.session, plan, "王敏", LATER)


def frozen(
    office: ReportedOffice, campaign: Campaign | None = None, as_of: date = TODAY, reason: str = ""
) -> Freeze:
    """The data of the office frozen as of a day."""
    held = campaign or campaign_of(office)
    return freeze(office.session, held, as_of, "王敏", LATER, WorkCalendar(), LIMITS, reason)


def written(
    office: ReportedOffice, kind: PaperKind = PaperKind.MIDTERM, freeze_: Freeze | None = None
) -> Written:
    """The paper of this kind, written from a freeze."""
    return lay_out(material_of(office.session, freeze_ or frozen(office), kind), kind)


def headings(paper: Paper) -> list[str]:
    """The chapters with their numbers."""
    return [
        number + block.text
        for number, block in numbered(paper.body)
        if isinstance(block, Heading) and block.level == 1
    ]


def words(blocks: tuple[Block, ...]) -> str:
    """All paragraphs."""
    return "\n".join(block.lead + block.text for block in blocks if isinstance(block, Text))
