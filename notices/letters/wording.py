"""What a person fills in or changes in a letter before it is signed, and what is proposed where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from config.letters import LetterRules
from models.extension import Extension
from models.office import Office
from models.words import LetterKind
from notices.letters.matters import Matter
from papers.paper import to_fill
from schedules.wording import day_in_words

Form = Literal["line", "text", "day", "choice"]

_FEEDBACK = "2个工作日内报回执（附后）；通过填报链接或督办系统反馈进展、问题、下一步措施并附佐证，不便上网的报书面材料。"
_MATERIALS = "办理情况书面说明、工作台账和佐证材料。"


@dataclass(frozen=True, slots=True)
class Blank:
    """A place of a letter that people fill in. A required one has to be filled before signing."""

    name: str
    label: str
    form: Form = "line"
    is_required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole office's duties on a day, for the general part of a circular."""

    handed_out: int
    closed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything that a letter is laid out from.

    ``answer_by`` is the day proposed for the answer, ``nth`` the how-manyth chaser it is, ``consequence`` what comes
    next by the rule pack. ``number`` and ``signer`` are empty before signing.
    """

    kind: LetterKind
    office: Office
    today: date
    matters: tuple[Matter, ...]
    rules: LetterRules
    answer_by: date
    wording: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    signer: str = ""
    nth: int = 1
    consequence: str = ""
    extension: Extension | None = None
    totals: Totals | None = None

    def said(self, name: str) -> str:
        """What stands in a place: what was filled in, else what is proposed, else a mark that it is open."""
        value = self.wording.get(name) or proposed(self, name)
        if value:
            return _readable(value) if _BY_NAME[self.kind][name].form == "day" else value
        blank = _BY_NAME[self.kind][name]
        return to_fill(blank.label) if blank.is_required else ""


_REPLY = (
    Blank("answer_by", "反馈时限", "day"),
    Blank("contact", "联系人", hint="留空则写签发人所在的督办部门"),
    Blank("phone", "联系电话"),
)
BLANKS: dict[LetterKind, tuple[Blank, ...]] = {
    LetterKind.ORDER: (
        Blank("requirement", "办理要求", "text"),
        Blank("instruction", "领导批示", "text", hint="没有的留空"),
        Blank("colour", "颜色等级", "choice", choices=("", "蓝", "黄", "橙", "红")),
        Blank("feedback", "反馈方式和格式", "text"),
        *_REPLY,
    ),
    LetterKind.CHASER: (Blank("requirement", "办理要求", "text"), *_REPLY),
    LetterKind.CIRCULAR: (
        Blank("title", "标题"),
        Blank("good", "做得好的", "text", hint="没有的留空"),
        Blank("problems", "存在问题", "text", hint="没有的留空"),
        Blank("requirement", "下一步要求", "text"),
        *_REPLY,
    ),
    LetterKind.INTERVIEW: (
        Blank("degree", "约谈种类", "choice", choices=("提醒", "告诫", "问责")),
        Blank("person", "被约谈人"),
        Blank("when", "约谈时间", is_required=True, hint="如2026年3月20日（星期五）上午9时"),
        Blank("place", "约谈地点", is_required=True),
        Blank("talker", "约谈人", is_required=True),
        Blank("reason", "约谈事由", "text"),
        Blank("materials", "需带材料", "text"),
        Blank("requirement", "有关要求", "text"),
        *_REPLY,
    ),
    LetterKind.RECTIFICATION: (
        Blank("issue", "问题编号", hint="没有的留空"),
        Blank("source", "问题来源", "choice", choices=("督察", "评估", "实地核查")),
        Blank("problem", "问题描述", "text", is_required=True),
        Blank("goal", "整改目标", "text", is_required=True),
        Blank("measures", "整改措施", "text", hint="留空则由责任单位提出"),
        Blank("requirement", "有关要求", "text"),
        Blank("answer_by", "整改时限", "day"),
        *_REPLY[1:],
    ),
    LetterKind.EXTENSION: (
        Blank("requirement", "附带要求", "text"),
        *_REPLY[1:],
    ),
}
_BY_NAME = {kind: {blank.name: blank for blank in blanks} for kind, blanks in BLANKS.items()}


def proposed(occasion: Occasion, name: str) -> str:
    """What stands in a place while nobody has filled it in; a day as 2026-06-30. Empty where only people can know."""
    match name:
        case "requirement":
            return occasion.rules.requirement
        case "answer_by":
            return occasion.answer_by.isoformat()
        case "feedback":
            return _FEEDBACK
        case "materials":
            return _MATERIALS
        case "phone":
            return occasion.office.phone
        case "contact":
            return occasion.office.short_name
        case "title":
            return "关于督办事项逾期情况的通报"
        case "degree":
            return "提醒"
        case "source":
            return "督察"
        case "measures":
            return "由责任单位制定整改方案，随整改情况一并报送。"
        case "person":
            leader = occasion.matters[0].leader if occasion.matters else ""
            return leader or "责任领导"
        case "reason":
            return _reason(occasion)
        case _:
            return ""


def missing(kind: LetterKind, wording: Mapping[str, str]) -> list[str]:
    """The labels of the required places that nobody has filled in."""
    return [blank.label for blank in BLANKS[kind] if blank.is_required and not wording.get(blank.name)]


def late_in_words(matter: Matter) -> str:
    """时限为2026年6月30日，已逾期5个工作日 — or how it stands else."""
    if matter.due_on is None:
        return "未定时限"
    day = day_in_words(matter.due_on)
    return f"时限为{day}，已逾期{matter.workdays_late}个工作日" if matter.workdays_late else f"时限为{day}"


def _reason(occasion: Occasion) -> str:
    told = [
        f"你单位承办的“{matter.title}”{late_in_words(matter)}，至今没有办结"
        + (f"，期间催办{matter.chasers}次" if matter.chasers else "")
        for matter in occasion.matters
    ]
    return "；".join(told) + "。" if told else ""


def _readable(value: str) -> str:
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return value
