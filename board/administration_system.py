"""管理·渠道, 工作日历, 文号: what is configured, shown as it is in force, and a test message by each channel."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from board.edge import Now, Reading, RealNow, Today
from board.errors import Denied
from board.pages import render
from board.posted import Posted, text
from board.rates import Rate
from board.visitor import Visitor, holding
from config.refusal import Refusal
from config.settings import Settings, settings
from models import database
from notices.addresses import called
from notices.channels import names
from schedules.deadlines.festivals import festival_day
from schedules.workdays import work_calendar
from schedules.year_of_work import FESTIVALS, free_days, known_years, worked_weekends
from supervision.directory.founding import office
from supervision.directory.rights import Right
from supervision.duties.calendar_notice import calendar_notice, calendar_summary
from supervision.letters.series import all_series
from supervision.letters.trial import WITHOUT_ADDRESS, kind_of, note_trial, send_trial

router = APIRouter(prefix="/administration")

_KINDS = {
    "email": "邮件",
    "wecom": "企业微信机器人",
    "dingtalk": "钉钉机器人",
    "feishu": "飞书机器人",
    "webhook": "接口",
    "sms": "短信网关",
}
_YEARS_BACK, _YEARS_AHEAD = 5, 5

Looking = Annotated[Visitor, Depends(holding(Right.SYSTEM))]
Sending = Annotated[Visitor, Depends(holding(Right.CHANNELS))]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the page shows it: never its address, which may hold its key, nor any secret."""

    name: str
    label: str
    kind: str
    asks_for: str
    facts: tuple[str, ...]


@router.get("/channels")
def channels(request: Request, _visitor: Looking) -> Response:
    """The channels in force."""
    return _channels_page(request)


@router.post("/channels/{channel}/trial")
def send(
    request: Request, channel: str, visitor: Sending, form: Posted, real_now: RealNow, now: Now
) -> Response:
    """试发: one real message, and what came of it. The page itself and no redirect: the outcome is nowhere else."""
    trials: Rate = request.app.state.trials
    if kind_of(channel) is None:
        raise HTTPException(404)
    if not trials.take(visitor.actor.user_id, real_now):
        raise Denied(429, "试发得太多，这一次没有发。十分钟里最多试发5次，请稍后再试。")
    address = text(form, "reader")[:200]
    with database.reading() as session:
        name = office(session).short_name
    try:
        is_sent, outcome = send_trial(channel, address, name, visitor.actor.name, now)
    except Refusal as refusal:
        return _channels_page(request, channel, outcome=str(refusal), address=address, status=409)
    with database.transaction() as session:
        note_trial(session, channel, address, outcome, visitor.actor, now)
    return _channels_page(request, tried=channel, is_sent=is_sent, outcome=outcome, address=address)


@router.get("/calendar")
def calendar(request: Request, _visitor: Looking, today: Today) -> Response:
    """工作日历: which years are known, and how the year differs from its weekdays."""
    known, unknown = known_years(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD, work_calendar())
    asked = request.query_params.get("year", "")
    year = int(asked) if asked.isdecimal() and asked in {str(one) for one in known} else today.year
    return render(
        request,
        "administration_calendar.html",
        year=year,
        is_known=work_calendar().knows(year),
        known=known,
        unknown=unknown,
        free=free_days(year, work_calendar()),
        worked=worked_weekends(year, work_calendar()),
        festivals=[(name, festival_day(name, year)) for name in FESTIVALS],
        notice=calendar_notice(today),
        summary=calendar_summary(today),
        today=today,
    )


@router.get("/series")
def series(request: Request, _visitor: Looking, session: Reading) -> Response:
    """文号: how far each series has come, and what is missing in it."""
    return render(request, "administration_series.html", series=all_series(session))


def _channels_page(
    request: Request,
    tried: str = "",
    is_sent: bool = False,
    outcome: str = "",
    address: str = "",
    status: int = 200,
) -> Response:
    chosen = settings()
    labels = called(chosen)
    return render(
        request,
        "administration_channels.html",
        status=status,
        channels=[_channel(chosen, name, labels.get(name, name)) for name in names(chosen)],
        tried=tried,
        is_sent=is_sent,
        outcome=outcome,
        address=address,
    )


def _channel(chosen: Settings, name: str, label: str) -> Channel:
    own = chosen.channels.get(name)
    kind = own.kind if own else "email"
    facts = []
    if own is None:
        facts.append(
            "已设邮件服务器"
            if chosen.mail_url.get_secret_value()
            else "没有设邮件服务器，信写成数据文件夹 mail/ 里的文件"
        )
        facts.append(f"发件地址{chosen.mail_from}")
    else:
        facts.append("只发标题和链接" if own.title_only else "发事项内容")
        facts.append(f"每分钟最多{own.per_minute}条" if own.per_minute else "不限条数")
        if not own.verify:
            facts.append("不核对对方证书")
    asks_for = "" if kind in WITHOUT_ADDRESS else "收短信的号码" if kind == "sms" else "收信的邮箱"
    return Channel(name, label, _KINDS[kind], asks_for, tuple(facts))
