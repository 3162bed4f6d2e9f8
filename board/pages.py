"""Making a page: templates, and the few ways in which days and moments are written."""

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import DBAPIError

from board import marks, once
from board.assets import asset
from board.edge import looking
from board.matrix_view import way_back
from board.navigation import rows
from config.refusal import Refusal
from reports.scoring.kit import plain
from schedules import clock
from schedules.wording import day_in_words
from supervision import running
from supervision.drafts.redrafting import described, mark, missing, sentences, time_in_words
from supervision.duties.calendar_notice import calendar_notice
from supervision.duties.day_off import last_day
from supervision.messages import unread
from supervision.returns.links import standing

# What is said after something was done; pages name it by a word in their address, never by the sentence.
_DONE = {
    "accepted": "已签收。",
    "reported": "进展已反馈。",
    "submitted": "已申请销号，等待督办部门审核。",
    "returned": "已退回，责任单位会收到退回通知。",
    "closed": "已销号，责任单位会收到销号通知。",
    "reopened": "已重启，责任单位继续办理。",
    "withdrawn": "已撤回。",
    "asked_time": "延期申请已提交，等待督办部门审批。",
    "granted_time": "已同意延期，责任单位会收到批复。",
    "refused_time": "已答复不同意延期，责任单位会收到批复。",
    "took_back": "延期申请已收回。",
    "stopped": "已中止计时，恢复前不再提醒，也不算逾期。",
    "restarted": "已恢复计时，时限相应顺延。",
    "attached": "佐证材料已提交。",
    "measured": "落实措施已上报，等待督办部门审核。",
    "approved_measure": "已同意这条措施。",
    "returned_measure": "已退回这条措施，请责任单位修改后重新上报。",
    "transferred": "已转办。新的承办单位会收到交办通知，原单位会收到撤回通知。",
    "supported": "已增加协办单位，交办通知会随下一次投递送出。",
    "checked": "已记录。",
    "asked_jointly": "合并销号的申请已提交，等待督办部门审批。",
    "closed_jointly": "已合并销号，各单位会收到销号通知。",
    "kept_open": "已答复不同意合并销号。",
    "verified": "核验结果已记录。",
    "approved": "已审批立项，可以交办。",
    "ruled": "已保存，改动记入日志。",
    "registered": "已立项。",
    "dismissed": "已标为不立项。",
    "edited": "已保存，改动记在这一项下面。",
    "unchanged": "没有改动。",
    "submitted_above": "已申请销号，等待上级单位审核。",
    "put_forward": "需协调事项已提出，督办部门会限期议定。",
    "tied": "已关联。",
    "untied": "已取消关联，日志里留有记录。",
    "trial_begun": "已列为试点。",
    "trial_assessed": "试点评估已保存。",
    "team_made": "专班已成立，请增加人员和任务。",
    "team_changed": "专班已更新。",
    "team_ended": "专班已撤销，名单和任务都留着。",
    "profile_noted": "单位档案已登记。",
    "measure_done": "这条措施已勾为完成。",
    "opinion_traced": "因意见所作的调整已登记，任务的“关联事项”里看得到。",
    "meeting_tied": "这条记录已挂到任务下。",
    "expert_noted": "专家意见已登记。",
    "speakers_noted": "发言单位已保存。",
    "forecast_kept": "预计数已填报，到期后与实际数比较。",
    "handed_on": "已征求意见，这些单位可以在“协调”页答复。",
    "opinion_given": "意见已答复。",
    "coordinated": "已办结，提出单位会收到通知。",
    "handed_down": "已分解下达，下级单位会收到交办通知。",
    "planned": "规划已更新。",
    "planted": "已按公文的标题建立规划。",
    "hung": "规划位置已调整。",
    "tagged": "标签已更新。",
    "scoped": "查看范围已更新。",
    "split": "已拆分，请逐项核对单位和时限。",
    "merged": "已合并，请核对单位和时限。",
    "added": "已增加，请核对后立项。",
    "nothing_clear": "没有可以一并立项的：待确认的都还有疑点，或没有单位、时限。",
    "assigned": "已交办，交办通知会随下一次投递送出。",
    "indicators": "指标已列入。",
    "nothing": "没有需要交办的任务：立项的都已交办，或还没有到开始的日子。",
    "signed": "已签发，会随下一次投递送出。",
    "letter_worded": "文稿已保存。",
    "letter_begun": "已起草，请核对文稿后签发。",
    "letter_declined": "已记为不予签发，理由和文稿保留。",
    "letter_voided": "已作废，文号保留。",
    "arrived": "已记为送达。",
    "resent": "已放回待发，会随下一次投递送出。",
    "entered": "台账的改动已写入，进展记为代录。",
    "read_off": "指标的数已填报。",
    "rolled_over": "已结转到下一年，最初时限保留，责任单位会收到变更通知。",
    "instructed": "批示已登记。",
    "instruction_corrected": "批示已更正，原来的留在下面备查。",
    "passed_on": "已传达，责任单位会收到批示通知。",
    "instruction_answered": "办理情况已答复。",
    "improved": "改进情况已记下，这项任务已闭环。",
    "reused": "已沿用以前填报的数。",
    "asked": "已开始办理，稍后刷新本页看结果。",
    "queued": "引擎未运行，任务已排队。任务不会丢，引擎恢复后自动办理；在那之前提醒、催办和信件也都停着。几分钟后还是这样，请系统管理员运行 duban status 查看，再运行 duban up。",
    "version_issued": "新的一版清单已发布，有变化的单位会收到变更通知。",
    "new_password": "口令已修改，其他地方的登录已结束。",
    "ended_session": "已结束这处登录。",
    "ended_others": "已结束其他的登录。",
    "granted_role": "角色已授予，账号可以使用。",
    "deactivated": "账号已停用，登录已结束。",
    "unlocked": "已解除锁定。",
    "linked": "已关联统一身份。",
    "unlinked": "已取消关联统一身份。",
    "ended": "登录已失效，刚才的操作没有办理。请重新登录。",
    "took_in": "名录已导入，改动记入日志。",
    "took_along": "已加入任务。任务已交办的，交办通知会随下一次投递送出。",
    "left_out": "已记录不加入这项任务和理由。",
    "signed_out": "已退出。",
    "link_revoked": "链接已收回，从现在起打不开了。",
    "read": "已记为已阅。",
    "called": "通话已记录，这个单位的通知记为已送达。",
    "tried": "已记录没有打通，这个单位留在名单上。",
    "handed_over": "送达已记录。",
    "messages_read": "已全部标为已读。",
    "feed_revoked": "日历订阅已收回，从现在起打不开了。",
    "left_behind": "已登录。登录前填写的内容是另一位同志的，没有带过来。",
    "kind_corrected": "指标性质已更正，数字按新的性质重新计算。",
    "understood": "指标口径已保存，改动和理由记在下面。",
    "broken_down": "分解已保存。",
    "readings_taken": "数据已导入，每个数都记着来源。",
    "found": "问题已列出，待下达整改。",
    "handed_out": "整改已下达，交办通知会随下一次投递送出；立项须审批的，等领导审批。",
    "dropped": "已记为不列入整改，理由保留。",
    "held": "回头看已记录，问题没有反复。",
    "taken_up_again": "已记录没有通过，整改已重启，责任单位会收到通知。",
    "checked_found": "核查已记录，不符的已列为问题，待下达整改。",
    "cause_noted": "原因和措施已记下。",
    "proposed": "已按规则提出建议，由领导逐件决定。",
    "decided": "已决定。",
    "recorded": "约谈记录已保存，约谈要求已列为问题，待下达整改。",
    "filled_paper": "已保存，文件正在重新生成。",
    "form_taken": "回传表已导入，各项都记为代录。",
    "bulletin_begun": "已起草，请加入内容，核对后送领导审定。",
    "bulletin_kept": "已保存。审定过的要重新审定。",
    "item_added": "已编入本期，请核对标题和文字。",
    "item_removed": "已去掉，原文留在日志里。",
    "query_dismissed": "已注明原文无误，这条不再提示。",
    "bulletin_approved": "已审定，可以印发。",
    "bulletin_issued": "已印发，期号已取，文件定稿。",
    "bulletin_voided": "已作废，期号保留。需要更正的可以重新印发。",
    "series_kept": "已保存。",
    "lists_kept": "名单已保存，以后印发的按新名单。",
    "past_recorded": "已补录，期号核对的结果列在下面。",
    "example_kept": "示范点已保存。",
    "experience_kept": "典型经验已保存。",
    "publication_kept": "刊发情况已登记。",
    "honour_kept": "荣誉已保存。",
    "examples_taken_in": "名册已导入，原有的没有改动。",
    "innovation_proposed": "已提出，谢谢。督办部门会看到。",
    "sheet_stored": "评分表已启用，从起用的日子起对各单位公开。",
    "sheet_chosen": "评分表已选定，各单位可以看到考什么、怎么算。",
    "exempted": "已免于计分，重新计算得分后生效。",
    "exemption_lifted": "已取消免于计分，重新计算得分后生效。",
    "rated": "评分已保存。",
    "rating_saved": "评分已保存，可以接着评，评完再提交。",
    "rated_finally": "评分已提交并锁定，感谢支持。",
    "objected": "异议已提出，督办部门会限期答复。",
    "objection_taken_back": "异议已收回。",
    "objection_answered": "异议已答复，被考核单位可以在得分页看到。",
    "campaign_made": "督察活动已设立。核对范围后冻结数据。",
    "campaign_published": "结果已公布，各单位可以在异议期内提出异议。",
    "campaign_ended": "督察活动已结束。",
    "freeze_unchanged": "核对过了：冻结的数据与冻结时一致，没有被改动。",
    "freeze_changed": "冻结的数据与冻结时的校验值不一致，可能被人直接改动了数据库。请联系系统管理员核查。",
    "meeting_noted": "已登记，可以继续登记议定事项。",
    "decision_noted": "议定事项已登记。",
    "decisions_handed_out": "已下达为任务，交办通知会随下一次投递送出。",
    "decision_settled": "落实情况已记下。",
    "consulted": "已开始征求意见，被征求的单位可以在“征求意见”页答复。",
    "opinion_settled": "处理结果已保存，提意见的单位能看到。",
    "occasion_entered": "已登记。",
    "circulated": "已送会签，单位会收到通知。",
    "signed_together": "已签署。",
    "proposal_declined": "已记下，不再提议。",
    "consultation_ended": "这一轮征求意见已结束。",
    "linked_leader": "挂钩联系已登记。",
    "unlinked_leader": "挂钩联系已结束，记录保留。",
    "visited": "走访已登记。",
    "sent_for_approval": "已送审。",
    "approved_step": "已同意。",
    "sent_back": "已退回修改。",
    "client_revoked": "接入已收回，这个系统的令牌从现在起不能用了。",
    "policy_marked": "政策落实情况已登记。",
}


