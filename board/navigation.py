"""Where everything stands: the tabs on top of each page by who visits, and the pages that each tab gathers."""

from dataclasses import dataclass

from board.visitor import Visitor
from models.words import UserRole
from supervision.directory.rights import Right


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name. ``also`` are the beginnings of other addresses that belong to it."""

    address: str
    label: str
    also: tuple[str, ...] = ()

    def weight(self, path: str) -> int:
        """How closely an address belongs here: the length of what they share, 0 where it does not belong."""
        return max((len(start) for start in (self.address, *self.also) if _is_below(path, start)), default=0)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the first row and, where there are several, the pages of its second row; the first is its own."""

    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A tab as it is drawn on a page: ``is_here`` where the page belongs to it, ``is_exactly`` where it is the page."""

    address: str
    label: str
    is_here: bool
    is_exactly: bool


_MATRIX = Place("/matrix", "矩阵", also=("/assignments", "/units"))
_KANBAN, _TIMELINE = Place("/kanban", "看板"), Place("/timeline", "时间轴")
_LEDGER, _STATISTICS = Place("/ledger", "台账"), Place("/statistics", "统计")
_SUMMARY = Place("/summary", "一页通览")
_WALL = Place("/wall", "挂图")
_SEEN_IN_SCOPE = (_MATRIX, _KANBAN, _TIMELINE, _LEDGER, _STATISTICS)
_VIEWS = Tab("总览", (*_SEEN_IN_SCOPE, _WALL))
_VIEWS_OF_CLERKS = Tab(_VIEWS.label, (*_VIEWS.places, _SUMMARY))
_LEADING = Tab("领导", (_SUMMARY, Place("/today", "待办")))
_TASKS = Tab(
    "任务",
    (
        Place("/tasks", "任务"),
        Place("/plan", "规划"),
        Place("/instructions", "批示"),
        Place("/trials", "试点"),
        Place("/tags", "标签"),
        Place("/roll-over", "跨年结转"),
        Place("/never-held", "一年没有记录"),
    ),
)
_TODAY = Tab("今日", (Place("/today", "今日"),))
_COORDINATION = Tab("协调", (Place("/coordination", "协调"),))
_JOINT_WORK = Tab(
    _COORDINATION.label,
    (
        *_COORDINATION.places,
        Place("/meetings", "会商"),
        Place("/consultations", "征求意见"),
        Place("/liaisons", "挂钩联系"),
        Place("/teams", "专班"),
        Place("/policies", "政策落实"),
        Place("/approvals", "审批"),
    ),
)
_DOCUMENTS = Tab("公文", (Place("/documents", "公文"), Place("/register", "收文登记")))
_NOTICES = Tab(
    "通知",
    (
        Place("/notices", "通知"),
        Place("/deliveries", "投递"),
        Place("/letters", "文书"),
        Place("/not-reached", "未送达"),
        Place("/ladders", "提醒阶梯"),
    ),
)
_DIRECTORY = Tab("单位", (Place("/directory", "单位与人员"),))
_FINDINGS = Place("/findings", "问题整改")
_ON_SITE = Place("/on-site", "实地核查")
_CONSEQUENCES = Place("/consequences", "结果运用")
_SPREADING = Tab(
    "宣传示范",
    (
        Place("/bulletins", "简报"),
        Place("/bulletins/series", "期号登记"),
        Place("/examples", "示范点"),
        Place("/examples/experience", "典型经验"),
        Place("/examples/honours", "荣誉"),
    ),
)
_SPREADING_TO_UNITS = Tab(_SPREADING.label, (Place("/bulletins", "简报"), Place("/examples", "示范和经验")))
_CAMPAIGNS = Place("/campaigns", "督察活动")
_EVALUATION = Tab(
    "评估",
    (
        _CAMPAIGNS,
        Place("/campaigns/calendar", "日程"),
        Place("/indicators", "指标", also=("/indicator-import",)),
        Place("/score-sheets", "评分表"),
        Place("/objections", "异议"),
        _FINDINGS,
        _ON_SITE,
        _CONSEQUENCES,
        Place("/papers", "文稿"),
        Place("/reports", "当天报告"),
        Place("/briefings", "通报和会议材料"),
    ),
)
_ADMINISTRATION = (
    (Place("/administration", "概况"), frozenset({Right.SYSTEM})),
    (Place("/administration/accounts", "账号"), frozenset({Right.ACCOUNTS, Right.ROLES, Right.SESSIONS})),
    (Place("/administration/sign-ins", "登录"), frozenset({Right.SESSIONS})),
    (Place("/scopes", "查看范围"), frozenset({Right.SCOPES})),
    (Place("/administration/channels", "渠道"), frozenset({Right.SYSTEM})),
    (Place("/administration/calendar", "工作日历"), frozenset({Right.SYSTEM})),
    (Place("/administration/series", "文号"), frozenset({Right.SYSTEM})),
    (Place("/administration/clients", "接入"), frozenset({Right.ACCOUNTS})),
    (Place("/log", "日志"), frozenset({Right.LOG})),
)
_OFFICE = (_TASKS, _JOINT_WORK, _DOCUMENTS, _NOTICES, _DIRECTORY, _EVALUATION, _SPREADING)
_LOOKING = (
    Tab(_VIEWS.label, _SEEN_IN_SCOPE),
    Tab("任务", (Place("/tasks", "任务"), Place("/plan", "规划"), _FINDINGS)),
    _COORDINATION,
)


def tabs(visitor: Visitor) -> tuple[Tab, ...]:
    """The first row of this person."""
    match visitor.actor.role:
        case UserRole.CLERK:
            return (_TODAY, _VIEWS_OF_CLERKS, *_OFFICE, *_administration(visitor))
        case UserRole.LEADER:
            return (_LEADING, _VIEWS, *_OFFICE, *_administration(visitor))
        case UserRole.ADMINISTRATOR | UserRole.SECURITY | UserRole.AUDITOR:
            directory = (_DIRECTORY,) if visitor.may(Right.DIRECTORY) else ()
            return (*_administration(visitor), *directory)
        case UserRole.UNIT:
            own = Place(f"/units/{visitor.actor.unit_id}", "本单位", also=("/assignments",))
            scores = Place("/my-scores", "得分", also=("/campaigns", "/score-sheets"))
            report = Place(f"/units/{visitor.actor.unit_id}/papers", "单位报告")
            asked = Tab(_COORDINATION.label, (*_COORDINATION.places, Place("/consultations", "征求意见")))
            return (
                Tab("本单位", (own, _FINDINGS, scores, report)),
                Tab("任务", (Place("/tasks", "任务"),)),
                asked,
                _SPREADING_TO_UNITS,
            )
        case UserRole.SUPERVISOR | UserRole.INSPECTOR:
            return _LOOKING
        case _:
            return ()


def _administration(visitor: Visitor) -> tuple[Tab, ...]:
    """管理, with the pages that this person has a right to; nothing where there is none."""
    own = tuple(place for place, rights in _ADMINISTRATION if any(visitor.may(one) for one in rights))
    return (Tab("管理", own),) if own else ()


def first_page(visitor: Visitor) -> str:
    """Where this person begins."""
    own = tabs(visitor)
    return own[0].places[0].address if own else "/tasks"


def rows(visitor: Visitor, path: str) -> tuple[list[Shown], list[Shown]]:
    """The two rows of tabs as they stand on the page of this address; the second may be empty."""
    own = tabs(visitor)
    here, place = _of(own, path)
    first = [_shown(tab.places[0].address, tab.label, tab is here, path) for tab in own]
    second = [_shown(one.address, one.label, one is place, path) for one in here.places] if here else []
    return first, second if len(second) > 1 else []


def _of(own: tuple[Tab, ...], path: str) -> tuple[Tab | None, Place | None]:
    weighed = [(one.weight(path), tab, one) for tab in own for one in tab.places]
    weight, tab, place = max(weighed, key=lambda found: found[0], default=(0, None, None))
    return (tab, place) if weight else (None, None)


def _shown(address: str, label: str, is_here: bool, path: str) -> Shown:
    return Shown(address, label, is_here, is_here and path == address)


def _is_below(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")
