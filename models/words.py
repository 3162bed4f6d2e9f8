"""The words of the trade as enums, each with its Chinese label beside it. One word per thing."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored value and the label that people read."""

    label: str

    @classmethod
    def labelled(cls, label: str) -> Self:
        """The word with this Chinese label. Raises ValueError where there is none."""
        for word in cls:
            if word.label == label:
                return word
        raise ValueError(f"{label!r} is no {cls.__name__}")

    @classmethod
    def stored(cls, value: str) -> Self:
        """The word with this stored value. Raises ValueError where there is none."""
        for word in cls:
            if word.value == value:
                return word
        raise ValueError(f"{value!r} is no {cls.__name__}")

    @classmethod
    def called(cls, value: str) -> str:
        """The label of this stored value; the value itself where no word has it."""
        return next((word.label for word in cls if word.value == value), value)

    def __new__(cls, value: str, label: str) -> Self:
        """A member with its label."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class UnitLevel(Word):
    """The class of a unit (类). Where it stands is told by the tree, which may be of any depth."""

    PROVINCE = "province", "省级部门"
    PREFECTURE = "prefecture", "州市"
    DEPARTMENT = "department", "市级部门"
    COUNTY = "county", "县区"
    COUNTY_DEPARTMENT = "county_department", "县级部门"
    TOWNSHIP = "township", "乡镇街道"
    PARK = "park", "园区"
    ENTERPRISE = "enterprise", "企业"
    ASSOCIATION = "association", "行业协会"
    INSTITUTION = "institution", "事业单位"
    INSIDE = "inside", "内设机构"

    @property
    def is_below_county(self) -> bool:
        """Whether asks that reach it are those that the rules of 2024 want few of."""
        return self is UnitLevel.TOWNSHIP


class ContactLevel(Word):
    """Who of a unit is spoken to; the ladder climbs from one to the next."""

    CONTACT = "contact", "联系人"
    OFFICER = "officer", "责任人"
    LEADER = "leader", "责任领导"
    HEAD = "head", "主要领导"


class Role(Word):
    """A unit's part in a task. A lead is never guessed: only the text or a person names one."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "责任"
    SUPPORTING = "supporting", "配合"


class Urgency(Word):
    """How pressing a task is (紧急程度); a ladder of its own may belong to each."""

    ORDINARY = "ordinary", "一般"
    URGENT = "urgent", "加急"
    MOST_URGENT = "most_urgent", "特急"


class DraftStatus(Word):
    """What a person has decided about a draft."""

    PENDING = "pending", "待确认"
    CONFIRMED = "confirmed", "已立项"
    DISMISSED = "dismissed", "不立项"
    REPLACED = "replaced", "已有新版"
    MERGED = "merged", "已并入"


class ChangeKind(Word):
    """What a person did to a draft."""

    EDIT = "edit", "修改"
    SPLIT = "split", "拆分"
    MERGE = "merge", "合并"
    ADD = "add", "增加"
    CONFIRM = "confirm", "立项"
    DISMISS = "dismiss", "不立项"


class Status(Word):
    """How far an assignment has come; the moves between them stand in ``models/lifecycle.py``."""

    ASSIGNED = "assigned", "已交办"
    ACCEPTED = "accepted", "已签收"
    UNDERWAY = "underway", "办理中"
    SUBMITTED = "submitted", "申请销号"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"
    TRANSFERRED = "transferred", "已转办"


class Move(Word):
    """What can be done with an assignment."""

    ASSIGN = "assign", "交办"
    ACCEPT = "accept", "签收"
    REPORT = "report", "反馈进展"
    SUBMIT = "submit", "申请销号"
    SEND_BACK = "send_back", "退回"
    CLOSE = "close", "销号"
    CLOSE_JOINTLY = "close_jointly", "合并销号"
    REOPEN = "reopen", "重启"
    WITHDRAW = "withdraw", "撤回"
    TRANSFER = "transfer", "转办"
    SUPPORT = "support", "增加协办"
    SPLIT = "split", "分解下达"
    ATTACH = "attach", "提交佐证"
    PLAN = "plan", "上报落实措施"
    ANSWER_PLAN = "answer_plan", "审核落实措施"
    ASK_TIME = "ask_time", "申请延期"
    ANSWER_TIME = "answer_time", "批复延期"
    STOP_CLOCK = "stop_clock", "中止计时"
    RESTART_CLOCK = "restart_clock", "恢复计时"
    CHECK = "check", "销号核查"
    COORDINATE = "coordinate", "协调事项"
    AMEND = "amend", "清单变更"
    ROLL_OVER = "roll_over", "跨年结转"
    PASS_ON = "pass_on", "传达批示"
    ANSWER_INSTRUCTION = "answer_instruction", "答复批示"


class NoticeKind(Word):
    """What a notice is. Above a chaser a named person signs before it goes out."""

    ASSIGNMENT = "assignment", "交办通知"
    REMINDER = "reminder", "提醒"
    CHASER = "chaser", "催办"
    ORDER = "order", "督办单"
    CIRCULAR = "circular", "通报"
    INTERVIEW = "interview", "约谈"
    RETURN = "return", "退回通知"
    CLOSURE = "closure", "销号通知"
    REOPENING = "reopening", "重启通知"
    WITHDRAWAL = "withdrawal", "撤回通知"
    EXTENSION = "extension", "延期批复"
    CLOCK = "clock", "计时通知"
    AMENDMENT = "amendment", "变更通知"
    COORDINATION = "coordination", "协调通知"
    RECTIFICATION = "rectification", "整改通知"
    VOIDING = "voiding", "作废通知"
    INSTRUCTION = "instruction", "批示通知"