# A column's head has room for two lines of eleven characters; three where no clause ends earlier.
_COMFORTABLE, _SHORTEST, _MOST_IN_HEAD = 22, 6, 33
_CLAUSE_END = re.compile("[，、；。：]")


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page of this template. Who visits, the demo day and what was just done are known to every one."""
    visitor = getattr(request.state, "visitor", None)
    # Whoever has to choose a password first is led nowhere else.
    is_led = visitor and not visitor.must_renew
    first_row, second_row = rows(visitor, request.url.path) if visitor and is_led else ([], [])
    page = _templates.get_template(template).render(
        visitor=visitor,
        first_row=first_row,
        second_row=second_row,
        may_search=visitor is not None and visitor.may_search and request.url.path != "/search",
        demo_day=_demo_day(),
        done=_DONE.get(request.query_params.get("done", "")),
        path=request.url.path,
        warning=_warning(request),
        way_back=partial(way_back, request),
        new_messages=_unread(request, visitor),
        **context,
    )
    return HTMLResponse(page, status_code=status)


def go_to(address: str, done: str = "", anchor: str = "") -> RedirectResponse:
    """On to a page after something was done there (seen with a GET, so that a reload repeats nothing)."""
    query = f"{'&' if '?' in address else '?'}done={done}" if done else ""
    where = f"{address}{query}{'#' + anchor if anchor else ''}"
    once.led_to(where)
    return RedirectResponse(where, status_code=303)


def _demo_day() -> date | None:
    try:
        return clock.demo_day()
    except Refusal:
        return None  # the page that says so must not fail for the same reason


def _warning(request: Request) -> str:
    """What the office's own people have to see on every page until it is done."""
    visitor = getattr(request.state, "visitor", None)
    if visitor is None or not visitor.is_of_the_office:
        return ""
    stopped = running.trouble(running.processes())
    try:
        return stopped + calendar_notice(clock.today())
    except Refusal:
        return stopped


