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

    def __new__(cls, value: str, label: str) -> Self:
        """A member with its label."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class UnitLevel(Word):
    """Where a unit stands in the hierarchy."""

    DEPARTMENT = "department", "市级部门"
    COUNTY = "county", "县区"
    ENTERPRISE = "enterprise", "企业"


class ContactLevel(Word):
    """Who of a unit is spoken to; the ladder climbs from one to the next."""

    CONTACT = "contact", "联系人"
    LEADER = "leader", "责任领导"


class Role(Word):
    """A unit's part in a task. A lead is never guessed: only the text or a person names one."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "责任"
    SUPPORTING = "supporting", "配合"


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
    UNDERWAY = "underway", "办理中"
    SUBMITTED = "submitted", "申请销号"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"


class Move(Word):
    """What can be done with an assignment."""

    ASSIGN = "assign", "交办"
    ACCEPT = "accept", "签收"
    REPORT = "report", "反馈进展"
    SUBMIT = "submit", "申请销号"
    SEND_BACK = "send_back", "退回"
    CLOSE = "close", "销号"
    REOPEN = "reopen", "重启"
    WITHDRAW = "withdraw", "撤回"


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


class Verification(Word):
    """How a claim was checked. Reported is not verified."""

    REPORTED = "reported", "自报"
    LEDGER = "ledger", "台账"
    ON_SITE = "on_site", "实地"
    THIRD_PARTY = "third_party", "第三方"


class JobKind(Word):
    """Long work that the board or a command asks for."""

    INTAKE = "intake", "读取公文"
    EVALUATION = "evaluation", "中期评估报告"


class JobStatus(Word):
    """How far a job has come."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