class LetterKind(Word):
    """What a letter on paper is (文书)."""

    ORDER = "order", "督办通知单"
    CHASER = "chaser", "催办单"
    CIRCULAR = "circular", "通报"
    INTERVIEW = "interview", "约谈通知"
    RECTIFICATION = "rectification", "整改通知"
    EXTENSION = "extension", "延期批复"


class LetterStatus(Word):
    """How far a letter on paper has come."""

    DRAFT = "draft", "待签发"
    SIGNED = "signed", "已签发"
    DECLINED = "declined", "不予签发"
    VOIDED = "voided", "已作废"


class DeliveryStatus(Word):
    """How far a message has come on its way to one person."""

    PENDING = "pending", "待发"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发出"
    FAILED = "failed", "未送达"
    UNKNOWN = "unknown", "结果不明"
    NEEDLESS = "needless", "不再需要"


class UserRole(Word):
    """What a signed-in person may do."""

    CLERK = "clerk", "经办"
    LEADER = "leader", "领导"
    UNIT = "unit", "责任单位"
    SUPERVISOR = "supervisor", "督导单位"
    INSPECTOR = "inspector", "检查人员"
    ADMINISTRATOR = "administrator", "系统管理员"
    SECURITY = "security", "安全保密管理员"
    AUDITOR = "auditor", "安全审计员"


class Verification(Word):
    """How a claim was checked. Reported is not verified."""

    REPORTED = "reported", "自报"
    LEDGER = "ledger", "台账"
    ON_SITE = "on_site", "实地"
    THIRD_PARTY = "third_party", "第三方"


class DueChangeKind(Word):
    """Why the deadline in force of an assignment became another day."""

    EXTENSION = "extension", "延期"
    RESTART = "restart", "恢复计时"
    AMENDMENT = "amendment", "清单变更"
    ROLL_OVER = "roll_over", "跨年结转"
    REOPENING = "reopening", "重启"


class Answer(Word):
    """How something that was asked for stands: an extension, a measure, a joint closure."""

    PENDING = "pending", "待审批"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"
    TAKEN_BACK = "taken_back", "已收回"


class ClosingStep(Word):
    """What has to be on record before an assignment is struck off, in this order (销号程序)."""

    SELF_CHECK = "self_check", "自查"
    REVIEW = "review", "审核"
    ON_SITE = "on_site", "现场核查"
    SIGNATURE = "signature", "签字"
    PUBLICATION = "publication", "公示"


class EvidenceKind(Word):
    """What a piece of evidence is (佐证材料)."""

    PAPER = "paper", "文件资料"
    PHOTO = "photo", "现场照片"
    LEDGER = "ledger", "台账清单"
    MINUTES = "minutes", "会议纪要"
    RECEIPT = "receipt", "合同票据"
    OTHER = "other", "其他"


class CoordinationStatus(Word):
    """How far a matter that needs coordination has come (需协调事项)."""

    RAISED = "raised", "待受理"
    ASKED = "asked", "征求意见中"
    SETTLED = "settled", "已议定"
    DECLINED = "declined", "不予协调"


class Stance(Word):
    """What a unit signs to a draft of a decision (会签)."""

    AGREES = "agrees", "同意"
    WITH_REMARKS = "with_remarks", "原则同意，有意见"
    DISAGREES = "disagrees", "不同意"


class PlanLevel(Word):
    """What a heading of a plan is, from the whole down to the part above a task."""

    PLAN = "plan", "规划"
    INITIATIVE = "initiative", "举措"
    MEASURE = "measure", "措施"


class Subject(Word):
    """What an entry of the log is about, beside the moves of assignments."""

    ACCOUNT = "account", "账号"
    UNIT = "unit", "单位"
    GROUP = "group", "单位组"
    DOCUMENT = "document", "公文"
    TASK = "task", "任务"
    ASSIGNMENT = "assignment", "交办事项"
    INDICATOR = "indicator", "指标"
    NOTICE = "notice", "通知"
    LETTER = "letter", "文书"
    LINK = "link", "填报链接"
    LEDGER = "ledger", "台账"
    RECORD = "record", "记录"
    CAMPAIGN = "campaign", "督察活动"
    FINDING = "finding", "问题"
    BULLETIN = "bulletin", "简报"
    EXAMPLE = "example", "典型示范"
    MEETING = "meeting", "会商记录"


class JobKind(Word):
    """Long work that the board or a command asks for."""

    INTAKE = "intake", "读取公文"
    EVALUATION = "evaluation", "中期评估报告"
    FREEZE = "freeze", "冻结数据"
    SCORING = "scoring", "计算得分"
    PAPER = "paper", "写出文稿"
    UNIT_PAPERS = "unit_papers", "写出单位报告"
    UNIT_PAPERS_PART = "unit_papers_part", "写出一批单位报告"


class JobStatus(Word):
    """How far a job has come."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