def _unread(request: Request, visitor: Any) -> int:
    """How many messages the visitor has not seen."""
    if visitor is None:
        return 0
    # A page that cannot count shows none.
    with suppress(DBAPIError), looking(request) as session:
        return unread(session, visitor.actor)
    return 0


def _stated(day: date) -> str:
    """A day as a text states it, and in brackets what the office's rule for days off makes of it."""
    note = last_day(day).note
    return day_in_words(day) + (f"（{note}）" if note else "")


def _cn(day: date | None) -> str:
    return day_in_words(day) if day else "未定时限"


def _moment(at: datetime) -> str:
    local = at.astimezone(ZoneInfo(clock.ZONE))
    return f"{day_in_words(local.date())} {local:%H:%M}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(clock.ZONE)):%H:%M}"


def _figure(value: Decimal) -> str:
    """A number as people write it: no zeros behind the point."""
    return f"{value.normalize():f}"


def _as_points(value: str | None) -> str:
    """An exact number as calculations keep it (``7/3``), to two places; a dash where there is none."""
    return "—" if value is None else plain(Fraction(value))


def _head(title: str) -> str:
    """The head of a column: a long title up to the end of a clause; its page and its ``title`` say the rest."""
    if len(title) <= _COMFORTABLE:
        return title
    ends = [mark.start() for mark in _CLAUSE_END.finditer(title, _SHORTEST, _MOST_IN_HEAD)]
    if ends:
        return title[: ends[-1]]
    return title if len(title) <= _MOST_IN_HEAD else title[:_MOST_IN_HEAD] + "…"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        cn=_cn,
        moment=_moment,
        hour=_hour,
        figure=_figure,
        as_points=_as_points,
        head=_head,
        as_day=date.fromisoformat,
        stated=_stated,
        on_day=clock.day_of,
    )
    made.globals.update(
        asset=asset,
        standing_of=standing,
        described=described,
        mark=mark,
        marks=marks,
        missing=missing,
        once=once.mark,
        sentences=sentences,
        time_in_words=time_in_words,
    )
    return made


_templates = _environment()
